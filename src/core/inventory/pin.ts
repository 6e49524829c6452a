import { hasUpperBound, parseRange, satisfies, type VersionRange } from './range';
import { compareLists } from './versions/generic';

/** Kinds whose makers promise compatibility up to the next major version. */
const semantic = /^(npm|cargo|golang|nuget|composer|hex|pypi)$/i;

/** A first number above this is a date or a counter, of which no series can be told. */
const largestMajor = 99_999;

export interface Pin {
  /** The bounded range, in the notation of the range that it replaces. */
  readonly range: string;
  /** The first version that it shuts out. */
  readonly next: string;
  /** What is installed differs at most in the distribution's revision. */
  readonly agreed: boolean;
}

/**
 * The range from the lowest of the installed versions to the end of the highest one's series, the distribution's
 * revision left out: of `3.0.11-1~deb12u2` it is `>=3.0.11 <3.1`, of `15.8` `>=15.8 <16`; for kinds with semantic
 * versions to the next major. Numbers are written as production writes them (`1.08`). `written`, the range so far, must
 * only say where versions start. The epoch stands in the new one only if `written` names one or is in Debian's own
 * notation. `undefined` if a version does not start with numbers.
 */
export function pinTo(installed: readonly string[], type: string | undefined, written: string): Pin | undefined {
  // Debian puts 1 below 1.0, although the numbers are equal.
  const versions = installed.map(partsOf).sort((a, b) => compareParts(a, b) || a.length - b.length);
  const lowest = versions[0];
  const highest = versions.at(-1);
  if (!lowest || !highest || versions.some(([major]) => major === undefined || Number(major) > largestMajor)) return undefined;
  const agreed = compareParts(lowest, highest) === 0;
  const upTo = semantic.test(type ?? '') ? majorOf(highest) : highest.slice(0, highest.length > 2 ? 2 : 1);
  const next = [...upTo.slice(0, -1), after(upTo.at(-1) ?? '')].join('.');
  const epochs = new Set(installed.map((version) => /^\d+:/.exec(version)?.[0] ?? ''));
  const literal = written.includes('(');
  const [epoch = ''] = literal || /\d:/.test(written) ? epochs : [];
  if (epoch && epochs.size > 1) return undefined;
  const low = epoch + lowest.join('.');
  const end = epoch + next;
  // What is stricter than the bare numbers (`>=2.36-9`) stays: the new range must lie inside the one so far.
  const start =
    satisfies(low, written, type ?? (literal ? 'deb' : undefined)) === 'satisfied'
      ? literal
        ? `(>= ${low})`
        : `>=${low}`
      : written.trim();
  if (literal) return { range: `${start}, (<< ${end})`, next, agreed };
  const separator = written.includes(',') || /^pypi$/i.test(type ?? '') ? ',' : ' ';
  return { range: `${start}${separator}<${end}`, next, agreed };
}

/** Whether the range only says where versions start, so that any pin above its bounds stays inside it. */
export const onlyStarts = (range: VersionRange): boolean =>
  range.length === 1 && range.every((bounds) => bounds.every(({ operator }) => operator === '>' || operator === '>='));

/** Whether the text is a range, and one without an end. */
export function isOpenEnded(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && !hasUpperBound(range);
}

/** Whether the text is a range that says nothing: `*`, `latest`, empty. */
export const acceptsAll = (text: string): boolean => parseRange(text)?.some((bounds) => bounds.length === 0) === true;

/** The dotted numbers that a version starts with, leading zeros included: they count for nothing, but people look for them. */
function partsOf(version: string): string[] {
  const [, dotted] = /^v?(?:\d+[:!])?(\d{1,15}(?:\.\d{1,15}){0,5})/i.exec(version) ?? [];
  return dotted === undefined ? [] : dotted.split('.');
}

const compareParts = (a: readonly string[], b: readonly string[]): number => compareLists(a.map(Number), b.map(Number));

/** The next number, as wide: `04` is followed by `05`. */
const after = (part: string): string => String(Number(part) + 1).padStart(part.length, '0');

/** Below 1.0 the second number plays the major's part. */
const majorOf = (parts: readonly string[]): readonly string[] => parts.slice(0, Number(parts[0]) === 0 ? 2 : 1);
