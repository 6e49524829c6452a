import type { Step } from '../effects/effect';
import { stepsOfWords } from '../effects/known-programs';
import { oneValue, type Variables } from '../effects/values';
import { isWrapper, unwrapped } from '../effects/wrappers';
import { closed, hasHole, hereName, isKnown, knownTail, onlyHole, unknown, type Template } from '../parse/shell-template';
import { entryOf } from '../text/groups';
import { memo } from '../text/memo';
import { filled, shown, single } from './filled';
import { newShell, type Frame } from './frame';
import { computedCommand, whatDoes } from './not-understood';
import type { PlanEffect } from './plan';
import { allSteps } from './linker';
import type { Linker, Program } from './program';
import { stateOf, sure, under, worst, type State } from './questions';
import { constantsOf, exportsOf, hereOf, positions, scope } from './scope';
import { unreadSource } from './read-in';
import { scriptAt, scriptsLike } from './script-at';
import { effectsOfStep, whereOf } from './step-effects';
import { usedPositions } from './used-positions';
import { isNew, isSpent, newWriting, placeKey, tell, workOf, write, type Budget, type Writing } from './writing';

/** Scripts and functions that call one another. */
const maxDepth = 24;

export interface Expanded {
  readonly effects: readonly PlanEffect[];
  readonly told: ReadonlyMap<string, boolean>;
  /** There are more effects than those that are listed. */
  readonly isCut: boolean;
  /** Steps that were followed. */
  readonly work: number;
}

/** How an entry is started. */
interface Around {
  readonly as?: string | undefined;
  readonly container?: string | undefined;
  /** Nobody knows whether it is. */
  readonly isConditional?: boolean | undefined;
}

/** What an entry does with these arguments (`undefined`: nobody knows which), functions and scripts that it calls included. */
export function expand(
  program: Program,
  linker: Linker,
  given: readonly Template[] | undefined,
  budget: Budget,
  around: Around = {},
): Expanded {
  const writing = newWriting(linker, budget);
  const variables = scope(new Map(positions(given, program)), constantsOf(program));
  const frame: Frame = {
    program,
    variables,
    when: around.isConditional ? 'conditional' : 'always',
    condition: undefined,
    asked: [],
    stopsOnError: program.effects.stopsOnError,
    shell: newShell(),
    as: around.as,
    host: undefined,
    container: around.container,
    isFed: false,
    within: [program],
  };
  follow(program.effects.steps, frame, writing);
  return { effects: writing.effects, told: writing.told, isCut: isSpent(writing), work: workOf(writing) };
}

function follow(steps: readonly Step[], frame: Frame, writing: Writing): void {
  const states = new Map<number, State>();
  const frames = new Map<State, Frame>([[sure, frame]]);
  for (const step of steps) {
    if (isSpent(writing)) return;
    writing.work--;
    writing.budget.left--;
    const state = stateOf(step.condition, frame, states);
    if (state.never || (step.kind === 'prompt' && frame.isFed)) continue;
    const own = entryOf(frames, state, () => under(state, frame));
    if (step.kind === 'call') call(step, own, writing);
    else if (step.kind === 'source') read(step, own, writing);
    else if (step.isProgram && runs(step, own, writing)) continue;
    else for (const effect of effectsOfStep(step, own)) write(effect, writing);
  }
}

/** Whether the same was followed before, in the same way. */
function isKnownCall(
  of: object,
  given: readonly Template[],
  { when, as = '', host = '', container = '', isFed }: Frame,
  writing: Writing,
): boolean {
  return !isNew(['call', numberOf(of), when, as, host, container, Number(isFed), ...given].join('\n'), writing);
}

let numbers = 0;
const numberOf = memo((_of: object): number => numbers++);

