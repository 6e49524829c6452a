import type { EndOfLife } from '../../catalog/catalog';
import { isProduct } from '../../catalog/product';
import { engineOf } from '../../inventory/candidates';
import { buildMatrix } from '../../inventory/matrix';
import { isInCycle } from '../../inventory/versions/order';
import type { Located } from '../../package/manifest-ranges';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import { runningAt } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly name: string;
  readonly cycle: string;
  readonly date: string;
}

export const endOfLife = defineRule({
  id: 'dependency/end-of-life',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['weakens-security', 'unplanned-work'],
  fixable: false,
  summary: 'The package is, or depends on, a version that its maker has given up',
  rationale: `No corrections come any more for a series after its end of life: the next hole stays open, and the next upgrade has to jump. The upgrade is the moment to say when it will be replaced.

The rule compares what production runs of the dependencies of the manifest, the version of the database that the manifest names, and the version of the package itself, with the ends of life in the catalog: PostgreSQL, MySQL and OpenSSL are built in, others
come from the site's catalog (\`endOfLife\`). What a distribution has packed it takes care of for longer: of that, databases and what the
site's own catalog names are an information, and the rest is not told. Silent without a
date of the review.`,
  references: ['https://www.postgresql.org/support/versioning/', 'https://openssl-library.org/policies/releasestrat/'],
  messages: {
    runs: ({ name, cycle, date, environment, hosts }: Facts & { environment: string; hosts: readonly string[] }) =>
      `${environment} runs ${name} ${cycle} (${enumerate(hosts)}), whose maker gave it up on ${date}.`,
    named: ({ name, cycle, date }: Facts) => `The manifest is made for ${name} ${cycle}, whose maker gave it up on ${date}.`,
    brought: ({ name, version, date }: Omit<Facts, 'cycle'> & { version: string }) =>
      `This package brings ${name} ${version}, whose maker gave that series up on ${date}: no corrections will come for it.`,
  },
  check({ path, syntax }, { report, inventory, environment, catalog, now }) {
    if (now === undefined) return;
    const ended = (name: string, version: string, type: string | undefined) => endedFor(name, version, type, catalog.endOfLife, now);
    const { product, version: own } = syntax;
    const past =
      product &&
      own &&
      catalog.endOfLife.find((record) => isProduct(record.product, product.value) && hasEnded(record, own.value, undefined, now));
    if (past) report(own.span, 'brought', { data: { name: product.value, version: own.value, date: past.date } });
    const { rows } = buildMatrix(path, syntax, inventory);
    const reported = new Set<string>();
    syntax.dependencies.forEach((dependency, index) => {
      const own = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment);
      const found = own.flatMap((cell) => {
        const record = cell.version === undefined ? undefined : ended(dependency.name, cell.version, dependency.type);
        return record ? [{ cell, record }] : [];
      });
      for (const [record, all] of groupBy(found, (one) => one.record)) {
        reported.add(`${engineOf(dependency.name) ?? dependency.name} ${record.cycle}`);
        const cells = all.map(({ cell }) => cell);
        // A distribution takes care of what it has packed, and where nobody says so, it most likely did.
        const isPacked = cells.every(({ scheme }) => scheme === 'deb' || scheme === 'rpm' || scheme === 'apk');
        const isDatabase = engineOf(dependency.name) !== undefined;
        if (!isDatabase && !record.origin && dependency.type !== 'generic') continue;
        report(dependency.nameSpan, 'runs', {
          data: { name: dependency.name, cycle: record.cycle, date: record.date, environment, hosts: cells.map(({ host }) => host) },
          ...(isPacked && { atMost: 'info' as const }),
          related: runningAt(dependency, cells),
        });
      }
    });
    const { engine, version } = syntax.database ?? {};
    if (!engine || !version) return;
    const record = ended(engine.value, lowest(version), undefined);
    if (record && !reported.has(`${engineOf(engine.value) ?? engine.value} ${record.cycle}`))
      report(version.span, 'named', { data: { name: engine.value, cycle: record.cycle, date: record.date } });
  },
});

const lowest = ({ value }: Located<string>): string => /\d+(\.\d+)*/.exec(value)?.[0] ?? value;

function endedFor(
  name: string,
  version: string,
  type: string | undefined,
  records: readonly EndOfLife[],
  now: number,
): EndOfLife | undefined {
  const called = engineOf(name.toLowerCase()) ?? name.toLowerCase();
  return records.find((record) => record.product.toLowerCase() === called && hasEnded(record, version, type, now));
}

const hasEnded = ({ cycle, date }: EndOfLife, version: string, type: string | undefined, now: number): boolean =>
  isInCycle(version, cycle, type) && Date.parse(date) < now;
