import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { parseCatalog } from '../../../src/core/catalog/parse-catalog';
import { parseNotes } from '../../../src/core/catalog/parse-notes';
import { parseSeverities } from '../../../src/core/catalog/parse-severities';
import { parseWaivers } from '../../../src/core/catalog/parse-waivers';
import { importInventory } from '../../../src/core/inventory/import';
import { reviewDocument } from '../../../src/core/report/document/review-document';
import { json } from '../../../src/core/report/formats/json';
import { signingKey } from '../../../src/core/report/notes/form';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage } from '../../../src/core/review/review';
import { unread } from '../../../src/core/review/unread-fields';
import { configureRules } from '../../../src/core/rules/configure';
import { rules } from '../../../src/core/rules/index';
import { digest } from '../../../src/node/digest';
import { verifyIssued } from '../../../src/node/verify';
import { memorySource, readTree } from '../../support/memory-source';
import { fieldsOfSchema, withoutField, type FieldPath } from '../../support/schema-fields';

const tests = join(__dirname, '../..');
const usualDay = '2026-12-01';
const context = { generatedAt: '2026-12-01T00:00:00Z', toolVersion: '1.2.3', patched: [] };

/** A package with what a site says of itself, by the name of each file. */
interface Scenario {
  readonly folder: string;
  readonly texts: Readonly<Record<string, string>>;
}

const files = {
  inventory: 'inventory.json',
  catalog: 'catalog.json',
  waivers: 'waivers.json',
  notes: 'notes.json',
  severities: 'severities.json',
  manifest: 'package/manifest.json',
} as const;
type Kind = keyof typeof files;
const kinds = Object.keys(files) as Kind[];

/** Cases of rules are small, reports and stories tell of all: what one does not show, another one does. `fields` has what no other case has. */
const scenarios: readonly Scenario[] = ['fields', 'rules', 'reports', 'stories'].flatMap((room) =>
  readdirSync(join(tests, room)).flatMap((name) => {
    const folder = join(tests, room, name);
    const cases = room === 'rules' || room === 'fields' ? readdirSync(folder).map((one) => join(folder, one)) : [folder];
    return cases.filter((one) => existsSync(join(one, 'package'))).map((one) => ({ folder: one, texts: textsIn(one) }));
  }),
);

function textsIn(folder: string): Scenario['texts'] {
  const there = Object.values(files).filter((file) => existsSync(join(folder, file)));
  return Object.fromEntries(there.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** All that people are told of a package, as data. */
async function told({ folder, texts }: Scenario): Promise<string> {
  const tree = {
    ...readTree(join(folder, 'package')),
    ...(texts[files.manifest] !== undefined && { 'manifest.json': texts[files.manifest] }),
  };
  const baseline = join(folder, 'baseline');
  const { now: day } = existsSync(join(folder, 'review.json'))
    ? (JSON.parse(readFileSync(join(folder, 'review.json'), 'utf8')) as { readonly now?: string })
    : { now: usualDay };
  const review = await reviewPackage({
    source: memorySource('package.zip', tree, (path) => ({ mode: path.endsWith('.sh') ? 0o755 : 0o644 })),
    inventory: importInventory('inventory.json', texts[files.inventory] ?? '{"environments":[]}').inventory,
    catalog: mergeCatalogs([builtInCatalog, parseCatalog('catalog.json', texts[files.catalog] ?? '{}').catalog]),
    notes: parseNotes('notes.json', texts[files.notes] ?? '{}').notes,
    waivers: parseWaivers('waivers.json', texts[files.waivers] ?? '{}').waivers,
    ...configureRules(rules, parseSeverities('severities.json', texts[files.severities] ?? '{ "rules": {} }').layers),
    verify: verifyIssued,
    digest,
    ...(day !== undefined && { now: Date.parse(day) }),
    environment: 'production',
    ...(existsSync(baseline) && { baseline: { source: memorySource('baseline.zip', readTree(baseline)), cache: newCache() } }),
  });
  const findings = review.findings.map(({ rule, path, message, severity, related }) => ({ rule, path, message, severity, related }));
  return JSON.stringify([findings, reviewDocument(review, context), json.write(review, context), signingKey.write(review, context)]);
}

/** Packages beyond these show nothing new of a field. */
const maxTries = 60;

describe('what a schema offers', () => {
  const before = new Map<string, Promise<string>>();
  const toldOf = (scenario: Scenario): Promise<string> => {
    const known = before.get(scenario.folder) ?? told(scenario);
    before.set(scenario.folder, known);
    return known;
  };

  async function changes(kind: Kind, field: FieldPath): Promise<boolean> {
    let tries = 0;
    for (const scenario of scenarios) {
      const text = withoutField(scenario.texts[files[kind]] ?? '', field);
      if (text === undefined) continue;
      if ((await told({ ...scenario, texts: { ...scenario.texts, [files[kind]]: text } })) !== (await toldOf(scenario))) return true;
      if (++tries >= maxTries) break;
    }
    return false;
  }

  /** Told as not checked, with all below them. */
  const isUnread = (kind: Kind, field: FieldPath): boolean =>
    unread.some((one) => `${kind}.${field.join('.')}`.startsWith(`${one.field}.`));

  for (const kind of kinds)
    for (const field of fieldsOfSchema(kind).filter((one) => !isUnread(kind, one)))
      it(`changes a review: ${field.join('.')} of the ${kind}`, async function () {
        this.timeout(120_000);
        assert.ok(await changes(kind, field), 'no review tells of it: nothing reads it, or no case has it');
      });
});
