import cronstrue from 'cronstrue';
import { parseCalendar, type CalendarPart } from '../../parse/calendar';
import { memoEach } from '../../text/memo';
import { backwardRanges, fieldsOf, isEitherDay } from './runs/cron-fields';
import type { Timing } from './runs/timing';

/** When a crontab line fires, as the words behind "runs": `every day at 03:00`, `at 03:00, only on Sunday`. The fields themselves where they are no schedule. */
export const describeSchedule = memoEach((schedule: string): string => {
  const written = schedule.trim().replace(/\s+/g, ' ');
  if (written === '@reboot') return 'at every boot';
  const fields = fieldsOf(written);
  if (!fields || backwardRanges(written, { sundayLast: true }).length > 0) return `by the schedule "${written}"`;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  // The library joins the days by "and"; cron runs on either.
  const parts = isEitherDay(fields)
    ? [
        [day, '*'],
        ['*', weekday],
      ]
    : [[day, weekday]];
  const words = parts.map(([onDay = '', onWeekday = '']) => inWords([minute, hour, onDay, month, onWeekday]));
  return words.every((found) => found !== undefined) ? words.join(', or ') : `by the schedule "${written}"`;
}, 5000);

function inWords(fields: readonly string[]): string | undefined {
  // Of random values (`0~30`) the library knows nothing; a step of one is none.
  const plain = fields.map((field) => field.replace(/^(\*|0-59|0-23)(\/0*1)?$/, '*'));
  if (plain.some((field) => field.includes('~'))) return undefined;
  try {
    const text = cronstrue.toString(plain.join(' '), { use24HourTimeFormat: true });
    const isDaily = plain.slice(2).every((field) => field === '*') && /^At \d\d:/.test(text);
    return `${isDaily ? 'every day ' : ''}${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  } catch {
    return undefined;
  }
}

/** The same for all that starts jobs; `undefined` where nothing but the running script knows. */
export function describeTiming(timing: Timing): string | undefined {
  switch (timing.kind) {
    case 'cron':
      return describeSchedule(timing.schedule);
    case 'calendar':
      return timing.expressions.map(describeCalendar).join(' and ');
    case 'interval':
      return `${spanInWords(timing.seconds)} after its last run`;
    case 'unknown':
      return undefined;
  }
}

/** What cron could say as well in the same words, the rest as written. */
function describeCalendar(text: string): string {
  const fields = asCronFields(text);
  return fields ? describeSchedule(fields) : `by the calendar ${text}`;
}

function asCronFields(text: string): string | undefined {
  const spec = parseCalendar(text);
  const [second, ...more] = spec?.second ?? [];
  if (!spec || spec.zone !== undefined || spec.fromEnd || more.length > 0 || second?.step !== 0) return undefined;
  if (!isEvery(spec.year)) return undefined;
  const weekdays = spec.weekdays ? [...spec.weekdays].sort().join(',') : '*';
  const lists = [spec.minute, spec.hour, spec.day, spec.month].map(asField);
  const day = lists[2];
  return lists.includes(undefined) || (weekdays !== '*' && day !== '*') ? undefined : `${lists.join(' ')} ${shortened(weekdays)}`;
}

/** As people write it: working days are a range. */
const shortened = (weekdays: string): string => (weekdays === '1,2,3,4,5' ? '1-5' : weekdays);

const isEvery = ([part, ...more]: readonly CalendarPart[]): boolean =>
  more.length === 0 && part?.from === 0 && part.step === 1 && part.to === undefined;

function asField(parts: readonly CalendarPart[]): string | undefined {
  if (isEvery(parts)) return '*';
  const items = parts.map(({ from, to, step }) => {
    if (step === 0) return `${from}`;
    if (to !== undefined) return `${from}-${to}${step === 1 ? '' : `/${step}`}`;
    return from === 0 ? `*/${step}` : undefined;
  });
  return items.includes(undefined) ? undefined : items.join(',');
}

const units = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** `10 minutes`. */
export function spanInWords(seconds: number): string {
  const [size, name] = units.find(([each]) => seconds >= each && seconds % each === 0) ?? [1, 'second'];
  const count = Math.round(seconds / size);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
