import { fact } from '../subject/fact';
import type { Subject } from '../subject/subject';
import { groupBy } from '../text/groups';
import { memo, memoOf, memoWith } from '../text/memo';
import { canBeEntry, compareEntries, givenArguments, phaseOf, phasesByTurn } from './entries';
import { codeProgram, isStarted } from './code-programs';
import { expand, type Expanded } from './expand';
import type { Linker, Program } from './program';
import { imageScripts } from './image-scripts';
import { knownTarget } from './known-target';
import { memoLinked } from './linked';
import { computedCommand } from './not-understood';
import { allSteps, linkerOf, namedBy } from './linker';
import type { NotUnderstood, Plan, PlanEffect, PlanPhase } from './plan';
import { planned } from './planned';
import { scriptEffects } from './script-effects';
import { programsOnHosts, startedBy, type Started } from './started';
import { scriptsLike } from './script-at';
import { notUnderstood } from './understood';
import { newBudget, placeKey, tell, type Budget } from './writing';

const programOf = memo((subject: Subject<'shell'>): Program => ({ path: subject.path, effects: scriptEffects(subject) }));

/** What the package would do to its hosts. */
export const packagePlan = fact(planned, (reviewed): Plan => {
  const programs = reviewed.subjects.shell.map(programOf);
  const codes = reviewed.subjects.code.map(codeProgram);
  const ownCodes = new Set(reviewed.subjects.code.filter(isStarted).map(codeProgram));
  const linker = linkerOf([...programs, ...codes], reviewed.files);
  const ownCalls = calledPrograms(programs, linker);
  const run = codes.filter((code) => ownCalls.has(code) || ownCodes.has(code));
  const called = new Set([...ownCalls, ...calledPrograms(run, linker)]);
  const phases: PlanPhase[] = [];
  const cut = programs.flatMap(({ path, effects: { cutAt } }): NotUnderstood[] =>
    cutAt ? [{ path, span: cutAt, what: 'what it does from here on: it does too much to be followed', isCut: true }] : [],
  );
  const budget = newBudget();
  const images = imageScripts(reviewed);
  const told = new Map<string, boolean>();
  const enter = (program: Program): PlanPhase => {
    const { path } = program;
    const image = images.get(path);
    const { effects, isCut, told: own } = effectsOfEntry(program, linker, budget, image);
    for (const [place, is] of own) tell(told, place, is);
    if (isCut) cut.push(cutOf(program));
    return phaseOfEffects(effects, phaseOf(path), path, image);
  };
  for (const program of [...programs, ...run]) {
    if (called.has(program) || !canBeEntry(program.path)) continue;
    phases.push(enter(program));
  }
  for (const started of groupBy(startedBy(reviewed.subjects), ({ program: { path }, phase }) => `${path}\n${phase}`).values()) {
    const expanded = started.map(({ program, given, as, container, isConditional }) =>
      effectsOfStarted(program, linker, budget, given, as, container, isConditional),
    );
    for (const [place, is] of expanded.flatMap((one) => [...one.told])) tell(told, place, is);
    const effects = joined(expanded.map((one) => one.effects));
    const [{ phase: name, program }] = started;
    if (expanded.some(({ isCut }) => isCut)) cut.push(cutOf(program));
    if (effects.length > 0) phases.push(phaseOfEffects(effects, name, program.path));
  }
  // Menus call one another, and functions that nobody calls call scripts: somebody may start these all the same.
  const met = new Set(phases.flatMap(({ effects }) => effects.map(({ path }) => path)));
  for (const program of programs) {
    if (!called.has(program) || met.has(program.path) || !canBeEntry(program.path)) continue;
    const phase = enter(program);
    for (const { path } of phase.effects) met.add(path);
    if (phase.effects.length > 0) phases.push(phase);
  }
  const read = [...programs, ...run, ...reviewed.subjects.task.flatMap(programsOnHosts)];
  const unknown = withoutFollowed(
    read.flatMap((program) => notUnderstood(program, linker)),
    phases,
    told,
  );
  const of = read.reduce((sum, { effects }) => sum + effects.commands, 0);
  return {
    understood: { commands: of - Math.min(of, unknown.length), of },
    phases: inTurn(phases).sort(compareEntries),
    unknown: [...cut, ...unknown],
  };
});

/** `$1 systemctl stop x`, `"$@"`: what its file alone does not tell, and whoever calls it does. `told`: of words that stand where it is called. */
function withoutFollowed(
  unknown: readonly NotUnderstood[],
  phases: readonly PlanPhase[],
  told: ReadonlyMap<string, boolean>,
): readonly NotUnderstood[] {
  if (unknown.every(({ what }) => what !== computedCommand)) return unknown;
  const followed = new Map(told);
  for (const { kind, path, command } of phases.flatMap(({ effects }) => effects))
    tell(followed, placeKey(path, command), kind !== 'unknown');
  return unknown.filter(({ what, path, span }) => what !== computedCommand || followed.get(placeKey(path, span)) !== true);
}

/** A step of a numbered row comes when its number says so. */
function inTurn(phases: readonly PlanPhase[]): PlanPhase[] {
  const turns = phasesByTurn(phases);
  return phases.map((phase) => {
    const name = turns.get(phase.entry);
    return name === undefined || name === phase.name ? phase : phaseOfEffects(phase.effects, name, phase.entry, phase.image);
  });
}

const cutOf = ({ path }: Program): NotUnderstood => ({
  path,
  span: { start: 0, end: 0 },
  what: 'what it calls further on: it calls too much to be followed',
  isCut: true,
});

/** An edit leaves the phases of other scripts as they are: what was found out of them holds. */
const phaseOfEffects = memoWith((effects: readonly PlanEffect[], name: PlanPhase['name'], entry: string, image?: string): PlanPhase => ({
  name,
  entry,
  effects,
  ...(image !== undefined && { image }),
}));

const joined = memoOf(
  (all: readonly (readonly PlanEffect[])[]) => all as readonly [object, ...unknown[]],
  (all) => all.flat(),
);

/** What is kept costs as much as it did the first time: a plan does not depend on what was planned before. */
const paid = ({ isCut, work }: Expanded, budget: Budget): boolean => {
  if (isCut || work > budget.left) return false;
  budget.left -= work;
  return true;
};

const effectsOfEntry = memoLinked(
  (program: Program, linker: Linker, budget: Budget, ...[container]: readonly [container: string | undefined]) =>
    expand(program, linker, givenArguments(program.path), budget, { container }),
  paid,
);

/** Each by itself: the same ones are the same question. */
type Around = readonly [as: Started['as'], container: Started['container'], isConditional: Started['isConditional']];

const effectsOfStarted = memoLinked(
  (program: Program, linker: Linker, budget: Budget, given: Started['given'], ...[as, container, isConditional]: Around) =>
    expand(program, linker, given, budget, { as, container, isConditional }),
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
  for (const { kind, target, isProgram } of allSteps(program)) {
    const next = kind === 'call' || kind === 'source' || isProgram ? namedBy(target, program, linker.script) : undefined;
    const like = next || kind !== 'call' ? [] : scriptsLike(knownTarget(target, program), program, linker);
    for (const one of next ? [next] : like) if (one !== program) found.add(one);
  }
  return [...found];
});
