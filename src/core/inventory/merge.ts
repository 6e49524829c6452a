import { compareNumbered } from '../text/order';
import type { Database, Environment, Host, InstalledPackage, Inventory } from './inventory';

/**
 * One inventory of several files. Environments merge by name, hosts and databases by name within them. Where two files
 * know the same field, the one collected later wins, or the first if no date tells; what only one knows is kept.
 * Hosts are in the order of their names, as people number them.
 */
export function mergeInventories(inventories: readonly Inventory[]): Inventory {
  const endpoints = inventories.flatMap((inventory) => inventory.endpoints ?? []);
  return {
    environments: mergeByName(
      inventories.flatMap(({ environments }) => environments),
      mergeEnvironments,
    ).map((environment) => ({ ...environment, hosts: [...environment.hosts].sort((a, b) => compareNumbered(a.name, b.name)) })),
    services: mergeByName(
      inventories.flatMap(({ services }) => services),
      fill,
    ),
    ...(inventories.some((inventory) => inventory.endpoints) && { endpoints: [...new Set(endpoints)] }),
    sources: inventories.flatMap(({ sources }) => sources),
  };
}

const mergeEnvironments = (a: Environment, b: Environment): Environment => ({
  ...fill(a, b),
  hosts: mergeByName([...a.hosts, ...b.hosts], mergeHosts),
  databases: mergeByName([...a.databases, ...b.databases], mergeDatabases),
});

/** A dump of the schema names the tables, and another file has their rows. */
const mergeDatabases = (a: Database, b: Database): Database => ({
  ...fill(a, b),
  ...(a.tables && b.tables && { tables: mergeByName([...a.tables, ...b.tables], fill) }),
});

function mergeHosts(a: Host, b: Host): Host {
  const [winner, other] = isNewer(b, a) ? [b, a] : [a, b];
  const packages = winner.packages && other.packages ? mergePackages(winner.packages, other.packages) : undefined;
  const config = winner.config && other.config ? { ...other.config, ...winner.config } : undefined;
  const { units: _units, unitsCut: _cut, ...merged } = fill(winner, other);
  return { ...merged, ...unitsOf(winner, other), ...(packages && { packages }), ...(config && { config }) };
}

/** A list that is complete counts before one that is not, and two that are not tell more together. */
function unitsOf(winner: Host, other: Host): Pick<Host, 'units' | 'unitsCut'> {
  if (!winner.units || !other.units) {
    const { units, unitsCut } = winner.units ? winner : other;
    return units ? { units, ...(unitsCut && { unitsCut }) } : {};
  }
  const complete = [winner, other].find(({ unitsCut }) => !unitsCut);
  if (complete?.units) return { units: complete.units };
  const names = new Set(winner.units.map(({ name }) => name));
  return { units: [...winner.units, ...other.units.filter(({ name }) => !names.has(name))], unitsCut: true };
}

/** A list of Debian packages says nothing of a host's Python packages: kinds that only the other list has are kept. */
function mergePackages(winner: readonly InstalledPackage[], other: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const types = new Set(winner.flatMap(({ type, partial }) => (partial ? [] : [type])));
  const names = new Set(winner.map(({ name }) => name));
  const said = new Set(winner.map(({ name, type, version }) => `${type ?? ''} ${name} ${version}`));
  const added = other.filter(
    ({ name, type, version }) =>
      !types.has(type) && !(type === undefined && names.has(name)) && !said.has(`${type ?? ''} ${name} ${version}`),
  );
  return added.length > 0 ? [...winner, ...added] : winner;
}

function isNewer(a: Host, b: Host): boolean {
  const difference = Date.parse(a.collectedAt ?? '') - Date.parse(b.collectedAt ?? '');
  return difference > 0;
}

/** `undefined` fields do not occur: importers leave unknown fields out. */
const fill = <T extends object>(winner: T, other: T): T => ({ ...other, ...winner });

function mergeByName<T extends { readonly name: string }>(items: readonly T[], merge: (a: T, b: T) => T): readonly T[] {
  const byName = new Map<string, T>();
  for (const item of items) {
    const known = byName.get(item.name);
    byName.set(item.name, known ? merge(known, item) : item);
  }
  return [...byName.values()];
}
