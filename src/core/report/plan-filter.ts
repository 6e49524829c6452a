import type { EffectKind } from '../effects/effect';
import type { ShownEffect, ShownPhase, ShownPlan } from '../review/shown-plan';
import { isLasting } from './plan-lines';

/** What an effect is about, as people narrow a plan. */
export const planTopics = [
  'files',
  'units',
  'packages',
  'users',
  'jobs',
  'databases',
  'network',
  'containers',
  'host',
  'programs',
  'unknown',
] as const;
export type PlanTopic = (typeof planTopics)[number];

const topics: ReadonlyMap<string, PlanTopic> = new Map(
  Object.entries({
    ...{ file: 'files', dir: 'files', archive: 'files', unit: 'units', package: 'packages', user: 'users', group: 'users' },
    ...{
      credential: 'users',
      schedule: 'jobs',
      database: 'databases',
      network: 'network',
      webhook: 'network',
      message: 'network',
      queue: 'network',
    },
    ...{ flag: 'network', container: 'containers', cluster: 'containers', host: 'host', kernel: 'host', firewall: 'host' },
    ...{ security: 'host', mount: 'host', unknown: 'unknown' },
  } satisfies Record<string, PlanTopic>),
);

/** The first word of a kind: `unit` of `unit.stop`. */
export const nounOf = (kind: EffectKind): string => kind.split('.')[0] ?? kind;

export const topicOf = (kind: EffectKind): PlanTopic => topics.get(nounOf(kind)) ?? 'programs';

/** Of each list any; an empty list wants everything. `''`: this host. */
export interface PlanFilter {
  readonly topics: readonly PlanTopic[];
  readonly hosts: readonly string[];
  readonly lastingOnly: boolean;
  readonly newOnly: boolean;
}

export const everything: PlanFilter = { topics: [], hosts: [], lastingOnly: false, newOnly: false };

export const isNarrow = ({ topics: about, hosts, lastingOnly, newOnly }: PlanFilter): boolean =>
  about.length > 0 || hosts.length > 0 || lastingOnly || newOnly;

/** Phases with what the filter wants of them; those that have nothing are left out. */
export function wantedPhases({ phases }: ShownPlan, filter: PlanFilter): readonly ShownPhase[] {
  const found = isNarrow(filter)
    ? phases.map(({ more: _more, ...phase }) => ({ ...phase, effects: phase.effects.filter((effect) => isWanted(effect, phase, filter)) }))
    : phases;
  return found.filter(({ effects }) => effects.length > 0);
}

function isWanted(effect: ShownEffect, phase: ShownPhase, { topics: about, hosts, lastingOnly, newOnly }: PlanFilter): boolean {
  if (about.length > 0 && !about.includes(topicOf(effect.kind))) return false;
  if (hosts.length > 0 && !hosts.includes(effect.host ?? '')) return false;
  return (!lastingOnly || isLasting(effect, phase)) && (!newOnly || effect.isNew === true);
}

/** Hosts that a plan speaks of, this one first; empty if it is the only one. */
export function hostsOf({ phases }: ShownPlan): readonly string[] {
  const found = new Set(phases.flatMap(({ effects }) => effects.map(({ host = '' }) => host)));
  return found.size === 0 || (found.size === 1 && found.has('')) ? [] : [...found].sort();
}

export const countOf = (phases: readonly ShownPhase[]): number => phases.reduce((sum, { effects }) => sum + effects.length, 0);
