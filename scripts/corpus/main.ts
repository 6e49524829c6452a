/**
 * Reviews real material and prints what was found beside what people thought of it (`judgements.jsonl`). Nothing of it is
 * part of the project: it is fetched when this runs, and kept in the cache.
 *
 *     npm run corpus                          both
 *     npm run corpus -- debian [package…]     files of Debian packages; needs apt
 *     npm run corpus -- products [owner/name…] upgrade material of products; needs git
 *
 * `--sample 100 --seed 7` draws findings to judge, as lines of `judgements.jsonl` without a verdict, with `--group migration` of
 * that group alone; `--clusters 40` prints the most frequent pairs of rule and package.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reviewDebian } from './debian';
import { showJudged, showTargets, type Reviewed } from './judgements';
import { reviewProducts } from './products';
import { statementsLine, type Statements } from './statements';
import { clustersOf, sampleOf, unjudged } from './sample';

const cache = process.env['UPGRADE_REVIEW_CACHE'] ?? join(homedir(), '.cache/upgrade-review');
const {
  positionals: [which, ...wanted],
  values: options,
} = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    group: { type: 'string' },
    clusters: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const reviewed: Reviewed[] = [];
  if (which !== 'products') reviewed.push(...(await reviewDebian(join(cache, 'corpus'), wanted)));
  if (which !== 'debian') {
    const rows: string[][] = [];
    const products: Reviewed[] = [];
    const all = { files: 0, told: 0 };
    const statements: Statements[] = [];
    for (const { name, version, review, read } of await reviewProducts(join(cache, 'products'), wanted)) {
      const { coverage, findings, verdict } = review;
      const count = (wanted: string) =>
        findings.filter(({ severity, confidence }) => severity === wanted && confidence !== 'possible').length;
      const told = coverage.files === 0 ? 100 : Math.round(((coverage.files - coverage.skipped) / coverage.files) * 100);
      rows.push([
        name,
        verdict,
        String(coverage.files),
        String(coverage.reviewed),
        String(coverage.notUnderstood),
        `${told} %`,
        String(count('blocker')),
        String(count('error')),
        String(count('warning')),
      ]);
      products.push({ package: name, version, findings });
      statements.push(read);
      all.files += coverage.files;
      all.told += coverage.files - coverage.skipped;
    }
    console.log(['product', 'verdict', 'files', 'reviewed', 'not understood', 'told', 'blockers', 'errors', 'warnings'].join('\t'));
    for (const row of rows) console.log(row.join('\t'));
    showTargets(products, all.files, all.told);
    console.log(statementsLine(statements));
    reviewed.push(...products);
  }
  showJudged(reviewed);
  if (options.clusters !== undefined) {
    console.log(`\nthe ${options.clusters} most frequent pairs of rule and package`);
    for (const { count, first } of clustersOf(reviewed, Number(options.clusters))) console.log(`${count}\t${unjudged(first)}`);
  }
  if (options.sample !== undefined) {
    console.log(
      `\n${options.sample} findings, drawn with seed ${options.seed}${options.group === undefined ? '' : ` from ${options.group}`}`,
    );
    for (const drawn of sampleOf(reviewed, Number(options.sample), Number(options.seed), options.group)) console.log(unjudged(drawn));
  }
}

void main();
