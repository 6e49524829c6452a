import { parseIntervals, type Interval } from './interval';
import { proseRange } from './prose';
import { isNamedOtherwise } from './versions/by-year';
import type { VersionScheme } from './versions/scheme';
import { schemeFor } from './versions/scheme-for';
import { semanticVersions } from './versions/semver';

interface Comparator {
  readonly operator: '<' | '<=' | '=' | '!=' | '>=' | '>';
  readonly version: string;
  /** A `<` that also shuts out the pre-releases of its version. */
  readonly below?: boolean;
  /** Of a `>`: what npm means is all above what the version stands for (`>5`: from 6), and others all that follows it (`5.2`). */
  readonly above?: string;
  /** In Debian's notation: compared as a package manager does, epoch and revision included. */
  readonly literal?: boolean;
  /** Of a `!=`: all from its version up to this one, which is not among them: `!=3.11.*`. */
  readonly until?: string;
}

/** Alternatives; within one, all comparators must hold. No comparators: any version. */
export type VersionRange = readonly (readonly Comparator[])[];

/** Longer texts are no ranges that a person wrote. */
const maxLength = 512;

const anyVersion = /^(\*|x|any|all|latest|current|newest|stable)?$/i;
const term =
  /\s*(?:,\s*)?(?:(\()\s*)?(?:(~>|~=|<<|>>|>=|=>|<=|=<|===|==|!=|=|<|>|\^|~)\s*)?([vV]?[0-9][0-9A-Za-z.+~:_!*^-]*|[xX*](?:\.[xX*])*)(?:\s*(\)))?/y;

/**
 * Reads a range as npm does (`>=1.1`, `^2`, `1.x`, `1.2 - 2`, `1.2..2`, `||`), and what other worlds write: Debian's `(>= 1.1)`
 * with `<<` and `>>`, Python's `~=` and `==`, Ruby's `~>`, commas for "and", Maven's intervals, and prose such as `2.4 or later`
 * (see `readAs`). `undefined` if it is none of these.
 */
export const parseRange = (text: string): VersionRange | undefined => parseWritten(text) ?? parseWritten(proseRange(text) ?? '>');

/** As which range a text is read that is prose: what people mean by it is likely, not certain. */
export const readAs = (text: string): string | undefined => (parseWritten(text) ? undefined : proseRange(text));

/** Signs of mathematics, as people paste them from documents. */
const signs: ReadonlyMap<string, string> = new Map([
  ['≥', '>='],
  ['≤', '<='],
  ['≠', '!='],
]);

/** A range in the words of `parseRange`, where a package manager means other ones by the same signs. */
export function rangeFor(type: string | undefined, text: string): string {
  // `~2.3` goes up to 3.0 (getcomposer.org, "Versions and constraints"), and a bare version is one with a caret (The Cargo Book).
  if (type === 'composer') return text.replace(/(?<![~=<>])~(?![>=])/g, '~>');
  // PEP 440: `==1.0` is no series, and `1.0.post1` is another version.
  if (type === 'pypi') return text.replace(/(?<![=!<>~])==(?=\s*[\w!.+]+(?![\w!.+*]))/g, '===');
  return type === 'cargo' ? text.replace(/(^|,)\s*(?=\d)/g, '$1^') : text;
}

function parseWritten(written: string): VersionRange | undefined {
  if (written.length > maxLength) return undefined;
  const text = written.replace(/[≥≤≠]/g, (sign) => signs.get(sign) ?? sign);
  const intervals = parseIntervals(text);
  if (intervals) return intervals.map(boundsOf);
  const alternatives = text.split(/\|\|?/).map((part) => parseAlternative(part.trim()));
  return alternatives.every((part) => part !== undefined) ? alternatives : undefined;
}

