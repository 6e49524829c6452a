import { variablesLookedUp } from '../parse/looked-up';
import { fileSpan, type MappedText } from '../parse/mapped-text';
import type { ShellCommand, ShellNode, ShellScript } from '../parse/shell-script';
import { hole, onlyHole, unknown } from '../parse/shell-template';
import { takeTurns } from './arrays';
import { commandSteps, type Inside } from './command-steps';
import {
  addCondition,
  copyOf,
  newCourse,
  newNotes,
  rememberShaken,
  setVariable,
  shake,
  surely,
  type Course,
  type Ending,
  type Reading,
} from './course';
import type { ScriptEffects } from './effect';
import { readsFilesIn, setsAnything } from './flags';
import { linesOf, linesPrinted } from './lines';
import { givesUp, isAction, isNegated, onlyCommand, outcomeBefore } from './nodes';
import { asked, caseTest, single, testOf } from './questions';
import { linesIn, readEach } from './read-lines';
import { stepMaker } from './step-maker';
import { joined, maxValues, noValue, oneValue, placeOfProgram, valuesOf, type Values } from './values';

/**
 * What a script does, without a look at other files. `source`: its text, and where that stands in the file. Bounded by the size of the script: loops and functions are visited once.
 * Never throws.
 */
export function effectsOf(script: ShellScript, source: MappedText): ScriptEffects {
  const record = newNotes();
  const course = newCourse(new Map(), /^#!.*\s-\w*e/.test(source.text));
  walk(script.tree, course, { record, source, script, depth: 0 });
  const variables = new Map(course.variables);
  // Emptied first, and set by a function when its time has come.
  for (const [name, values] of record.assigned) if (variables.get(name)?.values.join() === '') variables.set(name, values);
  for (const [name, { value = unknown }] of script.constants) variables.set(name, oneValue(value));
  return {
    steps: [...record.steps, ...record.atEnd],
    functions: record.functions,
    conditions: record.conditions,
    sets: [...script.assigned.keys()],
    variables: [...variables].flatMap(([name, known]) => (/^[A-Za-z_]/.test(name) ? [{ name, ...known }] : [])),
    commands: record.commands,
    stopsOnError: course.stopsOnError === true,
    ...(record.cutAt && { cutAt: record.cutAt }),
  };
}

/** Walks a node: writes down its steps and changes the course. */
export function walk(node: ShellNode, course: Course, reading: Reading): Ending {
  switch (node.kind) {
    case 'list':
      return walkList(node.items, course, reading);
    case 'command':
      return walkCommand(node.command, node.inside, course, reading);
    case 'chain':
      return walkChain(node, course, reading);
    case 'pipe':
      return walkPipe(node, course, reading);
    case 'if':
      return walkIf(node, course, reading);
    case 'case':
      return walkCase(node, course, reading);
    case 'for':
      return walkFor(node, course, reading);
    case 'while': {
      const test = Object.assign(copyOf(course), { outcome: 'ignored' });
      // `while read -r line`: a filter, which somebody feeds; nobody answers the same question again and again without being asked it.
      test.hasInput ||= isFilter(node.test, reading);
      walk(node.test, test, reading);
      const before = copyOf(course);
      course.condition = question(node.test, !node.isUntil, course, reading, true);
      readEach(node.test, course);
      const inner = walkLoop(node.body, course, reading);
      course.variables = joined(before.variables, inner.variables);
      rememberShaken(course, inner);
      course.condition = before.condition;
      return 'falls';
    }
    case 'function':
      return walkFunction(node, reading);
    case 'subshell': {
      const ending = walk(node.body, copyOf(course), reading);
      return ending === 'fails' && course.stopsOnError === true && course.outcome === undefined ? 'fails' : 'falls';
    }
    case 'background':
      walk(node.body, Object.assign(copyOf(course), { outcome: 'ignored' }), reading);
      return 'falls';
    case 'redirected': {
      const { redirects, heredocs } = node;
      const { hasInput, isMuted } = course;
      walkCommand(redirecting(node.span, redirects, heredocs), [], course, reading);
      course.hasInput ||= heredocs.length > 0 || redirects.some(({ operator }) => operator.startsWith('<'));
      course.isMuted ||= redirects.some(({ operator, target }) => operator.includes('>') && target.value === '/dev/null');
      const { lines } = course;
      const string = redirects.findLast(({ operator }) => operator === '<<<')?.target;
      course.lines = linesOf(heredocs, reading.source) ?? (string ? linesIn(string, course) : lines);
      const ending = walk(node.body, course, reading);
      Object.assign(course, { hasInput, isMuted, lines });
      return ending;
    }
    case 'test':
      count(node.span, course, reading);
      return 'falls';
  }
}

/** `((count++))`, `(( count += 1 ))`: a number that may be another one from here on. */
function count({ start, end }: ShellNode['span'], course: Course, { source }: Reading): void {
  const text = source.text.slice(start, end);
  if (!text.startsWith('((')) return;
  for (const [, name = ''] of text.matchAll(/(?<![\w$])([A-Za-z_]\w*)[ \t]*(?:\+\+|--|[-+*/%]?=(?!=))/g))
    setVariable(course, name, noValue);
}

const isFilter = ({ span }: ShellNode, { source }: Reading): boolean =>
  /\bread\b(?![^\n]*\s-\w*p)/.test(source.text.slice(span.start, span.end));

function walkList(items: readonly ShellNode[], course: Course, reading: Reading): Ending {
  for (const item of items) {
    const ending = walk(item, course, reading);
    // What stands behind it is never reached.
    if (ending !== 'falls') return ending;
  }
  return 'falls';
}

const redirecting = (
  span: ShellCommand['span'],
  redirects: ShellCommand['redirects'],
  heredocs: ShellCommand['heredocs'],
): ShellCommand => {
  const command = {
    name: undefined,
    words: [],
    wrappers: [],
    assignments: [],
    heredocs,
    redirects,
    span,
    inFunction: undefined,
    onFailure: undefined,
  };
  return { ...command, pipeline: [] };
};

/** Notes the question that a node asks. */
function question(node: ShellNode, ifYes: boolean, course: Course, { record, source }: Reading, isLoop = false): number {
  return addCondition(record, course.condition, fileSpan(source, node.span), {
    ifYes,
    ...testOf(node, course),
    ...(isLoop && { isLoop: true as const }),
  });
}

/** Failures of an action are not what a script is written for. */
const failure = (node: ShellNode, course: Course, { record, source }: Reading): number =>
  addCondition(record, course.condition, fileSpan(source, node.span), { ifYes: false, isFailure: true });

function walkChain({ parts, operators }: Extract<ShellNode, { kind: 'chain' }>, course: Course, reading: Reading): Ending {
  const { condition, outcome } = course;
  let ending: Ending = 'falls';
  // Conditions that hold behind the chain: `[ -x /usr/bin/foo ] || exit 0`.
  let after = condition;
  let { entered } = course;
  for (const [index, part] of parts.entries()) {
    const next = operators[index];
    const rest = operators.slice(index);
    const own = copyOf(course);
    own.outcome = next === undefined ? outcome : outcomeBefore(parts.slice(index + 1), rest, outcome);
    const before = reading.record.steps.length;
    ending = walk(part, own, reading);
    const steps = reading.record.steps.slice(before);
    course.variables = index === 0 ? own.variables : joined(course.variables, own.variables);
    if (index === 0 || operators[index - 1] === '&&') {
      ({ entered } = own);
      course.folder = own.folder;
      course.entered = next === '&&' ? surely(entered) : entered;
    }
    course.stopsOnError = own.stopsOnError;
    rememberShaken(course, own);
    if (index > 0 && ending === 'done' && own.condition >= 0) after = opposite(own.condition, condition, reading);
    if (next === undefined) break;
    const acts = isAction(part, steps) && !isNegated(part);
    if (ending !== 'falls' && index === 0) return ending;
    if (next === '&&' && !acts) course.condition = question(part, true, course, reading);
    else if (next === '||') {
      course.condition = condition;
      course.condition = acts ? failure(part, course, reading) : question(part, false, course, reading);
    }
  }
  course.condition = after;
  course.entered = entered;
  return parts.length === 1 ? ending : 'falls';
}

/** The same question with the other answer. */
function opposite(condition: number, parent: number, { record }: Reading): number {
  const known = record.conditions[condition];
  if (!known || known.isFailure) return parent;
  const { span, parent: _, ...what } = known;
  return addCondition(record, parent, span, { ...what, ifYes: !known.ifYes });
}

function walkPipe({ parts }: Extract<ShellNode, { kind: 'pipe' }>, course: Course, reading: Reading): Ending {
  const [only] = parts;
  if (only && parts.length === 1) return walk(only, course, reading);
  for (const [index, part] of parts.entries()) {
    const own = copyOf(course);
    if (index < parts.length - 1) own.outcome = 'ignored';
    own.hasInput ||= index > 0;
    // Sorting changes no line.
    const before = parts.slice(0, index).findLast((one) => !/^(?:sort|uniq)$/.test(onlyCommand(one)?.name ?? ''));
    if (before) own.lines = linesPrinted(onlyCommand(before), course.variables, reading.source);
    walk(part, own, reading);
  }
  return 'falls';
}

function walkIf({ branches, otherwise }: Extract<ShellNode, { kind: 'if' }>, course: Course, reading: Reading): Ending {
  const { condition } = course;
  const ways: { readonly course: Course; readonly ending: Ending; readonly condition: number }[] = [];
  for (const { test, body } of branches) {
    const before = reading.record.steps.length;
    const { outcome, entered } = course;
    course.outcome = givesUp(body) && isNegated(test) ? 'stops' : 'ignored';
    walk(test, course, reading);
    course.outcome = outcome;
    const acts = isAction(test, reading.record.steps.slice(before));
    const way = copyOf(course);
    if (way.entered !== entered && !isNegated(test)) way.entered = surely(way.entered);
    const outside = course.condition;
    if (acts && !isNegated(test)) way.condition = outside;
    else if (acts) way.condition = failure(test, course, reading);
    else way.condition = question(test, true, course, reading);
    ways.push({ condition: way.condition, ending: walk(body, way, reading), course: way });
    course.condition = outside;
    if (acts) course.condition = isNegated(test) ? outside : failure(test, course, reading);
    else course.condition = question(test, false, course, reading);
  }
  const last = copyOf(course);
  ways.push({ condition: last.condition, ending: otherwise ? walk(otherwise, last, reading) : 'falls', course: last });
  return meet(ways, condition, course);
}

function walkCase({ word, items }: Extract<ShellNode, { kind: 'case' }>, course: Course, reading: Reading): Ending {
  const { condition } = course;
  const { record, source } = reading;
  const before: string[] = [];
  const ways: { readonly course: Course; readonly ending: Ending; readonly condition: number }[] = [];
  for (const { patterns, body } of items) {
    const way = copyOf(course);
    const own = patterns.map((pattern) => single(pattern, course.variables));
    const span = fileSpan(source, { start: patterns[0]?.span.start ?? body.span.start, end: patterns.at(-1)?.span.end ?? body.span.start });
    const test = asked(course, (variables) => caseTest(single(word, variables), own, before));
    way.condition = addCondition(record, condition, span, { ifYes: true, ...test });
    before.push(...own);
    ways.push({ condition: way.condition, ending: walk(body, way, reading), course: way });
  }
  if (!before.includes('*')) ways.push({ condition, ending: 'falls', course: copyOf(course) });
  return meet(ways, condition, course);
}

/** Where several ways come together again: those that ended leave a condition behind. */
function meet(
  ways: readonly { readonly course: Course; readonly ending: Ending; readonly condition: number }[],
  condition: number,
  course: Course,
): Ending {
  const open = ways.filter(({ ending }) => ending === 'falls');
  const [first, ...others] = open;
  if (!first) {
    course.condition = condition;
    return ways.some(({ ending }) => ending === 'done') ? 'done' : 'fails';
  }
  course.variables = others.reduce((all, way) => joined(all, way.course.variables), first.course.variables);
  course.stopsOnError = first.course.stopsOnError;
  for (const way of open) rememberShaken(course, way.course);
  const isOnePlace = open.every((way) => way.course.folder === first.course.folder);
  course.folder = isOnePlace ? first.course.folder : undefined;
  course.entered = isOnePlace ? first.course.entered : undefined;
  // `if ! is_root; then exit 1; fi` is a check; behind `exit 0` the answer still matters.
  course.condition = others.length === 0 && ways.some(({ ending }) => ending === 'done') ? first.course.condition : condition;
  return 'falls';
}

function walkFor({ variable, words, body, span, isMenu }: Extract<ShellNode, { kind: 'for' }>, course: Course, reading: Reading): Ending {
  const { condition } = course;
  if (isMenu && !course.hasInput)
    stepMaker(
      { command: redirecting({ start: span.start, end: body.span.start }, [], []), program: 'select' },
      course,
      reading,
    )({
      kind: 'prompt',
      target: '',
      span: { start: span.start, end: span.start + 'select'.length },
    });
  // Without words it goes over what the script or function is given.
  const all =
    words?.flatMap((word) => valuesOf(word, course.variables).values) ?? (course.variables.get('@') ?? oneValue(hole('@'))).values;
  const values = all.length <= maxValues ? all : undefined;
  const isSure =
    values !== undefined &&
    values.length > 0 &&
    values.every((value) => !value.includes(unknown) && onlyHole(value) === undefined && !/[*?]/.test(value));
  const before = copyOf(course);
  setVariable(course, variable, values && values.length > 0 ? { values, isEach: true } : noValue);
  if (!isSure)
    course.condition = addCondition(reading.record, condition, fileSpan(reading.source, { start: span.start, end: body.span.start }), {
      ifYes: true,
      isLoop: true,
    });
  const inner = walkLoop(body, course, reading);
  course.variables = joined(before.variables, inner.variables);
  rememberShaken(course, inner);
  course.condition = condition;
  return 'falls';
}

/** What a loop sets may be another value the next time. */
function walkLoop(body: ShellNode, course: Course, reading: Reading): Course {
  const inner = copyOf(course);
  const text = reading.source.text.slice(body.span.start, body.span.end);
  takeTurns(text, inner);
  const shifts = Array.from(text.matchAll(/\bshift\b(?:[ \t]+([^\s;&|)]+))?/g), ([, by]) => by ?? '1');
  if (shifts.length > 0) for (const name of positions) setVariable(inner, name, noValue);
  // `while [ $# -gt 0 ]; do f "$1"; shift; done`: one argument after the other.
  if (shifts.join() === '1') setVariable(inner, '1', course.variables.get('@') ?? oneValue(hole('@')));
  // A counter that the loop changes is another number the next time.
  for (const [, name = ''] of text.matchAll(/(?<![\w$])(\w+)(?:\+\+|--|[-+]?=)/g))
    if (/^-?\d+$/.test(inner.variables.get(name)?.values[0] ?? '')) setVariable(inner, name, noValue);
  walk(body, inner, reading);
  return inner;
}