/** A function, a script of the package, or a program that nobody here knows. */
function call(step: Step, frame: Frame, writing: Writing): void {
  const { program, variables, within: inside } = frame;
  const { linker } = writing;
  const handed = handedOver(step, frame);
  if (handed?.as !== undefined && step.as === undefined) {
    call({ ...step, as: handed.as }, frame, writing);
    return;
  }
  const meant = handed ? [] : functionsMeant(step, frame, linker);
  for (const one of meant) call({ ...step, target: one }, perhaps(frame), writing);
  if (meant.length > 0) return;
  const target = handed ? (handed.words[0] ?? '') : single(step.target, variables);
  const named = linker.functionOf(target, program) ?? linker.functionOf(target, inside[0] as Program);
  const isTold = (is: boolean): void => {
    if (!isKnown(step.target)) tell(writing.told, placeKey(program.path, step.command), is);
  };
  if (named) isTold(true);
  if (named && (inside.length > maxDepth || inside.includes(named.steps) || linker.isInert(named))) return;
  const used = named && usedPositions(named.steps, named.owner.effects.conditions);
  const given = used?.size === 0 ? [] : (handed?.words.slice(1) ?? argumentsOf(step, variables));
  // What hands its words on to the next function does nothing that stands there.
  const calledAt = (handsOn(step) ? frame.calledAt : undefined) ?? { path: program.path, span: step.span, command: step.command };
  const inner = { ...innerFrame(step, frame), calledAt };
  if (named) {
    const { owner, steps } = named;
    if (isKnownCall(steps, thatMatter(given, used), inner, writing)) return;
    const own = scope(new Map([...positions(given, program), [hereName, oneValue(hereOf(owner.path))]]), variables, constantsOf(owner));
    follow(steps, { ...inner, program: owner, variables: own, within: [...inside, steps] }, writing);
    return;
  }
  const known = stepsOfWords(handed?.words ?? [target, ...given], step);
  if (known) {
    isTold(true);
    // Of `run systemctl stop x` the words stand where `run` is called, those of `$1 systemctl stop x` do not.
    const at = handed && (step.args ?? []).every((argument) => onlyHole(argument) !== undefined) ? frame.calledAt : undefined;
    for (const one of known) for (const effect of effectsOfStep(one, frame, step, at)) write(effect, writing);
    return;
  }
  const script = scriptAt(target, program, linker.script);
  if (script) {
    isTold(true);
    runScript(script, step, given, frame, writing);
    return;
  }
  const found = scriptsLike(target, program, linker);
  if (target !== '') isTold(found.length > 0);
  for (const one of found) runScript(one, step, given, frame, writing);
  // `"$@"`, and nobody gives anything.
  if (target === '' || found.length > 0) return;
  for (const one of isKnown(target) ? [] : functionsLike(target, frame)) call({ ...step, target: one }, perhaps(frame), writing);
  const place = knownTail(target);
  const file = place.includes('/') || program.path === '' ? linker.file(place) : undefined;
  // Of a computed folder the name is enough to say what nobody knows.
  const isNamed = isKnown(target) || /\/[^/]+$/.test(place);
  const what = isNamed ? whatDoes(shown(target), file) : computedCommand;
  for (const effect of effectsOfStep({ ...step, kind: file === undefined ? 'unknown' : 'process.start', target, why: what }, frame, step))
    write(effect, writing);
}

/** `$setup`, which is `setup_debian` or `setup_centos`, as the script has found out. */
function functionsMeant({ target }: Step, { variables, program }: Frame, linker: Linker): readonly Template[] {
  if (onlyHole(target) === undefined) return [];
  const { values } = filled(target, variables);
  return values.length > 1 ? values.filter((value) => linker.functionOf(value, program) !== undefined) : [];
}

/**
 * `"do_$1"` and `"$@"` at the end of a script: functions of such names, and those that nobody calls by their names. Whoever starts the
 * script says which.
 */
function functionsLike(target: Template, { program, within }: Frame): readonly Template[] {
  if (within.length > 1) return [];
  const parts = closed(target).split(unknown);
  const [before = '', after = ''] = [parts[0], parts.at(-1)];
  const names = program.effects.functions.map(({ name }) => name);
  if (/\w{2}/.test(before + after)) return names.filter((name) => name.startsWith(before) && name.endsWith(after));
  return /^(?:[1@*]|[@*]\+\d)$/.test(onlyHole(target) ?? '') ? names.filter((name) => !namedFunctions(program).has(name)) : [];
}

const namedFunctions = memo((program: Program): ReadonlySet<string> => new Set(allSteps(program).map(({ target }) => target)));

const perhaps = (frame: Frame): Frame => ({ ...frame, when: worst(frame.when, 'conditional') });

