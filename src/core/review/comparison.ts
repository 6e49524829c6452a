import type { PackageChanges } from '../compare/changes';
import type { Setting } from '../compare/defaults';
import type { Difference } from '../compare/parts';
import { redact, redactedValue, shownValue } from '../text/redact';
import type { Place } from '../text/span';
import type { Finding } from '../rules/finding';
import type { PackageIdentity } from './identity';

/** What the package that came before has, and what differs from it. */
export interface Comparison {
  readonly package: PackageIdentity;
  readonly changes: ShownChanges;
  /** Fingerprints of the findings that it has as well; the verdict counts them all the same. */
  readonly known: ReadonlySet<string>;
}

/** What differs, as plain data: places and values instead of parsed files. */
export interface ShownChanges extends Omit<PackageChanges, 'defaults'> {
  readonly defaults: readonly { readonly key: string; readonly before: ShownSetting; readonly after: ShownSetting }[];
}

export interface ShownSetting extends Place {
  /** For people: secrets hidden, other than texts as JSON. */
  readonly value: string;
}

export const shownChanges = (changes: PackageChanges): ShownChanges => ({
  ...changes,
  dependencies: changes.dependencies.map((change) => redactedValue(change, redact) as typeof change),
  units: shownDifference(changes.units),
  jobs: shownDifference(changes.jobs),
  defaults: changes.defaults.map(({ key, before, after }) => ({ key, before: shownSetting(key, before), after: shownSetting(key, after) })),
});

/** Commands of jobs hold secrets that only their options tell. */
const shownDifference = ({ added, removed }: Difference): Difference => ({ added: added.map(redact), removed: removed.map(redact) });

const shownSetting = (key: string, { source: { path }, entry: { value, valueSpan } }: Setting): ShownSetting => ({
  path,
  span: valueSpan,
  value: shownValue(key, value),
});

interface Compared {
  readonly findings: readonly Finding[];
  readonly comparison?: Comparison;
}

/** What the package that came before does not have; everything, if none was given. */
export const newFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => !comparison.known.has(fingerprint)) : findings;

export const knownFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => comparison.known.has(fingerprint)) : [];
