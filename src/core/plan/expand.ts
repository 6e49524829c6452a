import { answer } from '../effects/answer';
import type { KnownVariable, OnError, ScriptEffects, Step } from '../effects/effect';
import { stepsOfWords } from '../effects/known-programs';
import { fillEach, oneValue, type Values, type Variables } from '../effects/values';
import {
  closed,
  fill,
  hasHole,
  hereName,
  holesIn,
  knownTail,
  onlyHole,
  isKnown,
  temporaryName,
  unknown,
  type Template,
} from '../parse/shell-template';
import { baseName, folderOf } from '../text/path';
import { entryOf } from '../text/groups';
import { memo } from '../text/memo';
import type { Place } from '../text/span';
import { isMaintainerScript } from './entries';
import { kindAt } from './places';
import { computedCommand, whatDoes } from './not-understood';
import type { PlanEffect, Question } from './plan';
import type { Linker, Program } from './program';
import { sameEffect } from './same-effect';
import { scriptAt } from './script-at';
import { usedPositions } from './used-positions';

/** Effects of one entry; beyond, a plan says nothing that anybody could read. */
const maxEffects = 20_000;
/** Steps of one entry that are followed, over all calls. */
const maxWork = 60_000;
/** Scripts and functions that call one another. */
const maxDepth = 24;

/** Where an expansion writes what it finds. */
interface Writing {
  readonly effects: PlanEffect[];
  /** Effects and calls that were written and followed: the same again is no news. */
  readonly seen: Set<string>;
  readonly linker: Linker;
  left: number;
  /** Steps that may still be looked at, here and in the whole package. */
  work: number;
  readonly budget: Budget;
}

/** What the plan of a package may cost, in steps that are followed. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: 400_000 });

/** How a stretch is run. */
interface Frame {
  readonly program: Program;
  readonly variables: Scope;
  readonly when: PlanEffect['when'];
  readonly condition: Question | undefined;
  readonly asked: readonly Place[];
  /** However the script ends. */
  readonly isAtEnd?: true | undefined;
  /** The call of the function that is being followed. */
  readonly calledAt?: Pick<PlanEffect, 'path' | 'span' | 'command'>;
  readonly stopsOnError: boolean;
  readonly as: string | undefined;
  readonly host: string | undefined;
  readonly container: string | undefined;
  /** Somebody feeds it: it asks no person. */
  readonly isFed: boolean;
  /** Functions and scripts that are being followed. */
  readonly within: readonly unknown[];
}

export interface Expanded {
  readonly effects: readonly PlanEffect[];
  /** There are more effects than those that are listed. */
  readonly isCut: boolean;
  /** Steps that were followed. */
  readonly work: number;
}

/** What an entry does with these arguments (`undefined`: nobody knows which), functions and scripts that it calls included. */
export function expand(program: Program, linker: Linker, given: readonly Template[] | undefined, budget: Budget, as?: string): Expanded {
  const writing: Writing = { effects: [], seen: new Set(), linker, left: maxEffects, work: maxWork, budget };
  const variables = scope(new Map(positions(given, program)), constantsOf(program));
  const frame: Frame = {
    program,
    variables,
    when: 'always',
    condition: undefined,
    asked: [],
    stopsOnError: program.effects.stopsOnError,
    as,
    host: undefined,
    container: undefined,
    isFed: false,
    within: [program],
  };
  follow(program.effects.steps, frame, writing);
  return { effects: writing.effects, isCut: isSpent(writing), work: maxWork - writing.work };
}

/** Variables over those around them. */
interface Scope extends Variables {
  readonly set: (name: string, values: Values) => void;
}

function scope(own: Map<string, Values>, ...around: readonly Variables[]): Scope {
  // What was found around, and what was not.
  const asked = new Map<string, Values | undefined>();
  return {
    get: (name) => {
      const found = own.get(name);
      if (found || asked.has(name)) return found ?? asked.get(name);
      let known: Values | undefined;
      for (const outer of around) if ((known = outer.get(name))) break;
      asked.set(name, known);
      return known;
    },
    set: (name, values) => void own.set(name, values),
  };
}

const constantsOf = memo(({ effects, path }: Program): Map<string, Values> => {
  const all = effects.variables.map(({ name, values, isEach }: KnownVariable) => [name, { values, isEach }] as const);
  return new Map<string, Values>([...all, [hereName, oneValue(folderOf(path))], [temporaryName, oneValue('/tmp/*')]]);
});

