import type { PackageChanges } from '../compare/changes';
import type { Finding } from '../rules/finding';
import type { PackageIdentity } from './identity';

/** What the package that came before has, and what differs from it. */
export interface Comparison {
  readonly package: PackageIdentity;
  readonly changes: PackageChanges;
  /** Fingerprints of the findings that it has as well; the verdict counts them all the same. */
  readonly known: ReadonlySet<string>;
}

interface Compared {
  readonly findings: readonly Finding[];
  readonly comparison?: Comparison;
}

/** What the package that came before does not have; everything, if none was given. */
export const newFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => !comparison.known.has(fingerprint)) : findings;

export const knownFindings = ({ findings, comparison }: Compared): readonly Finding[] =>
  comparison ? findings.filter(({ fingerprint }) => comparison.known.has(fingerprint)) : [];