const positions = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function walkFunction({ name, body }: Extract<ShellNode, { kind: 'function' }>, reading: Reading): Ending {
  const { record, script, source } = reading;
  const outside = { steps: record.steps, returned: record.returned };
  record.steps = [];
  record.returned = [];
  const constants = [...script.constants].map(([constant, { value = unknown }]) => [constant, oneValue(value)] as const);
  const programs = [...variablesLookedUp(script, source.text)].map(([name, program]) => [name, placeOfProgram(program)] as const);
  const variables = new Map<string, Values>([...programs, ...constants]);
  const inner = newCourse(new Map(variables), 'inherit');
  // Whatever the script reads in or runs may come before somebody calls the function.
  if (readsFilesIn(script)) shake(inner, 'readIn');
  if (setsAnything(script)) shake(inner, 'evaluated');
  const ends = walk(body, inner, reading) === 'falls' ? [inner.variables, ...record.returned] : record.returned;
  const after = ends.reduce((all, one) => joined(all, one), ends[0] ?? inner.variables);
  for (const [variable, values] of after) if (variables.get(variable) !== values) record.assigned.set(variable, values);
  record.functions.push({ name, steps: record.steps });
  Object.assign(record, outside);
  return 'falls';
}

/** What another shell runs (`sh -c`, `ssh host`): that starts without `set -e`, and only how its last command ends reaches the one that waits. */
function walkOther(tree: ShellNode, course: Course, reading: Reading, isStrict: boolean): void {
  const { outcome, stopsOnError } = course;
  const items = tree.kind === 'list' ? tree.items : [tree];
  const last = items.at(-1);
  const reaches = last && /^(command|chain|pipe|redirected)$/.test(last.kind);
  Object.assign(course, { stopsOnError: isStrict, outcome: outcome === 'ignored' ? outcome : undefined });
  const ending = walkList(reaches ? items.slice(0, -1) : items, course, reading);
  if (!reaches || ending !== 'falls') return;
  if (course.stopsOnError !== true)
    Object.assign(course, { stopsOnError, outcome: outcome ?? (stopsOnError === true ? 'stops' : undefined) });
  walk(last, course, reading);
}

function walkCommand(command: ShellCommand, inside: readonly ShellNode[], course: Course, reading: Reading): Ending {
  for (const node of inside) walk(node, Object.assign(copyOf(course), { outcome: 'ignored', hasInput: course.hasInput }), reading);
  const deeper: Inside = {
    run: (script, source, own) => void walk(script.tree, own, { ...reading, script, source, depth: reading.depth + 1 }),
    runOther: (script, source, own, isStrict) => {
      walkOther(script.tree, own, { ...reading, script, source, depth: reading.depth + 1 }, isStrict);
    },
  };
  return commandSteps(command, course, reading, deeper);
}
