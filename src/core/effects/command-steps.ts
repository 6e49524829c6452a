import { fileSpan, type MappedText } from '../parse/mapped-text';
import { isCarrier, nested, type Nested } from '../parse/nested';
import { parseShell, unwrap } from '../parse/shell';
import type { ShellCommand, ShellScript, ShellWord } from '../parse/shell-script';
import { hasHole, holesIn, isKnown, literal, onlyHole, unknown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { memo, memoWith } from '../text/memo';
import { own } from '../text/own';
import { assign, builtin } from './builtins';
import { readCommandLine, type Argument, type CommandLine } from './command-line';
import { forms } from './commands';
import { saidBy, type Form, type Said } from './commands/form';
import { addCondition, copyOf, setVariable, type Course, type Ending, type Reading } from './course';
import { pipedDownload, scriptDownload } from './downloads';
import { handedToShell, type Step } from './effect';
import { linesOf, linesPrinted } from './lines';
import { formOfPath, optionTexts, saidByCode, styleOf } from './known-programs';
import { isFed, waitsForPerson } from './prompts';
import { single } from './questions';
import { argumentsOf, commandSpan, enteredFor, firstSpan, inFolder, stepMaker, wordsSpan, type AddStep, type Call } from './step-maker';
import { noValue, oneValue, valuesOf } from './values';

/** How scripts inside a command are walked. */
export interface Inside {
  readonly run: (script: ShellScript, source: MappedText, course: Course) => void;
  /** By a shell of their own; `isStrict`: which ends at the first failure. */
  readonly runOther: (script: ShellScript, source: MappedText, course: Course, isStrict: boolean) => void;
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
  // Nothing is written down any more.
  if (reading.record.cutAt) return 'falls';
  const each = oneByOne(command, course, functionNames(reading.script));
  if (!each) return commandOnce(command, course, reading, inside);
  for (const value of each.values) {
    const own = copyOf(course);
    setVariable(own, each.name, oneValue(value));
    commandOnce(command, own, reading, inside);
  }
  if (functionNames(reading.script).has(command.name ?? '')) forgetFlags(course, reading);
  return 'falls';
}

/** Values of a loop that a command is looked at with, one after the other. */
const mostLooked = 16;

/** Words of the shell itself: what they change holds behind them. */
const ofShell =
  /^(\.|source|cd|pushd|popd|export|declare|typeset|local|readonly|set|unset|shift|eval|exec|trap|read|exit|return|alias|echo|printf|test|\[{1,2}|:|true|false|break|continue|getopts|let|wait|umask)$/;

/** The variable of a loop that stands in several words of a program's command, which go together, or that a function or script is given. */
function oneByOne(
  { words, name }: ShellCommand,
  { variables }: Course,
  functions: ReadonlySet<string>,
): { name: string; values: readonly Template[] } | undefined {
  if (name === undefined || ofShell.test(name)) return undefined;
  const isHanded = functions.has(name) || !forms.has(name);
  const seen = new Set<string>();
  for (const word of words) {
    for (const hole of new Set(word.template === undefined ? [] : holesIn(word.template))) {
      const known = variables.get(hole);
      const isLoops = /^\w+$/.test(hole) && known?.isEach === true && known.values.length > 1 && known.values.length <= mostLooked;
      if (isLoops && (isHanded || seen.has(hole))) return { name: hole, values: known.values };
      seen.add(hole);
    }
  }
  return undefined;
}

function commandOnce(command: ShellCommand, course: Course, reading: Reading, inside: Inside): Ending {
  const own = wrapped(command, course, reading);
  const programs = valuesOf(command.words[0] as ShellWord, own.variables);
  const split = programs.values.length > 1 && !programs.isEach ? programs.values.slice(0, 1) : programs.values;
  const given: Argument[] = split.slice(1).map((value) => ({ value, word: command.words[0] as ShellWord, isOneOf: false }));
  for (const word of command.words.slice(1)) given.push(...argumentsOf(word, own));
  const program = split[0] ?? unknown;
  const ending = run({ command, program, given }, own, course, reading, inside);
  // `exec x`: nothing behind it is reached.
  return command.wrappers.some(([wrapper]) => wrapper?.value === 'exec') ? 'done' : ending;
}

const functionNames = memo(({ functions }: ShellScript): ReadonlySet<string> => new Set(functions.map(({ name }) => name)));

/** Variables that functions set, or anybody counts with. */
const setElsewhere = memoWith(
  ({ commands }: ShellScript, text: string): ReadonlySet<string> =>
    new Set([
      ...commands.flatMap(({ name, inFunction, assignments }) =>
        inFunction === undefined || name !== undefined ? [] : assignments.map((assignment) => assignment.name),
      ),
      ...Array.from(text.matchAll(/\(\([ \t]*(\w+)[ \t]*[-+]?[-+=]/g), ([, name = '']) => name),
    ]),
);

/** `ERRORS=0; check; [ $ERRORS -gt 0 ]`: a number or an answer is there to be changed. */
function forgetFlags(course: Course, { script, source }: Reading): void {
  for (const name of setElsewhere(script, source.text))
    if (/^(-?\d+|true|false|yes|no)$/i.test(course.variables.get(name)?.values[0] ?? '')) setVariable(course, name, noValue);
}

/** What somebody else is given: of a word that is one of several nobody knows which. */
const handed = (given: readonly Argument[]): readonly Template[] =>
  given.flatMap(({ value, word, isOneOf }, at) => (!isOneOf ? [value] : given[at - 1]?.word === word ? [] : [unknown]));

/** Names that scripts give their functions as well, perhaps in a file that they read in: who knows the package decides. */
const isOwnWord =
  /^(start|stop|info|write|host|fetch|users|history|step|split|join|link|file|apply|migrate|port|pkg|salt|kind|sv|up|help|reset|clear|error|install-docs|look|paste|fold|users|w|who)$/;

/** `own`: the course as the command's wrappers make it; `course`: the one that the script goes on with. */
function run(call: Call, own: Course, course: Course, reading: Reading, inside: Inside): Ending {
  const { command, program, given } = call;
  const name = baseName(program);
  const isPath = program.includes('/');
  const step = stepMaker(call, own, reading);
  const isFunction = !isPath && functionNames(reading.script).has(program);
  if (isFunction) forgetFlags(course, reading);
  else {
    const ending = builtin(name, call, course, reading, step);
    if (ending) return ending;
  }
  const inner = isFunction || reading.depth >= maxDepth ? [] : nested({ ...command, name, words: wordsOf(call) }, reading.source, 'kept');
  const download = isFunction ? undefined : scriptDownload(name, command, given, own.variables);
  if (download !== undefined) step({ kind: 'script.run', target: program, span: commandSpan(command), from: download });
  const form = isFunction ? undefined : isPath ? formOfPath(program) : isOwnWord.test(name) ? undefined : forms.get(name);
  if (form) {
    const line = withOneVerb(form, readCommandLine(name, given, styleOf(form)));
    // `svc() { systemctl "$1" "$2"; }`: whoever calls it says what is done.
    if (form.verbs && isOpenVerb(line, form.verbs)) {
      step({ kind: 'call', target: program, span: firstSpan(command), args: handed(given) });
      return 'falls';
    }
    const said = saidBy(form, line);
    const options = optionTexts(line);
    const verb = form.verbs ? (line.operands[0]?.value ?? '') : '';
    const by = verb && isKnown(verb) ? `${name} ${verb}` : name;
    const there = placed(form, line, own);
    for (const one of [...said, ...saidByCode(form, line)]) sayStep(one, { options, by }, call, there, reading);
    if (waitsForPerson(line, command, own)) step({ kind: 'prompt', target: name, span: commandSpan(command), by, options });
  } else if (inner.length === 0 || !isCarrier(name)) {
    if (isCarrier(name) && !isFunction) runsFile(call, own, step);
    else step({ kind: 'call', target: program, span: firstSpan(command), args: handed(given) });
  }
  for (const one of inner) runNested(one, call, own, reading, inside);
  return 'falls';
}

const isOpenVerb = ({ operands: [first, ...others] }: CommandLine, verbs: NonNullable<Form['verbs']>): boolean =>
  first !== undefined &&
  hasHole(first.value) &&
  /^(\d|[@*](\+\d)?)$/.test(onlyHole(first.value) ?? '') &&
  !others.some(({ value }) => own(verbs, value));

/** `deb-systemd-invoke $action x.service` with `restart` or `start`: the other one is nothing that is started. */
function withOneVerb({ verbs }: Form, line: CommandLine): CommandLine {
  const [verb, ...rest] = line.operands;
  if (!verbs || !verb?.isOneOf) return line;
  return { ...line, operands: [verb, ...rest.filter(({ word }) => word !== verb.word)] };
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

/** `bash install.sh --yes`, `sh < steps.sh`, `cat steps.sh | sh`. */
function runsFile({ command, given, program }: Call, own: Course, step: AddStep): void {
  const at = given.findIndex(({ value }) => !/^[-+]/.test(value));
  const file = given[at];
  const isFed = !file || given.slice(0, at).some(({ value }) => /^-[a-z]*s$/.test(value));
  if (!isFed) step({ kind: 'call', target: file.value, span: file.word.span, args: handed(given.slice(at + 1)) });
  else {
    const files = fedFiles(command).map((word) => ({ target: single(word, own.variables), span: word.span }));
    const args = file ? handed(given.slice(at)) : [];
    for (const { target, span } of files) if (!target.includes(unknown)) step({ kind: 'call', target, span, args });
    if (files.length === 0 || files.some(({ target }) => target.includes(unknown)))
      step({ kind: 'unknown', target: program, span: firstSpan(command), why: handedToShell });
  }
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
  const name =
    said.name ?? (kind === 'process.kill' && target?.value === unknown ? pipedProcess(command) : undefined) ?? target?.value ?? '';
  const content =
    said.content ??
    (kind === 'file.write' || kind === 'file.append' || kind === 'security.change' ? pipedContent(command, reading) : undefined);
  const from = said.from ?? pipedDownload(command, own.variables) ?? (kind === 'file.write' ? pipedFile(command, own) : undefined);
  step({
    kind,
    target: isFile ? inFolder(name, own) : name,
    span: target?.word.span ?? (kind === 'unknown' ? (given[0]?.word.span ?? firstSpan(command)) : commandSpan(command)),
    options: line.options,
    by: line.by,
    ...(isFile && enteredFor(target?.value ?? name, own)),
    ...(from !== undefined && { from: isFile && said.from !== undefined && !/^\w+:\/\//.test(from) ? inFolder(from, own) : from }),
    ...(said.isInto && { isInto: true as const }),
    ...(said.isProgram && { isProgram: true as const }),
    ...(content && { content }),
    ...(said.mode && { mode: { value: said.mode.value, span: fileSpan(reading.source, said.mode.word.span) } }),
    ...((target?.isOneOf === true || said.isMaybe === true) && { isOneOf: true as const }),
    ...(said.why !== undefined && { why: said.why }),
  });
}

/** The file that a command writes on: `tee b < a`, `cat a | tee b`. */
function pipedFile(command: ShellCommand, { variables }: Course): Template | undefined {
  const file = /^(tee|sponge)$/.test(command.name ?? '') ? fedFiles(command).at(-1) : undefined;
  return file && single(file, variables);
}

/** The files that a command reads from its standard input: `< a`, `cat a b |`. */
function fedFiles({ redirects, pipeline, span }: ShellCommand): readonly ShellWord[] {
  const read = redirects.findLast(({ operator }) => operator === '<')?.target;
  if (read) return [read];
  const producer = pipeline[pipeline.findIndex((one) => one.span.start === span.start) - 1];
  return producer?.name === 'cat' ? producer.words.slice(1).filter(({ text }) => !text.startsWith('-')) : [];
}

/** Of processes that a pipe finds: `ps ax | grep nginx | awk … | xargs kill`. */
function pipedProcess({ pipeline }: ShellCommand): Template | undefined {
  for (const { name = '', words } of pipeline) {
    if (!/^([ef]?grep|pgrep|pidof)$/.test(name) || words.some(({ text }) => /^-\w*v/.test(text))) continue;
    const pattern = words.slice(1).find(({ text }) => !text.startsWith('-'))?.value;
    if (pattern !== undefined) return pattern;
  }
  return undefined;
}

/** Text that arrives through a pipe: `cat <<EOF | tee file`, `echo … | tee file`. */
function pipedContent(command: ShellCommand, { source }: Reading): Step['content'] {
  const producer = command.pipeline[command.pipeline.indexOf(command) - 1];
  const from = command.heredocs.at(-1) ?? producer?.heredocs.at(-1);
  if (from) return fileSpan(source, from.span);
  if (producer?.name !== 'echo' && producer?.name !== 'printf') return undefined;
  return wordsSpan(producer, source);
}

/** Files that are written by `>` and `>>`. */
function redirections(command: ShellCommand, course: Course, reading: Reading): void {
  for (const { operator, target } of command.redirects) {
    if (!/^(>|>\||&>|>>|&>>|>&)$/.test(operator) || /^(&?[\d-]+)$/.test(target.text)) continue;
    for (const { value, isOneOf } of argumentsOf(target, course)) {
      if (/^\/dev\/(null|stdout|stderr|tty|fd\/\d+|console|kmsg)$/.test(value)) continue;
      const heredoc = command.heredocs.at(-1);
      const said = /^(echo|printf)$/.test(command.name ?? '') ? wordsSpan(command, reading.source) : undefined;
      const content = heredoc ? fileSpan(reading.source, heredoc.span) : said;
      const from = command.name === 'cat' ? command.words.slice(1).findLast(({ text }) => !text.startsWith('-')) : undefined;
      stepMaker(
        { command, program: command.name ?? '' },
        course,
        reading,
      )({
        kind: operator.includes('>>') ? 'file.append' : 'file.write',
        target: inFolder(value, course),
        span: target.span,
        by: operator,
        ...(content && { content }),
        ...(from && { from: inFolder(single(from, course.variables), course) }),
        ...(isOneOf && { isOneOf: true as const }),
      });
    }
  }
}

/** What `sudo -u postgres`, `chroot /mnt` and their like change. */
function wrapped(command: ShellCommand, course: Course, reading: Reading): Course {
  const { wrappers } = command;
  const hasInput = isFed(command, course);
  if (wrappers.length === 0 && hasInput === course.hasInput) return course;
  const own = copyOf(course);
  own.hasInput = hasInput;
  for (const words of wrappers) {
    const name = baseName(words[0]?.value ?? '');
    const rest = words.slice(1).map((word) => single(word, course.variables));
    if (/^(sudo|doas|pkexec|runuser|setpriv)$/.test(name)) own.as = optionValue(rest, '-u', '--user', '--reuid') ?? 'root';
    else if (/^(gosu|su-exec)$/.test(name)) own.as = rest.find((value) => !value.startsWith('-')) ?? unknown;
    // The first process is the host's, whatever container this runs in.
    else if (name === 'nsenter' && /^1$/.test(optionValue(rest, '-t', '--target') ?? '')) own.container = undefined;
    else if (name === 'chroot') own.container = rest.find((value) => !value.startsWith('-')) ?? unknown;
    else if (name === 'flock' && words[0]) {
      const file = words.slice(1).find(({ text }) => !text.startsWith('-'));
      const step = stepMaker({ command: { ...command, words }, program: name }, own, reading);
      step({ kind: 'lock.take', target: file ? single(file, course.variables) : '', span: (file ?? words[0]).span });
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

/** What `find` finds for a command that it runs or that reads its list, or `ls`: `find /var/lib/dten -name '*.tmp' -exec rm {} +`. */
function foundBy(command: ShellCommand): readonly ShellWord[] | undefined {
  const finder = command.name === 'find' ? command : command.pipeline[0];
  if (!finder || (finder === command && command.name !== 'find')) return undefined;
  const { name, words } = finder;
  // Without a pattern `ls` tells names, and not where they lie.
  if (name === 'ls') return words.slice(1).filter(({ text }) => /^[^-].*\/\*/.test(text));
  if (name !== 'find') return undefined;
  const end = words.findIndex(({ text }, at) => at > 0 && /^(-[a-zA-Z]{2,}|[!(\\])/.test(text));
  const folders = words.slice(1, end < 0 ? undefined : end).filter(({ text }) => !text.startsWith('-'));
  const pattern = words[words.findIndex(({ text }) => /^-i?name$/.test(text)) + 1];
  const found = pattern === words[0] ? '*' : literal(pattern?.value ?? '*');
  return folders.map((folder) => {
    const place = folder.template ?? literal(folder.value ?? folder.text);
    return { ...folder, value: undefined, template: `${place.replace(/\/$/, '')}/${found}` };
  });
}

/** What `xargs` reads, where that stands there: `echo a b | xargs …`, `xargs … <<<"a b"`. */
function handedOn(command: ShellCommand, like: ShellWord, course: Course, source: MappedText): readonly ShellWord[] {
  const string = command.redirects.findLast(({ operator }) => operator === '<<<')?.target;
  if (string) return [string];
  const producer = command.pipeline[command.pipeline.findIndex(({ span }) => span.start === command.span.start) - 1];
  const lines = linesOf(command.heredocs, source) ?? linesPrinted(producer, course.variables, source);
  // The words of `echo` have places of their own.
  const words =
    producer?.name === 'echo' && lines?.length === 1 ? producer.words.slice(1).filter(({ text }) => !/^-[neE]+$/.test(text)) : undefined;
  const said = words ?? lines?.map((line): ShellWord => ({ text: line, value: undefined, template: line, span: like.span })) ?? [];
  return said.length > 0 ? said : [{ text: '', value: undefined, template: unknown, span: like.span }];
}

/** What stands for each line in the command of `xargs -I{}`, or of `find`. */
function placeFor({ name, words }: ShellCommand): string {
  if (name !== 'xargs') return '{}';
  for (const [at, { text, value = text }] of words.entries()) {
    const [, inline = ''] = /^(?:-I|-i|--replace=)(.*)$/s.exec(value) ?? [];
    if (inline !== '') return inline;
    if (value === '-I') return words[at + 1]?.value ?? '{}';
  }
  return '{}';
}

/** A word with a value in the place of what stands for it; a script in a word is read as it is written. */
const filledIn = (word: ShellWord, place: string, by: readonly ShellWord[]): readonly ShellWord[] =>
  word.text === place
    ? by
    : !word.text.includes(place) || /\s/.test(word.text)
      ? [word]
      : by.map((one) => ({
          ...word,
          value: undefined,
          template: (word.template ?? literal(word.value ?? word.text)).split(place).join(one.template ?? literal(one.value ?? one.text)),
        }));

/** `bash -ec`: the shell that is started ends at the first failure. */
const isStrict = ({ name, words }: ShellCommand): boolean =>
  /^(ba|da|k|z|a)?sh$/.test(name ?? '') && words.some(({ value = '' }, at) => /^-[a-z]*e/.test(value) || (value === 'errexit' && at > 1));

function runNested(one: Nested, call: Call, own: Course, reading: Reading, inside: Inside): void {
  const { command } = call;
  const inner = copyOf(own);
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
    const files = one.getsMore ? foundBy(command) : undefined;
    const found = files && files.length > 0 ? files : undefined;
    inner.isFound = found !== undefined;
    const more = one.getsMore && words[0] ? (found ?? handedOn(command, words[0], own, reading.source)) : [];
    const place = placeFor(command);
    const hasPlace = one.words.some(({ text }) => text.includes(place));
    const replaced = one.getsMore ? pseudo.words.flatMap((word) => filledIn(word, place, more)) : pseudo.words;
    commandSteps(
      { ...pseudo, ...unwrap(hasPlace ? replaced : [...replaced, ...more]) },
      inner,
      { ...reading, depth: reading.depth + 1 },
      inside,
    );
    return;
  }
  if (!one.script) return;
  if (command.name !== 'trap') {
    const script = parseShell(one.script.text);
    if (command.name === 'eval') inside.run(script, one.script, inner);
    else inside.runOther(script, one.script, inner, isStrict(command));
    return;
  }
  const { record } = reading;
  const outside = record.steps;
  const isAtEnd = call.given.slice(1).some(({ value }) => /^(EXIT|0)$/.test(value));
  if (!isAtEnd) {
    inner.condition = addCondition(record, own.condition, fileSpan(reading.source, command.span), { ifYes: false, isFailure: true });
  }
  record.steps = [];
  inside.run(parseShell(one.script.text), one.script, inner);
  record.atEnd.push(...record.steps.map((step) => (isAtEnd ? { ...step, isAtEnd: true as const } : step)));
  record.steps = outside;
}
