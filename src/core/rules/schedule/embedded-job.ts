import { clusterJobs, type ClusterJob } from '../../facts/jobs/cluster-jobs';
import { describeSchedule, describeTiming } from '../../facts/jobs/describe';
import { hostClocks } from '../../facts/jobs/hosts';
import { scheduledJobs, type ScheduledJob } from '../../facts/jobs/jobs';
import { laterCommands } from '../../facts/jobs/later-commands';
import { toldJobs } from '../../facts/jobs/told-jobs';
import { dayOf } from '../../facts/binaries';
import { hasOwnZone, runsFrom, type Timing } from '../../facts/jobs/runs/timing';
import { shownMoment } from '../../facts/jobs/runs/zones';
import { isTestMaterial } from '../../package/test-material';
import type { SiteFacts } from '../../subject/site';
import type { PackageView } from '../../subject/subject';
import { enumerate } from '../../text/enumerate';
import { baseName } from '../../text/path';
import type { Fix } from '../finding';
import { disablingFix } from '../reporting/disabled-job';
import { unknownValue } from '../../parse/tasks/written';
import { defineRule } from '../rule';

const id = 'schedule/embedded-job';

/** Jobs whose next run is worked out; nobody reads the dates of more. */
const maxDated = 1000;

export const embeddedJob = defineRule({
  id: 'schedule/embedded-job',
  target: 'package',
  reads: ['config', 'crontab', 'shell', 'sql', 'unit'],
  severity: 'info',
  confidence: 'certain',
  hazards: ['unplanned-work'],
  fixable: true,
  summary: 'The package brings a job that runs by the clock',
  rationale: `What an upgrade installs beside the programs goes on working when the upgrade is long over: at night, as root, without anybody looking. This lists
every such job in plain words, with the next time it runs by the clocks of the hosts in the inventory: lines of crontabs, crontabs that scripts write,
programs in \`cron.daily\` and its like, timers of systemd, \`at\`, CronJobs of Kubernetes, jobs of \`pg_cron\`, events of MySQL, and what Ansible's module \`cron\` is told.

It is a note, and no fault. The next run is told from the day of the review on. Debian's cron does not read \`CRON_TZ\` (cronie does); the time is that of
\`CRON_TZ\` where a crontab sets it.

The fix turns a line of a crontab into a comment, or suspends the CronJob: for jobs that are not wanted, or not yet.`,
  references: [
    'https://manpages.debian.org/stable/cron/crontab.5.en.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  ],
  messages: {
    job: (d: { when: string; user: string | undefined; does: string; next: string }) =>
      `Runs ${d.when}${d.user === undefined ? '' : ` as ${d.user}`}: ${d.does.endsWith('…') ? d.does : `${d.does}.`}${d.next}`,
    later: (d: { when: string }) => `Runs once, at ${d.when}, when the script that says so is over.`,
  },
  check(reviewed, context) {
    let dated = 0;
    const next = (timing: Timing): string => (dated++ < maxDated ? nextRun(timing, context) : '');
    for (const job of scheduledJobs(reviewed)) {
      if (isTestMaterial(job.path)) continue;
      const also = job.also === undefined ? '' : ` (${job.also})`;
      context.report(job.timed, 'job', {
        data: {
          when: shown(
            `${job.timed.path.endsWith('.timer') || job.timing.kind === 'calendar' ? (describeTiming(job.timing) ?? job.when) : job.when}${also}`,
          ),
          user: job.user && shown(job.user),
          does: whatItDoes(job),
          next: next(job.timing),
        },
        fix: disablingFix(job, id, 'Disable the job', 'not wanted', reviewed),
      });
    }
    for (const subject of reviewed.subjects.config) {
      for (const job of clusterJobs(subject)) {
        if (isTestMaterial(job.path) || job.suspended) continue;
        context.report({ path: job.path, span: job.span }, 'job', {
          data: { when: describeSchedule(job.schedule), user: undefined, does: `the CronJob ${job.name}`, next: next(job.timing) },
          fix: suspended(job, reviewed),
        });
      }
    }
    for (const { at, when, timing, does } of toldJobs(reviewed)) {
      if (!isTestMaterial(at.path)) context.report(at, 'job', { data: { when, user: undefined, does, next: next(timing) } });
    }
    for (const script of reviewed.subjects.shell) {
      if (isTestMaterial(script.path)) continue;
      for (const { when, span } of laterCommands(script)) {
        context.report({ path: script.path, span }, 'later', { data: { when } });
      }
    }
  },
});

/** What only a template's engine knows. */
const shown = (text: string): string => text.replaceAll(unknownValue, '…').replace(/\{\{[^{}]*\}\}/g, '…');

/** Characters of a command that a message shows. */
const maxShown = 80;

function whatItDoes({ commands, timed, path }: ScheduledJob): string {
  const [first] = commands;
  if (!first) return timed.path.endsWith('.timer') ? `what ${baseName(timed.path)} starts` : 'what its timer starts';
  if (first.offset === 0) return `the script ${baseName(path)}`;
  const text = shown(first.text).replace(/\s+/g, ' ').trim();
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

/** ` First from 2026-11-21 on: Sunday 2026-11-22 at 03:00 in Europe/Berlin (app01).`, or nothing: a review knows the day, not the hour. */
function nextRun(timing: Timing, { now, ...site }: SiteFacts): string {
  if (now === undefined) return '';
  const { known, isOpen } = hostClocks(site);
  const own = timing.kind === 'cron' ? timing.zone : undefined;
  const zones = hasOwnZone(timing) ? [{ zone: own ?? 'UTC', hosts: [] }] : known;
  const times = zones.slice(0, maxZones).flatMap(({ zone, hosts }) => {
    const [run] = runsFrom(timing, now, zone, 1);
    const where = zones.length > 1 ? ` (${enumerate(hosts.map(({ name }) => name))})` : '';
    return run === undefined ? [] : [`${shownMoment(run, zone)} in ${zone}${where}`];
  });
  // The clock of a host whose zone nobody knows shows the same as any other when it runs.
  const [open] = times.length === 0 && isOpen ? runsFrom(timing, now, 'UTC', 1) : [];
  if (open !== undefined) times.push(`${shownMoment(open, 'UTC')} by the clock of the host`);
  return times.length > 0 ? ` First from ${dayOf(now)} on: ${times.join('; ')}.` : '';
}

/** Hosts of one environment live in few. */
const maxZones = 3;

function suspended({ path }: ClusterJob, reviewed: PackageView<'config'>): Fix | undefined {
  const files = reviewed.subjects.config.filter((subject) => subject.path === path);
  const [file] = files;
  // Of several documents in one file, an edit by key would meet the first.
  if (!file || files.length > 1 || file.syntax.entries.filter(({ key }) => key === 'kind').length > 1) return undefined;
  const edits = file.syntax.insert('spec.suspend', true);
  if (edits.length === 0) return undefined;
  return { title: 'Suspend the CronJob', edits: edits.map((edit) => ({ path, ...edit })), applies: 'after-review' };
}