/** `$1` to `$9`, `$@`; those that nobody gives are empty. */
function positions(given: readonly Template[] | undefined, { path }: Program): (readonly [string, Values])[] {
  if (!given) return [['0', oneValue(path)]];
  const all = Array.from({ length: 9 }, (_, index) => [String(index + 1), oneValue(given[index] ?? '')] as const);
  const list: Values = { values: given.length > 0 ? given : [''], isEach: true };
  const shifted = [1, 2, 3].map((by) => [`@+${by}`, { values: given.length > by ? given.slice(by) : [''], isEach: true }] as const);
  return [...all, ...shifted, ['@', list], ['*', list], ['#', oneValue(String(given.length))], ['0', oneValue(path)]];
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

const under = (state: State, frame: Frame): Frame => ({
  ...frame,
  when: worst(frame.when, state.when),
  condition: state.condition ?? frame.condition,
  asked: state.asked.length > 0 ? [...frame.asked, ...state.asked].slice(-maxAsked) : frame.asked,
});

const isSpent = ({ left, work, budget }: Writing): boolean => left <= 0 || work <= 0 || budget.left <= 0;

interface State {
  readonly when: PlanEffect['when'];
  readonly condition: Question | undefined;
  readonly asked: readonly Place[];
  readonly never: boolean;
}

const sure: State = { when: 'always', condition: undefined, asked: [], never: false };

/** Questions around an effect that are kept, the innermost ones. */
const maxAsked = 12;

/** What the questions around a step come to. */
function stateOf(index: number, frame: Frame, known: Map<number, State>): State {
  if (index < 0) return sure;
  const found = known.get(index);
  if (found) return found;
  const condition = frame.program.effects.conditions[index];
  if (!condition) return sure;
  // Deeply nested questions come one after the other: those around were asked before.
  const around = stateOf(condition.parent, frame, known);
  const state = around.never ? around : within(around, condition, frame);
  known.set(index, state);
  return state;
}

function within(around: State, condition: ScriptEffects['conditions'][number], { variables, program }: Frame): State {
  const { span, ifYes, isFailure, isLoop, test } = condition;
  const question: Question = { path: program.path, span, ...(!ifYes && !isLoop && { isNo: true }) };
  const asked = [...around.asked, question].slice(-maxAsked);
  if (isFailure) return { when: 'on-failure', condition: question, asked, never: false };
  const found = test && answer(test, (name) => valueOf(name, variables));
  if (found !== undefined && found !== ifYes) return { ...around, never: true };
  if (found !== undefined && !isLoop) return around;
  return { when: worst(around.when, 'conditional'), condition: question, asked, never: false };
}

function valueOf(name: string, variables: Variables): Template | undefined {
  const values = variables.get(name)?.values;
  return values?.length === 1 && values[0] !== undefined && isKnown(values[0]) ? values[0] : undefined;
}

function worst(one: PlanEffect['when'], other: PlanEffect['when']): PlanEffect['when'] {
  if (one === 'on-failure' || other === 'on-failure') return 'on-failure';
  return one === 'conditional' ? one : other;
}

/** `of`: the step that the plan has it from, where `step` was only made of its words. */
function effectsOfStep(step: Step, frame: Frame, of: Step = step, at?: Frame['calledAt']): readonly PlanEffect[] {
  return oneByOne(step, frame.variables).flatMap((variables) =>
    effectsWith(step, frame, variables).map((effect) => sameEffect(of, at ? { ...effect, ...at } : effect)),
  );
}

/** What is copied from one of several names goes to the same one: `for p in a b; do cp "$p" "/opt/$p"`. */
function oneByOne({ target, from }: Step, variables: Variables): readonly Variables[] {
  if (from === undefined || !hasHole(from)) return [variables];
  const own = new Set(holesIn(from));
  const shared = holesIn(target).find((name) => own.has(name) && (variables.get(name)?.values.length ?? 0) > 1);
  const known = shared === undefined ? undefined : variables.get(shared);
  if (shared === undefined || !known?.isEach) return [variables];
  return known.values.map((value) => scope(new Map([[shared, oneValue(value)]]), variables));
}

function effectsWith(step: Step, frame: Frame, variables: Variables): readonly PlanEffect[] {
  const { program } = frame;
  const { values, isEach } = likeliest(filled(step.target, variables));
  const from = step.from === undefined ? undefined : shown(single(step.from, variables));
  const isOneOf = step.isOneOf === true || (values.length > 1 && !isEach);
  const { as, host, container } = whereOf(step, frame, variables);
  return values.map((value) => {
    const target = inRoot(step.isInto && from !== undefined ? `${shown(value)}/${baseName(from)}` : shown(value), step, frame);
    return {
      kind: kindAt(step.kind as PlanEffect['kind'], target),
      target,
      path: program.path,
      span: step.span,
      command: step.command,
      by: shown(step.by),
      options: step.options,
      when: isOneOf ? worst(frame.when, 'conditional') : frame.when,
      ...(frame.condition && { condition: frame.condition }),
      asked: frame.asked,
      ...(as !== undefined && { as }),
      ...(host !== undefined && { host }),
      ...(container !== undefined && { container }),
      onError: outcomeOf(step, frame),
      ...(from !== undefined && { from }),
      ...(step.content && { content: step.content }),
      ...(step.mode && { mode: { value: shown(single(step.mode.value, variables)), span: step.mode.span } }),
      ...(step.why !== undefined && { why: step.why }),
      ...((step.isAtEnd ?? frame.isAtEnd) && { isAtEnd: true as const }),
      ...(step.isMuted && { isMuted: true as const }),
      ...(step.isCode && { isCode: true as const }),
    };
  });
}

/** Whom a step runs as, and where: as it says itself, or as what is around it. */
function whereOf(step: Step, { as, host, container }: Frame, variables: Variables): Pick<Frame, 'as' | 'host' | 'container'> {
  const said = (template: Template | undefined, around: string | undefined): string | undefined =>
    template === undefined ? around : shown(single(template, variables));
  return { as: said(step.as, as), host: said(step.host, host), container: said(step.container, container) };
}

/** Maintainer scripts run in the root (dpkg(1)): that is where a path without a folder lies. */
function inRoot(target: string, { kind }: Step, { within }: Frame): string {
  const isOpen = /^(file|dir|archive)\./.test(kind) && /^[\w.]/.test(target) && !target.includes('://');
  return isOpen && isMaintainerScript((within[0] as Program).path) ? `/${target}` : target;
}

/** Of one of several values those that begin with something known: what an option may put in the place of a default is anything. */
function likeliest({ values, isEach }: Values): Values {
  if (isEach || values.length < 2) return { values, isEach };
  const known = values.filter((value) => !closed(value).startsWith(unknown));
  return known.length > 0 && known.length < values.length ? { values: known, isEach: known.length === 1 } : { values, isEach };
}

const outcomeOf = ({ onError }: Step, { stopsOnError }: Frame): OnError =>
  onError === 'inherit' ? (stopsOnError ? 'stops' : 'goes-on') : onError;

/** Variables may stand for others. */
const maxSteps = 4;

function filled(template: Template, variables: Variables): Values {
  if (!hasHole(template)) return oneValue(template);
  let now = fillEach(template, variables);
  for (let step = 1; step < maxSteps && now.values.some(hasHole); step++) {
    const next = now.values.map((value) => fillEach(value, variables));
    now = { values: [...new Set(next.flatMap(({ values }) => values))], isEach: now.isEach && next.every(({ isEach }) => isEach) };
  }
  return now;
}

/** Of several values what they have in common: `/v2/sites/*`. */
function single(template: Template, variables: Variables): Template {
  const { values } = likeliest(filled(template, variables));
  if (values.length === 1) return values[0] ?? unknown;
  return fill(template, (name) => ((variables.get(name)?.values.length ?? 0) > 1 ? unknown : undefined));
}

/** For people: `*` for what is not known. */
const shown = (value: Template): string =>
  resolved(
    closed(value)
      .replace(/\0+/g, '*')
      .replace(/\*{2,}/g, '*'),
  );

/** Without `.` and `..`. */
function resolved(path: string): string {
  if (!/(^|\/)\.{1,2}(\/|$)/.test(path) || path.includes('://')) return path;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..' && names.length > 0 && !/^(\.\.|\*?)$/.test(names.at(-1) ?? '')) names.pop();
    else if (name !== '.') names.push(name);
  }
  return names.join('/');
}

