import { fileSpan, type MappedText } from '../parse/mapped-text';
import { isCarrier, nested, type Nested } from '../parse/nested';
import { parseShell } from '../parse/shell';
import type { ShellAssignment, ShellCommand, ShellScript, ShellWord } from '../parse/shell-script';
import { fill, hole, holesIn, isKnown, onlyHole, unknown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { memo } from '../text/memo';
import { literalsIn, type CodeLiteral } from './code-literals';
import { own } from '../text/own';
import { optionNames, readCommandLine, type Argument, type CommandLine } from './command-line';
import { forms } from './commands';
import { saidBy, type Form, type Said } from './commands/form';
import { addCondition, addStep, copyOf, setVariable, type Course, type Ending, type Reading } from './course';
import type { Step } from './effect';
import { single } from './questions';
import { pipedDownload, scriptDownload } from './downloads';
import { isFed, waitsForPerson } from './prompts';
import { noValue, oneValue, valuesOf } from './values';

/** How scripts inside a command are walked. */
export interface Inside {
  readonly run: (script: ShellScript, source: MappedText, course: Course) => void;
}

/** Scripts inside scripts; more is nothing that a person wrote. */
const maxDepth = 4;

/** Writes down what one command does. */
export function commandSteps(command: ShellCommand, course: Course, reading: Reading, inside: Inside): Ending {
  redirections(command, course, reading);
  if (command.words.length === 0) {
    for (const assignment of command.assignments) assign(assignment, course);
    return 'falls';
  }
  reading.record.commands++;
  const each = oneByOne(command, course);
  if (!each) return commandOnce(command, course, reading, inside);
  for (const value of each.values) {
    const own = copyOf(course);
    setVariable(own, each.name, oneValue(value));
    commandOnce(command, own, reading, inside);
  }
  return 'falls';
}

/** Values of a loop that a command is looked at with, one after the other. */
const mostLooked = 16;

/** The variable of a loop that stands in several words of a program's command: these go together. */
function oneByOne({ words, name }: ShellCommand, { variables }: Course): { name: string; values: readonly Template[] } | undefined {
  if (name === undefined || !forms.has(name)) return undefined;
  const seen = new Set<string>();
  for (const word of words) {
    for (const hole of new Set(word.template === undefined ? [] : holesIn(word.template))) {
      const known = variables.get(hole);
      const isLoops = /^\w+$/.test(hole) && known?.isEach === true && known.values.length > 1 && known.values.length <= mostLooked;
      if (isLoops && seen.has(hole)) return { name: hole, values: known.values };
      seen.add(hole);
    }
  }
  return undefined;
}

function commandOnce(command: ShellCommand, course: Course, reading: Reading, inside: Inside): Ending {
  const own = wrapped(command, course, reading);
  const programs = valuesOf(command.words[0] as ShellWord, own.variables);
  const split = programs.values.length > 1 && !programs.isEach ? programs.values.slice(0, 1) : programs.values;
  const given: Argument[] = [...split.slice(1).map((value) => ({ value, word: command.words[0] as ShellWord, isOneOf: false }))];
  for (const word of command.words.slice(1)) given.push(...argumentsOf(word, own));
  const program = split[0] ?? unknown;
  const ending = run({ command, program, given }, own, course, reading, inside);
  // `exec x`: nothing behind it is reached.
  return command.wrappers.some(([wrapper]) => wrapper?.value === 'exec') ? 'done' : ending;
}

interface Call {
  readonly command: ShellCommand;
  readonly program: Template;
  readonly given: readonly Argument[];
}

function argumentsOf(word: ShellWord, { variables }: Course): readonly Argument[] {
  const { values, isEach } = valuesOf(word, variables);
  return values.map((value) => ({ value, word, isOneOf: !isEach && values.length > 1 }));
}

/** `own`: the course as the command's wrappers make it; `course`: the one that the script goes on with. */
function run(call: Call, own: Course, course: Course, reading: Reading, inside: Inside): Ending {
  const { command, program, given } = call;
  const name = baseName(program);
  const isPath = program.includes('/');
  const step = stepMaker(call, own, reading);
  const isFunction = !isPath && functionNames(reading.script).has(program);
  if (!isFunction) {
    const ending = builtin(name, call, course, reading, step);
    if (ending) return ending;
  }
  const inner = isFunction || reading.depth >= maxDepth ? [] : nested({ ...command, name, words: wordsOf(call) }, reading.source, 'kept');
  const download = isFunction ? undefined : scriptDownload(name, command, given, own.variables);
  if (download !== undefined) step({ kind: 'script.run', target: program, span: commandSpan(command), from: download });
  const form = isFunction ? undefined : isPath ? formOfPath(program) : isOwnWord.test(name) ? undefined : forms.get(name);
  if (form) {
    const line = readCommandLine(name, given, styleOf(form));
    const said = saidBy(form, line);
    const options = line.options.map((option) => (option.value ? `${option.name}=${option.value.value}` : option.name));
    const verb = form.verbs ? (line.operands[0]?.value ?? '') : '';
    const by = verb && isKnown(verb) ? `${name} ${verb}` : name;
    const there = placed(form, line, own);
    for (const one of [...said, ...saidByCode(form, line)]) sayStep(one, { options, by }, call, there, reading);
    if (waitsForPerson(line, command, own)) step({ kind: 'prompt', target: name, span: commandSpan(command), by, options });
  } else if (inner.length === 0 || !isCarrier(name)) {
    if (isCarrier(name) && !isFunction) runsFile(call, step);
    else step({ kind: 'call', target: program, span: firstSpan(command), args: given.map(({ value }) => value) });
  }
  for (const one of inner) runNested(one, call, own, reading, inside);
  return 'falls';
}

/** `systemctl -H app02`: its options say where it happens. */
function placed({ where }: Form, line: CommandLine, course: Course): Course {
  for (const { name, value } of line.options) {
    const place = own(where, name);
    if (place && value) return { ...course, [place]: value.value };
  }
  return course;
}

/** The words of a command; a variable that holds several (`$SSH` for `ssh -q app01`) gives them. */
function wordsOf({ command: { words }, program, given }: Call): readonly ShellWord[] {
  const [first] = words;
  const more = first ? given.filter(({ word }) => word === first) : [];
  if (!first || more.length === 0) return words;
  const asWord = (value: Template): ShellWord => ({
    text: value,
    value: isKnown(value) ? value : undefined,
    template: value,
    span: first.span,
  });
  return [asWord(program), ...more.map(({ value }) => asWord(value)), ...words.slice(1)];
}

/** What the literals of a program in the command line say: `python3 -c 'os.system("reboot")'`. */
function saidByCode({ code }: Form, { options }: CommandLine): readonly Said[] {
  if (code === undefined) return [];
  const names = code.split(' ');
  return options.flatMap(({ name, value }) =>
    value && names.includes(name) ? literalsIn(value.value).flatMap((literal) => saidByLiteral(literal, value)) : [],
  );
}

function saidByLiteral(literal: CodeLiteral, { word, isOneOf }: Argument): readonly Said[] {
  const at = (value: Template): Argument => ({ value, word, isOneOf });
  if (!('command' in literal)) return ['target' in literal ? { kind: literal.kind, target: at(literal.target) } : literal];
  const [program = '', ...words] = literal.command;
  const form = formOfPath(program) ?? forms.get(program);
  if (!form) return [{ kind: 'unknown', why: `what ${program} does` }];
  return saidBy(form, readCommandLine(baseName(program), words.map(at), styleOf(form)));
}

/**
 * What a command says of which only the words are known, as of `run systemctl stop x` where `run` calls its arguments. `like`: the step
 * that stands for it. `undefined`: nobody knows the program.
 */
export function stepsOfWords([program = '', ...words]: readonly Template[], like: Step): readonly Step[] | undefined {
  const form = program.includes('/') ? formOfPath(program) : forms.get(program);
  if (!form) return undefined;
  const word = { text: '', value: undefined, span: like.span };
  const line = readCommandLine(
    baseName(program),
    words.map((value) => ({ value, word, isOneOf: false })),
    styleOf(form),
  );
  const options = line.options.map((option) => (option.value ? `${option.name}=${option.value.value}` : option.name));
  return saidBy(form, line).map((said) => ({
    ...like,
    kind: said.kind,
    target: said.name ?? said.target?.value ?? '',
    by: baseName(program),
    options,
    ...(said.from !== undefined && { from: said.from }),
    ...(said.isInto && { isInto: true as const }),
    ...(said.mode && { mode: { value: said.mode.value, span: like.span } }),
    ...(said.why !== undefined && { why: said.why }),
  }));
}

const styleOf = memo((form: Form) => ({
  valued: optionNames(form.valued ?? ''),
  ...(form.singleDash && { singleDash: true }),
  ...(form.stopsAtOperand && { stopsAtOperand: true }),
}));

const functionNames = memo(({ functions }: ShellScript): ReadonlySet<string> => new Set(functions.map(({ name }) => name)));

/** Names that scripts give their functions as well, perhaps in a file that they read in: who knows the package decides. */
const isOwnWord =
  /^(start|stop|info|write|host|fetch|users|history|step|split|join|link|file|apply|migrate|port|pkg|salt|kind|sv|up|help|reset|clear|error|install-docs|look|paste|fold|users|w|who)$/;

/** What lies where the system keeps its programs is known by its name, and so is an init script. */
function formOfPath(path: Template): Form | undefined {
  const beside = forms.get(path);
  if (beside) return beside;
  if (/^\/(usr\/(local\/)?)?s?bin\/[^/]+$/.test(path)) return forms.get(baseName(path));
  const unit = /^\/etc\/(?:rc\.d\/)?init\.d\/([\w.@-]+)$/.exec(path)?.[1];
  const service = forms.get('service');
  if (unit === undefined || !service?.says) return undefined;
  const { says } = service;
  return {
    says: (line) => {
      const [verb] = line.operands;
      return verb ? says({ ...line, operands: [{ ...verb, value: unit }, verb] }) : [];
    },
  };
}

/** `bash install.sh --yes`. */
function runsFile({ command, given, program }: Call, step: AddStep): void {
  const at = given.findIndex(({ value }) => !/^[-+]/.test(value));
  const file = given[at];
  if (file && !given.slice(0, at).some(({ value }) => /^-[a-z]*s$/.test(value)))
    step({ kind: 'call', target: file.value, span: file.word.span, args: given.slice(at + 1).map(({ value }) => value) });
  else step({ kind: 'unknown', target: program, span: firstSpan(command), why: 'what is handed to a shell' });
}

type AddStep = (step: Pick<Step, 'kind' | 'target' | 'span'> & Partial<Step>) => void;

function stepMaker({ command, program }: Call, own: Course, { record, source }: Reading): AddStep {
  return (step) =>
    addStep(record, {
      command: fileSpan(source, commandSpan(command)),
      by: baseName(program),
      options: noOptions,
      condition: own.condition,
      onError: own.outcome ?? (own.stopsOnError === 'inherit' ? 'inherit' : own.stopsOnError ? 'stops' : 'goes-on'),
      ...(own.as !== undefined && { as: own.as }),
      ...(own.host !== undefined && { host: own.host }),
      ...(own.container !== undefined && { container: own.container }),
      ...(own.isMuted || isMuted(command) ? { isMuted: true as const } : {}),
      ...(step.kind === 'call' && own.hasInput ? { isFed: true as const } : {}),
      ...step,
      span: fileSpan(source, step.span),
    });
}

const noOptions: readonly string[] = [];

const isMuted = ({ redirects }: ShellCommand): boolean =>
  redirects.some(({ operator, target }) => operator.includes('>') && target.value === '/dev/null');

const firstSpan = ({ words, span }: ShellCommand) => words[0]?.span ?? span;

/** From the program to the last word. */
function commandSpan({ words, span }: ShellCommand) {
  const [first, last] = [words[0], words.at(-1)];
  return first && last && last.span.end >= first.span.start ? { start: first.span.start, end: last.span.end } : span;
}

function sayStep(
  said: Said,
  line: { readonly options: readonly string[]; readonly by: string },
  call: Call,
  own: Course,
  reading: Reading,
): void {
  const { command, given } = call;
  const step = stepMaker(call, own, reading);
  const { target, kind } = said;
  const isFile = /^(file|dir|archive)\./.test(kind);
  const name = said.name ?? target?.value ?? '';
  const content = said.content ?? (kind === 'file.write' || kind === 'file.append' ? pipedContent(command, reading) : undefined);
  const from = said.from ?? pipedDownload(command, own.variables);
  step({
    kind,
    target: isFile ? inFolder(name, own) : name,
    span: target?.word.span ?? (kind === 'unknown' ? (given[0]?.word.span ?? firstSpan(command)) : commandSpan(command)),
    options: line.options,
    by: line.by,
    ...(from !== undefined && { from: isFile && said.from !== undefined && !/^\w+:\/\//.test(from) ? inFolder(from, own) : from }),
    ...(said.isInto && { isInto: true as const }),
    ...(content && { content }),
    ...(said.mode && { mode: { value: said.mode.value, span: fileSpan(reading.source, said.mode.word.span) } }),
    ...((target?.isOneOf === true || said.isMaybe === true) && { isOneOf: true as const }),
    ...(said.why !== undefined && { why: said.why }),
  });
}

/** A path as seen from the working directory, where that is known. */
function inFolder(path: Template, { folder }: Course): Template {
  if (folder === undefined || path === '' || /^[/~\0\u0001]/.test(path) || path === '-') return path;
  const rest = path.replace(/^\.(\/|$)/, '');
  return rest === '' ? folder : `${folder === '/' ? '' : folder}/${rest}`;
}

/** Text that arrives through a pipe: `cat <<EOF | tee file`, `echo … | tee file`. */
function pipedContent(command: ShellCommand, { source }: Reading): Step['content'] {
  const producer = command.pipeline[command.pipeline.indexOf(command) - 1];
  const from = command.heredocs.at(-1) ?? producer?.heredocs.at(-1);
  if (from) return fileSpan(source, from.span);
  if (producer?.name !== 'echo' && producer?.name !== 'printf') return undefined;
  return wordsSpan(producer, source);
}

function wordsSpan({ words }: ShellCommand, source: MappedText): Step['content'] {
  const rest = words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text));
  const [first, last] = [rest[0], rest.at(-1)];
  return first && last ? fileSpan(source, { start: first.span.start, end: last.span.end }) : undefined;
}

/** Files that are written by `>` and `>>`. */
function redirections(command: ShellCommand, course: Course, reading: Reading): void {
  for (const { operator, target } of command.redirects) {
    if (!/^(>|>\||&>|>>|&>>|>&)$/.test(operator) || /^(&?[\d-]+)$/.test(target.text)) continue;
    for (const { value, isOneOf } of argumentsOf(target, course)) {
      if (/^\/dev\/(null|stdout|stderr|tty|fd\/\d+|console|kmsg)$/.test(value)) continue;
      const content =
        command.heredocs.at(-1)?.span ??
        (/^(echo|printf)$/.test(command.name ?? '') ? wordsSpan(command, { ...reading.source }) : undefined);
      const from = command.name === 'cat' ? command.words.slice(1).findLast(({ text }) => !text.startsWith('-')) : undefined;
      stepMaker(
        { command, program: command.name ?? '', given: [] },
        course,
        reading,
      )({
        kind: operator.includes('>>') ? 'file.append' : 'file.write',
        target: inFolder(value, course),
        span: target.span,
        by: operator,
        ...(content && { content: command.heredocs.length > 0 ? fileSpan(reading.source, content) : content }),
        ...(from && { from: inFolder(single(from, course.variables), course) }),
        ...(isOneOf && { isOneOf: true as const }),
      });
    }
  }
}

function assignArray(name: string, elements: readonly ShellWord[], isMore: boolean, course: Course): void {
  const { variables } = course;
  const values = elements.flatMap((word) => valuesOf(word, variables).values);
  const before = isMore ? (variables.get(`${name}[@]`)?.values ?? [unknown]) : [];
  setVariable(course, `${name}[@]`, { values: [...before, ...values], isEach: true });
}

function assign({ name, value, elements, isMore }: ShellAssignment, course: Course): void {
  const { variables } = course;
  if (elements) {
    assignArray(name, elements, isMore === true, course);
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
    values: found.values.map((one) => (onlyHole(one) === name ? one : fill(one, (at) => (at === name ? unknown : undefined)))),
  };
  const before = isMore ? variables.get(name) : undefined;
  if (!isMore) {
    setVariable(course, name, given);
    return;
  }
  const [known, more] = [before?.values, given.values];
  setVariable(course, name, known?.length === 1 && more.length === 1 ? oneValue(`${known[0] ?? ''}${more[0] ?? ''}`) : noValue);
}

/** What only the shell itself can do; `undefined`: it is another command. */
function builtin(name: string, { command, given }: Call, course: Course, reading: Reading, step: AddStep): Ending | undefined {
  const [first] = given;
  switch (name) {
    case 'cd':
    case 'pushd': {
      const folder = given.find(({ value }) => !/^-[LPe@]*$/.test(value))?.value;
      course.folder = folder === undefined ? undefined : inFolder(folder, course);
      return 'falls';
    }
    case 'popd':
      course.folder = undefined;
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
        if (variable !== undefined && word.elements) assignArray(variable, word.elements, false, course);
        else if (variable !== undefined && text !== undefined)
          setVariable(course, variable, oneValue(text.replace(/^(["'])(.*)\1$/s, '$2')));
      }
      for (const assignment of command.assignments) assign(assignment, course);
      return 'falls';
    case 'unset':
      for (const { value } of given) setVariable(course, value, undefined);
      return 'falls';
    case 'read':
      for (const { value } of given) if (/^[A-Za-z_]\w*$/.test(value)) setVariable(course, value, noValue);
      if (!isFed(command, course) && !given.some(({ value }) => /^-\w*u/.test(value))) {
        step({
          kind: 'prompt',
          target: '',
          span: firstSpan(command),
          options: given.flatMap(({ value }) => (/^-/.test(value) ? value.slice(1) : [])),
        });
      }
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
      else if (first)
        step({
          kind: 'source',
          target: inFolder(first.value, course),
          span: first.word.span,
          args: given.slice(1).map(({ value }) => value),
        });
      return 'falls';
    }
    case 'exit':
    case 'return':
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

/** `$@` from another argument on. */
function shiftAll(course: Course, by: number): void {
  const { variables } = course;
  const [now = hole('@')] = variables.get('@')?.values ?? [];
  const before = Number(/^@\+(\d+)$/.exec(onlyHole(now) ?? '')?.[1] ?? 0);
  const after = Number.isInteger(by) && onlyHole(now)?.startsWith('@') ? oneValue(hole(`@+${before + by}`)) : noValue;
  for (const name of ['@', '*']) setVariable(course, name, after);
}

const isFailing = ({ condition }: Course, { record }: Reading): boolean => record.conditions[condition]?.isFailure === true;

function set(given: readonly Argument[], course: Course): void {
  const end = given.findIndex(({ value }) => value === '--');
  const flags = end < 0 ? given : given.slice(0, end);
  flags.forEach(({ value }, index) => {
    if (/^-[a-zA-Z]*e/.test(value) || (value === 'errexit' && flags[index - 1]?.value.startsWith('-'))) course.stopsOnError = true;
    if (/^\+[a-zA-Z]*e/.test(value) || (value === 'errexit' && flags[index - 1]?.value.startsWith('+'))) course.stopsOnError = false;
  });
  if (end >= 0) given.slice(end + 1, end + 10).forEach(({ value }, index) => setVariable(course, String(index + 1), oneValue(value)));
}

/** What `sudo -u postgres`, `chroot /mnt` and their like change. */
function wrapped(command: ShellCommand, course: Course, reading: Reading): Course {
  const { wrappers, pipeline, redirects, heredocs } = command;
  const hasInput = isFed(command, course);
  if (wrappers.length === 0 && hasInput === course.hasInput) return course;
  const own = copyOf(course);
  own.hasInput = hasInput;
  for (const words of wrappers) {
    const name = baseName(words[0]?.value ?? '');
    const rest = words.slice(1).map((word) => single(word, course.variables));
    if (/^(sudo|doas|runuser|setpriv)$/.test(name)) own.as = optionValue(rest, '-u', '--user', '--reuid') ?? 'root';
    else if (/^(gosu|su-exec)$/.test(name)) own.as = rest.find((value) => !value.startsWith('-')) ?? unknown;
    else if (name === 'chroot') own.container = rest.find((value) => !value.startsWith('-')) ?? unknown;
    else if (name === 'flock' && words[0]) {
      const file = words.slice(1).find(({ text }) => !text.startsWith('-'));
      const call = {
        command: {
          wrappers: [],
          pipeline,
          redirects,
          heredocs,
          words,
          name,
          assignments: [],
          span: words[0].span,
          inFunction: undefined,
          onFailure: undefined,
        },
        program: name,
        given: [],
      };
      stepMaker(
        call,
        own,
        reading,
      )({ kind: 'lock.take', target: file ? single(file, course.variables) : '', span: (file ?? words[0]).span });
    }
  }
  return own;
}

function optionValue(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[index + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
      if (name.length === 2 && word.startsWith(name)) return word.slice(2);
    }
  }
  return undefined;
}

/** What `xargs` reads, where that stands there: `echo a b | xargs …`, `xargs … <<<"a b"`. */
function handedOn(command: ShellCommand, like: ShellWord): readonly ShellWord[] {
  const string = command.redirects.findLast(({ operator }) => operator === '<<<')?.target;
  const producer = command.pipeline[command.pipeline.indexOf(command) - 1];
  const read = string ? [string] : producer?.name === 'echo' ? producer.words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text)) : [];
  return read.length > 0 ? read : [{ text: '', value: undefined, template: unknown, span: like.span }];
}

function runNested(one: Nested, call: Call, own: Course, reading: Reading, inside: Inside): void {
  const { command } = call;
  const inner = copyOf(own);
  inner.outcome ??= undefined;
  if (one.as) inner.as = one.as === 'root' ? 'root' : single(one.as, own.variables);
  if (one.host) inner.host = single(one.host, own.variables);
  if (one.container) inner.container = single(one.container, own.variables);
  if (one.host ?? one.container) inner.folder = undefined;
  if (one.words) {
    const words = one.words;
    const pseudo = {
      ...command,
      words,
      name: baseName(words[0]?.value ?? '') || undefined,
      wrappers: [],
      redirects: [],
      heredocs: [],
      assignments: [],
    };
    const more = one.getsMore && words[0] ? handedOn(command, words[0]) : [];
    const replaced = pseudo.words.map((word) =>
      one.getsMore && word.text === '{}' ? { ...word, value: undefined, template: unknown } : word,
    );
    const hasPlace = one.words.some(({ text }) => text === '{}');
    commandSteps(
      { ...pseudo, words: hasPlace ? replaced : [...replaced, ...more] },
      inner,
      { ...reading, depth: reading.depth + 1 },
      inside,
    );
    return;
  }
  if (!one.script) return;
  const isTrap = call.command.name === 'trap';
  const record = reading.record;
  const outside = record.steps;
  if (isTrap) {
    record.steps = [];
    if (!call.given.slice(1).some(({ value }) => /^(EXIT|0)$/.test(value))) {
      inner.condition = addCondition(record, own.condition, fileSpan(reading.source, command.span), { ifYes: false, isFailure: true });
    }
  }
  inside.run(parseShell(one.script.text), one.script, inner);
  if (!isTrap) return;
  const isLast = call.given.slice(1).some(({ value }) => /^(EXIT|0)$/.test(value));
  record.atEnd.push(...record.steps.map((step) => (isLast ? { ...step, isAtEnd: true as const } : step)));
  record.steps = outside;
}
