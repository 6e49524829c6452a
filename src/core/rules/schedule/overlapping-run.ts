import { clusterJobs } from '../../facts/jobs/cluster-jobs';
import { describeTiming } from '../../facts/jobs/describe';
import { scheduledJobs, scriptsRunBy, type ScheduledJob } from '../../facts/jobs/jobs';
import { shortestPause } from '../../facts/jobs/runs/timing';
import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import { baseName } from '../../text/path';
import type { ShellScript } from '../../parse/shell';
import type { Fix, Related } from '../finding';
import { defineRule } from '../rule';

/** Seconds between two runs; what starts less often has ended by then in most cases. */
const soon = 15 * 60;

export const overlappingRun = defineRule({
  id: 'schedule/overlapping-run',
  target: 'package',
  reads: ['config', 'crontab', 'shell', 'unit'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unknown-state'],
  fixable: true,
  summary: 'A job can start again before it has ended',
  rationale: `cron starts a job by the clock, whether the run before has ended or not. When a server is slow for half an hour, a job of every five minutes runs six
times side by side: they import the same files, or take the memory that would have let the first one end.

Reported are jobs that start at least every 15 minutes, move data themselves or by a script of the package (\`rsync\`, \`scp\`, dumps, a download without a
limit of time), and take no lock: \`flock\` and its like in the crontab or in the script, a file of a lock or a process that the script looks for, a unit that
\`systemctl start\` starts. Of other scripts and programs it is only possible: they may be quick, or look themselves. CronJobs of Kubernetes run side by side unless
\`concurrencyPolicy\` says otherwise. Timers never do: systemd starts no unit twice.

The fix puts \`flock -n\` before a command that stands alone: a run that finds another one at work ends at once.`,
  references: [
    'https://man7.org/linux/man-pages/man1/flock.1.html',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  ],
  messages: {
    job: (d: { when: string; program: string }) =>
      `This job starts ${d.when} and takes no lock: if ${d.program} is slow once, runs pile up side by side.`,
    cluster: (d: { when: string }) => `This CronJob starts ${d.when}, and its concurrencyPolicy lets runs pile up side by side.`,
  },
  check(reviewed, { report }) {
    for (const job of scheduledJobs(reviewed)) {
      const [first] = job.commands;
      // Only cron runs things side by side; what stands in its folders is no line.
      if (job.timing.kind !== 'cron' || !first || isTestMaterial(job.path)) continue;
      const pause = shortestPause(job.timing);
      if (pause === undefined || pause > soon || takesLock(first.text)) continue;
      const scripts = scriptsRunBy(job, reviewed);
      if (scripts.some(looksForOthers)) continue;
      const mover = movesData(first.script) ?? scripts.map(moverIn).find((name) => name !== undefined);
      const program = mover ?? scripts.map(({ path }) => baseName(path))[0] ?? unknownProgram(first.script);
      if (program === undefined) continue;
      const related: Related[] = scripts
        .slice(0, 1)
        .map(({ path }) => ({ at: 'package', path, span: { start: 0, end: 0 }, message: 'it takes no lock' }));
      report({ path: job.path, span: job.span }, 'job', {
        data: { when: describeTiming(job.timing) ?? '', program },
        ...(mover === undefined && { confidence: 'possible' }),
        related,
        fix: locked(job),
      });
    }
    for (const subject of reviewed.subjects.config) {
      for (const { path, span, timing, concurrencyPolicy, suspended } of clusterJobs(subject)) {
        const pause = shortestPause(timing);
        if (suspended || isTestMaterial(path) || pause === undefined || pause > soon) continue;
        if (concurrencyPolicy !== undefined && concurrencyPolicy !== 'Allow') continue;
        report({ path, span }, 'cluster', { data: { when: describeTiming(timing) ?? '' } });
      }
    }
  },
});

/** Programs, functions and files of locks; one unit or container of a name runs once. */
const locks =
  /\b(flock|lockfile(-\w+)?|dotlockfile|lockrun|lckdo|setlock|shlock|with-lock-ex|run-one|solo|cronlock|pidof|pgrep|daemon|start-stop-daemon|systemctl|systemd-run|service)\b|lock|\.pid\b|pid_?file|already running|\bkill -0\b|\bps\s+-?[a-z]*[aex]/i;

const takesLock = (text: string): boolean => locks.test(text);

const moverIn = fileFact('shell', ({ syntax }) => movesData(syntax));

const looksForOthers = fileFact('shell', ({ text }) => takesLock(text));

/** Programs that take as long as data and networks let them. */
const movers =
  /^(rsync|scp|sftp|lftp|rclone|restic|borg|duplicity|pg_dump|pg_dumpall|mysqldump|mongodump|mysql|psql|wget|curl|tar|find|git|svn|fetchmail|offlineimap|imapsync)$/;
/** A limit of time, or work that is small. */
const isLimited = /\s(-m|--max-time|--timeout|-T|--connect-timeout)\b|^(find)\b.*\s(-delete|-empty)\b/;

function movesData({ commands }: ShellScript): string | undefined {
  const found = commands.find(({ name = '', wrappers, words }) => {
    if (!movers.test(name) || wrappers.some(([wrapper]) => wrapper?.value === 'timeout')) return false;
    const line = words.map(({ text }) => text).join(' ');
    return name !== 'find' && name !== 'tar' && !isLimited.test(line);
  });
  return found?.name;
}

/** Whatever else is called by its path. */
const unknownProgram = ({ commands }: ShellScript): string | undefined => {
  const called = commands.find(({ words: [first] }) => first?.text.includes('/'));
  return called?.name;
};

/** Only a command that stands alone: of several, each would have a lock of its own. */
function locked({ path, span, commands: [first] }: ScheduledJob): Fix | undefined {
  const [command, ...others] = first?.script.commands ?? [];
  const name = command?.name?.replace(/[^\w-]/g, '-');
  if (!first || !command || others.length > 0 || !name || command.assignments.length > 0 || !/^[\w./-]/.test(first.text)) return undefined;
  if (command.span.start !== 0) return undefined;
  const text = `flock -n /run/lock/${name}.lock `;
  return {
    title: 'Let one run at a time (flock -n)',
    edits: [{ path, span: { start: span.start, end: span.start }, text }],
    applies: 'after-review',
  };
}
