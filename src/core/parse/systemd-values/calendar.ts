import { parseCalendar, type CalendarPart, type CalendarSpec } from '../calendar';

/** Names of days as systemd takes them; the parser looks at their beginnings alone. */
const dayNames = /^(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/i;

/** Parts of an expression: the least and the greatest value that systemd takes. */
const bounds: readonly (readonly [Exclude<keyof CalendarSpec, 'weekdays' | 'fromEnd' | 'zone'>, number, number])[] = [
  ['year', 1970, 2199],
  ['month', 1, 12],
  ['day', 1, 31],
  ['hour', 0, 23],
  ['minute', 0, 59],
  ['second', 0, 60],
];

/**
 * Whether systemd takes it as a calendar expression: `Mon..Fri *-*-* 03:00`, `*-*~01`, `daily`, `@1700000000`. Names of time zones
 * are only looked at by their form.
 */
export function isCalendar(text: string): boolean {
  if (/^@\d{1,15}( UTC)?$/.test(text) || text.toLowerCase() === 'anually') return true;
  const spec = /^\s|\t/.test(text) ? undefined : parseCalendar(text);
  if (!spec) return false;
  const [first = ''] = text.split(' ');
  if (spec.weekdays && first.toLowerCase() !== 'weekly' && !areDays(first)) return false;
  return bounds.every(([name, from, last]) => {
    const fromEnd = name === 'day' && spec.fromEnd;
    return spec[name].every((part) => isWithin(part, from, fromEnd ? last - 3 : last, fromEnd, name === 'second'));
  });
}

/** Ranges go forward, within a week that begins with Monday. */
function areDays(text: string): boolean {
  const list = text.replace(/,$/, '').split(',');
  return list.every((item) => {
    const [from = '', to = from, more] = item.split(/\.\.|-/);
    return more === undefined && dayNames.test(from) && dayNames.test(to) && numberOf(from) <= numberOf(to);
  });
}

const numberOf = (day: string): number => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day.slice(0, 3).toLowerCase());

/** Days that are counted from the end of the month reach back 28 days. */
function isWithin({ from, to, step }: CalendarPart, least: number, most: number, fromEnd: boolean, fractions: boolean): boolean {
  if (from === 0 && step === 1 && to === undefined) return true;
  if (!fractions && ![from, to ?? 0, step].every(Number.isInteger)) return false;
  if (from < least || from > most) return false;
  if (to !== undefined) return from <= to && to <= most;
  return step <= most - least && (fromEnd ? from - step >= least : from + step <= most);
}
