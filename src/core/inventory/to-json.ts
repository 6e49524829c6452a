import { visibleJson } from '../text/visible';
import type { Database, Environment, Host, Inventory } from './inventory';

const without = <T extends { readonly origin?: unknown }>({ origin: _origin, ...rest }: T) => rest;

const hostJson = (host: Host) => ({
  ...without(host),
  ...(host.packages && { packages: host.packages.map(without) }),
  ...(host.units && { units: host.units.map(without) }),
});

const environmentJson = ({ hosts, databases, ...rest }: Environment) => ({
  ...rest,
  hosts: hosts.map(hostJson),
  databases: databases.map((database: Database) => without(database)),
});

/** The inventory in the form that reviews read, without where its facts came from. */
export function inventoryJson({ environments, services, endpoints }: Inventory): string {
  const told = { environments: environments.map(environmentJson), services, ...(endpoints && { endpoints }) };
  return `${visibleJson(JSON.stringify(told, undefined, 2))}\n`;
}
