import type { Service } from '../inventory/inventory';
import type { PlanEffect } from '../plan/plan';
import { groupBy } from '../text/groups';
import { baseName } from '../text/path';

/** Services by what effects name of them. */
export interface ServiceMap {
  readonly services: readonly Service[];
  /** What an effect touches: whose unit, container or workload it starts, stops or changes, whose process it ends, whose address it talks to. */
  readonly touchedBy: (effect: Pick<PlanEffect, 'kind' | 'target'>) => readonly Service[];
  /** Whose unit or address this is. */
  readonly named: (name: string) => readonly Service[];
  /** Those that say that they need it, such as a database. */
  readonly usersOf: (name: string) => readonly Service[];
  /** Those that stand still with a service, the nearest first. */
  readonly dependents: (name: string) => readonly Service[];
}

/** `dtend`, as systemctl takes it, is `dtend.service`. */
const unitName = (name: string): string => (/\.[a-z]+$/.test(name) ? name : `${name}.service`);

/** `renamed`: units that scripts may still call by their old names. */
export function serviceMap(
  services: readonly Service[],
  renamed: readonly { readonly from: string; readonly to: string }[] = [],
): ServiceMap {
  const now = new Map(renamed.map(({ from, to }) => [unitName(from), unitName(to)]));
  const byUnit = indexOf(services, ({ units = [] }) => units.map(unitName));
  const byEndpoint = indexOf(services, ({ endpoints = [] }) => endpoints.map((host) => host.toLowerCase()));
  const byDependency = indexOf(services, ({ dependsOn = [] }) => dependsOn);
  const ofUnit = (name: string) => byUnit.get(unitName(name)) ?? byUnit.get(now.get(unitName(name)) ?? '') ?? [];
  const ofHost = (name: string) => byEndpoint.get(hostOf(name)) ?? [];
  return {
    services,
    touchedBy({ kind, target }) {
      if (kind === 'unit.daemon-reload') return [];
      if (/^(?:unit|container)\./.test(kind) || kind === 'cluster.apply' || kind === 'process.kill' || kind === 'process.start')
        return ofUnit(baseName(target));
      return kind.startsWith('network.') ? ofHost(target) : [];
    },
    named: (name) => [...new Set([...ofUnit(name), ...ofHost(name)])],
    usersOf: (name) => byDependency.get(name) ?? [],
    dependents(name) {
      const found = new Map<string, Service>();
      const open = [name];
      for (let at = open.pop(); at !== undefined; at = open.pop())
        for (const service of byDependency.get(at) ?? [])
          if (!found.has(service.name) && service.name !== name) {
            found.set(service.name, service);
            open.push(service.name);
          }
      return [...found.values()];
    },
  };
}

/** Of an address, or of what is one already. */
const hostOf = (target: string): string =>
  target
    .replace(/^[a-z][\w+.-]*:\/\/(?:[^/@]*@)?/i, '')
    .split(/[/:]/)[0]
    ?.toLowerCase() ?? '';

function indexOf(services: readonly Service[], keysOf: (service: Service) => readonly string[]): ReadonlyMap<string, readonly Service[]> {
  const pairs = services.flatMap((service) => [...new Set(keysOf(service))].map((key) => ({ key, service })));
  return new Map([...groupBy(pairs, ({ key }) => key)].map(([key, own]) => [key, own.map(({ service }) => service)]));
}
