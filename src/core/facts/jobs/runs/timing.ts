import { calendarOf, calendarRuns, elapses } from './calendar-runs';
import { cronRuns, isCronSchedule } from './cron-runs';
import { memoEach } from '../../../text/memo';

/** When a job starts. */
export type Timing =
  /** Five fields or a nickname; `zone`: the one that the job names itself. */
  | { readonly kind: 'cron'; readonly schedule: string; readonly zone?: string }
  /** Expressions of a timer, each of which counts. */
  | { readonly kind: 'calendar'; readonly expressions: readonly string[] }
  /** Again and again, so long after the last time. */
  | { readonly kind: 'interval'; readonly seconds: number }
  /** At a boot, once, or at a time that only the running script knows. */
  | { readonly kind: 'unknown' };

/** The first runs at `from` or later and before `end`, on a host of that zone. None where that cannot be said. */
export function runsFrom(timing: Timing, from: number, zone: string, count: number, end = Infinity): readonly number[] {
  if (timing.kind === 'cron') return cronRuns(timing.schedule, from, timing.zone ?? zone, count, end);
  if (timing.kind !== 'calendar') return [];
  const all = timing.expressions.flatMap((text) => {
    const spec = calendarOf(text);
    return spec ? calendarRuns(spec, from, zone, count, end) : [];
  });
  return [...new Set(all)].sort((a, b) => a - b).slice(0, count);
}

/** Whether it says itself in which zone its times are, or has no times of day. */
export const hasOwnZone = (timing: Timing): boolean =>
  timing.kind === 'interval' ||
  (timing.kind === 'cron' && timing.zone !== undefined) ||
  (timing.kind === 'calendar' && timing.expressions.every((text) => calendarOf(text)?.zone !== undefined));

/** Whether its runs can be worked out. */
export const isKnownTiming = (timing: Timing): boolean =>
  (timing.kind === 'cron' && isCronSchedule(timing.schedule)) ||
  (timing.kind === 'calendar' && timing.expressions.some((text) => calendarOf(text) !== undefined));

/** Expressions that are read and never elapse, now and later. */
export const endedCalendars = (expressions: readonly string[], now: number | undefined): readonly string[] =>
  expressions.filter((text) => {
    const spec = calendarOf(text);
    return spec !== undefined && !elapses(spec, now);
  });

/** Runs that are compared for the shortest pause between two of them. */
const compared = 60;

/** Seconds between two runs that follow each other soonest; `undefined` if that cannot be said. */
export function shortestPause(timing: Timing): number | undefined {
  if (timing.kind === 'interval') return timing.seconds;
  return timing.kind === 'cron' ? pauseOf(timing.schedule) : timing.kind === 'calendar' ? pauseBetween(timing) : undefined;
}

const pauseOf = memoEach((schedule: string) => pauseBetween({ kind: 'cron', schedule }), 5000);

function pauseBetween(timing: Timing): number | undefined {
  const runs = runsFrom(timing, Date.UTC(2028, 0, 1), 'UTC', compared);
  const pauses = runs.slice(1).map((run, index) => (run - (runs[index] ?? run)) / 1000);
  return pauses.length > 0 ? Math.min(...pauses) : undefined;
}
