import { variableAt } from '../../facts/jobs/cron-jobs';
import { shortestPause } from '../../facts/jobs/runs/timing';
import { isTestMaterial } from '../../package/test-material';
import { parseShell, type ShellCommand, type ShellScript } from '../../parse/shell';
import type { Crontab, CronJob } from '../../parse/crontab';
import { fact, fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

/** Seconds: what mails less often is read. */
const often = 3600;

export const unboundedOutput = defineRule({
  id: 'schedule/unbounded-output',
  target: 'crontab',
  reads: ['crontab', 'shell'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'The output of a job grows without end',
  rationale: `A job that appends to a file every few minutes fills the disk if nothing rotates that file: months after the upgrade, with everything else on it.
What a job prints and does not redirect is mailed, each time; where mail goes nowhere it piles up in \`/var/spool\`.

Reported are \`>>\` to a file for which nothing in the package rotates anything, and jobs that run every hour or more often, print something each time by what
they call (\`curl\`, \`wget\`, \`date\`, \`echo\` …), and have no \`MAILTO=""\`. The rule is silent where the package has a configuration of logrotate, where a script
writes one or the job itself empties or rotates the file, and for devices.

The fix hands the output to the journal, which has a limit.`,
  references: [
    'https://manpages.debian.org/stable/logrotate/logrotate.8.en.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd-cat.html',
  ],
  messages: {
    appends: ({ file }: { file: string }) =>
      `Every run appends to ${file}, and nothing in the package rotates it: it grows until the disk is full.`,
    mails: ({ program }: { program: string }) => `${program} prints something each time, and cron mails it: a mail for every run.`,
  },
  check({ path, text, syntax }, { report, package: reviewed }) {
    if (isTestMaterial(path)) return;
    for (const job of syntax.jobs) {
      if (text.slice(job.commandSpan.start, job.commandSpan.end) !== job.command) continue;
      const script = parseShell(job.command);
      const appended = appendedFile(script);
      if (appended && !rotates(reviewed) && !keepsSmall(job.command, appended.file)) {
        const { start, end } = appended.span;
        const at = { start: job.commandSpan.start + start, end: job.commandSpan.start + end };
        report(at, 'appends', { data: { file: appended.file }, fix: toJournal(path, job, appended.span) });
      }
      const program = appended ? undefined : printing(script);
      const pause = program === undefined ? undefined : shortestPause({ kind: 'cron', schedule: job.schedule });
      if (program === undefined || pause === undefined || pause > often || mailsNothing(syntax, job)) continue;
      report(job.commandSpan, 'mails', { data: { program }, fix: toJournal(path, job, undefined) });
    }
  },
});

/** The package says how logs are rotated: which ones is not looked at. */
const rotates = fact(
  ['shell'],
  (reviewed): boolean =>
    reviewed.files.some(({ path }) => /logrotate|newsyslog|rsyslog|log_?rotat/i.test(path)) || reviewed.subjects.shell.some(writesRotation),
);

const writesRotation = fileFact('shell', ({ text }) => /logrotate|savelog/.test(text));

/** The job itself empties, cuts or rotates the file. */
const keepsSmall = (command: string, file: string): boolean =>
  /\b(savelog|rotatelogs|logrotate|truncate|multilog)\b/.test(command) || command.split(file).length > 2;

/** What the job appends to: a file with a name of its own. */
function appendedFile({ commands }: ShellScript) {
  for (const { redirects } of commands) {
    for (const { operator, target } of redirects) {
      const file = target.value ?? target.text.replace(/["']/g, '');
      // A name that holds the date begins anew.
      if (!/^&?>>$/.test(operator) || !/^\//.test(file) || /^\/(dev|proc|sys)\//.test(file) || /[$`]/.test(file)) continue;
      return { file, span: target.span };
    }
  }
  return undefined;
}

const mailsNothing = (crontab: Crontab, job: CronJob): boolean => variableAt(crontab, 'MAILTO', job.span.start) === '';

/** Programs that print whenever they work, unless an option says otherwise. */
const printers: ReadonlyMap<string, RegExp | undefined> = new Map([
  ['curl', /^-(?!-)\w*[soO]|^--(silent|output)/],
  ['wget', /^-(?!-)(\w*[qo]|nv)|^--(quiet|no-verbose|output-file)/],
  ['date', /^(-s|--set)/],
  ...['echo', 'df', 'du', 'uptime', 'free', 'ps', 'who', 'w', 'last'].map((name) => [name, undefined] as const),
]);

/** A program whose output goes nowhere but to cron, and always: no condition stands before it. */
function printing({ commands, conditions }: ShellScript): string | undefined {
  const redirected = commands.some(({ redirects }) => redirects.some(({ operator }) => /^[&1]?>/.test(operator)));
  if (redirected || conditions.length > 0) return undefined;
  const last = commands.at(-1);
  return last && commands.length === last.pipeline.length && prints(last) ? last.name : undefined;
}

function prints({ name = '', words, pipeline }: ShellCommand): boolean {
  if (!printers.has(name) || pipeline.length > 1) return false;
  const quiet = printers.get(name);
  return !words.slice(1).some(({ text }) => quiet?.test(text));
}

/** Output and errors into the journal, under the name of the program. Only where the redirections stand at the end. */
function toJournal(
  path: Subject['path'],
  { command, commandSpan }: CronJob,
  appended: { readonly start: number } | undefined,
): Fix | undefined {
  const to = appended ? beforeRedirection(command.slice(0, appended.start)) : command;
  const rest = appended ? command.slice(appended.start).replace(/^\S+/, '') : '';
  // Several commands would need a group, and words with quotes around the file another look.
  if (!/^(2>&1|2>\s*\/dev\/null)?$/.test(rest.trim()) || /[;|&<>\n]/.test(to)) return undefined;
  const name = baseName(/^\s*(\S+)/.exec(to)?.[1] ?? '').replace(/[^\w.-]/g, '');
  if (name === '') return undefined;
  const errors = rest.includes('/dev/null') ? ' 2>/dev/null' : ' 2>&1';
  const span = { start: commandSpan.start + to.length, end: commandSpan.start + command.length };
  return {
    title: 'Hand the output to the journal',
    edits: [{ path, span, text: `${errors} | systemd-cat -t ${name}` }],
    applies: 'after-review',
  };
}

/** Without the signs that send the output to a file. */
const beforeRedirection = (text: string): string =>
  text
    .trimEnd()
    .replace(/[12&]?>>$/, '')
    .trimEnd();
