import { programLookedUp } from '../parse/looked-up';
import { changeIn } from '../parse/shell-changes';
import { shellOptions } from '../parse/shell-options';
import type { ShellAssignment } from '../parse/shell-script';
import { fileSpan } from '../parse/mapped-text';
import { argumentsBehind, fill, hereName, hole, holesIn, onlyHole, temporaryName, unknown, type Template } from '../parse/shell-template';
import { elementsOf, setArray } from './arrays';
import type { Argument } from './command-line';
import { setVariable, shake, type Course, type Ending, type Reading } from './course';
import { scriptDownload } from './downloads';
import { handedToShell } from './effect';
import { wordsRead } from './lines';
import { isFed } from './prompts';
import { commandSpan, firstSpan, inFolder, type AddStep, type Call } from './step-maker';
import { maxValues, noValue, oneValue, placeOfProgram, valuesOf } from './values';

export function assign({ name, value, elements, key, isMore }: ShellAssignment, course: Course, reading: Reading): void {
  const { variables } = course;
  const program = value && !isMore && key === undefined ? programLookedUp(value.text, reading.script, reading.source.text) : undefined;
  if (program !== undefined) {
    setVariable(course, name, placeOfProgram(program));
    return;
  }
  if (elements) {
    setArray(name, elementsOf(elements, variables), isMore === true, course);
    return;
  }
  if (key !== undefined) {
    const known = value && valuesOf(value, variables).values;
    setArray(name, [{ key, value: known?.length === 1 ? (known[0] ?? unknown) : unknown }], true, course);
    return;
  }
  if (!value) {
    setVariable(course, name, oneValue(''));
    return;
  }
  const found = valuesOf({ ...value, text: `"${value.text}` }, variables);
  // `ARGS="$ARGS -x"`, and nobody knows what it was before.
  const given = {
    ...found,
    values: found.values.map((one) =>
      onlyHole(one) === name ? one : fill(one, (at) => ((changeIn(at)?.name ?? at) === name ? unknown : undefined)),
    ),
  };
  const before = isMore ? variables.get(name) : undefined;
  if (!isMore) {
    setVariable(course, name, given);
    return;
  }
  const [known, more] = [before?.values, given.values];
  const isMaybe = before?.isMaybe ?? given.isMaybe;
  const both = known?.length === 1 && more.length === 1 ? oneValue(`${known[0] ?? ''}${more[0] ?? ''}`) : noValue;
  setVariable(course, name, { ...both, ...(isMaybe && { isMaybe }) });
}

