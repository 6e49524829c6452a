import { catalog } from './catalog';
import { inventory } from './inventory';
import type { SiteRole } from './role';

export const siteRoles: readonly SiteRole[] = [inventory, catalog];
