import type { PackageChanges } from '../compare/changes';
import type { Setting } from '../compare/defaults';
import type { Difference } from '../compare/parts';
import type { ConfigSource } from '../facts/config/config-source';
import { lineStarts, rangeOf } from '../text/lines';
import { memo } from '../text/memo';
import { redact, redactedValue, shownValue } from '../text/redact';
import type { ShownChanges, ShownSetting } from './comparison';

export const shownChanges = (changes: PackageChanges): ShownChanges => ({
  ...changes,
  dependencies: changes.dependencies.map((change) => redactedValue(change, redact) as typeof change),
  units: shownDifference(changes.units),
  jobs: shownDifference(changes.jobs),
  defaults: changes.defaults.map(({ key, before, after }) => ({ key, before: shownSetting(key, before), after: shownSetting(key, after) })),
});

/** Commands of jobs hold secrets that only their options tell. */
const shownDifference = ({ added, removed }: Difference): Difference => ({ added: added.map(redact), removed: removed.map(redact) });

const linesOf = memo(({ text }: ConfigSource) => lineStarts(text));

const shownSetting = (key: string, { source, entry: { value, valueSpan } }: Setting): ShownSetting => ({
  path: source.path,
  span: valueSpan,
  range: rangeOf(linesOf(source), valueSpan),
  value: shownValue(key, value),
});
