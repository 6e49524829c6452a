import type { Site } from '../../subject/site';
import type { ConfigKey } from '../../catalog/catalog';
import { configSources, holdsDefaults, type ConfigSource } from './config-source';
import { namesIn } from './key-names';
import type { Planned } from '../../plan/planned';
import { otherSettings } from './other-settings';
import { writtenConfigs } from './written-config';
import { productKeys, usesByProduct, type KeyUse, type ProductKeys } from './known-keys';
import { memo, memoEach } from '../../text/memo';
import { groupBy } from '../../text/groups';
import { environmentOf } from '../../inventory/inventory';

/** What rules about configuration keys compare. */
export interface ConfigFacts {
  readonly products: readonly ProductKeys[];
  readonly sources: readonly ConfigSource[];
  /** The files that may hold keys of a product. */
  sourcesOf(product: ProductKeys): readonly ConfigSource[];
  readonly uses: readonly KeyUse[];
  usesIn(source: ConfigSource): readonly KeyUse[];
  usesOf(keys: readonly ConfigKey[]): readonly KeyUse[];
  /** Names that files set which have the last word over defaults. */
  overrides(name: string): boolean;
}

type ConfigSite = Site<'config' | 'manifest' | 'text' | Planned>;

/** The same for all rules of a review. */
export const configFacts = ({ package: reviewed, catalog, inventory, environment }: ConfigSite): ConfigFacts =>
  factsOf(reviewed)(catalog)(inventory)(environment);

const factsOf = memo((reviewed: ConfigSite['package']) =>
  memo((catalog: ConfigSite['catalog']) =>
    memo((inventory: ConfigSite['inventory']) =>
      memoEach((environment: string) => workOut({ package: reviewed, catalog, inventory, environment })),
    ),
  ),
);

function workOut({ package: reviewed, catalog, inventory, environment }: ConfigSite): ConfigFacts {
  const { manifest } = reviewed;
  const where = environmentOf(inventory, environment);
  const products = productKeys(catalog.configKeys, manifest?.syntax, where);
  const sources =
    products.length > 0
      ? [...configSources(reviewed.subjects.config, manifest), ...writtenConfigs(reviewed), ...otherSettings(reviewed)]
      : [];
  const perProduct = products.map((product) => ({ product, sources: [] as ConfigSource[], uses: [] as KeyUse[] }));
  for (const source of sources) {
    usesByProduct(source, products).forEach((found, index) => {
      if (!found) return;
      perProduct[index]?.sources.push(source);
      for (const use of found) perProduct[index]?.uses.push(use);
    });
  }
  const byProduct = new Map(perProduct.map((one) => [one.product, one.sources]));
  const uses = perProduct.flatMap((one) => one.uses);
  const order = new Map(uses.map((use, index) => [use, index]));
  const bySource = groupBy(uses, ({ source }) => source);
  const byKey = groupBy(uses, (use) => use.known);
  let overriding: ReadonlySet<string> | undefined;
  return {
    products,
    sources,
    sourcesOf: (product) => byProduct.get(product) ?? [],
    uses,
    usesIn: (source) => bySource.get(source) ?? [],
    usesOf: (keys) => keys.flatMap((key) => byKey.get(key) ?? []).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
    overrides(name) {
      overriding ??= new Set(sources.filter((source) => !holdsDefaults(source)).flatMap((source) => [...namesIn(source)]));
      return overriding.has(name);
    },
  };
}
