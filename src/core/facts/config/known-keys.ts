import type { Environment } from '../../inventory/inventory';
import type { Manifest } from '../../package/manifest';
import type { ConfigEntry, ConfigSection } from '../../parse/config/contents';
import type { ConfigKey } from '../../catalog/catalog';
import { isForeign, isNamedAfter, type ConfigSource } from './config-source';
import { finderOf, type FindKey, type SoughtKeys } from './key-finder';
import type { Spelling } from './key-names';
import { keyStates } from './key-states';
import { isProduct, versionsOf } from '../../catalog/product';
import { groupBy } from '../../text/groups';
import { memoWith } from '../../text/memo';

/** What the catalog says of one product, at the versions that the package's configuration meets. */
export interface ProductKeys extends SoughtKeys {
  /** The package is this product. */
  readonly own: boolean;
  readonly byKey: ReadonlyMap<string, ConfigKey>;
}

/** A key of the catalog where a file sets it: a value, or a section of that name. */
export interface KeyUse {
  readonly known: ConfigKey;
  readonly product: ProductKeys;
  readonly source: ConfigSource;
  readonly spelling: Spelling;
  readonly at: ConfigEntry | ConfigSection;
}

/** The same objects as the last time if all of these are. */
export const productKeys = memoWith(
  (keys: readonly ConfigKey[], manifest: Manifest | undefined, environment: Environment | undefined): readonly ProductKeys[] =>
    readProducts(keys, manifest, environment).filter(({ states }) => states.length > 0),
);

function readProducts(
  keys: readonly ConfigKey[],
  manifest: Manifest | undefined,
  environment: Environment | undefined,
): readonly ProductKeys[] {
  return [...groupBy(keys, ({ product }) => product)].map(([product, own]) => {
    const states = keyStates(own, versionsOf(product, manifest, environment));
    const byKey = new Map(states.map((known) => [known.key, known]));
    return { product, own: isProduct(product, manifest?.product?.value), states, byKey };
  });
}

/** Whether a file may hold keys of the product. */
const mayConfigure = (source: ConfigSource, { product, own }: ProductKeys): boolean =>
  own ? !isForeign(source, product) : isNamedAfter(source, product);

/** What a file has of each product, in their order; `undefined` of those whose keys it cannot hold. Asked for all at once, as its parsed form may not be kept. */
export const usesByProduct = memoWith(
  (source: ConfigSource, products: readonly ProductKeys[]): readonly (readonly KeyUse[] | undefined)[] =>
    products.map((product) => (mayConfigure(source, product) ? usesIn(source, product, finderOf(product)) : undefined)),
);

function usesIn(source: ConfigSource, product: ProductKeys, find: FindKey): KeyUse[] {
  const uses = [...source.syntax.sections, ...source.syntax.entries].flatMap((at): KeyUse[] => {
    const found = find(source, at);
    return found ? [{ ...found, product, source, at }] : [];
  });
  // An anchor that several YAML aliases bring in is one place.
  const places = new Set<number>();
  const ordered = uses
    .filter(({ at }) => places.size < places.add(at.keySpan.start).size)
    .sort((a, b) => a.at.keySpan.start - b.at.keySpan.start);
  const counts = new Map<ConfigKey, number>();
  const last = new Map(ordered.map((use) => [use.known, use]));
  return ordered.filter((use) => {
    const count = (counts.get(use.known) ?? 0) + 1;
    counts.set(use.known, count);
    return count < maxRepeats || use === last.get(use.known);
  });
}

/** Places of one key in one file that are told: the first ones, and the last, which counts. */
const maxRepeats = 10;
