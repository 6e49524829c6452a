import type { Dependency } from '../package/manifest-dependencies';
import type { BundledPackage } from '../package/bundled';
import { engineOf, isCalled, knownInUse, knownProduct } from './candidates';
import { environmentOf, type Inventory } from './inventory';
import type { MatrixCell } from './matrix';
import { satisfies } from './range';

/**
 * How sure it is that an environment lacks what none of its package lists names. `name`: nobody knows what packages of the kind
 * are called there. `database`: it may run somewhere else, as the inventory names no database.
 */
export type Lacking = 'certain' | 'name' | 'database';

/** `isInUse`: the name is a command's or library's. `undefined` unless every host of the environment lists its packages, and none has it: hosts have roles. `cells` are the dependency's. */
export function lackingIn(
  dependency: Dependency & { readonly isInUse?: true },
  cells: readonly MatrixCell[],
  inventory: Inventory,
  environment: string,
): Lacking | undefined {
  const own = cells.filter((cell) => cell.environment === environment && cell.state !== 'exempt');
  if (own.length === 0 || !own.every(({ state }) => state === 'missing')) return undefined;
  const named =
    dependency.type !== undefined ||
    (dependency.isInUse ? knownInUse : knownProduct)(dependency.name) ||
    cells.some(({ version }) => version !== undefined);
  if (!named) return 'name';
  const databases = environmentOf(inventory, environment)?.databases ?? [];
  return engineOf(dependency.name) === undefined || databases.length > 0 ? 'certain' : 'database';
}

/** Whether the package brings a dependency along, in a version that it accepts. */
export const bringsAlong = (carried: readonly BundledPackage[], { name, type, range }: Dependency): boolean =>
  carried.some(
    (found) =>
      isCalled(name, found.name, found.type) &&
      (type === undefined || type.toLowerCase() === found.type) &&
      (found.version === undefined || satisfies(found.version, range?.value ?? '', found.type) !== 'unsatisfied'),
  );