/** What lies in a temporary folder was put there by the package, under the names that it has there. */
const staged = (from: string): string => from.replace(/^\/tmp\/\*\//, '*/');

function write(effect: PlanEffect, writing: Writing): void {
  const { from, target } = effect;
  const files =
    from?.includes('*') && /^(file\.write|unit\.install|schedule\.add|security\.change)$/.test(effect.kind)
      ? writing.linker.filesLike(staged(from))
      : [];
  // `install systemd/*.service /etc/systemd/system/`.
  const each = files.length > 0 && baseName(target) === baseName(from ?? '') ? files.map((file) => ofFile(effect, file)) : [effect];
  for (const one of each) {
    if (!isNew(keyOf(one), writing)) continue;
    writing.left--;
    writing.effects.push(one);
  }
}

const keyOf = memo(({ kind, target, path, span, when, as = '', host = '', container = '' }: PlanEffect): string =>
  [kind, target, path, span.start, when, as, host, container].join('\n'),
);

function isNew(key: string, { seen }: Writing): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
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

function ofFile(effect: PlanEffect, file: string): PlanEffect {
  const target = `${folderOf(effect.target)}/${baseName(file)}`;
  return { ...effect, kind: kindAt(effect.kind, target), target, from: file };
}

/** A function, a script of the package, or a program that nobody here knows. */
function call(step: Step, frame: Frame, writing: Writing): void {
  const { program, variables, within: inside } = frame;
  const { linker } = writing;
  const handed = handedOver(step, frame);
  const target = handed ? (handed[0] ?? '') : single(step.target, variables);
  const named = linker.functionOf(target, program) ?? linker.functionOf(target, inside[0] as Program);
  if (named && (inside.length > maxDepth || inside.includes(named.steps) || linker.isInert(named))) return;
  const used = named && usedPositions(named.steps, named.owner.effects.conditions);
  const given = used?.size === 0 ? [] : (handed?.slice(1) ?? argumentsOf(step, variables));
  const inner = { ...innerFrame(step, frame), calledAt: { path: program.path, span: step.span, command: step.command } };
  if (named) {
    const { owner, steps } = named;
    if (isKnownCall(steps, thatMatter(given, used), inner, writing)) return;
    const own = scope(new Map([...positions(given, program), [hereName, oneValue(folderOf(owner.path))]]), variables, constantsOf(owner));
    follow(steps, { ...inner, program: owner, variables: own, within: [...inside, steps] }, writing);
    return;
  }
  const known = stepsOfWords(handed ?? [target, ...given], step);
  if (known) {
    // Of `run systemctl stop x` the words stand where `run` is called.
    const at = handed && frame.calledAt;
    for (const one of known) for (const effect of effectsOfStep(one, frame, step, at)) write(effect, writing);
    return;
  }
  const script = scriptAt(target, program, linker.script);
  if (script) {
    runScript(script, step, given, frame, writing);
    return;
  }
  const place = knownTail(target);
  const file = place.includes('/') || program.path === '' ? linker.file(place) : undefined;
  const what = isKnown(target) ? whatDoes(shown(target), file) : computedCommand;
  for (const effect of effectsOfStep({ ...step, kind: file === undefined ? 'unknown' : 'process.start', target, why: what }, frame, step))
    write(effect, writing);
}

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
    { ...inner, program: script, variables: own, stopsOnError: script.effects.stopsOnError, within: [...inside, script] },
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

/** `"$@"` in a function that runs what it is given: `run systemctl stop x`. */
function handedOver({ target }: Step, { variables }: Frame): readonly Template[] | undefined {
  const name = onlyHole(target);
  if (name === undefined || !/^([@*](\+\d)?|1)$/.test(name)) return undefined;
  const words =
    name === '1'
      ? ['1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap((at) => variables.get(at)?.values ?? [])
      : (variables.get(name)?.values ?? []);
  const [first = ''] = words;
  // `execute "systemctl stop x"`.
  if (words.length === 1 || /\s/.test(first)) return first.trim().split(/\s+/);
  return words.filter((word) => word !== '');
}

function innerFrame(step: Step, frame: Frame): Frame {
  if (!step.as && !step.host && !step.container && !step.isFed) return frame;
  return { ...frame, ...whereOf(step, frame, frame.variables), isFed: frame.isFed || step.isFed === true };
}

/** What a script that is run may have from the one that runs it: all but arguments and places. */
const exportsOf = (variables: Variables): Variables => ({ get: (name) => (/^[A-Za-z_]/.test(name) ? variables.get(name) : undefined) });

/** A file that is read in does what it says at its top level; its functions are found by `functionOf`. */
function read(step: Step, frame: Frame, writing: Writing): void {
  const script = scriptAt(single(step.target, frame.variables), frame.program, writing.linker.script);
  if (!script) return;
  if (frame.within.length > maxDepth || frame.within.includes(script)) return;
  if (isKnownCall(script, [], frame, writing)) return;
  const known = scope(new Map(), constantsOf(script), frame.variables);
  follow(
    script.effects.steps,
    { ...innerFrame(step, frame), program: script, variables: known, within: [...frame.within, script] },
    writing,
  );
  // What it sets holds from here on.
  for (const [name, values] of constantsOf(script)) if (/^[A-Za-z_]/.test(name)) frame.variables.set(name, values);
}
