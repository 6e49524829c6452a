import type { VersionStep } from '../compare/version-step';
import type { PackageChanges } from '../compare/changes';
import type { ChangeKind, EntryChange } from '../compare/entries';
import type { Range } from '../text/lines';
import type { Place } from '../text/span';
import type { Finding } from '../rules/finding';
import type { PackageIdentity } from './identity';

/** What the package that came before has, and what differs from it. */
export interface Comparison {
  readonly package: PackageIdentity;
  /** From its version to that of the package under review. */
  readonly step: VersionStep;
  /** What the vendor changed: our patches are not among it. */
  readonly changes: ShownChanges;
  /** Paths of the package under review that our patches change. */
  readonly patched: ReadonlySet<string>;
  /** Fingerprints of findings that it has as well, perhaps in lines that were otherwise another; the verdict counts them all the same. */
  readonly known: ReadonlySet<string>;
}

/** What differs, as plain data: places and values instead of parsed files. */
export interface ShownChanges extends Omit<PackageChanges, 'defaults'> {
  readonly defaults: readonly { readonly key: string; readonly before: ShownSetting; readonly after: ShownSetting }[];
  /** What is not listed because it is too much; absent if everything is. */
  readonly more?: MoreChanges;
}

/** How many there are besides those that are listed. */
export interface MoreChanges extends Readonly<Record<'defaults' | 'dependencies' | 'units' | 'jobs', number>> {
  readonly entries: Readonly<Record<ChangeKind, number>>;
}

export interface ShownSetting extends Place {
  /** Of the file as it was shipped. */
  readonly range: Range;
  /** For people: secrets hidden, other than texts as JSON. */
  readonly value: string;
}

/** Whether our patches change a file that the vendor changed. */
export const isPatched = ({ after }: EntryChange, patched: ReadonlySet<string>): boolean => after !== undefined && patched.has(after.path);

interface Compared {
  readonly findings: readonly Finding[];
  readonly comparison?: Comparison;
}

/** What the package that came before does not have; everything, if none was given. */
export const newFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => !comparison.known.has(fingerprint)) : findings;

export const knownFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => comparison.known.has(fingerprint)) : [];
