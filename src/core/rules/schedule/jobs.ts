import { fileOf } from '../../package/named-file';
import { parseShell, type ShellCommand } from '../../parse/shell';
import { wordsOf } from '../../parse/systemd';
import { lineSpanAt } from '../../text/lines';
import type { Span } from '../../text/span';
import type { Subject, UpgradePackage } from '../rule';
import { programOf } from '../script/called-files';
import { describeSchedule } from './describe';
import type { CommandText } from './host-mentions';

/** Something that runs by the clock. */
export interface ScheduledJob {
  readonly path: string;
  /** Whom it runs as; absent if that does not stand in the package. */
  readonly user?: string;
  /** Where its command stands. */
  readonly span: Span;
  readonly commands: readonly CommandText[];
  /** Variables that it is given, with the stretch that holds the value. */
  readonly variables: readonly { readonly name: string; readonly span: Span; readonly text: string }[];
  /** `every day at 03:00`. */
  readonly when: string;
  /** The line of a crontab that a comment sign disables; absent for timers. */
  readonly line?: Span;
}

/** Variables that cron itself reads. */
const ownVariables = new Set(['MAILTO', 'MAILFROM', 'PATH', 'SHELL', 'HOME', 'LOGNAME', 'CRON_TZ', 'TZ', 'LANG']);

export function scheduledJobs(reviewed: UpgradePackage): ScheduledJob[] {
  return [...reviewed.subjects('crontab').flatMap(cronJobs), ...timerJobs(reviewed)];
}

function cronJobs({ path, text, syntax }: Subject<'crontab'>): ScheduledJob[] {
  const user = /(?:spool\/cron|crontabs)\/([^/]+)$/.exec(path)?.[1];
  let given: ReadonlyMap<string, ScheduledJob['variables'][number]> = new Map();
  let next = 0;
  return syntax.jobs.map((job) => {
    // A variable counts for the jobs below it, and the last one of a name wins.
    for (let variable = syntax.variables[next]; variable && variable.span.start < job.span.start; variable = syntax.variables[++next]) {
      const { name, span } = variable;
      if (!ownVariables.has(name)) given = new Map([...given, [name, { name, span, text: text.slice(span.start, span.end) }]]);
    }
    const runsAs = job.user ?? user;
    return {
      path,
      ...(runsAs && { user: runsAs }),
      span: job.commandSpan,
      commands: [{ script: parseShell(job.command), text: job.command, offset: job.commandSpan.start }],
      variables: [...given.values()],
      when: describeSchedule(job.schedule),
      line: lineSpanAt(text, job.span.start),
    };
  });
}

function timerJobs(reviewed: UpgradePackage): ScheduledJob[] {
  const units = reviewed.subjects('unit');
  return units.flatMap((timer) => {
    const name = timer.path.slice(timer.path.lastIndexOf('/') + 1);
    if (!name.endsWith('.timer')) return [];
    const wanted = wordsOf(timer.syntax, 'Timer', 'Unit').at(-1)?.value ?? name.replace(/\.timer$/, '.service');
    return units.filter(({ path }) => path === wanted || path.endsWith(`/${wanted}`)).flatMap((service) => serviceJob(service, name));
  });
}

function serviceJob({ path, text, syntax }: Subject<'unit'>, timer: string): ScheduledJob[] {
  const directives = syntax.sections.filter(({ name }) => name === 'Service').flatMap((section) => section.directives);
  const starts = directives.filter(({ key, value }) => /^ExecStart(Pre|Post)?$/.test(key) && value !== '');
  const [first] = starts;
  if (!first) return [];
  const slice = ({ start, end }: Span) => text.slice(start, end);
  return [
    {
      path,
      user: directives.findLast(({ key }) => key === 'User')?.value || 'root',
      span: first.valueSpan,
      // The signs before a command's path tell systemd how to run it.
      commands: starts.map(({ valueSpan }) => {
        const prefix = /^[-@:+!]*/.exec(slice(valueSpan))?.[0].length ?? 0;
        const command = slice({ start: valueSpan.start + prefix, end: valueSpan.end });
        return { script: parseShell(command), text: command, offset: valueSpan.start + prefix };
      }),
      variables: directives
        .filter(({ key }) => key === 'Environment')
        .flatMap(({ words }) => words.map(({ value, span }) => ({ name: value.split('=', 1)[0] ?? '', span, text: slice(span) }))),
      when: `when ${timer} fires`,
    },
  ];
}

/** Scripts of the package that commands run or source, by path; followed into those scripts as well. */
export function scriptsRunBy(job: ScheduledJob, reviewed: UpgradePackage): Subject<'shell'>[] {
  const known = reviewed.subjects('shell');
  const found = new Set<Subject<'shell'>>();
  const follow = (commands: readonly ShellCommand[], depth: number) => {
    for (const command of commands) {
      const script = fileOf(known, programOf(command));
      if (!script || found.has(script)) continue;
      found.add(script);
      if (depth > 0) follow(script.syntax.commands, depth - 1);
    }
  };
  follow(
    job.commands.flatMap(({ script }) => script.commands),
    maxDepth,
  );
  return [...found];
}

/** A job, its script, and what that calls or sources in turn. */
const maxDepth = 3;
