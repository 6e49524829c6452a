import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { calendarRuns } from '../../../src/core/facts/jobs/runs/calendar-runs';
import { parseCalendar } from '../../../src/core/parse/calendar';
import { needs } from '../../support/programs';

/** Next elapses in UTC, as systemd-analyze lists them; `undefined` if it refuses the expression. */
function elapsesOf(expression: string, base: string, count: number): string[] | undefined {
  const { status, stdout } = spawnSync('systemd-analyze', ['calendar', `--base-time=${base} UTC`, `--iterations=${count}`, expression], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  if (status !== 0) return undefined;
  const inUtc = [...stdout.matchAll(/\(in UTC\): \w{3} (\S+ \S+)/g)];
  const own = [...stdout.matchAll(/(?:Next elapse|Iter[^:]*): \w{3} (\S+ \S+) UTC/g)];
  return (inUtc.length > 0 ? inUtc : own).map(([, time]) => time ?? '');
}

describe('calendars of systemd', () => {
  before(function () {
    needs(this, 'systemd-analyze', '--version');
  });

  for (const expression of [
    ...['Mon..Fri', 'Mon', 'weekly', 'daily Europe/Berlin', 'monthly America/New_York', 'quarterly', 'hourly', 'minutely'],
    ...['*:0/10', 'Sat-Sun 3:00', 'Mon,Wed *:1..20/5', 'Mon..Sun 9..17:0/30', '0/1:7', '23:59:59', '00:00:0/30.5', '*:*:0/20'],
    ...['*-2-29', '*-02-31', '2020-01-01', '2027-02-29', '12-24 18:00', '1..5-1', '*-1/3-01', '*-*-31', '*-12,1-24..31/2 0:0:0'],
    ...['*-*~1', 'Mon *-05~07/1', 'Sun 2026..2030-*-1..7 4:00', 'Fri *-*-13 0:0', 'Thu,Fri 2012-*-1,5 11:12:13', '2028-2-29 12:00 UTC'],
    ...['Wed..Sat,Tue 12-10-15 1:2:3', '2:30:00 Europe/Berlin', '*-*-* 00/6:30:15', '*-*-1/7 5:5'],
  ])
    it(`elapse as systemd says: ${expression}`, () => {
      for (const base of ['2026-12-01 00:00:00', '2027-03-27 22:59:59', '2027-10-30 12:34:56']) {
        const expected = elapsesOf(expression, base, 4);
        const spec = parseCalendar(expression);
        assert.ok(expected && spec, base);
        // systemd gives what comes after a time.
        const runs = calendarRuns(spec, Date.parse(`${base.replace(' ', 'T')}Z`) + 1000, 'UTC', 4);
        assert.deepEqual(
          runs.map((run) => new Date(run).toISOString().slice(0, 19).replace('T', ' ')),
          expected,
          base,
        );
      }
    });

  for (const expression of ['00 12 * * *', '48hr', 'Sun..', '*/10:0', 'noon', '*-*-* 05', '', '1-2-3-4', '1:2:3:4'])
    it(`are none: ${expression}`, () => {
      assert.equal(elapsesOf(expression, '2026-12-01 00:00:00', 1), undefined);
      const spec = parseCalendar(expression);
      assert.equal(spec, undefined);
    });
});
