import { hostsIn, type Inventory, type Service } from '../inventory/inventory';
import { entryOf, groupBy } from '../text/groups';
import { shortList } from './file-gaps';
import { placesOf, type RiskReason } from './risk-reason';
import type { ServiceMap } from '../facts/service-map';
import type { ShownEffect } from './shown-plan';

/** What an upgrade touches that others work with. */
export const blastReasons = (
  effects: readonly ShownEffect[],
  services: ServiceMap,
  inventory: Inventory,
  environment: string,
): RiskReason[] => [...serviceReasons(effects, services), ...hostReasons(effects, inventory, environment)];

const critical = /auth|login|sso|pay|billing|checkout|integration/i;

/** Effects after which something stands still. */
const standsStill: ReadonlySet<string> = new Set([
  'unit.stop',
  'unit.restart',
  'unit.disable',
  'unit.mask',
  'process.kill',
  'container.stop',
]);

/** What runs in a cluster or a container is another one afterwards, whether or not something stands still. */
const isWorkload = ({ kind }: ShownEffect): boolean => kind === 'cluster.apply' || kind === 'container.run';

function serviceReasons(effects: readonly ShownEffect[], map: ServiceMap): RiskReason[] {
  const touched = new Map<Service, ShownEffect[]>();
  const unowned: ShownEffect[] = [];
  for (const effect of effects) {
    const services = map.touchedBy(effect);
    for (const service of services) entryOf(touched, service, () => []).push(effect);
    if (services.length === 0 && (standsStill.has(effect.kind) || isWorkload(effect))) unowned.push(effect);
  }
  const own = [...touched].map(([service, by]): RiskReason => {
    const { name, tier, path = '' } = service;
    const isCritical = critical.test(path);
    const facts = [tier === undefined ? 'of an unknown tier' : `tier ${tier}`, ...(path === '' ? [] : [`on the path ${path}`])];
    const points = (tier === 1 ? 3 : tier === 2 ? 2 : 1) + (isCritical ? 2 : 0);
    return { points, what: `touches ${name} (${facts.join(', ')}): ${doings(by)}`, places: placesOf(by) };
  });
  const names = new Set([...touched.keys()].map(({ name }) => name));
  const dependents = new Map([...names].flatMap((name) => map.dependents(name).map((service) => [service.name, name] as const)));
  const depending = [...dependents].flatMap(([name, on]): RiskReason[] =>
    names.has(name) ? [] : [{ points: 1, what: `${name} depends on ${on}`, places: [] }],
  );
  const rest = [false, true].flatMap((workloads): RiskReason[] => {
    const some = unowned.filter((effect) => isWorkload(effect) === workloads);
    const things = [...groupBy(some, ({ target }) => target)];
    if (things.length === 0) return [];
    const does = workloads ? 'changes in clusters or containers' : 'stops or restarts';
    return [
      {
        points: Math.min(3, things.length),
        what: `${does} what no service of the inventory names: ${shortList(namesOf(things.map(([thing]) => thing)))}`,
        places: placesOf(some),
      },
    ];
  });
  return [...own, ...depending, ...rest];
}

/** What a variable names, or an option, has no name that says something to anybody. */
function namesOf(units: readonly string[]): readonly string[] {
  const names = units.filter((unit) => /^[^-*]/.test(unit));
  return names.length < units.length ? [...names, 'what the scripts work out'] : names;
}

function hostReasons(effects: readonly ShownEffect[], inventory: Inventory, environment: string): RiskReason[] {
  const reboots = effects.filter(({ kind }) => kind === 'host.reboot');
  const stopped = new Set(effects.flatMap(({ kind, target }) => (standsStill.has(kind) ? [target] : [])));
  const hosts = hostsIn(inventory, environment).filter(({ units = [] }) => units.some(({ name }) => stopped.has(name)));
  return [
    ...(reboots.length > 0 ? [{ points: 3, what: 'reboots the host', places: placesOf(reboots) }] : []),
    ...(hosts.length > 1
      ? [
          {
            points: hosts.length < 10 ? 1 : 2,
            what: `happens on ${hosts.length} hosts: ${shortList(hosts.map(({ name }) => name))}`,
            places: [],
          },
        ]
      : []),
  ];
}

const doings = (effects: readonly ShownEffect[]): string => shortList([...new Set(effects.map(({ by, target }) => `${by} ${target}`))]);
