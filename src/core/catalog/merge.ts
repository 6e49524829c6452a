import type { Catalog } from './catalog';

/**
 * One catalog of several: what a later one says of a thing replaces all that earlier ones say of it. One catalog may
 * say several things of one configuration key: deprecated since 4, removed since 5.
 */
export function mergeCatalogs(catalogs: readonly Catalog[]): Catalog {
  const merged = <T>(listOf: (catalog: Catalog) => readonly T[], identity: (item: T) => readonly string[]): readonly T[] =>
    mergeLists(catalogs.map(listOf), (item) => identity(item).join('\0'));
  return {
    configKeys: merged(
      ({ configKeys }) => configKeys,
      ({ product, key }) => [product, key],
    ),
    units: merged(
      ({ units }) => units,
      ({ from }) => [from],
    ),
    endpoints: merged(
      ({ endpoints }) => endpoints,
      ({ host }) => [host.toLowerCase()],
    ),
    signers: merged(
      ({ signers }) => signers,
      ({ sha256 }) => [sha256.replaceAll(':', '').toLowerCase()],
    ),
    upgradePaths: merged(
      ({ upgradePaths }) => upgradePaths,
      ({ product, from }) => [product, from],
    ),
    conflicts: merged(
      ({ conflicts }) => conflicts,
      ({ a, b }) => [a, b],
    ),
    endOfLife: merged(
      ({ endOfLife }) => endOfLife,
      ({ product, cycle }) => [product, cycle],
    ),
    advisories: merged(
      ({ advisories }) => advisories,
      ({ id, package: { type, name, release = '' } }) => [id, type, name, release],
    ),
  };
}

function mergeLists<T>(lists: readonly (readonly T[])[], identity: (item: T) => string): readonly T[] {
  const groups = new Map<string, { list: readonly T[]; items: T[] }>();
  for (const list of lists) {
    for (const item of list) {
      const known = groups.get(identity(item));
      if (known?.list === list) known.items.push(item);
      else groups.set(identity(item), { list, items: [item] });
    }
  }
  return [...groups.values()].flatMap(({ items }) => items);
}