const boundsOf = ({ low, high }: Interval): Comparator[] => [
  ...(low ? [{ operator: low.inclusive ? '>=' : '>', version: low.version } as const] : []),
  ...(high
    ? [
        high.inclusive
          ? ({ operator: '<=', version: high.version } as const)
          : ({ operator: '<', version: high.version, below: true } as const),
      ]
    : []),
];

function parseAlternative(text: string): Comparator[] | undefined {
  if (anyVersion.test(text)) return [];
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(text);
  if (hyphen) return between(hyphen[1] ?? '', hyphen[2] ?? '');
  const [, low, open, high] = /^(\d[\w+~:-]*(?:\.[\w+~:-]+)*)\s?\.{2,3}\s?(<?)\s?(\d\S*)$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined)
    return open === '' ? between(low, high) : [...comparators('>=', low, false), ...comparators('<', high, false)];
  const found: Comparator[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < text.length) {
    const before = text.charAt(term.lastIndex - 1);
    const [, open, operator = '', version = '', close] = term.exec(text) ?? [];
    // `15.2(7)E3`: of makers of network devices, one version.
    if (open !== undefined && /\w/.test(before)) return undefined;
    if (version === '' || version.endsWith('+') || !open !== !close) return undefined;
    found.push(...comparators(operator, version, open !== undefined));
  }
  return found;
}

const between = (low: string, high: string): Comparator[] | undefined =>
  /^\d/.test(low) && /^\d/.test(high) ? [...comparators('>=', low, false), ...comparators('<=', high, false)] : undefined;

const strict: ReadonlyMap<string, Comparator['operator']> = new Map(
  Object.entries({ '<<': '<', '>>': '>', '<=': '<=', '>=': '>=', '=': '=' }),
);

/** `parentheses`: in Debian's notation, where a version means itself and `15` is not all of 15. */
function comparators(operator: string, version: string, parentheses: boolean): Comparator[] {
  const numbers = prefix(version);
  if (numbers?.length === 0) return [];
  const plain = strict.get(operator);
  if (plain && (parentheses || operator === '<<' || operator === '>>')) return [{ operator: plain, version, literal: true }];
  const at = numbers?.join('.') ?? version;
  const wild = numbers !== undefined && /[xX*]/.test(version);
  const partial = numbers !== undefined && !parentheses && (wild || numbers.length < 3);
  switch (operator) {
    case '^':
      return [{ operator: '>=', version: at }, ...below(caret(leading(version)))];
    case '~':
      return [{ operator: '>=', version: at }, ...below(leading(version).slice(0, 2))];
    case '~>':
    case '~=':
      return [{ operator: '>=', version: at }, ...below(leading(version).slice(0, Math.max(1, leading(version).length - 1)))];
    case '<':
      return [{ operator, version: at, below: true }];
    case '>=':
    case '=>':
      return [{ operator: '>=', version: at }];
    case '<=':
    case '=<':
      return partial ? below(numbers) : [{ operator: '<=', version: at }];
    case '>':
      return partial ? [{ operator: '>=', version: next(numbers), ...(!wild && { above: at }) }] : [{ operator, version: at }];
    case '!=':
      return [{ operator, version: at, ...(wild && { until: next(numbers) }) }];
    default:
      return partial && operator !== '===' ? [{ operator: '>=', version: at }, ...below(numbers)] : [{ operator: '=', version: at }];
  }
}

/** The numbers before a wildcard or the end, if the version is nothing but numbers and wildcards. */
function prefix(version: string): number[] | undefined {
  const parts = version.replace(/^v/i, '').split('.');
  const wild = parts.findIndex((part) => /^[xX*]$/.test(part));
  const numbers = wild < 0 ? parts : parts.slice(0, wild);
  return numbers.every((part) => /^\d{1,15}$/.test(part)) ? numbers.map(Number) : undefined;
}

/** The dotted numbers that a version starts with; without an epoch. */
const leading = (version: string): number[] =>
  (/^v?(?:\d+[:!])?(\d{1,15}(?:\.\d{1,15})*)/i.exec(version)?.[1] ?? '0').split('.').map(Number);

