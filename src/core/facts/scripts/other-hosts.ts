import type { Inventory } from '../../inventory/inventory';
import type { PlanEffect } from '../../plan/plan';

/** The other host that something is done on, without its user; `*`: the script is told when it runs. Containers are no hosts. */
export function otherHostOf({ host, container }: Pick<PlanEffect, 'host' | 'container'>): string | undefined {
  if (host === undefined || container !== undefined) return undefined;
  const name = host.replace(/^.*@/s, '');
  if (/^(?:localhost|127\.0\.0\.1|::1)$/.test(name)) return undefined;
  return name === '' || name.includes('*') ? '*' : name;
}

/** On this host or another one: what is wrong with it does not depend on what either has. */
export const isOnHost = ({ container }: Pick<PlanEffect, 'container'>): boolean => container === undefined;

/** Whether two names can be those of one host: one of them may lack its domain. */
export const isSameHost = (a: string, b: string): boolean =>
  a === b || (!(a.includes('.') && b.includes('.')) && /[a-z]/i.test(a) && firstLabel(a) === firstLabel(b));

const firstLabel = (host: string): string => host.replace(/\..*/s, '');

/** Whether the inventory has it, in whatever environment. */
export const isHostOf = ({ environments }: Inventory, host: string): boolean =>
  environments.some(({ hosts }) => hosts.some(({ name }) => isSameHost(name, host)));
