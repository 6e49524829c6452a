import assert from 'node:assert/strict';
import { describeTiming } from '../../../src/core/facts/jobs/describe';
import { backwardRanges, fieldsOf, isEitherDay } from '../../../src/core/facts/jobs/runs/cron-fields';
import { cronRuns, hasDay } from '../../../src/core/facts/jobs/runs/cron-runs';
import { endedCalendars, runsFrom, shortestPause } from '../../../src/core/facts/jobs/runs/timing';
import { isZone, momentOf, shownMoment } from '../../../src/core/facts/jobs/runs/zones';
import { secondsOf } from '../../../src/core/facts/jobs/timer-jobs';

const at = (text: string): number => Date.parse(`${text}Z`);
const shown = (moments: readonly number[]): string[] => moments.map((moment) => new Date(moment).toISOString().slice(0, 16));

describe('runs of a crontab line', () => {
  it('are those of the zone, the time asked for included', () => {
    assert.deepEqual(shown(cronRuns('0 3 * * *', at('2026-11-22T02:00'), 'Europe/Berlin', 2)), ['2026-11-22T02:00', '2026-11-23T02:00']);
    assert.deepEqual(shown(cronRuns('@weekly', at('2026-12-01T00:00'), 'UTC', 1)), ['2026-12-06T00:00']);
    assert.deepEqual(cronRuns('@reboot', at('2026-12-01T00:00'), 'UTC', 1), []);
  });

  it('are on either day, and on both where a field begins with an asterisk', () => {
    const days = (schedule: string) => shown(cronRuns(schedule, at('2026-12-02T00:00'), 'UTC', 3)).map((text) => text.slice(5, 10));
    assert.deepEqual(days('0 3 15 * 1'), ['12-07', '12-14', '12-15']);
    assert.deepEqual(days('0 3 */2 * 1'), ['12-07', '12-21', '01-11']);
    assert.ok(isEitherDay(fieldsOf('0 3 1-31 * 1') ?? []));
    assert.ok(!isEitherDay(fieldsOf('0 3 *,1 * 1') ?? []));
  });

  it('leave out ranges that run backwards, and say what was meant', () => {
    const backward = (schedule: string, sundayLast = false) =>
      backwardRanges(schedule, { sundayLast }).map(({ text, forward }) => `${text}: ${forward}`);
    assert.deepEqual(backward('0 22-5,12 * * *'), ['22-5: 22-23,0-5']);
    assert.deepEqual(backward('0 3 * nov-feb sat-sun'), ['nov-feb: 11-12,1-2', 'sat-sun: 6,0']);
    assert.deepEqual(backward('0 3 * * sat-sun', true), []);
    assert.deepEqual(backward('0-59 3 1-5 * 5-7'), []);
    assert.deepEqual(shown(cronRuns('0 22-5,12 * * *', at('2026-12-01T00:00'), 'UTC', 2)), ['2026-12-01T12:00', '2026-12-02T12:00']);
    assert.deepEqual(cronRuns('0 22-5 * * *', at('2026-12-01T00:00'), 'UTC', 2), []);
  });

  it('need a day that comes', () => {
    for (const never of ['0 3 31 2 *', '0 0 30 feb *', '5 4 31 4,6,9,11 *']) assert.ok(!hasDay(never), never);
    for (const some of ['0 3 29 2 *', '0 3 31 2 1', '@yearly', '@reboot', '61 x * * *']) assert.ok(hasDay(some), some);
  });
});

describe('runs of a timer', () => {
  const calendar = (...expressions: string[]) => ({ kind: 'calendar', expressions }) as const;

  it('come from all its expressions, in their own zones or that of the host', () => {
    const timing = calendar('*-*-* 03:00', '*-*-* 02:30 UTC');
    assert.deepEqual(shown(runsFrom(timing, at('2026-12-01T00:00'), 'Europe/Berlin', 2)), ['2026-12-01T02:00', '2026-12-01T02:30']);
  });

  it('may have ended', () => {
    assert.deepEqual(endedCalendars(['2020-01-01', '*-02-31', 'daily', 'nonsense'], at('2026-12-01T00:00')), ['2020-01-01', '*-02-31']);
    assert.deepEqual(endedCalendars(['2020-01-01', '*-02-31'], undefined), ['*-02-31']);
  });

  it('have a shortest pause', () => {
    assert.equal(shortestPause(calendar('*:0/10')), 600);
    assert.equal(shortestPause({ kind: 'cron', schedule: '0,5 3 * * *' }), 300);
    assert.equal(shortestPause({ kind: 'cron', schedule: '@reboot' }), undefined);
    assert.equal(shortestPause({ kind: 'interval', seconds: 90 }), 90);
  });

  it('are described in the words of crontabs where these have some', () => {
    assert.equal(describeTiming(calendar('*:0/10')), 'every 10 minutes');
    assert.equal(describeTiming(calendar('Mon..Fri 01:30')), 'at 01:30, Monday through Friday');
    assert.equal(describeTiming(calendar('daily')), 'every day at 00:00');
    assert.equal(describeTiming(calendar('Mon *-*-1..7 04:00', 'hourly')), 'by the calendar Mon *-*-1..7 04:00 and every hour');
    assert.equal(describeTiming({ kind: 'interval', seconds: 5400 }), '90 minutes after its last run');
  });

  it('are spans of time', () => {
    assert.equal(secondsOf('1h 30min'), 5400);
    assert.equal(secondsOf('90'), 90);
    assert.equal(secondsOf('2 fortnights'), undefined);
    assert.equal(secondsOf(''), undefined);
  });
});

describe('time zones', () => {
  it('know what clocks show', () => {
    assert.equal(shownMoment(at('2026-11-22T02:00'), 'Europe/Berlin'), 'Sunday 2026-11-22 at 03:00');
    assert.equal(momentOf(at('2027-03-28T02:30'), 'Europe/Berlin'), undefined);
    assert.equal(momentOf(at('2027-10-31T02:30'), 'Europe/Berlin'), at('2027-10-31T00:30'));
    assert.ok(isZone('UTC') && !isZone('Middle/Earth'));
  });
});
