import type { Database, Environment, Host, InstalledPackage, Inventory } from './inventory';

/**
 * One inventory of several files. Environments merge by name, hosts and databases by name within them. Where two files
 * know the same field, the one collected later wins, or the first if no date tells; what only one knows is kept.
 */
export function mergeInventories(inventories: readonly Inventory[]): Inventory {
  const endpoints = inventories.flatMap((inventory) => inventory.endpoints ?? []);
  return {
    environments: mergeByName(
      inventories.flatMap(({ environments }) => environments),
      mergeEnvironments,
    ),
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
  databases: mergeByName([...a.databases, ...b.databases], fill<Database>),
});

function mergeHosts(a: Host, b: Host): Host {
  const [winner, other] = isNewer(b, a) ? [b, a] : [a, b];
  const packages = winner.packages && other.packages ? mergePackages(winner.packages, other.packages) : undefined;
  return { ...fill(winner, other), ...(packages && { packages }) };
}

/** A list of Debian packages says nothing of a host's Python packages: kinds that only the other list has are kept. */
function mergePackages(winner: readonly InstalledPackage[], other: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const types = new Set(winner.map(({ type }) => type));
  const names = new Set(winner.map(({ name }) => name));
  const added = other.filter(({ name, type }) => !types.has(type) && !(type === undefined && names.has(name)));
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
