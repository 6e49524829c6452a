import { newCache } from '../../../src/core/review/cache';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openArchive } from '../../../src/core/archive/archive';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { bytesSource } from '../../../src/core/archive/byte-source';
import { readSite } from '../../../src/core/catalog/site';
import { contentOf, emptyOverlay, fileEditOf, type Overlay } from '../../../src/core/patch/overlay';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { octal } from '../../../src/core/package/mode';
import type { PackageSource } from '../../../src/core/package/source';
import { inflateRaw } from '../../../src/node/inflate';
import { digest } from '../../../src/node/digest';
import { verifyIssued } from '../../../src/node/verify';
import { oddArchive, type OddArchive } from '../../support/odd-archive';
import { importInventory } from '../../../src/core/inventory/import';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { codeFrame } from '../../../src/core/report/code-frame';
import type { ReviewRequest } from '../../../src/core/review/request';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import type { Rehearsal } from '../../../src/core/rehearse/rehearsal';
import type { Finding } from '../../../src/core/rules/finding';
import type { Rule } from '../../../src/core/rules/rule';
import { classify } from '../../../src/core/package/classify';
import { memorySource, readTree } from '../../support/memory-source';

const root = join(__dirname, '../../rules');
/** What a case can be given. */
const inputs = ['package', 'archive.json', 'baseline', 'inventory.json', 'catalog.json', 'times.json', 'review.json', 'rehearsal.json'];
/** When cases are reviewed, unless their `review.json` says otherwise: `{ "now": "2027-01-31" }`, or `{}` where the host does not say. */
const usualDay = { now: '2026-12-01' };
const update = process.env['UPDATE_SNAPSHOTS'] === '1' && !process.env['CI'];
/** Ids of rules, as `group/name` or as their folders are called, with commas between them. */
const only = process.env['RULE']?.replaceAll('/', '.').split(',');

/** Rules whose parser faults are the finding: their fixed packages cannot be asked to parse. */
const isSyntax = (id: string): boolean => id.endsWith('/syntax');

describe('rules', () => {
  for (const rule of rules) {
    const folder = rule.id.replace('/', '.');
    if (only && !only.includes(folder)) continue;
    describe(rule.id, () => {
      const cases = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];

      it('has cases that it must find and cases that it must leave alone', () => {
        assert.ok(
          cases.some((name) => name.startsWith('ng.')),
          'no ng.* case',
        );
        assert.ok(
          cases.some((name) => name.startsWith('ok.')),
          'no ok.* case',
        );
        assert.deepEqual(
          cases.filter((name) => !/^(ng|ok)\.[a-z0-9-]+$/.test(name)),
          [],
        );
      });

      it('says in one line what is wrong, and whether it can be mended', () => {
        assert.match(rule.summary, /^\S[^\n]*[^\s.]$/, 'a summary has no full stop');
        if (rule.fixable)
          assert.ok(
            cases.some((name) => ['fixed', 'modes.txt'].some((made) => existsSync(join(root, folder, name, made)))),
            'no case is mended',
          );
      });

      for (const name of cases) it(name, () => checkCase(rule, join(root, folder, name)));
    });
  }

  it('has no folder without a rule', () => {
    const known = new Set(rules.map(({ id }) => id.replace('/', '.')));
    assert.deepEqual(
      readdirSync(root).filter((name) => !known.has(name)),
      [],
    );
  });
});

async function checkCase(rule: Rule, folder: string): Promise<void> {
  const { id } = rule;
  checkFiles(rule, folder);
  const request = await requestOf(folder);
  const cache = newCache();
  const before = await reviewPackage(request, undefined, cache);
  assert.deepEqual([...(cache.states?.keys() ?? [])].sort(), request.source.entries.map(({ path }) => path).sort(), 'a file has no state');
  assert.deepEqual(
    before.findings.filter(({ rule }) => rule === 'internal/rule-failed'),
    [],
  );
  const found = ofRule(before.findings, id);
  if (!rule.fixable) assert.ok(!found.some(({ fix }) => fix), 'the rule has a fix, and says that it has none');
  // Alone it gets what it declares to look at, and nothing that another rule asked for.
  const alone = await reviewPackage({ ...(await requestOf(folder)), rules: [rule] });
  assert.deepEqual(alone.findings.map(plain), found.map(plain), 'without other rules it finds something else: a need is not declared');

  if (folder.includes('/ok.')) {
    assert.deepEqual(
      found.map((finding) => codeFrame(finding)),
      [],
    );
    return;
  }
  assert.notEqual(found.length, 0, 'the rule finds nothing');
  for (const finding of found) assert.ok(finding.range.end.line < 1e6 && finding.span.end >= finding.span.start);
  snapshot(join(folder, 'findings.txt'), `${found.map((finding) => codeFrame(finding)).join('\n\n')}\n`);

  const fixed = await fixPackage(request.source, reviewerOf(request), emptyOverlay, ({ rule }) => rule === id);
  snapshotTree(join(folder, 'fixed'), fixed.overlay);
  snapshotModes(join(folder, 'modes.txt'), fixed.overlay);
  const left = ofRule(fixed.review.findings, id);
  const unfixable = found.filter(({ fix }) => !fix).length;
  assert.deepEqual(
    left.filter(({ fix }) => fix).map((finding) => codeFrame(finding)),
    [],
    'still fixable after fixing',
  );
  assert.ok(left.length <= unfixable, `${left.length} findings are left, ${unfixable} had no fix`);
  if (!isSyntax(id)) {
    const faults = (findings: readonly Finding[]) => findings.filter(({ rule }) => isSyntax(rule)).length;
    assert.ok(faults(fixed.review.findings) <= faults(before.findings), 'a fixed file does not parse any more');
  }
}

