import { secondsOf } from '../../facts/jobs/timer-jobs';
import { settingOf } from '../../facts/units/settings';
import { isDropIn, isLiteral, isUnit, unitOf } from '../../facts/units/unit-files';
import type { UnitDirective, UnitFile } from '../../parse/systemd';
import { lineBelow } from '../reporting/unit-edits';
import { defineRule } from '../rule';

export const restartLoop = defineRule({
  id: 'systemd/restart-loop',
  target: 'unit',
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A service that fails is started again for ever, without a pause',
  rationale: [
    'After five starts within ten seconds systemd gives up (`StartLimitBurst=`, `StartLimitIntervalSec=`). Where that limit is off or cannot be reached, and `RestartSec=` is below a second (100 ms unless it is set), a service',
    'that cannot start, as its database is away or its new configuration is wrong, is started several times a second for hours: it fills the journal and the disk, takes the processors, and calls on',
    'whatever it depends on with every start.',
    '',
    'The rule is silent with a pause of at least a second, with a limit that ends the loop, and in drop-ins that do not set the pause.',
    'The fix sets a pause of five seconds.',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#RestartSec=',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#StartLimitIntervalSec=interval',
  ],
  messages: {
    loop: (d: { unit: string; restart: string; pause: number; limit: string }) =>
      `${d.unit} that fails is started again ${d.pause === 0 ? 'at once' : `after ${d.pause * 1000} ms`}, for ever: ${d.limit}.`,
  },
  check(subject, { report }) {
    const { path, syntax } = subject;
    if (!isUnit(subject)) return;
    const restart = settingOf(syntax, 'Service', 'Restart');
    const own = settingOf(syntax, 'Service', 'RestartSec');
    if (!restart || restart.value === 'no' || !restarts.test(restart.value) || (isDropIn(subject) && !own)) return;
    if (own && !isLiteral(own, syntax)) return;
    const pause = own ? secondsOf(own.value) : usual.pause;
    const limit = limitOf(syntax);
    if (pause === undefined || pause >= 1 || !limit || limit.burst * pause < limit.interval) return;
    const line = `RestartSec=${wanted}`;
    const edit = own ? { path, span: own.valueSpan, text: String(wanted) } : lineBelow(subject, restart.keySpan.start, line);
    report(restart.valueSpan, 'loop', {
      data: { unit: unitOf(subject), restart: restart.value, pause, limit: limit.why },
      fix: { title: `Set ${line}`, edits: [edit], applies: 'after-review' },
      related: limit.set ? [{ at: 'package', path, span: limit.set.keySpan, message: 'The limit is set here' }] : [],
    });
  },
});

const restarts = /^(always|on-(success|failure|abnormal|watchdog|abort))$/;

/** Seconds, and starts (systemd-system.conf(5)). */
const usual = { pause: 0.1, interval: 10, burst: 5 };

/** Seconds that the fix sets. */
const wanted = 5;

interface Limit {
  readonly interval: number;
  /** Starts within the interval. */
  readonly burst: number;
  readonly why: string;
  readonly set: UnitDirective | undefined;
}

/** `undefined` if it cannot be told. Without a limit the interval is 0. */
function limitOf(unit: UnitFile): Limit | undefined {
  const interval = settingOf(unit, 'Unit', 'StartLimitIntervalSec') ?? settingOf(unit, 'Service', 'StartLimitInterval');
  const burst = settingOf(unit, 'Unit', 'StartLimitBurst') ?? settingOf(unit, 'Service', 'StartLimitBurst');
  const seconds = interval ? secondsOf(interval.value) : usual.interval;
  const starts = burst ? Number(burst.value) : usual.burst;
  if (seconds === undefined || !Number.isInteger(starts)) return undefined;
  if (seconds === 0 && interval)
    return { interval: 0, burst: 0, why: `${interval.key}=${interval.value} switches the limit off`, set: interval };
  if (starts === 0 && burst) return { interval: 0, burst: 0, why: `${burst.key}=0 switches the limit off`, set: burst };
  const why = `${starts} starts do not fit into ${seconds} seconds, so the limit is never reached`;
  return { interval: seconds, burst: starts, why, set: burst ?? interval };
}
