import { catalog } from './catalog';
import { inventory } from './inventory';
import { notes } from './notes';
import { severities } from './severities';
import type { SiteRole } from './role';
import { waivers } from './waivers';

export const siteRoles: readonly SiteRole[] = [inventory, catalog, severities, waivers, notes];
