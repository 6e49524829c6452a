import { importInventory } from '../inventory/import';
import type { Inventory, SiteProblem } from '../inventory/inventory';
import { mergeInventories } from '../inventory/merge';
import { builtInCatalog } from './built-in';
import type { Catalog } from './catalog';
import { mergeCatalogs } from './merge';
import { parseCatalog } from './parse-catalog';
import type { SiteFile } from './site-folder';

/** What a site tells of itself: inventories and catalogs, read and merged. */
export interface SiteKnowledge {
  readonly inventory: Inventory;
  readonly catalog: Catalog;
  readonly problems: readonly SiteProblem[];
}

export function readSite(inventories: readonly SiteFile[], catalogs: readonly SiteFile[]): SiteKnowledge {
  const imported = inventories.map(({ path, text }) => importInventory(path, text));
  const parsed = catalogs.map(({ path, text }) => parseCatalog(path, text));
  return {
    inventory: mergeInventories(imported.map(({ inventory }) => inventory)),
    catalog: mergeCatalogs([builtInCatalog, ...parsed.map(({ catalog }) => catalog)]),
    problems: [...imported, ...parsed].flatMap(({ problems }) => problems),
  };
}
