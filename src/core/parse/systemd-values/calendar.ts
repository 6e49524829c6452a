/** Words for a whole expression (systemd.time(7)); `anually` is taken for the sake of old files. */
const shorthands = new Set(
  'minutely hourly daily weekly monthly quarterly yearly annually anually biannually bi-annually semiannually semi-annually'.split(' '),
);

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const longDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Components of one list; systemd takes no more. */
const maxComponents = 240;

/** Bounds of each part (systemd takes years from 1970 to 2199). */
const bounds = { year: [1970, 2199], month: [1, 12], day: [1, 31], hour: [0, 23], minute: [0, 59], second: [0, 60] } as const;
type Part = keyof typeof bounds;

/**
 * Whether it is a calendar expression: `Mon..Fri *-*-* 03:00`, `*-*~01`, `daily`, `@1700000000`, with a time zone behind it. Names of
 * zones are only looked at by their form.
 */
export function isCalendar(text: string): boolean {
  const written = withoutZone(text);
  if (written === '' || /^ /.test(written)) return false;
  if (shorthands.has(written.toLowerCase())) return true;
  if (/^@\d{1,15}$/.test(written)) return true;
  const [first = '', ...others] = written.split(/ +/);
  const hasDays = /^[a-z]/i.test(first);
  if (hasDays && !areDays(first)) return false;
  const rest = hasDays ? others : [first, ...others];
  if (rest.at(-1) === '') rest.pop();
  const [one, two] = rest;
  if (one === undefined) return hasDays;
  if (rest.length > 2) return false;
  return two === undefined ? isDate(one) || isTime(one) : isDate(one) && isTime(two);
}

function withoutZone(text: string): string {
  const at = text.lastIndexOf(' ');
  const zone = text.slice(at + 1);
  const isZone = /^[A-Z][\w+-]*(\/[\w+-]+)+$/i.test(zone) || /^(UTC|GMT|[A-Z]{1,5}|[A-Z]{3}\d[A-Z]{3})$/.test(zone) || /^utc$/i.test(zone);
  const isDay = days.includes(zone.slice(0, 3).toLowerCase());
  return at > 0 && isZone && !isDay ? text.slice(0, at) : text;
}

/** `Mon,Wed`, `Mon..Fri`, `Sat-Sun`; a range goes forward. */
function areDays(text: string): boolean {
  const list = text.split(',');
  if (list.at(-1) === '') list.pop();
  return list.every((item) => {
    const [from = '', to, more] = item.split(/\.\.|-/);
    const [start, end] = [dayNumber(from), to === undefined ? 6 : dayNumber(to)];
    return more === undefined && start >= 0 && end >= 0 && (to === undefined || start <= end);
  });
}

function dayNumber(text: string): number {
  const name = text.toLowerCase();
  return Math.max(days.indexOf(name), longDays.indexOf(name));
}

/** `*-*-*`, `2026-12-24`, `*-02~01`; without a year month and day. */
function isDate(text: string): boolean {
  const [, first = '', sign, second = '', lastSign, third] = /^([^-~]+)([-~])([^-~]+)(?:([-~])([^-~]+))?$/.exec(text) ?? [];
  if (sign === undefined) return false;
  if (third === undefined) return isList(first, 'month') && isList(second, 'day', sign === '~');
  return sign === '-' && isList(first, 'year') && isList(second, 'month') && isList(third, 'day', lastSign === '~');
}

/** `03:00`, `*:0/15`, `3:00:00.5`. */
function isTime(text: string): boolean {
  const [hour = '', minute, second, more] = text.split(':');
  if (minute === undefined || more !== undefined) return false;
  return isList(hour, 'hour') && isList(minute, 'minute') && (second === undefined || isList(second, 'second'));
}

/** `*`, `1,15`, `1..5`, `0/15`. Days that are counted from the end of the month reach back 28 days. */
function isList(text: string, part: Part, fromEnd = false): boolean {
  if (text === '*') return true;
  const [from, last] = bounds[part];
  const to = fromEnd ? last - 3 : last;
  const items = text.split(',');
  return items.length <= maxComponents && items.every((item) => isComponent(item, part, from, to, fromEnd));
}

function isComponent(item: string, part: Part, from: number, to: number, fromEnd: boolean): boolean {
  const pattern =
    part === 'second' ? /^(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?(?:\/(\d+(?:\.\d+)?))?$/ : /^(\d+)(?:\.\.(\d+))?(?:\/(\d+))?$/;
  const [, written, ending, step] = pattern.exec(item) ?? [];
  if (written === undefined) return false;
  const start = yearOf(Number(written), part);
  const stop = ending === undefined ? undefined : yearOf(Number(ending), part);
  const repeat = Number(step ?? 0);
  if (step !== undefined && repeat === 0) return false;
  if (start < from || start > to) return false;
  if (stop !== undefined) return start <= stop && stop <= to;
  return repeat <= to - from && (fromEnd ? start - repeat >= from : start + repeat <= to);
}

/** `26` is 2026, `70` is 1970. */
function yearOf(value: number, part: Part): number {
  if (part !== 'year' || value > 99) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}
