/** A calendar expression of systemd.time(7), as far as it says when it elapses. */
export interface CalendarSpec {
  /** 0 is Sunday; absent: every day. */
  readonly weekdays?: ReadonlySet<number>;
  readonly year: readonly CalendarPart[];
  readonly month: readonly CalendarPart[];
  readonly day: readonly CalendarPart[];
  /** Days are counted from the end of the month: 1 is the last one. */
  readonly fromEnd: boolean;
  readonly hour: readonly CalendarPart[];
  readonly minute: readonly CalendarPart[];
  readonly second: readonly CalendarPart[];
  /** As written; absent: the host's own. */
  readonly zone?: string;
}

/** `step` 0: `from` alone. Without `to`, steps go on to the end. */
export interface CalendarPart {
  readonly from: number;
  readonly to?: number;
  readonly step: number;
}

/** What systemd normalises the words to (`systemd-analyze calendar`). */
const shorthands = new Map(
  Object.entries({
    minutely: '*-*-* *:*:00',
    hourly: '*-*-* *:00:00',
    daily: '*-*-* 00:00:00',
    weekly: 'Mon *-*-* 00:00:00',
    monthly: '*-*-01 00:00:00',
    quarterly: '*-01,04,07,10-01 00:00:00',
    semiannually: '*-01,07-01 00:00:00',
    'semi-annually': '*-01,07-01 00:00:00',
    biannually: '*-01,07-01 00:00:00',
    'bi-annually': '*-01,07-01 00:00:00',
    yearly: '*-01-01 00:00:00',
    annually: '*-01-01 00:00:00',
  }),
);

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const every = { from: 0, step: 1 } as const;

/** Items of one list; nobody writes more. */
const maxItems = 240;

/**
 * Reads a calendar expression; `undefined` for what systemd does not take, and for `@` with seconds. Whether values are in their
 * bounds is not looked at: what is beyond them never comes.
 */
export function parseCalendar(text: string): CalendarSpec | undefined {
  const words = text.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  const zone = words.length > 1 && isZoneName(last) ? last : undefined;
  if (zone !== undefined) words.pop();
  const known = words.length === 1 ? shorthands.get((words[0] ?? '').toLowerCase()) : undefined;
  const [first = '', ...others] = known?.split(' ') ?? words;
  const weekdays = /^[a-z]/i.test(first) ? daysOf(first) : undefined;
  if (/^[a-z]/i.test(first) && !weekdays) return undefined;
  const rest = weekdays ? others : [first, ...others];
  if (rest.length > 2 || (rest.length === 0 && !weekdays)) return undefined;
  const [date, time] = rest.length === 1 && rest[0]?.includes(':') ? ['*-*-*', rest[0]] : [rest[0] ?? '*-*-*', rest[1] ?? '00:00:00'];
  const on = dateOf(date);
  const at = timeOf(time);
  return on && at ? { ...(weekdays && { weekdays }), ...on, ...at, ...(zone !== undefined && { zone }) } : undefined;
}

/** `Europe/Berlin`, `UTC`: no day of the week, no shorthand. */
const isZoneName = (word: string): boolean =>
  /^[A-Za-z][\w+-]*(\/[\w+-]+)+$/.test(word) || (/^[A-Z]{3,5}$|^utc$/.test(word) && !days.includes(word.toLowerCase()));

/** `Mon,Wed`, `Mon..Fri`, `Sat-Sun`. */
function daysOf(text: string): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  for (const item of text.split(',', maxItems)) {
    if (item === '') continue;
    const [from, to] = item.split(/\.\.|-/).map((name) => days.indexOf(name.slice(0, 3).toLowerCase()));
    if (from === undefined || from < 0 || (to !== undefined && to < 0)) return undefined;
    // Weeks begin with Monday here.
    for (let day = from || 7; day <= (to === undefined ? from || 7 : to || 7); day++) found.add(day % 7);
  }
  return found.size > 0 ? found : undefined;
}

function dateOf(text: string): Pick<CalendarSpec, 'year' | 'month' | 'day' | 'fromEnd'> | undefined {
  const [, first, sign, second, lastSign, third] = /^([^-~]+)([-~])([^-~]+)(?:([-~])([^-~]+))?$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [year, month, day] = third === undefined ? ['*', first, second] : [first, second, third];
  const parts = { year: listOf(year, fullYear), month: listOf(month), day: listOf(day) };
  if (!parts.year || !parts.month || !parts.day) return undefined;
  return { year: parts.year, month: parts.month, day: parts.day, fromEnd: (third === undefined ? sign : lastSign) === '~' };
}

/** `26` is 2026, `70` is 1970. */
const fullYear = (value: number): number => (value > 99 ? value : value < 70 ? 2000 + value : 1900 + value);

function timeOf(text: string): Pick<CalendarSpec, 'hour' | 'minute' | 'second'> | undefined {
  const [hours = '', minutes, seconds = '0', more] = text.split(':');
  if (minutes === undefined || more !== undefined) return undefined;
  const [hour, minute, second] = [listOf(hours), listOf(minutes), listOf(seconds)];
  return hour && minute && second ? { hour, minute, second } : undefined;
}

/** An asterisk, `1,15`, `1..5`, `0/15`. */
function listOf(text: string, value = (number: number) => number): readonly CalendarPart[] | undefined {
  const parts: CalendarPart[] = [];
  for (const item of text.split(',', maxItems)) {
    const [, from, to, step] =
      /^(\*|\d{1,9}(?:\.\d{1,9})?)(?:\.\.(\d{1,9}(?:\.\d{1,9})?))?(?:\/(\d{1,9}(?:\.\d{1,9})?))?$/.exec(item) ?? [];
    if (from === undefined || (from === '*' && item !== '*')) return undefined;
    if (from === '*') parts.push(every);
    else if (to === undefined) parts.push({ from: value(Number(from)), step: Number(step ?? 0) });
    else parts.push({ from: value(Number(from)), to: value(Number(to)), step: Number(step ?? 1) });
  }
  return parts;
}
