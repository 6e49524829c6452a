import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { parseCatalog } from '../../../src/core/catalog/parse-catalog';
import { parseNotes } from '../../../src/core/catalog/parse-notes';
import { parseWaivers } from '../../../src/core/catalog/parse-waivers';
import { importInventory } from '../../../src/core/inventory/import';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { readRehearsal } from '../../../src/core/rehearse/read-rehearsal';
import { reportFormats } from '../../../src/core/report/formats/index';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { digest } from '../../../src/node/digest';
import { verifyIssued } from '../../../src/node/verify';
import { memorySource, readTree } from '../../support/memory-source';

const root = join(__dirname, '../../reports');
const generatedAt = '2026-11-20T12:00:00Z';
const update = process.env['UPDATE_SNAPSHOTS'] === '1' && !process.env['CI'];

/** Every case is one review, and `report.<ending>` what each format makes of it. */
describe('report formats', () => {
  const cases = readdirSync(root);
  it('differ in their endings, by which files are told apart', () => {
    assert.equal(new Set(reportFormats.map(({ ending }) => ending)).size, reportFormats.length);
  });

  for (const name of cases) {
    describe(name, () => {
      let review: Review;
      before(async () => (review = await reviewOf(join(root, name))));

      for (const format of reportFormats) {
        it(`${format.id}: ${format.name}`, () => {
          const path = join(root, name, `report.${format.ending}`);
          const texts = new Map([['manifest.json', '{\n  "name": "as it may be shown"\n}\n']]);
          const context = {
            generatedAt,
            toolVersion: '1.2.3',
            sha256: '0'.repeat(64),
            patched: [],
            newOnly: true,
            texts,
          };
          const report = format.write(review, context);
          const told = withoutPages(report);
          if (update) writeFileSync(path, told);
          assert.ok(existsSync(path), `${path} is missing: look at the output, then run with UPDATE_SNAPSHOTS=1`);
          assert.equal(told, readFileSync(path, 'utf8'));
          assert.match(report, /\n$/);
          assert.equal(format.join([report]), report);
        });
      }
    });
  }

  it('tell of each state of a waiver what is to be done about it, and fail nothing because of it', () => {
    const states = ['expired', 'unused', 'no-match', 'ambiguous', 'needs-security', 'unwaivable', 'unknown-rule'];
    const told = (ending: string): string => readFileSync(join(root, 'answered', `report.${ending}`), 'utf8');
    // The table of the matrix is about dependencies alone.
    for (const { ending } of reportFormats.filter(({ id }) => id !== 'csv'))
      for (const state of states) assert.ok(told(ending).includes(`waiver/${state}`), `report.${ending} says nothing of waiver/${state}`);
    const { waivers } = JSON.parse(told('json')) as { waivers: readonly { state: string }[] };
    assert.deepEqual(new Set(waivers.map(({ state }) => state)), new Set([...states, 'in-force', 'other-package', 'not-run']));
    assert.doesNotMatch(told('xml'), /<testcase name="waiver\/[^>]*>\s*<failure/);
    for (const { ending } of reportFormats) assert.doesNotMatch(told(ending), /hunter2/);
  });

  it('json: several reports are one list', () => {
    const json = reportFormats.find(({ id }) => id === 'json');
    assert.deepEqual(JSON.parse(json?.join(['{"a":1}\n', '{"a":2}\n']) ?? ''), [{ a: 1 }, { a: 2 }]);
  });
});

/** Without what pages of rules say: they change for reasons of their own. */
const withoutPages = (report: string): string =>
  report
    .replace(/(?<=<section id="rules"><h2>Rules<\/h2>\n)[^]*?(?=<\/section>)/, '')
    .replace(/(?<=^## Rules\n\n)[^]*?(?=\n---$)/m, '')
    .replace(/(?<="help": \{\n\s*)"text": ".*",\n\s*"markdown": ".*"/g, '"text": "…"');

function reviewOf(folder: string): Promise<Review> {
  const optional = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
  const inventory = optional('inventory.json');
  const baseline = join(folder, 'baseline');
  const rehearsal = readRehearsal(optional('rehearsal.json') ?? '');
  return reviewPackage({
    source: memorySource('package.zip', readTree(join(folder, 'package'))),
    inventory: inventory === undefined ? emptyInventory : importInventory('inventory.json', inventory).inventory,
    waivers: parseWaivers('waivers.json', optional('waivers.json') ?? '{}').waivers,
    notes: parseNotes('notes.json', optional('notes.json') ?? '{}').notes,
    // Only waivers make the day matter.
    ...(optional('waivers.json') !== undefined && { now: Date.parse(generatedAt) }),
    verify: verifyIssued,
    digest,
    catalog: mergeCatalogs([builtInCatalog, parseCatalog('catalog.json', optional('catalog.json') ?? '{}').catalog]),
    rules,
    environment: 'production',
    rehearsal,
    ...(existsSync(baseline) && { baseline: { source: memorySource('baseline.zip', readTree(baseline)), cache: newCache() } }),
  });
}
