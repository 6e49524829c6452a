import { environmentOf } from '../../inventory/inventory';
import type { SiteFacts } from '../../subject/site';

/** No server of production is known to be older than this major version; an unknown one is a newer one. */
export const isAtLeast = ({ inventory, environment }: SiteFacts, major: number): boolean =>
  (environmentOf(inventory, environment)?.databases ?? []).every(({ version }) => !(Number.parseInt(version ?? '', 10) < major));
