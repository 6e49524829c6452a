import type { ServiceMap } from '../facts/service-map';
import { upgradePhases, type ShownPlan } from './shown-plan';

/** What people notice of the upgrade, by the names that they know. */
export interface Touched {
  /** Services of the inventory whose units stop or restart. */
  readonly services: readonly string[];
  /** Those that stand still with them. */
  readonly depending: readonly string[];
  /** Units that no service of the inventory has. */
  readonly units: readonly string[];
}

export function touchedBy(plan: ShownPlan, map: ServiceMap): Touched {
  const services = new Set<string>();
  const units = new Set<string>();
  for (const { kind, target } of upgradePhases(plan).flatMap(({ effects }) => effects)) {
    if (kind !== 'unit.stop' && kind !== 'unit.restart') continue;
    const own = map.touchedBy({ kind, target });
    for (const { name } of own) services.add(name);
    if (own.length === 0) units.add(target.replace(/\.service$/, ''));
  }
  const depending = new Set([...services].flatMap((name) => map.dependents(name).map((service) => service.name)));
  return { services: [...services], depending: [...depending].filter((name) => !services.has(name)), units: [...units] };
}
