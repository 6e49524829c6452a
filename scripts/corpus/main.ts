/**
 * Reviews real material and prints what was found beside what people thought of it (`judgements.jsonl`). Nothing of it is
 * part of the project: it is fetched when this runs, and kept in the cache.
 *
 *     npm run corpus                          both
 *     npm run corpus -- debian [package…]     files of Debian packages; needs apt
 *     npm run corpus -- products [owner/name…] upgrade material of products; needs git
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { reviewDebian } from './debian';
import { showJudged, showTargets, type Reviewed } from './judgements';
import { reviewProducts } from './products';

const cache = process.env['UPGRADE_REVIEW_CACHE'] ?? join(homedir(), '.cache/upgrade-review');
const [which, ...wanted] = process.argv.slice(2);

async function main(): Promise<void> {
  const reviewed: Reviewed[] = [];
  if (which !== 'products') reviewed.push(...(await reviewDebian(join(cache, 'corpus'), wanted)));
  if (which !== 'debian') {
    const rows: string[][] = [];
    const products: Reviewed[] = [];
    const all = { files: 0, told: 0 };
    for (const { name, version, review } of await reviewProducts(join(cache, 'products'), wanted)) {
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
      all.files += coverage.files;
      all.told += coverage.files - coverage.skipped;
    }
    console.log(['product', 'verdict', 'files', 'reviewed', 'not understood', 'told', 'blockers', 'errors', 'warnings'].join('\t'));
    for (const row of rows) console.log(row.join('\t'));
    showTargets(products, all.files, all.told);
    reviewed.push(...products);
  }
  showJudged(reviewed);
}

void main();
