import { emptyInventory } from '../inventory/inventory';
import { emptyCatalog } from './catalog';
import { siteRoles } from './roles/index';
import type { SiteKnowledge, SiteRole } from './roles/role';
import type { SiteFile } from './site-folder';

export function readSite(files: readonly SiteFile[]): SiteKnowledge {
  const parts = siteRoles.map(({ id, read }) => read(files.filter(({ role }) => role === id)));
  const start: SiteKnowledge = { inventory: emptyInventory, catalog: emptyCatalog, problems: [] };
  return parts.reduce<SiteKnowledge>(
    (known, part) => ({ ...known, ...part, problems: [...known.problems, ...(part.problems ?? [])] }),
    start,
  );
}

/** Which role a file in the site folder has, by its name. */
export const roleOfName = (name: string): SiteRole | undefined =>
  siteRoles.find(({ id, endings }) => name.startsWith(id) && endings.some((ending) => name.endsWith(`.${ending}`)));