const plain = (finding: Finding): string => `${codeFrame(finding)} ${JSON.stringify(finding.fix)}`;

/** A case is made of known files, and has something that the rule looks at. */
function checkFiles({ target, reads = [] }: Rule, folder: string): void {
  const names = readdirSync(folder);
  const known = folder.includes('/ng.') ? [...inputs, 'findings.txt', 'fixed', 'modes.txt'] : inputs;
  assert.deepEqual(names.filter((name) => !known.includes(name)), [], 'not a part of such a case'); // prettier-ignore
  assert.equal(Number(names.includes('package')) + Number(names.includes('archive.json')), 1, 'a case has package/ or archive.json');
  const wanted: readonly string[] =
    target === 'package' ? reads.filter((each) => each !== 'baseline' && each !== 'rehearsal' && each !== 'lists') : [target];
  // `none` and `without-…` are about what is not there.
  if (!names.includes('package') || wanted.length === 0 || /\.(none|without-[^/]+)$/.test(folder)) return;
  const kinds = Object.entries(readTree(join(folder, 'package'))).map(([path, content]) => classify(path, content));
  assert.ok(kinds.length > 0, 'package/ is empty');
  const holds = (kind: string): boolean =>
    wanted.includes(kind) ||
    (kind === 'shell' && (wanted.includes('sql') || wanted.includes('crontab'))) ||
    ((kind === 'crontab' || kind === 'unit') && wanted.includes('sql')) ||
    (kind === 'config' && ['task', 'sql', 'manifest'].some((target) => wanted.includes(target))) ||
    (kind === 'other' && (wanted.includes('code') || wanted.includes('sql'))) ||
    (kind !== 'binary' && wanted.includes('text'));
  assert.ok(kinds.some(holds), `no file is ${wanted.join(' or ')}: ${kinds.join(', ')}`);
}

async function requestOf(folder: string): Promise<ReviewRequest> {
  const optional = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
  const inventory = optional('inventory.json');
  const catalog = optional('catalog.json');
  const rehearsal = optional('rehearsal.json');
  const { now } = JSON.parse(optional('review.json') ?? JSON.stringify(usualDay)) as { readonly now?: string };
  const imported = inventory === undefined ? undefined : importInventory('inventory.json', inventory);
  const site = readSite(catalog === undefined ? [] : [{ role: 'catalog', path: 'catalog.json', text: catalog }]);
  assert.deepEqual(imported?.problems ?? [], []);
  assert.deepEqual(site.problems, []);
  return {
    source: await sourceOf(folder),
    inventory: imported?.inventory ?? emptyInventory,
    catalog: site.catalog,
    rules,
    verify: verifyIssued,
    digest,
    ...(now !== undefined && { now: Date.parse(now) }),
    environment: 'production',
    ...(rehearsal !== undefined && { rehearsal: JSON.parse(rehearsal) as Rehearsal }),
    ...(existsSync(join(folder, 'baseline')) && {
      baseline: { source: filesOf(folder, 'baseline'), cache: newCache() },
    }),
  };
}

/** Plain files; for rules on the archive itself a recipe of one. */
async function sourceOf(folder: string): Promise<PackageSource> {
  const recipe = join(folder, 'archive.json');
  if (!existsSync(recipe)) return filesOf(folder, 'package');
  const bytes = oddArchive(JSON.parse(readFileSync(recipe, 'utf8')) as OddArchive);
  return archiveSource('package.zip', await openArchive(bytesSource(bytes), { inflate: inflateRaw }));
}

/** `times.json`: when the files of each were last changed, by path; `""` is all others. */
function filesOf(folder: string, name: 'package' | 'baseline'): PackageSource {
  const path = join(folder, 'times.json');
  type Times = Partial<Record<typeof name, Readonly<Record<string, string>>>>;
  const times = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Times)[name] : undefined;
  return memorySource(`${name}.zip`, readTree(join(folder, name)), (file) => {
    const time = times?.[file] ?? times?.[''];
    return time === undefined ? {} : { modified: Date.parse(time) };
  });
}

const ofRule = (findings: readonly Finding[], id: string): Finding[] => findings.filter(({ rule }) => rule === id);

function snapshot(path: string, actual: string): void {
  if (update) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  assert.ok(existsSync(path), `${path} is missing: look at the output, then run with UPDATE_SNAPSHOTS=1`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}

/** Permissions that the fixes give, one file a line. */
function snapshotModes(path: string, overlay: Overlay): void {
  const modes = [...overlay.edits.keys()].sort().flatMap((file) => {
    const mode = fileEditOf(overlay, file)?.mode;
    return mode === undefined ? [] : [`${octal(mode)} ${file}\n`];
  });
  if (modes.length > 0) snapshot(path, modes.join(''));
  else assert.ok(!existsSync(path), `${path}: the fixes change no permissions`);
}

function snapshotTree(folder: string, overlay: Overlay): void {
  const files = new Map(
    [...overlay.edits.keys()].flatMap((path) => {
      const content = contentOf(overlay, path);
      return content ? [[path, content] as const] : [];
    }),
  );
  if (update) {
    rmSync(folder, { recursive: true, force: true });
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  const expected = existsSync(folder) ? readTree(folder) : {};
  assert.deepEqual([...files.keys()].sort(), Object.keys(expected).sort(), 'files that the fixes change');
  for (const [path, content] of files)
    assert.equal(Buffer.from(content).toString('latin1'), Buffer.from(expected[path] ?? []).toString('latin1'), path);
}
