import { parseShell } from '../parse/shell';
import { plainText } from '../parse/mapped-text';
import { effectsOf } from '../effects/interpret';
import type { Template } from '../parse/shell-template';
import { canBeEntry, phaseOf } from './entries';
import { fileFact } from '../subject/fact';
import type { Subject, Subjects } from '../subject/subject';
import { baseName, folderOf } from '../text/path';
import type { PhaseName } from './plan';
import type { Planned } from './planned';
import type { Program } from './program';

/** What a program of the host starts, such as cron, by what a file of the package tells it. */
export interface Started {
  readonly program: Program;
  readonly phase: PhaseName;
  readonly as?: string;
  /** The container that it runs in. */
  readonly container?: string;
  /** What starts it may not. */
  readonly isConditional?: true;
  /** Its arguments; absent: nobody knows them. */
  readonly given?: readonly Template[];
}

/** What crontabs, units, logrotate and tasks start, each file's one below the other. */
export function startedBy(subjects: Pick<Subjects, Planned>): readonly Started[] {
  const timed = timedUnits(subjects.unit);
  return [
    ...subjects.crontab.flatMap(cronPrograms),
    ...subjects.unit.flatMap((unit) => (timed.has(baseName(unit.path)) ? timedPrograms(unit) : unitPrograms(unit))),
    ...subjects.logrotate.flatMap(logPrograms),
    ...subjects.task.flatMap(taskPrograms),
  ];
}

/** Services that timers of the package start: others run once they are started, and nothing of them is scheduled. */
function timedUnits(units: readonly Subject<'unit'>[]): ReadonlySet<string> {
  const timers = units.filter(({ path }) => path.endsWith('.timer'));
  return new Set(
    timers.map(({ path, syntax }) => {
      const named = syntax.sections.flatMap(({ directives }) => directives).findLast(({ key }) => key === 'Unit');
      return named?.value ?? baseName(path).replace(/timer$/, 'service');
    }),
  );
}

const programIn = (path: string, command: string, at: number): Program => ({
  path,
  effects: effectsOf(parseShell(command), plainText(command, at)),
});

/** What the lines of a crontab run. */
const cronPrograms = fileFact('crontab', ({ path, syntax }): readonly Started[] =>
  syntax.jobs.map(({ command, commandSpan, user }) => ({
    program: programIn(path, command, commandSpan.start),
    phase: 'scheduled',
    given: [],
    ...(user !== undefined && { as: user }),
  })),
);

/** Scripts of logrotate run as root, also where the logs are those of somebody else (`su`). */
const logPrograms = fileFact('logrotate', ({ path, text, syntax }): readonly Started[] =>
  syntax.scripts.map(({ span, log }) => ({
    program: programIn(path, text.slice(span.start, span.end), span.start),
    phase: 'scheduled',
    as: 'root',
    ...(log !== undefined && { given: [log] }),
  })),
);

/** What the `Exec` lines of a unit run (systemd.service(5)): the prefixes `@-:+!` are none of the command. */
const unitPrograms = fileFact('unit', ({ path, text, syntax }): readonly Started[] => {
  const directives = syntax.sections.flatMap(({ directives: all }) => all);
  const user = directives.findLast(({ key }) => key === 'User')?.value;
  return directives.flatMap(({ key, valueSpan }): readonly Started[] => {
    // `Exec` alone is what the bus starts (D-BUS Service).
    if (!/^Exec(?:(?:Start|Stop|Reload|Condition)(?:Pre|Post)?)?$/.test(key)) return [];
    const written = text.slice(valueSpan.start, valueSpan.end);
    const from = /^[@:+!|-]*/.exec(written)?.[0].length ?? 0;
    // A signal to the service itself, which does with it what it does.
    if (/\$\{?MAINPID\b/.test(written)) return [];
    const command = written.slice(from).replace(/\\\n/g, '  ');
    const program = programIn(path, command, valueSpan.start + from);
    return [{ program, phase: (syntax.written?.to ?? path).endsWith('.service') ? 'other' : 'scheduled', given: [], as: user ?? 'root' }];
  });
});

const timedPrograms = (unit: Subject<'unit'>): readonly Started[] => unitPrograms(unit).map((one) => ({ ...one, phase: 'scheduled' }));

/** What tasks run: in the phase that the name of their file tells, else when the upgrade is installed. */
const taskPrograms = fileFact('task', ({ path, syntax }): readonly Started[] =>
  (canBeEntry(`${folderOf(path)}/`) ? syntax.tasks : []).map(({ source, when, as, container, isConditional }) => ({
    // The task fails with its command, and what comes after it is not begun.
    program: { path, effects: { ...effectsOf(parseShell(source.text), source), stopsOnError: true } },
    phase: when === 'scheduled' ? 'scheduled' : when === 'kept' || when === 'booted' ? 'other' : deployPhase(path),
    ...(as !== undefined && { as }),
    ...(container !== undefined && { container }),
    ...(isConditional && { isConditional }),
  })),
);

/** Tasks that bring no container's programs with them. */
export const programsOnHosts = (subject: Subject<'task'>): readonly Program[] =>
  taskPrograms(subject).flatMap(({ program, container }) => (container === undefined ? [program] : []));

const deployPhase = (path: string): PhaseName => {
  const named = phaseOf(path);
  return named === 'other' ? 'install' : named;
};