/** What only the shell itself can do; `undefined`: it is another command. */
export function builtin(name: string, call: Call, course: Course, reading: Reading, step: AddStep): Ending | undefined {
  const { command, given } = call;
  const [first] = given;
  switch (name) {
    case 'cd':
    case 'pushd': {
      const folder = given.find(({ value }) => !/^-[LPe@]*$/.test(value));
      if (name === 'pushd') course.left = [course.folder, ...course.left].slice(0, maxLeft);
      course.folder = folder && inFolder(folder.value, course);
      course.entered = folder && { span: fileSpan(reading.source, folder.word.span), mayFail: mayStayBehind(folder.value, course) };
      return 'falls';
    }
    case 'popd':
      [course.folder, ...course.left] = course.left;
      course.entered = undefined;
      return 'falls';
    case 'set':
      set(given, course);
      return 'falls';
    case 'shift': {
      const by = first ? Number(first.value) : 1;
      for (let at = 1; at <= 9; at++) {
        const next = course.variables.get(String(at + by)) ?? oneValue(hole(String(at + by)));
        setVariable(course, String(at), Number.isInteger(by) ? next : noValue);
      }
      shiftAll(course, by);
      return 'falls';
    }
    case 'export':
    case 'readonly':
    case 'declare':
    case 'typeset':
    case 'local':
      for (const { value, word } of given) {
        const [, variable, text] = /^(\w+)=(.*)$/s.exec(value) ?? [];
        const written = variable === undefined ? '' : word.text.slice(variable.length + 1);
        const program = programLookedUp(written, reading.script, reading.source.text);
        if (variable !== undefined && program !== undefined) setVariable(course, variable, placeOfProgram(program));
        else if (variable !== undefined && word.elements) setArray(variable, elementsOf(word.elements, course.variables), false, course);
        else if (variable !== undefined && text !== undefined)
          setVariable(course, variable, oneValue(text.replace(/^(["'])(.*)\1$/s, '$2')));
      }
      for (const assignment of command.assignments) assign(assignment, course, reading);
      return 'falls';
    case 'unset':
      for (const { value } of given) setVariable(course, value, undefined);
      return 'falls';
    case 'mapfile':
    case 'readarray':
      readArray(call, given.findLast(({ value }) => isName.test(value))?.value ?? 'MAPFILE', course, reading);
      return 'falls';
    case 'read':
      if (given.some(({ value }) => /^-\w*a$/.test(value)))
        readArray(call, given.find((_, at) => /^-\w*a$/.test(given[at - 1]?.value ?? ''))?.value ?? '', course, reading);
      for (const { value } of given) if (isName.test(value)) setVariable(course, value, noValue);
      if (!isFed(command, course) && !given.some(({ value }) => /^-\w*u/.test(value))) {
        step({
          kind: 'prompt',
          target: '',
          span: firstSpan(command),
          options: given.flatMap(({ value }) => (/^-/.test(value) ? value.slice(1) : [])),
        });
      }
      return 'falls';
    case 'printf':
      if (first?.value !== '-v') return undefined;
      setVariable(course, given[1]?.value ?? '', noValue);
      return 'falls';
    case 'let':
      for (const { value } of given) setVariable(course, /^\w*/.exec(value)?.[0] ?? '', noValue);
      return 'falls';
    case 'getopts':
      if (given[1]) setVariable(course, given[1].value, noValue);
      return 'falls';
    case ':':
      // `: "${DIR:=/opt/dten}"`.
      for (const { template } of command.words.slice(1)) {
        const variable = template === undefined ? undefined : onlyHole(template);
        if (template !== undefined && variable !== undefined && /^[A-Za-z_]/.test(variable) && !course.variables.has(variable))
          setVariable(course, variable, oneValue(template));
      }
      return 'falls';
    case '.':
    case 'source': {
      const download = scriptDownload(name, command, given, course.variables);
      if (download !== undefined) step({ kind: 'script.run', target: name, span: commandSpan(command), from: download });
      else if (first && isProcess(first)) {
        const file = fileShown(first.word.text);
        if (file !== undefined) step({ kind: 'source', target: inFolder(file, course), span: first.word.span, args: [] });
        else if (!/\bcompletion\b/.test(first.word.text))
          step({ kind: 'unknown', target: name, span: first.word.span, why: handedToShell });
      } else if (first)
        step({
          kind: 'source',
          target: inFolder(first.value, course),
          span: first.word.span,
          args: given.slice(1).map(({ value }) => value),
        });
      shake(course, 'readIn');
      return 'falls';
    }
    case 'exit':
    case 'return':
      if (name === 'return') reading.record.returned.push(course.variables);
      return first === undefined
        ? course.outcome === undefined && course.condition >= 0 && isFailing(course, reading)
          ? 'fails'
          : 'done'
        : first.value === '0'
          ? 'done'
          : 'fails';
    case 'exec':
      return given.length === 0 ? 'falls' : undefined;
    default:
      return undefined;
  }
}

/** Whether `cd` can fail and the script goes on: not into what every host has, what the script has made, or where it stands itself. */
const mayStayBehind = (folder: Template, { outcome, stopsOnError }: Course): boolean =>
  outcome !== 'stops' &&
  stopsOnError !== true &&
  !/^(\/|\.\.?(\/\.\.)*\/?|\/(tmp|root|usr|etc|var|opt|home|usr\/src|usr\/local|var\/tmp)\/?|)$/.test(folder) &&
  !holesIn(folder).some((name) => name === hereName || name === temporaryName || name === 'HOME');

const isName = /^[A-Za-z_]\w*$/;

/** Folders that a script goes back to; nobody writes more. */
const maxLeft = 20;

function readArray({ command }: Call, name: string, course: Course, { source }: Reading): void {
  const words = wordsRead(command, source) ?? [unknown];
  setArray(
    name,
    words.map((value) => ({ key: undefined, value })),
    false,
    course,
  );
}

/** `$@` from another argument on. */
function shiftAll(course: Course, by: number): void {
  const { variables } = course;
  const [now = hole('@')] = variables.get('@')?.values ?? [];
  const before = Number(/^@\+(\d+)$/.exec(onlyHole(now) ?? '')?.[1] ?? 0);
  const after = (more: number) =>
    Number.isInteger(by) && onlyHole(now)?.startsWith('@') ? oneValue(hole(argumentsBehind(before + by + more))) : noValue;
  for (const name of ['@', '*']) setVariable(course, name, after(0));
  for (const more of [1, 2, 3]) setVariable(course, argumentsBehind(more), after(more));
}

/** `. <(…)`, `. /dev/stdin`: no file, but what another command prints. */
const isProcess = ({ value, word }: Argument): boolean => word.text.startsWith('<(') || value === '/dev/stdin';

/** `<(cat lib.sh)`. */
const fileShown = (written: string): string | undefined => /^<\(\s*cat\s+([\w./-]+)\s*\)$/.exec(written)?.[1];

const isFailing = ({ condition }: Course, { record }: Reading): boolean => record.conditions[condition]?.isFailure === true;

function set(given: readonly Argument[], course: Course): void {
  const end = given.findIndex(({ value }) => value === '--');
  course.stopsOnError = shellOptions(given.map(({ value }) => value)).get('errexit') ?? course.stopsOnError;
  if (end < 0) return;
  const rest = given.slice(end + 1).map(({ value }) => value);
  given.slice(end + 1, end + 10).forEach(({ value, isMaybe }, index) => {
    setVariable(course, String(index + 1), oneValue(value, isMaybe));
  });
  const isSure =
    rest.length > 0 &&
    given.slice(end + 1).every(({ isOneOf }) => !isOneOf) &&
    rest.every((value) => value !== unknown && onlyHole(value) !== '@');
  for (const name of ['@', '*']) setVariable(course, name, isSure && rest.length <= maxValues ? { values: rest, isEach: true } : undefined);
}
