import { clusterJobs } from '../../facts/jobs/cluster-jobs';
import { clusterFault } from '../../facts/jobs/cluster-schedule';
import { cronsFor, type CronKind } from '../../facts/jobs/hosts';
import { scheduledJobs, type ScheduledJob } from '../../facts/jobs/jobs';
import { backwardRanges } from '../../facts/jobs/runs/cron-fields';
import { hasDay } from '../../facts/jobs/runs/cron-runs';
import { endedCalendars } from '../../facts/jobs/runs/timing';
import { isTestMaterial } from '../../package/test-material';
import { octal } from '../../package/mode';
import type { Place } from '../../text/span';
import { defineRule } from '../rule';
import { passedOver } from './never-fires/passed-over';

export const neverFires = defineRule({
  id: 'schedule/never-fires',
  target: 'package',
  reads: ['config', 'crontab', 'shell', 'unit'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A job that never runs',
  rationale: `A backup, a clean-up or a renewal that never starts is missed only when it is needed. cron says nothing of it, or one line in a log.

Reported are schedules that Kubernetes refuses, schedules without a date (31 February, a year that is over), ranges that run backwards (\`22-5\` holds no hour; on Debian \`sat-sun\` holds
no day, as Sunday is day 0 there), and what cron passes over, measured with Debian's cron 3.0pl1-162 and cronie 1.7.2:

- Debian reads only files of \`/etc/cron.d\` whose names are of letters, digits, \`_\` and \`-\`; cronie passes over \`*~\`, names that begin with \`.\` or \`#\`, and
  what \`rpm\` leaves behind. Debian's \`run-parts\` goes by the same names in \`cron.daily\` and its like.
- Both refuse a file that others than root may write, or that root does not own; cronie also one that may be executed.
- Programs in \`cron.daily\` and its like must be executable.

The operating systems of the hosts in the inventory decide which cron it is; where nothing is known, it is that of the system whose files the package has (\`etc/sysconfig\`, \`etc/httpd\`), or else Debian's. The rule is silent on names that say
that the file is not in use (\`.disabled\`, \`.bak\`, \`.dpkg-old\`, \`.example\`), where a script of the package installs the file under another name or with
other permissions, and where the archive records none. A time that nobody can read is a finding of \`schedule/syntax\` or \`systemd/invalid-value\`.

The fix writes a backward range around its end, gives a program in \`cron.daily\` the right to be executed, and gives a file that a script writes or
copies there a name that cron reads.`,
  references: [
    'https://manpages.debian.org/stable/cron/cron.8.en.html',
    'https://manpages.debian.org/stable/debianutils/run-parts.8.en.html',
    'https://man7.org/linux/man-pages/man8/cron.8.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html',
  ],
  messages: {
    refused: (d: { schedule: string; fault: string }) =>
      `Kubernetes refuses the schedule ${d.schedule}, and the CronJob with it: ${d.fault}.`,
    noDate: ({ schedule }: { schedule: string }) => `No date fits ${schedule}: the job never runs.`,
    over: ({ calendar }: { calendar: string }) => `${calendar} is over or never comes: the timer does not elapse any more.`,
    backward: ({ text, forward }: { text: string; forward: string }) =>
      `${text} runs backwards and holds no value: cron takes it and does not run the job then${forward ? `. Around the end it is ${forward}` : ''}.`,
    name: (d: { name: string; folder: string; cron: CronKind }) =>
      d.cron === 'debian'
        ? `Debian's cron passes over ${d.name} without a word: names in ${d.folder} hold letters, digits, _ and - and nothing else.`
        : `cronie passes over ${d.name} without a word: a name like this is a copy or a draft to it.`,
    writable: (d: { mode: string }) => `cron refuses this file: with the mode ${d.mode} others than root may write it.`,
    executable: (d: { mode: string }) => `cronie refuses this file: with the mode ${d.mode} it may be executed.`,
    notExecutable: (d: { mode: string; folder: string }) =>
      `cron passes over programs in ${d.folder} that may not be executed, and this one has the mode ${d.mode}.`,
    owner: (d: { owner: string }) => `cron refuses files in /etc/cron.d that root does not own, and this gives it to ${d.owner}.`,
  },
  check(reviewed, context) {
    const { report } = context;
    for (const job of scheduledJobs(reviewed)) {
      if (isTestMaterial(job.timed.path)) continue;
      if (job.timing.kind === 'calendar') {
        const ended = endedCalendars(job.timing.expressions, context.now);
        // One that still comes is enough.
        if (ended.length === job.timing.expressions.length) report(job.timed, 'over', { data: { calendar: ended.join(' and ') } });
      }
      if (job.timing.kind === 'cron') lookAtSchedule(job.timed, job.timing.schedule, cronsFor(job.path, context));
    }
    for (const subject of reviewed.subjects.config) {
      for (const { path, span, schedule } of clusterJobs(subject)) {
        if (isTestMaterial(path)) continue;
        const fault = clusterFault(schedule);
        if (fault !== undefined) report({ path, span }, 'refused', { data: { schedule, fault }, confidence: 'certain' });
        else if (!hasDay(schedule)) report({ path, span }, 'noDate', { data: { schedule }, confidence: 'certain' });
      }
    }
    for (const { at, message, data, fix, confidence } of passedOver(reviewed, context)) {
      const detail = { ...(fix && { fix }), ...(confidence && { confidence }) };
      const mode = octal(data.mode ?? 0);
      if (message === 'name')
        report(at, 'name', { data: { name: data.name, folder: data.folder, cron: data.cron ?? 'debian' }, ...detail });
      else if (message === 'owner') report(at, 'owner', { data: { owner: data.name }, ...detail });
      else if (message === 'notExecutable') report(at, 'notExecutable', { data: { mode, folder: data.folder }, ...detail });
      else report(at, message, { data: { mode }, ...detail });
    }

    function lookAtSchedule(timed: ScheduledJob['timed'], schedule: string, crons: ReadonlySet<CronKind>): void {
      const isCronie = crons.size === 1 && crons.has('cronie');
      const backward = backwardRanges(schedule, { sundayLast: isCronie });
      for (const { span, text, forward } of backward) {
        const at: Place = { path: timed.path, span: { start: timed.span.start + span.start, end: timed.span.start + span.end } };
        report(at, 'backward', {
          data: { text, forward },
          confidence: crons.size === 0 && /-sun$/i.test(text) ? 'likely' : 'certain',
          ...(forward && {
            fix: { title: `Write ${forward}`, edits: [{ ...at, text: forward }], applies: 'always' },
          }),
        });
      }
      if (backward.length === 0 && !hasDay(schedule)) report(timed, 'noDate', { data: { schedule }, confidence: 'certain' });
    }
  },
});
