import { parseShell } from '../parse/shell';
import { plainText } from '../parse/mapped-text';
import { effectsOf } from '../effects/interpret';
import { fact, fileFact } from '../subject/fact';
import type { Subject } from '../subject/subject';
import { groupBy } from '../text/groups';
import { memo } from '../text/memo';
import { baseName } from '../text/path';
import { canBeEntry, compareEntries, givenArguments, phaseOf } from './entries';
import { expand, newBudget, type Budget, type Expanded } from './expand';
import type { Linker, Program } from './program';
import { memoLinked } from './linked';
import { allSteps, linkerOf, namedBy } from './linker';
import type { NotUnderstood, Plan, PlanPhase } from './plan';
import { scriptEffects } from './script-effects';
import { notUnderstood } from './understood';
import { withUndo } from './undo';

const programOf = memo((subject: Subject<'shell'>): Program => ({ path: subject.path, effects: scriptEffects(subject) }));

/** What the package would do to its hosts. */
export const packagePlan = fact(['crontab', 'shell', 'unit'], (reviewed): Plan => {
  const programs = reviewed.subjects.shell.map(programOf);
  const linker = linkerOf(programs, reviewed.files);
  const called = calledPrograms(programs, linker);
  const phases: PlanPhase[] = [];
  const cut: NotUnderstood[] = [];
  const budget = newBudget();
  for (const program of programs) {
    if (called.has(program) || !canBeEntry(program.path)) continue;
    const { effects, isCut } = effectsOfEntry(program, linker, budget);
    if (isCut)
      cut.push({ path: program.path, span: { start: 0, end: 0 }, what: 'what it calls further on: it calls too much to be followed' });
    phases.push({ name: phaseOf(program.path), entry: program.path, effects });
  }
  const timed = timedUnits(reviewed.subjects.unit);
  for (const started of groupBy(
    [...reviewed.subjects.crontab.flatMap(cronPrograms), ...reviewed.subjects.unit.flatMap(unitPrograms)],
    pathOf,
  ).values()) {
    const effects = started.flatMap(({ program, as }) => effectsOfStarted(program, linker, budget, as).effects);
    const entry = pathOf(started[0]);
    if (effects.length > 0)
      phases.push({ name: /\.service$/.test(entry) && !timed.has(baseName(entry)) ? 'other' : 'scheduled', entry, effects });
  }
  const unknown = programs.flatMap((program) => notUnderstood(program, linker));
  const of = programs.reduce((sum, { effects }) => sum + effects.commands, 0);
  return {
    understood: { commands: of - Math.min(of, unknown.length), of },
    phases: withUndo(phases.sort(compareEntries)),
    unknown: [...cut, ...unknown],
  };
});

/** What is kept costs as much as it did the first time: a plan does not depend on what was planned before. */
const paid = ({ isCut, work }: Expanded, budget: Budget): boolean => {
  if (isCut || work > budget.left) return false;
  budget.left -= work;
  return true;
};

const effectsOfEntry = memoLinked(
  (program: Program, linker: Linker, budget: Budget) => expand(program, linker, givenArguments(program.path), budget),
  paid,
);

const effectsOfStarted = memoLinked(
  (program: Program, linker: Linker, budget: Budget, as: string | undefined) => expand(program, linker, [], budget, as),
  paid,
);

/** Scripts that others run or read in; what nobody starts calls nothing. */
function calledPrograms(programs: readonly Program[], linker: Linker): ReadonlySet<Program> {
  const called = new Set<Program>();
  for (const program of programs) {
    if (!canBeEntry(program.path)) continue;
    for (const found of callsOf(program, linker)) called.add(found);
  }
  return called;
}

const callsOf = memoLinked((program: Program, linker: Linker): readonly Program[] => {
  const found = new Set<Program>();
  for (const { kind, target } of allSteps(program)) {
    const next = kind === 'call' || kind === 'source' ? namedBy(target, program, linker.script) : undefined;
    if (next && next !== program) found.add(next);
  }
  return [...found];
});

interface Started {
  readonly program: Program;
  readonly as?: string;
}

const pathOf = ({ program }: Started): string => program.path;

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

/** What the lines of a crontab run. */
const cronPrograms = fileFact('crontab', ({ path, syntax }): readonly Started[] =>
  syntax.jobs.map(({ command, commandSpan, user }) => ({
    program: { path, effects: effectsOf(parseShell(command), plainText(command, commandSpan.start)) },
    ...(user !== undefined && { as: user }),
  })),
);

/** What the `Exec` lines of a unit run (systemd.service(5)): the prefixes `@-:+!` are none of the command. */
const unitPrograms = fileFact('unit', ({ path, text, syntax }): readonly Started[] => {
  const directives = syntax.sections.flatMap(({ directives: all }) => all);
  const user = directives.findLast(({ key }) => key === 'User')?.value;
  return directives.flatMap(({ key, valueSpan }) => {
    if (!/^Exec(Start|Stop|Reload|Condition)(Pre|Post)?$/.test(key)) return [];
    const written = text.slice(valueSpan.start, valueSpan.end);
    const from = /^[@:+!|-]*/.exec(written)?.[0].length ?? 0;
    // A signal to the service itself, which does with it what it does.
    if (/\$\{?MAINPID\b/.test(written)) return [];
    const command = written.slice(from).replace(/\\\n/g, '  ');
    const program = { path, effects: effectsOf(parseShell(command), plainText(command, valueSpan.start + from)) };
    return [{ program, as: user ?? 'root' }];
  });
});