/** A script of the package, as a process of its own. */
function runScript(script: Program, step: Step, given: readonly Template[], frame: Frame, writing: Writing): void {
  const { variables, within: inside } = frame;
  const inner = { ...innerFrame(step, frame), calledAt: { path: frame.program.path, span: step.span, command: step.command } };
  for (const effect of effectsOfStep({ ...step, kind: 'script.run', target: script.path }, frame, step)) write(effect, writing);
  if (inside.length > maxDepth || inside.includes(script)) return;
  if (isKnownCall(script, given, inner, writing)) return;
  const own = scope(new Map(positions(given, script)), constantsOf(script), exportsOf(variables));
  follow(
    script.effects.steps,
    {
      ...inner,
      program: script,
      variables: own,
      stopsOnError: script.effects.stopsOnError,
      shell: newShell(),
      within: [...inside, script],
    },
    writing,
  );
}

/** `python3 migrate.py`: whether the package has the program. */
function runs(step: Step, frame: Frame, writing: Writing): boolean {
  const script = scriptAt(single(step.target, frame.variables), frame.program, writing.linker.script);
  const { why: _, ...known } = step;
  if (script) runScript(script, known, [], frame, writing);
  return script !== undefined;
}

const argumentsOf = ({ args = [] }: Step, variables: Variables): readonly Template[] =>
  args.flatMap((argument) => {
    const { values, isEach } = filled(argument, variables);
    return values.length === 1 || isEach ? values : [single(argument, variables)];
  });

/** The arguments that a function looks at: others may be anything. */
function thatMatter(given: readonly Template[], used: ReadonlySet<string> = new Set()): readonly Template[] {
  return [...used].every((name) => /^\d+$/.test(name)) ? given.map((value, at) => (used.has(String(at + 1)) ? value : '')) : given;
}

/** `"$@"` in a function that runs what it is given, or `$SUDO systemctl stop x`: the words, without those that only start others. */
function handedOver(step: Step, { variables }: Frame): ReturnType<typeof unwrapped> | undefined {
  if (!hasHole(step.target)) return undefined;
  const name = onlyHole(step.target) ?? '';
  const otherwise = closed(single(step.target, variables));
  const values = variables.get(name)?.values ?? (isKnown(otherwise) ? [otherwise] : undefined);
  if (values === undefined) return undefined;
  const given = argumentsOf(step, variables);
  const first = values.find((value) => value !== '') ?? '';
  // `execute "systemctl stop x"`.
  const words = first.trim().split(/\s+/);
  const isAll = /^[@*](\+\d)?$/.test(name);
  if (!isAll && !/^\d$/.test(name) && first !== '' && !isWrapper(words[0] ?? '')) return undefined;
  const all = isAll && values.length > 1 && !/\s/.test(values[0] ?? '') ? values : words;
  return unwrapped(
    [...all, ...given].filter((word) => word !== ''),
    step,
  );
}

const handsOn = ({ args = [] }: Step): boolean => args.some((argument) => /^[@*](\+\d)?$/.test(onlyHole(argument) ?? ''));

function innerFrame(step: Step, frame: Frame): Frame {
  if (!step.as && !step.host && !step.container && !step.isFed) return frame;
  return { ...frame, ...whereOf(step, frame, frame.variables), isFed: frame.isFed || step.isFed === true };
}

/** What tells the system's name, or only brings functions: it sets no variable of a script. */
const setsNothing = /(?:^|\/)(?:os-release|lsb-release|init-functions|init\.d\/functions|confmodule|bash_completion|activate)$/;

/** A file that is read in does what it says at its top level; its functions are found by `functionOf`. */
function read(step: Step, frame: Frame, writing: Writing): void {
  const named = single(step.target, frame.variables);
  const script = scriptAt(named, frame.program, writing.linker.script);
  if (!script) {
    if (!setsNothing.test(named)) frame.shell.isShaken = true;
    const why = unreadSource(step.target, named, frame.program, writing.linker);
    if (why !== undefined)
      for (const effect of effectsOfStep({ ...step, kind: 'unknown', target: named, why }, frame, step)) write(effect, writing);
    return;
  }
  if (frame.within.length > maxDepth || frame.within.includes(script)) return;
  if (isKnownCall(script, [], frame, writing)) return;
  const known = scope(new Map(), constantsOf(script), frame.variables);
  follow(
    script.effects.steps,
    { ...innerFrame(step, frame), program: script, variables: known, within: [...frame.within, script] },
    writing,
  );
  // What it sets holds from here on, `set -e` as well.
  for (const name of script.effects.sets) frame.shell.changed.add(name);
  if (script.effects.stopsOnError && frame.when === 'always') frame.shell.isStrict = true;
  for (const [name, values] of constantsOf(script)) if (/^[A-Za-z_]/.test(name)) frame.variables.set(name, values);
}
