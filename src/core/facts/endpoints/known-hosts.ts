import type { Catalog } from '../../catalog/catalog';
import type { Inventory } from '../../inventory/inventory';
import { memoWith } from '../../text/memo';

export interface KnownHosts {
  /** Whether the site's host, service or list has it. */
  readonly knows: (host: string) => boolean;
  /** The inventory lists what may be talked to. */
  readonly isListed: boolean;
  /** Hosts of some environment are known. */
  readonly hasHosts: boolean;
}

/** What the site knows of hosts: those of the inventory, what its services offer, what it allows, and what the catalog calls active. */
export const knownHosts = memoWith((inventory: Inventory, catalog: Catalog): KnownHosts => {
  const { environments, services, endpoints } = inventory;
  const machines = environments.flatMap(({ hosts }) => hosts.map(({ name }) => name.toLowerCase()));
  const offered = services.flatMap((service) => service.endpoints ?? []);
  const active = catalog.endpoints.flatMap(({ host, state, replacedBy = '' }) => [
    ...(state === 'active' ? [host] : []),
    ...(replacedBy ? [replacedBy] : []),
  ]);
  const names = new Set([...machines, ...[...offered, ...(endpoints ?? []), ...active].map(plainHost)]);
  const above = [...names].flatMap((name) => (name.startsWith('*.') ? [name.slice(1)] : []));
  const short = new Set(machines.filter((name) => !name.includes('.')));
  return {
    knows: (written) => {
      const host = written.toLowerCase().replace(/\.$/, '');
      return names.has(host) || short.has(host.split('.', 1)[0] ?? '') || above.some((end) => host.endsWith(end));
    },
    isListed: endpoints !== undefined,
    hasHosts: machines.length > 0,
  };
});

/** `https://api.dten.example:8443/v1` is about `api.dten.example`. */
const plainHost = (written: string): string => /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:/]*)/.exec(written.toLowerCase())?.[1] ?? '';