/** npm's caret keeps the first number that is not 0. */
function caret(numbers: readonly number[]): readonly number[] {
  const first = numbers.findIndex((number) => number !== 0);
  return numbers.slice(0, first < 0 ? Math.min(numbers.length, 3) : first + 1);
}

const next = (numbers: readonly number[]): string => [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1].join('.');

const below = (numbers: readonly number[]): Comparator[] => [{ operator: '<', version: next(numbers), below: true }];

/** Whether every alternative ends somewhere. */
export const hasUpperBound = (range: VersionRange): boolean =>
  range.every((alternative) => alternative.some(({ operator }) => operator === '<' || operator === '<=' || operator === '='));

export type Satisfaction = 'satisfied' | 'unsatisfied' | 'unknown';

/**
 * Compares an installed version with a range, by the scheme of the purl type. Pre-releases count like any version,
 * because they do run. `unknown` if the range or a version cannot be read: never a guess.
 */
export function satisfies(version: string, range: string, type: string | undefined): Satisfaction {
  const alternatives = parseRange(rangeFor(type, range));
  return alternatives ? satisfiesParsed(version, alternatives, schemeFor(type, '', version)) : 'unknown';
}

export function satisfiesParsed(version: string, range: VersionRange, scheme: VersionScheme): Satisfaction {
  return either(range.map((alternative) => all(alternative.map((bound) => holds(version, bound, scheme)))));
}

/** Whether a version is outside only as a pre-release of what the range shuts out: package managers let it pass. */
export const isStricter = (version: string, range: VersionRange, scheme: VersionScheme): boolean =>
  satisfiesParsed(version, range, scheme) === 'unsatisfied' &&
  satisfiesParsed(
    version,
    range.map((alternative) => alternative.map((bound) => ({ ...bound, below: false }))),
    scheme,
  ) === 'satisfied';

/** The same of a range as written, by the scheme of the purl type. */
export function isStricterThan(version: string, range: string, type: string | undefined): boolean {
  const alternatives = parseRange(rangeFor(type, range));
  return alternatives !== undefined && isStricter(version, alternatives, schemeFor(type, '', version));
}

const all = (answers: readonly Satisfaction[]): Satisfaction =>
  answers.includes('unsatisfied') ? 'unsatisfied' : answers.includes('unknown') ? 'unknown' : 'satisfied';

const either = (answers: readonly Satisfaction[]): Satisfaction =>
  answers.includes('satisfied') ? 'satisfied' : answers.includes('unknown') ? 'unknown' : 'unsatisfied';

const not = (answer: Satisfaction): Satisfaction => (answer === 'unknown' ? answer : answer === 'satisfied' ? 'unsatisfied' : 'satisfied');

function holds(version: string, comparator: Comparator, scheme: VersionScheme): Satisfaction {
  const { operator, version: bound, below: exclusive, literal, until, above } = comparator;
  if (until !== undefined)
    return not(
      all([
        holds(version, { operator: '>=', version: bound }, scheme),
        holds(version, { operator: '<', version: until, below: true }, scheme),
      ]),
    );
  if (!scheme.isValid(version) || !scheme.isValid(bound) || isNamedOtherwise(version, bound)) return 'unknown';
  if (above !== undefined && scheme !== semanticVersions && scheme.compare(version, bound) < 0)
    return holds(version, { operator: '>', version: above }, scheme) === 'unsatisfied' ? 'unsatisfied' : 'unknown';
  const alike = literal ? version : (scheme.alike?.(version, bound) ?? version);
  const order = scheme.compare(alike, exclusive ? scheme.floor(bound) : bound);
  if (Number.isNaN(order)) return 'unknown';
  return fits(order, operator) ? 'satisfied' : 'unsatisfied';
}

function fits(order: number, operator: Comparator['operator']): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
  }
}
