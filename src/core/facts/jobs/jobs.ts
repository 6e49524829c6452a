import { fileOf } from '../../package/named-file';
import { parseShell } from '../../parse/shell';
import { wordsOf } from '../../parse/systemd';
import { lineSpanAt } from '../../text/lines';
import type { Span } from '../../text/span';
import { fact, fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import { calledScripts, programsOf } from '../scripts/called-files';
import { describeSchedule } from './describe';
import type { CommandText } from './host-mentions';
import { baseName } from '../../text/path';
import { entryOf, groupBy } from '../../text/groups';

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

/** What the crontabs and timers of the package run. */
export const scheduledJobs = fact((reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly ScheduledJob[] => [
  ...reviewed.subjects.crontab.flatMap(cronJobs),
  ...timerJobs(reviewed),
]);

/** Variables that one job is given; nobody writes more. */
const maxVariables = 200;

const cronJobs = fileFact('crontab', ({ path, text, syntax }): readonly ScheduledJob[] => {
  const user = /(?:spool\/cron|crontabs)\/([^/]+)$/.exec(path)?.[1];
  const given = new Map<string, ScheduledJob['variables'][number]>();
  let variables: ScheduledJob['variables'] = [];
  let next = 0;
  return syntax.jobs.map((job) => {
    const before = next;
    // A variable counts for the jobs below it, and the last one of a name wins.
    for (let variable = syntax.variables[next]; variable && variable.span.start < job.span.start; variable = syntax.variables[++next]) {
      const { name, span } = variable;
      if (ownVariables.has(name) || (given.size >= maxVariables && !given.has(name))) continue;
      given.set(name, { name, span, text: text.slice(span.start, span.end) });
    }
    if (next > before) variables = [...given.values()];
    const runsAs = job.user ?? user;
    return {
      path,
      ...(runsAs && { user: runsAs }),
      span: job.commandSpan,
      commands: [{ script: parseShell(job.command), text: job.command, offset: job.commandSpan.start }],
      variables,
      when: describeSchedule(job.schedule),
      line: lineSpanAt(text, job.span.start),
    };
  });
});

/** Services of one name that a timer may mean; packages that have more do not say which. */
const maxNamesakes = 20;

function timerJobs(reviewed: PackageView<'crontab' | 'shell' | 'unit'>): ScheduledJob[] {
  const byName = groupBy(reviewed.subjects.unit, ({ path }) => baseName(path));
  return reviewed.subjects.unit.flatMap((timer) => {
    const name = baseName(timer.path);
    if (!name.endsWith('.timer')) return [];
    const wanted = wordsOf(timer.syntax, 'Timer', 'Unit').at(-1)?.value ?? name.replace(/\.timer$/, '.service');
    return (byName.get(baseName(wanted)) ?? [])
      .slice(0, maxNamesakes)
      .filter(({ path }) => path === wanted || path.endsWith(`/${wanted}`))
      .flatMap(serviceJob)
      .map((job) => ({ ...job, when: `when ${name} fires` }));
  });
}

/** What a service runs, whatever starts it. */
const serviceJob = fileFact('unit', ({ path, text, syntax }): readonly Omit<ScheduledJob, 'when'>[] => {
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
    },
  ];
});

const directScripts = (job: ScheduledJob, reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Subject<'shell'>[] =>
  programsOf(job.commands.flatMap(({ script }) => script.commands)).flatMap((name) => fileOf(reviewed.subjects.shell, name) ?? []);

/** Scripts of the package that a job's commands run or source, followed into those scripts as well. */
export function scriptsRunBy(job: ScheduledJob, reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Subject<'shell'>[] {
  const direct = directScripts(job, reviewed);
  // Jobs that run the same scripts share the list.
  return entryOf(followed(reviewed), direct.map(({ path }) => path).join('\0'), () => follow(direct, reviewed));
}

const followed = fact((_reviewed: PackageView<'crontab' | 'shell' | 'unit'>) => new Map<string, readonly Subject<'shell'>[]>());

function follow(direct: readonly Subject<'shell'>[], reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Subject<'shell'>[] {
  const called = calledScripts(reviewed);
  const found = new Set<Subject<'shell'>>();
  const add = (next: readonly Subject<'shell'>[], depth: number) => {
    for (const script of next) {
      if (found.has(script)) continue;
      found.add(script);
      if (depth > 0) add(called(script), depth - 1);
    }
  };
  add(direct, maxDepth);
  return [...found];
}

/** Scripts that some of the jobs run, each with the first of those that are nearest to it. */
export function scriptsRunByAny(
  jobs: readonly ScheduledJob[],
  reviewed: PackageView<'crontab' | 'shell' | 'unit'>,
): ReadonlyMap<Subject<'shell'>, ScheduledJob> {
  const called = calledScripts(reviewed);
  const found = new Map<Subject<'shell'>, ScheduledJob>();
  const add = (scripts: readonly Subject<'shell'>[], job: ScheduledJob) =>
    scripts.filter((script) => {
      if (found.has(script)) return false;
      found.set(script, job);
      return true;
    });
  let next = jobs.flatMap((job) => add(directScripts(job, reviewed), job));
  for (let depth = 0; depth < maxDepth; depth++) {
    next = next.flatMap((script) => add(called(script), found.get(script) as ScheduledJob));
  }
  return found;
}

/** A job, its script, and what that calls or sources in turn. */
const maxDepth = 3;
