import { cronJobs, variableAt } from '../../facts/jobs/cron-jobs';
import { folderJobs } from '../../facts/jobs/folder-jobs';
import { scriptsRunBy, type ScheduledJob } from '../../facts/jobs/jobs';
import { shortestPause } from '../../facts/jobs/runs/timing';
import { timerJobs } from '../../facts/jobs/timer-jobs';
import { isTestMaterial } from '../../package/test-material';
import { parseShell, type ShellCommand, type ShellScript } from '../../parse/shell';
import type { Crontab, CronJob } from '../../parse/crontab';
import { fact, fileFact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { baseName } from '../../text/path';
import type { Place, Span } from '../../text/span';
import type { Fix } from '../finding';
import { defineRule } from '../rule';

/** Seconds: what mails less often is read. */
const often = 3600;

export const unboundedOutput = defineRule({
  id: 'schedule/unbounded-output',
  target: 'package',
  reads: ['crontab', 'shell', 'unit'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'The output of a job grows without end',
  rationale: `A job that appends to a file every few minutes fills the disk if nothing rotates that file: months after the upgrade, with everything else on it.
What a job prints and does not redirect is mailed, each time; where mail goes nowhere it piles up in \`/var/spool\`.

Reported are \`>>\` and \`tee -a\` to a file for which nothing in the package rotates anything: of jobs of cron, of what timers start (\`StandardOutput=append:\` as well) and of the
scripts of the package that these run; and jobs of cron that run every hour or more often, print something each time by what
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
  check(reviewed, { report }) {
    for (const { path, text, syntax } of reviewed.subjects.crontab) {
      if (isTestMaterial(path)) continue;
      for (const job of syntax.jobs) {
        if (text.slice(job.commandSpan.start, job.commandSpan.end) !== job.command) continue;
        const script = parseShell(job.command);
        const appended = appendedFile(script);
        if (appended && !rotates(reviewed) && !keepsSmall(job.command, appended.file)) {
          const span = moved(appended.span, job.commandSpan.start);
          report({ path, span }, 'appends', { data: { file: appended.file }, fix: toJournal(path, job, appended) });
        }
        const program = appended ? undefined : printing(script);
        const pause = program === undefined ? undefined : shortestPause({ kind: 'cron', schedule: job.schedule });
        if (program === undefined || pause === undefined || pause > often || mailsNothing(syntax, job)) continue;
        report({ path, span: job.commandSpan }, 'mails', { data: { program }, fix: toJournal(path, job, undefined) });
      }
    }
    if (rotates(reviewed)) return;
    for (const { place, file } of appendedElsewhere(reviewed))
      if (!isTestMaterial(place.path)) report(place, 'appends', { data: { file } });
  },
});

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

interface Appended {
  readonly place: Place;
  readonly file: string;
}

/** What is appended to by timers, by programs in cron's folders, and by scripts that any job runs; each place once. */
function appendedElsewhere(reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Appended[] {
  const own = [...timerJobs(reviewed), ...folderJobs(reviewed)];
  const scripts = new Set([...own, ...reviewed.subjects.crontab.flatMap(cronJobs)].flatMap((job) => scriptsRunBy(job, reviewed)));
  const found = [...own.flatMap(appendedBy), ...serviceOutput(own, reviewed), ...[...scripts].flatMap(appendedIn)];
  return [...new Map(found.map((each) => [`${each.place.path} ${each.place.span.start}`, each])).values()];
}

const appendedBy = ({ path, commands }: ScheduledJob): readonly Appended[] =>
  commands.flatMap(({ script, text, offset }) => {
    const appended = appendedFile(script);
    return appended && !keepsSmall(text, appended.file)
      ? [{ place: { path, span: moved(appended.span, offset) }, file: appended.file }]
      : [];
  });

const appendedIn = fileFact('shell', ({ path, text, syntax }): readonly Appended[] => {
  const appended = appendedFile(syntax);
  return appended && !keepsSmall(text, appended.file) ? [{ place: { path, span: appended.span }, file: appended.file }] : [];
});

/** `StandardOutput=append:/var/log/job.log` of what a timer starts. */
const serviceOutput = (jobs: readonly ScheduledJob[], { subjects }: PackageView<'unit'>): readonly Appended[] =>
  subjects.unit.flatMap(({ path, syntax }) =>
    jobs.some((job) => job.path === path)
      ? syntax.sections
          .filter(({ name }) => name === 'Service')
          .flatMap(({ directives }) => directives)
          .flatMap(({ key, value, valueSpan }) =>
            /^Standard(?:Output|Error)$/.test(key) && value.startsWith('append:/')
              ? [{ place: { path, span: valueSpan }, file: value.slice('append:'.length) }]
              : [],
          )
      : [],
  );

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

/** What is handed to one of them with `-c` is a script of its own. */
const shells = /^(?:ba|da|k|z)?sh$/;

/** What the job appends to: a file with a name of its own. `redirect`: by a sign of the shell, not by a program. */
function appendedFile({ commands }: ShellScript): { readonly file: string; readonly span: Span; readonly redirect: boolean } | undefined {
  for (const { name = '', words, redirects } of commands) {
    const [, option, inner] = words;
    const handed = shells.test(name) && option && /^-\w*c$/.test(option.text) ? inner : undefined;
    const within = handed?.value === undefined ? undefined : appendedFile(parseShell(handed.value));
    if (handed && within) return { file: within.file, span: handed.span, redirect: false };
    const appending = name === 'tee' && words.some(({ text }) => /^(-(?!-)\w*a|--append$)/.test(text)) ? words.slice(1) : [];
    const targets = [
      ...redirects.flatMap(({ operator, target }) => (/^&?>>$/.test(operator) ? [{ target, redirect: true }] : [])),
      ...appending.map((target) => ({ target, redirect: false })),
    ];
    for (const { target, redirect } of targets) {
      const file = target.value ?? target.text.replace(/["']/g, '');
      // A name that holds the date begins anew.
      if (/^\//.test(file) && !/^\/(dev|proc|sys)\//.test(file) && !/[$`]/.test(file)) return { file, span: target.span, redirect };
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
  appended: { readonly span: Span; readonly redirect: boolean } | undefined,
): Fix | undefined {
  if (appended?.redirect === false) return undefined;
  const to = appended ? beforeRedirection(command.slice(0, appended.span.start)) : command;
  const rest = appended ? command.slice(appended.span.start).replace(/^\S+/, '') : '';
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
