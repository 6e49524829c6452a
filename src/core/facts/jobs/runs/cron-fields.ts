import type { Span } from '../../../text/span';

/** Nicknames of crontab(5) as fields. `@reboot` has no time. */
const nicknames = new Map(
  Object.entries({
    '@hourly': '0 * * * *',
    '@daily': '0 0 * * *',
    '@midnight': '0 0 * * *',
    '@weekly': '0 0 * * 0',
    '@monthly': '0 0 1 * *',
    '@yearly': '0 0 1 1 *',
    '@annually': '0 0 1 1 *',
  }),
);

/** The five fields of a schedule, nicknames spelled out; `undefined` for `@reboot` and what is no schedule. */
export function fieldsOf(schedule: string): readonly string[] | undefined {
  const written = schedule.trim();
  const fields = (nicknames.get(written.toLowerCase()) ?? written).split(/\s+/);
  return fields.length === 5 ? fields : undefined;
}

/**
 * Whether the job runs on either day: both are restricted. A field that begins with an asterisk counts as unrestricted, also with a
 * step behind it: then both must hold (measured with Debian's cron 3.0pl1-162 and cronie 1.7.2).
 */
export const isEitherDay = ([, , day = '*', , weekday = '*']: readonly string[]): boolean => !/^[*?]/.test(day) && !/^[*?]/.test(weekday);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Last values of the fields; the first ones are 0, and 1 for days of a month and months. */
const ends = [59, 23, 31, 12, 6];

export interface BackwardRange {
  /** Within the schedule as written. */
  readonly span: Span;
  readonly text: string;
  /** What was meant: around the end of the field. */
  readonly forward: string;
}

/**
 * Ranges that run backwards: cron takes them, and they hold no value (measured with Debian's cron and cronie). `sundayLast`: `sun`
 * at the end of a range is the seventh day, as cronie has it; Debian's cron takes it for day 0, so `sat-sun` is empty there.
 */
export function backwardRanges(schedule: string, { sundayLast }: { readonly sundayLast: boolean }): readonly BackwardRange[] {
  const words = [...schedule.matchAll(/\S+/g)];
  if (words.length !== 5) return [];
  return words.flatMap(({ 0: field, index: start }, which) => {
    let at = start;
    return field.split(',').flatMap((text) => {
      const span = { start: at, end: at + text.length };
      at += text.length + 1;
      const [, first = '', last = '', step] = /^(\w+)-(\w+)(\/\d+)?$/.exec(text) ?? [];
      const from = numberOf(first, which);
      const to = sundayLast && which === 4 && /^sun$/i.test(last) ? 7 : numberOf(last, which);
      if (!(from > to)) return [];
      return [{ span, text, forward: step === undefined ? aroundTheEnd(from, to, which) : '' }];
    });
  });
}

/** `22-5` as `22-23,0-5`. */
function aroundTheEnd(from: number, to: number, which: number): string {
  const low = which === 2 || which === 3 ? 1 : 0;
  const part = (start: number, end: number): string => (start === end ? `${start}` : `${start}-${end}`);
  return `${part(from, ends[which] ?? from)},${part(low, to)}`;
}

function numberOf(word: string, which: number): number {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const at = (which === 3 ? months : which === 4 ? days : []).indexOf(word.toLowerCase());
  return at < 0 ? NaN : at + (which === 3 ? 1 : 0);
}

/** The field without its backward ranges; `''` if nothing is left. */
export const withoutBackward = (field: string, ranges: readonly BackwardRange[]): string =>
  field
    .split(',')
    .filter((item) => !ranges.some(({ text }) => text === item))
    .join(',');
