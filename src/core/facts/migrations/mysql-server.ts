import { environmentOf } from '../../inventory/inventory';
import type { Site } from '../../subject/site';

/** What is known of the server that a migration of MySQL meets. */
export interface MysqlServer {
  /** `undefined`: it may be either. */
  readonly isMaria: boolean | undefined;
  /** Major, minor and patch; `undefined`: nobody knows. */
  readonly version: readonly number[] | undefined;
  /** For people, with where it is known from: `MariaDB 10.11, as the inventory says`. */
  readonly told: string;
}

const unknown: MysqlServer = {
  isMaria: undefined,
  version: undefined,
  told: 'nothing tells the version of the server, MySQL 8 or MariaDB 10.6 are assumed',
};

/** Of several servers the oldest: what it can do online all can. The inventory outvotes the manifest. */
export function mysqlServer({ package: { manifest }, inventory, environment }: Site<'manifest'>): MysqlServer {
  const databases = environmentOf(inventory, environment)?.databases ?? [];
  const known = databases.flatMap(({ engine, version = '' }) => serverOf(engine ?? '', version, 'as the inventory says'));
  const { engine, version } = manifest?.syntax.database ?? {};
  const declared = engine ? serverOf(engine.value, version?.value ?? '', 'as the manifest says') : [];
  const [first, ...others] = known.length > 0 ? known : declared;
  if (!first) return unknown;
  return others.reduce((oldest, one) => (compare(one.version ?? [], oldest.version ?? []) < 0 ? one : oldest), first);
}

function serverOf(engine: string, written: string, by: string): readonly MysqlServer[] {
  if (!/mysql|maria|percona|aurora/i.test(engine)) return [];
  const isMaria = /maria/i.test(`${engine} ${written}`);
  const [text] = /\d+(\.\d+){0,2}/.exec(written) ?? [];
  const name = isMaria ? 'MariaDB' : 'MySQL';
  return [{ isMaria, version: text?.split('.').map(Number), told: `${name}${text === undefined ? '' : ` ${text}`}, ${by}` }];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the server is at least of a version, MariaDB's or MySQL's. Of a version that is not known: what is assumed, MariaDB 10.6 or MySQL 8.0. */
export function isSince({ isMaria, version }: MysqlServer, maria: readonly number[], mysql: readonly number[]): boolean {
  const reaches = (own: readonly number[] | undefined, wanted: readonly number[], assumed: readonly number[]): boolean => {
    const counted = own ?? assumed;
    // `8.0` stands for any of its patches: the first one.
    return compare(counted, wanted) >= 0;
  };
  if (isMaria === true) return reaches(version, maria, [10, 6]);
  if (isMaria === false) return reaches(version, mysql, [8, 0]);
  return reaches(undefined, maria, [10, 6]) && reaches(undefined, mysql, [8, 0]);
}
