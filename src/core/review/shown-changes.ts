import type { PackageChanges } from '../compare/changes';
import { changeKinds, type ChangeKind } from '../compare/entries';
import type { Setting } from '../compare/partners';
import type { Difference } from '../compare/parts';
import type { ConfigSource } from '../facts/config/config-source';
import { lineStarts, rangeOf } from '../text/lines';
import { memo } from '../text/memo';
import { redact, redactedValue, shownValue } from '../text/redact';
import type { MoreChanges, ShownChanges, ShownSetting } from './comparison';

/** Changes of a kind that are listed: a rebuilt package has tens of thousands, nobody reads them all, and whoever shows them takes time for each. */
export const mostOfKind = 1000;

export function shownChanges({ entries, defaults, dependencies, units, jobs }: PackageChanges): ShownChanges {
  const ofKind = (kind: ChangeKind) => entries.filter((change) => change.kind === kind);
  const listed = new Set(changeKinds.flatMap((kind) => ofKind(kind).slice(0, mostOfKind)));
  const more: MoreChanges = {
    entries: Object.fromEntries(changeKinds.map((kind) => [kind, over(ofKind(kind))])) as Record<ChangeKind, number>,
    defaults: over(defaults),
    dependencies: over(dependencies),
    units: over(units.added) + over(units.removed),
    jobs: over(jobs.added) + over(jobs.removed),
  };
  return {
    entries: entries.filter((change) => listed.has(change)),
    defaults: defaults
      .slice(0, mostOfKind)
      .map(({ key, before, after }) => ({ key, before: shownSetting(key, before), after: shownSetting(key, after) })),
    dependencies: dependencies.slice(0, mostOfKind).map((change) => redactedValue(change, redact) as typeof change),
    units: shownDifference(units),
    jobs: shownDifference(jobs),
    ...([more.defaults, more.dependencies, more.units, more.jobs, ...Object.values(more.entries)].some((count) => count > 0) && { more }),
  };
}

const over = (all: readonly unknown[]): number => Math.max(0, all.length - mostOfKind);

/** Commands of jobs hold secrets that only their options tell. */
const shownDifference = ({ added, removed }: Difference): Difference => ({
  added: added.slice(0, mostOfKind).map(redact),
  removed: removed.slice(0, mostOfKind).map(redact),
});

const linesOf = memo(({ text }: ConfigSource) => lineStarts(text));

const shownSetting = (key: string, { source, entry: { value, valueSpan } }: Setting): ShownSetting => ({
  path: source.path,
  span: valueSpan,
  range: rangeOf(linesOf(source), valueSpan),
  value: shownValue(key, value),
});
