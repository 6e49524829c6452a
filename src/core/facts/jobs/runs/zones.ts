import { memoEach } from '../../../text/memo';

/** A moment as the clocks of a zone show it: milliseconds since 1970 as if the zone were UTC. */
export type WallClock = number;

const formats = memoEach((zone: string): Intl.DateTimeFormat | undefined => {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return undefined;
  }
}, 500);

/** Whether the name is one of the time zone database. */
export const isZone = (zone: string): boolean => formats(zone) !== undefined;

/** What clocks show at a moment. UTC for names that are no zones. */
export function wallClock(moment: number, zone: string): WallClock {
  const parts = new Map(
    formats(zone)
      ?.formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  if (parts.size === 0) return moment;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The moment at which clocks show this: where they show it twice the first one, `undefined` where they skip it. */
export function momentOf(shown: WallClock, zone: string): number | undefined {
  const moments = [shown - day, shown + day].map((near) => shown - (wallClock(near, zone) - near));
  const found = moments.filter((moment) => wallClock(moment, zone) === shown);
  return found.length > 0 ? Math.min(...found) : undefined;
}

const day = 86_400_000;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Sunday 2026-11-22 at 03:00`. */
export function shownMoment(moment: number, zone: string): string {
  const shown = new Date(wallClock(moment, zone));
  const [date = '', time = ''] = shown.toISOString().split('T');
  return `${weekdays[shown.getUTCDay()] ?? ''} ${date} at ${time.slice(0, 5)}`;
}
