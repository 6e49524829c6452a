import { isNamedOtherwise } from './by-year';
import { satisfies } from '../range';
import { schemeFor } from './scheme-for';

/** Negative, zero or positive; `NaN` if nobody can say. Distributions' epochs and revisions count only where both have them. */
export function compareVersions(a: string, b: string, type?: string, name?: string): number {
  const scheme = schemeFor(type, name, a);
  if (!scheme.isValid(a) || !scheme.isValid(b) || isNamedOtherwise(a, b)) return Number.NaN;
  const [own, other] = [scheme.alike?.(a, b) ?? a, scheme.alike?.(b, a) ?? b];
  return scheme.compare(own, other);
}

/** Each once; what a database reports without the distribution's revision is the package's version. */
export function distinctVersions(all: readonly string[]): string[] {
  const versions = [...new Set(all)];
  return versions.filter(
    (version) => !versions.some((other) => other.startsWith(`${version}-`) && /\d/.test(other.charAt(version.length + 1))),
  );
}

/** Whether a version is of a cycle: `15.8-0+deb12u1` of `15`, `3.0.11` of `3.0`. */
export const isInCycle = (version: string, cycle: string, type?: string): boolean =>
  /^\d+(\.\d+)*$/.test(cycle) && satisfies(version, `${cycle}.x`, type) === 'satisfied';

/** The first number of a version, without an epoch; dates and counters have none that says something. */
export function majorOf(version: string): number | undefined {
  const major = /^v?(?:\d+:)?(\d{1,4})(?=[.\D]|$)/i.exec(version)?.[1];
  return major === undefined || Number(major) > 1000 ? undefined : Number(major);
}
