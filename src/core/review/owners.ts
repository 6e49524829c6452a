import type { Finding } from '../rules/finding';
import { groupBy } from '../text/groups';
import type { ServiceMap } from '../facts/service-map';
import type { ShownEffect, ShownPlan } from './shown-plan';

/** Owners that a condition names: more say that it is nobody's. */
const mostOwners = 5;

/**
 * Who owns what findings are about: the services whose units or addresses their facts name, or that effects of the lines in question
 * touch. None if the inventory does not say.
 */
export function ownersOf({ phases }: ShownPlan, map: ServiceMap): (findings: readonly Finding[]) => readonly string[] {
  if (map.services.every(({ owner }) => owner === undefined)) return () => [];
  const effects = phases.flatMap((phase) => phase.effects).filter((effect) => map.touchedBy(effect).length > 0);
  const byPath = groupBy(effects, ({ path }) => path);
  return (findings) => {
    const owners = new Set<string>();
    for (const finding of findings) {
      const touched = (byPath.get(finding.path) ?? []).filter((effect) => isThere(effect, finding)).flatMap(map.touchedBy);
      for (const { owner } of [...Object.values(finding.data).flatMap(namesIn).flatMap(map.named), ...touched])
        if (owner !== undefined) owners.add(owner);
      if (owners.size >= mostOwners) break;
    }
    return [...owners].slice(0, mostOwners);
  };
}

const isThere = ({ command }: ShownEffect, { range }: Finding): boolean =>
  command.start.line <= range.end.line && range.start.line <= command.end.line;

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
