import { parseCalendar, type CalendarPart, type CalendarSpec } from '../../../parse/calendar';
import { memoEach } from '../../../text/memo';
import { momentOf, wallClock } from './zones';

/** systemd looks no further (systemd.time(7)). */
const lastYear = 2199;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const calendarOf = memoEach(parseCalendar, 5000);

/** Whether there is a time at or behind `from` at which the expression elapses; without `from`, whether there is one at all. */
export const elapses = (spec: CalendarSpec, from = Date.UTC(1970, 0, 1)): boolean => calendarRuns(spec, from, 'UTC', 1).length > 0;

/** The first times at `from` or later and before `end` at which a calendar elapses; fewer if they end. `zone` is the host's. */
export function calendarRuns(spec: CalendarSpec, from: number, zone: string, count: number, end = Infinity): readonly number[] {
  const own = spec.zone ?? zone;
  const found: number[] = [];
  for (const shown of shownTimes(spec, wallClock(from, own))) {
    const moment = momentOf(shown, own);
    if (moment !== undefined && moment >= end) break;
    if (moment !== undefined && moment >= from && found.at(-1) !== moment) found.push(moment);
    if (found.length >= count) break;
  }
  return found;
}

/** As clocks show them, in order. */
function* shownTimes(spec: CalendarSpec, from: number): Generator<number> {
  const hours = valuesOf(spec.hour, 0, 23);
  const minutes = valuesOf(spec.minute, 0, 59);
  const seconds = valuesOf(spec.second, 0, 59.999);
  const months = valuesOf(spec.month, 1, 12);
  for (const year of valuesOf(spec.year, new Date(from).getUTCFullYear(), lastYear)) {
    for (const month of months) {
      for (const at of daysOf(spec, year, month)) {
        if (at + day <= from) continue;
        for (const h of hours) {
          if (at + (h + 1) * hour <= from) continue;
          for (const m of minutes) {
            const base = at + h * hour + m * minute;
            if (base + minute <= from) continue;
            for (const s of seconds) if (base + Math.floor(s) * 1000 >= from) yield base + Math.floor(s) * 1000;
          }
        }
      }
    }
  }
}

/** Days of a month, as moments in UTC. */
function daysOf({ day: parts, fromEnd, weekdays }: CalendarSpec, year: number, month: number): number[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const counted = fromEnd ? parts.map((part) => ({ ...part, from: length + 1 - part.from })) : parts;
  const all = valuesOf(counted, 1, length).map((date) => Date.UTC(year, month - 1, date));
  return weekdays ? all.filter((at) => weekdays.has(new Date(at).getUTCDay())) : all;
}

/** The values of a list between two bounds, in order. */
function valuesOf(parts: readonly CalendarPart[], low: number, high: number): readonly number[] {
  const found = new Set<number>();
  for (const { from, to, step } of parts) {
    // An asterisk begins where the field does.
    const start = from === 0 && step === 1 && to === undefined ? low : from;
    if (step <= 0) {
      if (start >= low && start <= high) found.add(start);
      continue;
    }
    const skipped = Math.max(0, Math.ceil((low - start) / step));
    for (let value = start + skipped * step; value <= Math.min(to ?? high, high); value += step) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}
