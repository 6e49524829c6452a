import type { Environment } from '../../inventory/inventory';
import type { Manifest } from '../../package/manifest';
import type { ConfigEntry, ConfigSection } from '../../parse/config/contents';
import { languageOf } from '../../parse/config/languages';
import { below } from '../../parse/config/paths';
import type { ConfigKey } from '../../catalog/catalog';
import { isForeign, isMainFile, isNamedAfter, type ConfigSource } from './config-source';
import { bareVariableOf, plainName, plainVariable, rootOf, variableOf, withoutRoot, type Spelling } from './key-names';
import { keyStates } from './key-states';
import { isProduct, versionsOf } from '../../catalog/product';
import { groupBy } from '../../text/groups';
import { memo, memoWith } from '../../text/memo';

/** What the catalog says of one product, at the versions that the package's configuration meets. */
export interface ProductKeys {
  readonly product: string;
  /** The package is this product. */
  readonly own: boolean;
  readonly states: readonly ConfigKey[];
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

export const isEntry = (at: ConfigEntry | ConfigSection): at is ConfigEntry => 'valueSpan' in at;

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

type Find = (source: ConfigSource, at: ConfigEntry | ConfigSection) => { known: ConfigKey; spelling: Spelling } | undefined;

function usesIn(source: ConfigSource, product: ProductKeys, find: Find): KeyUse[] {
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

const finderOf = memo(({ product, states }: ProductKeys): Find => {
  const byName = new Map(states.map((known) => [plainName(withoutRoot(product, known.key)), known]));
  const byLowerName = new Map([...byName].map(([name, known]) => [name.toLowerCase(), known]));
  const byVariable = new Map(states.map((known) => [variableOf(product, known.key), known]));
  const roots = [...new Set(states.flatMap(({ key }) => rootOf(product, key) ?? []))];
  const byBareVariable = new Map(states.map((known) => [bareVariableOf(product, known.key), known]));
  return (source, at) => {
    const { key } = at;
    if (isEntry(at) && at.variable !== undefined) {
      const known = byVariable.get(plainVariable(at.variable));
      if (known) return { known, spelling: 'variable' };
      const bare = allowsBareVariables(source, product) ? byBareVariable.get(plainVariable(at.variable)) : undefined;
      return bare && { known: bare, spelling: 'bare-variable' };
    }
    const folded = foldsCase(source);
    const written = folded ? plainName(key).toLowerCase() : plainName(key);
    for (const name of [written, withoutIndexes(written)]) {
      const root = roots.find((one) => below(one, name) !== undefined);
      const inner = below(root ?? '', name) ?? '';
      const known = byName.get(inner) ?? (folded ? byLowerName.get(inner) : undefined);
      if (!known) continue;
      if (rootOf(product, known.key) === root) return { known, spelling: 'rooted' };
      return root === undefined && allowsBare(source, product, name) ? { known, spelling: 'bare' } : undefined;
    }
    return undefined;
  };
});

/** Readers of .NET take `Dten:Hybrid` for `dten:hybrid`. */
const foldsCase = ({ place }: ConfigSource): boolean => /(^|\/)(appsettings(\.[\w-]+)?\.json|(web|app)\.config)$/i.test(place);

/** A list of maps holds the same keys at each of its places. */
const withoutIndexes = (name: string): string => name.replace(/(?:^|\.)\d+(?=\.)/g, '').replace(/^\./, '');

/** Keys without the product's name are its own where the file is; a lone word only in the file that has its name. */
export const allowsBare = (source: ConfigSource, product: string, key: string): boolean =>
  isMainFile(source, product) || (key.includes('.') && isNamedAfter(source, product));

/** Variables without the product's name are its own only in the file that has that name and nothing but variables. */
export const allowsBareVariables = (source: ConfigSource, product: string): boolean =>
  languageOf(source.format).variables === 'all' && isMainFile(source, product);
