import { Cron } from 'croner';
import { memoEach } from '../../../text/memo';
import { backwardRanges, fieldsOf, isEitherDay, withoutBackward } from './cron-fields';

/** Schedules are few and repeated; hostile ones are forgotten. */
const most = 5000;

const parsed = memoEach((key: string): Cron | undefined => {
  const [zone = 'UTC', schedule = ''] = key.split('\0');
  const fields = fieldsOf(schedule);
  if (!fields) return undefined;
  const backward = backwardRanges(fields.join(' '), { sundayLast: true });
  // Of random values (`0~30`) the first one stands for all; cron counts Sunday as 7 as well.
  const plain = fields.map((field) =>
    withoutBackward(field, backward)
      .replace(/~\d{1,2}/g, '')
      .replace(/-sun\b/i, '-7'),
  );
  try {
    return new Cron(plain.join(' '), { timezone: zone, mode: '5-part', domAndDow: !isEitherDay(fields) });
  } catch {
    return undefined;
  }
}, most);

/** Whether the schedule is one that can be worked out. */
export const isCronSchedule = (schedule: string): boolean => parsed(`UTC\0${schedule}`) !== undefined;

/** The first runs at `from` or later and before `end`; fewer if they end. */
export function cronRuns(schedule: string, from: number, zone: string, count: number, end = Infinity): readonly number[] {
  const cron = parsed(`${zone}\0${schedule}`);
  const runs: number[] = [];
  // The library gives what comes after a time, and takes long for each: none is asked for that nobody wants.
  let next = cron?.nextRun(new Date(from - 1000));
  while (next && next.getTime() < end && runs.length < count) {
    runs.push(next.getTime());
    next = runs.length < count ? cron?.nextRun(next) : undefined;
  }
  return runs;
}

/** Whether there is a day on which it runs. Asked by the days alone: they are few. */
export function hasDay(schedule: string): boolean {
  const [, , day, month, weekday] = fieldsOf(schedule) ?? [];
  return day === undefined || occurs(`0 0 ${day} ${month ?? ''} ${weekday ?? ''}`);
}

const occurs = memoEach((schedule: string): boolean => !isCronSchedule(schedule) || cronRuns(schedule, someDay, 'UTC', 1).length > 0, most);

/** The beginning of a leap year: any other day would do. */
const someDay = Date.UTC(2028, 0, 1);
