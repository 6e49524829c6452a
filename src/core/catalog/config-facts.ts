import type { Inventory } from '../inventory/inventory';
import type { Manifest } from '../package/manifest';
import type { ConfigFile } from '../parse/config/config';
import type { Catalog } from './catalog';
import { configSources, type ConfigSource } from './config-source';
import { keyUses, productKeys, type KeyUse, type ProductKeys } from './known-keys';

/** What rules about configuration keys compare. */
export interface ConfigFacts {
  readonly products: readonly ProductKeys[];
  readonly sources: readonly ConfigSource[];
  readonly uses: readonly KeyUse[];
}

interface Site {
  readonly package: {
    readonly manifest: { readonly path: string; readonly syntax: Manifest } | undefined;
    subjects(target: 'config'): readonly { readonly path: string; readonly text: string; readonly syntax: ConfigFile }[];
  };
  readonly catalog: Catalog;
  readonly inventory: Inventory;
  readonly environment: string;
}

export function configFacts({ package: reviewed, catalog, inventory, environment }: Site): ConfigFacts {
  const { manifest } = reviewed;
  const where = inventory.environments.find(({ name }) => name === environment);
  const products = productKeys(catalog.configKeys, manifest?.syntax, where).filter(({ states }) => states.length > 0);
  const sources = products.length > 0 ? configSources(reviewed.subjects('config'), manifest) : [];
  return { products, sources, uses: keyUses(products, sources) };
}
