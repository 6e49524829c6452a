import { clusterJobs } from '../../facts/jobs/cluster-jobs';
import { hostClocks } from '../../facts/jobs/hosts';
import { scheduledJobs, type ScheduledJob } from '../../facts/jobs/jobs';
import { toldJobs } from '../../facts/jobs/told-jobs';
import { hasOwnZone, isKnownTiming, runsFrom, shortestPause, type Timing } from '../../facts/jobs/runs/timing';
import { describeTiming, spanInWords } from '../../facts/jobs/describe';
import { momentOf, shownMoment } from '../../facts/jobs/runs/zones';
import { environmentOf, type Environment } from '../../inventory/inventory';
import { isTestMaterial } from '../../package/test-material';
import type { SiteFacts } from '../../subject/site';
import { enumerate } from '../../text/enumerate';
import type { Place } from '../../text/span';
import type { Confidence, Fix } from '../finding';
import { disablingFix } from '../reporting/disabled-job';
import { defineRule } from '../rule';

const id = 'schedule/runs-in-window';

/** Runs that are counted one by one. */
const maxCounted = 1000;

interface Times {
  readonly window: string;
  readonly runs: string;
  readonly hosts: string;
}

export const runsInWindow = defineRule({
  id: 'schedule/runs-in-window',
  target: 'package',
  reads: ['config', 'crontab', 'manifest', 'shell', 'sql', 'unit'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'unplanned-work'],
  fixable: true,
  summary: 'A job runs while the upgrade does',
  rationale: `A job that starts in the maintenance window works on what the upgrade is about to change: it imports into tables that are being altered, writes with the
old program into the new format, holds locks that the migration waits for, or brings up what was stopped.

The window is that of the environment in the inventory, and times are those of its hosts (\`timezone\`). A host without a time zone is taken to live by UTC,
which is only possible. Where the inventory has no window, the rule speaks of jobs that run more often than the downtime which the manifest announces
(\`downtimeMinutes\`); without either it is silent, as it is about jobs that start at a boot, and about \`cron.daily\` and its like, whose hour the host
decides.

The fix turns the line of a crontab into a comment. Put it back when the upgrade is over.`,
  references: ['https://manpages.debian.org/stable/cron/crontab.5.en.html'],
  messages: {
    inWindow: (d: Times) =>
      `The maintenance window is ${d.window}, and this job runs in it ${d.runs}${d.hosts}: it works while the upgrade does.`,
    inDowntime: (d: { pause: string; minutes: number }) =>
      `This job runs ${d.pause}, and the upgrade takes ${d.minutes} minutes by its manifest: it works while the upgrade does.`,
  },
  check(reviewed, context) {
    const { report } = context;
    const window = windowOf(environmentOf(context.inventory, context.environment));
    const downtime = reviewed.manifest?.syntax.downtimeMinutes?.value ?? 0;
    const look = (at: Place, timing: Timing, fix: Fix | undefined): void => {
      if (isTestMaterial(at.path)) return;
      const found = window && inWindow(timing, window, context);
      if (found) report(at, 'inWindow', { data: found.times, confidence: found.confidence, fix });
      const pause = window || downtime <= 0 ? undefined : shortestPause(timing);
      if (pause === undefined || pause > downtime * 60) return;
      report(at, 'inDowntime', { data: { pause: describeTiming(timing) ?? '', minutes: downtime }, fix });
    };
    for (const job of scheduledJobs(reviewed)) {
      if (job.timing.kind === 'interval' && job.commands[0]?.offset === 0) continue;
      look(job.timed, job.timing, disabled(job, reviewed));
    }
    for (const { at, timing } of toldJobs(reviewed)) look(at, timing, undefined);
    for (const subject of reviewed.subjects.config) {
      for (const { path, span, timing, suspended } of clusterJobs(subject)) if (!suspended) look({ path, span }, timing, undefined);
    }
  },
});

const disabled = (job: ScheduledJob, reviewed: Parameters<typeof disablingFix>[4]): Fix | undefined =>
  disablingFix(
    job,
    id,
    'Disable the job until after the upgrade',
    'it runs in the maintenance window, put it back after the upgrade',
    reviewed,
  );

interface Window {
  /** By the clock of a zone; of a time without an offset, each zone has its own. */
  readonly startIn: (zone: string) => number | undefined;
  readonly minutes: number;
}

/** Nothing that people plan is longer. */
const longest = 7 * 24 * 60;

function windowOf(environment: Environment | undefined): Window | undefined {
  const { start = '', minutes = 0 } = environment?.window ?? {};
  if (!(minutes > 0 && minutes <= longest)) return undefined;
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/i.test(start);
  const moment = Date.parse(hasOffset ? start : `${start}Z`);
  if (Number.isNaN(moment)) return undefined;
  return { startIn: (zone) => (hasOffset ? moment : momentOf(moment, zone)), minutes };
}

interface InWindow {
  readonly times: Times;
  readonly confidence: Confidence;
}

/** The first zone in which it runs then stands for all: what people do is the same. */
function inWindow(timing: Timing, { startIn, minutes }: Window, site: SiteFacts): InWindow | undefined {
  const { known, isOpen } = hostClocks(site);
  const own = timing.kind === 'cron' ? timing.zone : undefined;
  const zones = hasOwnZone(timing) ? [{ zone: own ?? known[0]?.zone ?? 'UTC', hosts: [] }] : known;
  for (const { zone, hosts } of zones) {
    const runs = runsIn(timing, startIn(zone), minutes, zone);
    const where = zones.length > 1 ? ` on ${enumerate(hosts.map(({ name }) => name))}` : '';
    if (runs !== undefined) return { times: { ...runs, hosts: where }, confidence: 'likely' };
  }
  const open = isOpen && !hasOwnZone(timing) ? runsIn(timing, startIn('UTC'), minutes, 'UTC') : undefined;
  return open && { times: { ...open, hosts: ' if its host lives by UTC' }, confidence: 'possible' };
}

function runsIn(timing: Timing, start: number | undefined, minutes: number, zone: string): Omit<Times, 'hosts'> | undefined {
  if (start === undefined) return undefined;
  const end = start + minutes * 60_000;
  const shown = (moment: number): string => shownMoment(moment, zone).split(' at ')[1] ?? '';
  const window = `${shownMoment(start, zone).replace(' at ', ' from ')} to ${shown(end)} (${zone})`;
  if (timing.kind === 'interval') {
    return timing.seconds <= minutes * 60 ? { window, runs: `every ${spanInWords(timing.seconds)}` } : undefined;
  }
  const runs = isKnownTiming(timing) ? runsFrom(timing, start, zone, maxCounted, end) : [];
  const [first] = runs;
  if (first === undefined) return undefined;
  const count = runs.length === maxCounted ? `more than ${maxCounted}` : `${runs.length}`;
  return { window, runs: runs.length > 1 ? `${count} times, first at ${shown(first)}` : `at ${shown(first)}` };
}
