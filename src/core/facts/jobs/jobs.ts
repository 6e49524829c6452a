import { fileOf } from '../../package/named-file';
import { fact, fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import { effectsOf } from '../../effects/interpret';
import { plainText } from '../../parse/mapped-text';
import { calledScripts, programsNamed } from '../../plan/called-files';
import { renamedCopies } from '../../plan/renamed-copies';
import { scriptEffects } from '../../plan/script-effects';
import { entryOf } from '../../text/groups';
import { memo } from '../../text/memo';
import type { CommandText } from './host-mentions';
import { cronJobs } from './cron-jobs';
import { folderJobs } from './folder-jobs';
import type { ScheduledJob } from './scheduled-job';
import { timerJobs } from './timer-jobs';

export type { ScheduledJob } from './scheduled-job';

/** What crontabs, those that scripts write, cron's folders and timers of the package run. */
export const scheduledJobs = fact(['crontab', 'shell', 'unit'], (reviewed): readonly ScheduledJob[] => [
  ...reviewed.subjects.crontab.flatMap(cronJobs),
  ...folderJobs(reviewed),
  ...timerJobs(reviewed),
]);

const directScripts = (job: ScheduledJob, reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Subject<'shell'>[] =>
  job.commands.flatMap((command) =>
    programsIn(command).flatMap((name) => installedAs(reviewed).get(name) ?? fileOf(reviewed.subjects.shell, name) ?? []),
  );

/** Scripts by the places where others put them: a job calls them by that name. */
const installedAs = fact(['shell'], (reviewed): ReadonlyMap<string, Subject<'shell'>> => {
  const found = new Map<string, Subject<'shell'>>();
  for (const { target, from } of reviewed.subjects.shell.flatMap(copiesIn)) {
    const script = fileOf(reviewed.subjects.shell, from);
    if (script && !found.has(target)) found.set(target, script);
  }
  return found;
});

const copiesIn = fileFact('shell', (subject) => renamedCopies({ path: subject.path, effects: scriptEffects(subject) }));

const programsIn = memo(({ script, text, offset }: CommandText) => programsNamed(effectsOf(script, plainText(text, offset))));

/** Scripts of the package that a job's commands run or source, followed into those scripts as well. */
export function scriptsRunBy(job: ScheduledJob, reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly Subject<'shell'>[] {
  const direct = directScripts(job, reviewed);
  // Jobs that run the same scripts share the list.
  return entryOf(followed(reviewed), direct.map(({ path }) => path).join('\0'), () => follow(direct, reviewed));
}

const followed = fact(['crontab', 'shell', 'unit'], (_reviewed) => new Map<string, readonly Subject<'shell'>[]>());

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
