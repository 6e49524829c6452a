import { liveSteps, type LiveStep } from '../../facts/migrations/steps';
import { groupBy } from '../../text/groups';
import type { LiveSite } from './live-operations';

/** One that is told for others of the same file on the same table. */
export interface ToldStep extends LiveStep {
  readonly others: readonly LiveStep[];
}

/** What migrations do to a schema that people work with. `counts`: which steps are told. */
export function stepsOn(site: LiveSite, counts: (live: LiveStep) => boolean): readonly ToldStep[] {
  const groups = groupBy(liveSteps(site).filter(counts), ({ path, step: { table, name } }) => `${path}\n${table ?? name}`);
  return [...groups.values()].map(([first, ...others]) => ({ ...first, others }));
}
