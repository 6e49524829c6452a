import { compareLists } from './generic';
import { printedVersion } from './printed';
import type { VersionScheme } from './scheme';

/** `1.8.0_392-b08`, and how people say it: `8u392-b08`. */
const early = /^(?:1\.(\d{1,3})(?:\.(\d{1,3}))?(?:_(\d{1,9}))?|(\d{1,3})u(\d{1,9}))(?:-b(\d{1,9}))?(-ea)?$/i;

/** `17.0.15+6-LTS`, `21-ea`, `25-ea+7` (JEP 322); what stands behind the build says who made it. */
const later = /^(\d{1,3}(?:\.\d{1,9}){0,5})(-[a-z]+)?(?:\+(\d{1,9}))?(?:-[\w.+~-]{0,60})?$/i;

/** A version that only Java has. */
export const isJavas = (version: string): boolean => /^1\.\d{1,3}\.\d{1,3}_\d/.test(version) || /^\d{1,3}u\d{1,9}(-b\d+)?$/i.test(version);

/** Java's versions before and since 9: `1.8` is 8. */
export const java: VersionScheme = {
  id: 'java',
  isValid: (version) => split(version) !== undefined,
  compare(a, b) {
    const [left, right] = [split(a), split(b)];
    if (!left || !right) return Number.NaN;
    return compareLists(left.numbers, right.numbers) || left.stage - right.stage || (left.build ?? 0) - (right.build ?? 0);
  },
  floor: (version) => (split(version)?.stage === 0 ? version.replace(/(?=\+|-b\d|$)/i, '-ea') : version),
  alike: (version, bound) => (split(bound)?.build === undefined ? (version.split('+')[0] ?? '').replace(/-b\d+/i, '') : version),
};

interface Parts {
  readonly numbers: readonly number[];
  /** -1: early access. */
  readonly stage: number;
  readonly build: number | undefined;
}

/** `openjdk version "17.0.12" 2024-07-16`: as it prints itself. */
const split = (written: string): Parts | undefined =>
  partsOf(written) ?? (/\s/.test(written) ? partsOf(printedVersion(written) ?? '') : undefined);

function partsOf(version: string): Parts | undefined {
  const old = early.exec(version) as readonly (string | undefined)[] | null;
  if (old) {
    const [, minor, micro = '0', update = '0', major, short, build, ea] = old;
    // `1.8` alone: nobody runs a Java 1.
    const numbers = major === undefined ? [minor, micro, update] : [major, 0, short];
    return { numbers: numbers.map(Number), stage: ea ? -1 : 0, build: build === undefined ? undefined : Number(build) };
  }
  const [, numbers, ea, build] = (later.exec(version) ?? []) as readonly (string | undefined)[];
  if (numbers === undefined) return undefined;
  return { numbers: numbers.split('.').map(Number), stage: ea ? -1 : 0, build: build === undefined ? undefined : Number(build) };
}
