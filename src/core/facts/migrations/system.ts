import { environmentOf } from '../../inventory/inventory';
import type { Site } from '../../subject/site';
import type { PackageView, Subject } from '../../subject/subject';

/** A database system whose migrations are judged. */
export type System = 'postgresql' | 'mysql' | 'sqlite';

/** The one that a script is for; `undefined`: another one, or nobody can tell. */
export const systemOf = ({ syntax }: Subject<'sql'>, _reviewed: PackageView<'manifest' | 'shell' | 'sql'>): System | undefined =>
  syntax.dialect === 'postgresql' ? 'postgresql' : undefined;

const names: ReadonlyMap<System, RegExp> = new Map([
  ['postgresql', /postgres|^pg|timescale|pgsql/i],
  ['mysql', /mysql|maria|percona|aurora/i],
  ['sqlite', /sqlite/i],
]);

/** Whether files of the package may run on a system: neither the manifest nor production names others only. */
export function isFor(system: System, { package: { manifest }, inventory, environment }: Site<'manifest'>): boolean {
  const known = environmentOf(inventory, environment)?.databases.flatMap(({ engine }) => engine ?? []) ?? [];
  const engines = manifest?.syntax.database?.engine ? [manifest.syntax.database.engine.value] : known;
  return engines.length === 0 || engines.some((engine) => names.get(system)?.test(engine) === true);
}
