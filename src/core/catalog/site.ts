import { emptyInventory } from '../inventory/inventory';
import { emptyCatalog, type Catalog } from './catalog';
import { siteRoles } from './roles/index';
import type { SiteKnowledge, SiteRole } from './roles/role';
import type { SiteFile } from './site-folder';

export function readSite(files: readonly SiteFile[]): SiteKnowledge {
  const parts = siteRoles.map(({ id, read }) => read(files.filter(({ role }) => role === id)));
  const start: SiteKnowledge = { inventory: emptyInventory, catalog: emptyCatalog, ruleLayers: [], waivers: [], notes: [], problems: [] };
  return parts.reduce<SiteKnowledge>(
    (known, part) => ({ ...known, ...part, problems: [...known.problems, ...(part.problems ?? [])] }),
    start,
  );
}

/** Files that somebody named and of which nothing can be used. */
export const unreadableOf = (files: readonly SiteFile[]): readonly string[] =>
  files.flatMap((file) => (file.explicit && tellsNothing(readSite([file])) ? [file.path] : []));

const tellsNothing = ({ inventory, catalog, ruleLayers, waivers, notes, problems }: SiteKnowledge): boolean =>
  problems.length > 0 &&
  inventory.environments.length + inventory.services.length === 0 &&
  ruleLayers.length + waivers.length + notes.length === 0 &&
  sizeOf(catalog) === sizeOf(readSite([]).catalog);

const sizeOf = (catalog: Catalog): number => Object.values<readonly unknown[]>({ ...catalog }).reduce((sum, list) => sum + list.length, 0);

/** Which role a file in the site folder has, by its name. */
export const roleOfName = (name: string): SiteRole | undefined =>
  siteRoles.find(({ id, endings }) => name.startsWith(id) && endings.some((ending) => name.endsWith(`.${ending}`)));
