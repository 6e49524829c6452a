import { environmentOf } from '../../inventory/inventory';
import type { Site } from '../../subject/site';
import type { PackageView, Subject } from '../../subject/subject';
import { callersOf } from './callers';
import { systemBeside } from './folder-systems';

/** A database system whose migrations are judged. */
export type System = 'postgresql' | 'mysql' | 'sqlite';

const names: ReadonlyMap<System, RegExp> = new Map([
  ['postgresql', /postgres|^pg|timescale|pgsql/i],
  ['mysql', /mysql|maria|percona|aurora/i],
  ['sqlite', /sqlite/i],
]);

const systemNamed = (name: string): System | undefined => [...names].find(([, pattern]) => pattern.test(name))?.[0];

const places: readonly (readonly [pattern: RegExp, system: System | undefined])[] = [
  [/(^|[/._-])(mysql|mariadb)([/._-]|$)/i, 'mysql'],
  [/(^|[/._-])sqlite3?([/._-]|$)/i, 'sqlite'],
  [/(^|[/._-])(pgsql|postgres|postgresql|psql|pg)([/._-]|$)/i, 'postgresql'],
  [
    /(^|[/._-])(oracle|oracledb|mssql|sqlserver|sqlsrv|db2|firebird|interbase|clickhouse|cassandra|cql|tds|h2|hsql|hsqldb|derby|sybase|duckdb|cockroach|cockroachdb|crdb)([/._-]|$)/i,
    undefined,
  ],
];

/** Its place names a system that is not judged. */
export function isPlacedElsewhere(path: string): boolean {
  const place = places.find(([pattern]) => pattern.test(path));
  return place !== undefined && place[1] === undefined;
}

/** The system that production runs, if it is one; where that is not known, scripts without a sign are PostgreSQL's. */
export function assumedSystem({ package: { manifest }, inventory, environment }: Site<'manifest'>): System {
  const engine = manifest?.syntax.database?.engine;
  if (engine) return systemNamed(engine.value) ?? 'postgresql';
  const known = new Set(environmentOf(inventory, environment)?.databases.flatMap((one) => systemNamed(one.engine ?? '') ?? []) ?? []);
  const [only] = known;
  return known.size === 1 && only ? only : 'postgresql';
}

/**
 * The one that a script is for: what the client talks to that runs it, or what its place, its words and the scripts beside it tell, or else what
 * production runs. `undefined`: another one, or nobody can tell.
 */
export function systemOf(
  subject: Subject<'sql'>,
  reviewed: PackageView<'manifest' | 'shell' | 'sql'>,
  assumed: System = 'postgresql',
): System | undefined {
  const { path, syntax } = subject;
  if (syntax.client) return syntax.dialect === 'other' ? undefined : syntax.dialect;
  const callers = callersOf(reviewed, path).filter(({ isSure, isBeside }) => isSure && !isBeside);
  const [called, ...more] = new Set(callers.map(({ system }) => system));
  if (called !== undefined && called !== 'other' && more.length === 0) return called;
  const place = places.find(([pattern]) => pattern.test(path));
  if (place) return place[1];
  if (syntax.dialect !== 'postgresql') return syntax.dialect === 'other' ? undefined : syntax.dialect;
  return systemBeside(reviewed, path) ?? assumed;
}

/** Whether files of the package may run on a system: neither the manifest nor production names others only. */
export function isFor(system: System, { package: { manifest }, inventory, environment }: Site<'manifest'>): boolean {
  const known = environmentOf(inventory, environment)?.databases.flatMap(({ engine }) => engine ?? []) ?? [];
  // A package with one database that it names may change another one that production has.
  const engines = [...known, ...(manifest?.syntax.database?.engine ? [manifest.syntax.database.engine.value] : [])];
  // Files of SQLite lie on hosts: inventories list servers.
  return system === 'sqlite' || engines.length === 0 || engines.some((engine) => names.get(system)?.test(engine) === true);
}
