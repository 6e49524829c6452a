import { fedFiles } from '../parse/fed';
import { fileSpan, type MappedText } from '../parse/mapped-text';
import { isCarrier, nested, scriptIn, type Nested } from '../parse/nested';
import { parseShell, unwrap } from '../parse/shell';
import { shellOptions } from '../parse/shell-options';
import type { ShellCommand, ShellScript, ShellWord } from '../parse/shell-script';
import { hasHole, hole, isKnown, maybeName, onlyHole, unknown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { memo } from '../text/memo';
import { own } from '../text/own';
import { assignedCommands, isOfSystem, type AssignedCommand } from './assigned-commands';
import { assign, builtin } from './builtins';
import { readCommandLine, type Argument, type CommandLine } from './command-line';
import { forms } from './commands';
import { saidBy, type Form, type Said } from './commands/form';
import { shown } from './commands/unread';
import { addCondition, copyOf, setVariable, shake, type Course, type Ending, type Reading } from './course';
import { pipedDownload, scriptDownload } from './downloads';
import { handedToShell } from './effect';
import { formOfPath, optionTexts, saidByCode, styleOf } from './known-programs';
import { forgetFlags, setsUnknown } from './flags';
import { oneByOne } from './one-by-one';
import { filledIn, foundBy, handedOn, pipedContent, pipedFile, pipedFolder, pipedProcess, placeFor } from './piped';
import { isFed, waitsForPerson } from './prompts';
import { redirections } from './redirections';
import { asWord, isWrapper, wrapped } from './wrappers';
import { single } from './questions';
import { argumentsOf, commandSpan, enteredFor, firstSpan, inFolder, stepMaker, type AddStep, type Call } from './step-maker';
import { oneValue, valuesOf } from './values';

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
  for (const assigned of assignedCommands(command)) runAssigned(assigned, command, course, reading, inside);
  if (command.words.length === 0) {
    for (const assignment of command.assignments) assign(assignment, course, reading);
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
    if (each.isOneOf)
      own.condition = addCondition(reading.record, course.condition, fileSpan(reading.source, firstSpan(command)), { ifYes: true });
    commandOnce(command, own, reading, inside);
  }
  if (functionNames(reading.script).has(command.name ?? '')) forgetFlags(course, reading);
  return 'falls';
}

function commandOnce(command: ShellCommand, course: Course, reading: Reading, inside: Inside): Ending {
  const own = wrapped(command, course, reading);
  const programs = valuesOf(command.words[0] as ShellWord, own.variables);
  const isOneOf = programs.values.length > 1 && !programs.isEach;
  const split = isOneOf ? [programs.values.find((value) => value !== '') ?? ''] : programs.values;
  const behind = behindPrefix(command, split);
  if (behind) return commandOnce(behind, course, reading, inside);
  const given: Argument[] = split.slice(1).map((value) => ({ value, word: command.words[0] as ShellWord, isOneOf: false }));
  for (const word of command.words.slice(1)) given.push(...argumentsOf(word, own));
  const program = split[0] ?? unknown;
  const ending = run({ command, program, given }, own, course, reading, inside);
  // `exec x`: nothing behind it is reached.
  return command.wrappers.some(([wrapper]) => wrapper?.value === 'exec') ? 'done' : ending;
}

/** `$SUDO systemctl stop dtend`: the command that is meant, whether the variable holds `sudo` or nothing. */
function behindPrefix(command: ShellCommand, values: readonly Template[]): ShellCommand | undefined {
  const [first, ...rest] = command.words;
  if (!first || first.value !== undefined || rest.length === 0) return undefined;
  const words = values.flatMap((value) => value.split(/\s+/)).filter((word) => word !== '');
  if (words.length === 0 ? /^["']/.test(first.text) : !isKnown(words.join('')) || !isWrapper(words[0] ?? '')) return undefined;
  const { wrappers, ...found } = unwrap([...words.map((word) => asWord(word, first)), ...rest]);
  // A wrapper alone is what there is.
  return words.length > 0 && wrappers.length === 0 ? undefined : { ...command, ...found, wrappers: [...command.wrappers, ...wrappers] };
}

const functionNames = memo(({ functions }: ShellScript): ReadonlySet<string> => new Set(functions.map(({ name }) => name)));

/** What somebody else is given: of a word that is one of several nobody knows which, and of one that may not be set it is no answer to a question. */
const handed = (given: readonly Argument[]): readonly Template[] =>
  given.flatMap(({ value, word, isOneOf, isMaybe }, at) =>
    !isOneOf ? [isMaybe && isKnown(value) ? hole(maybeName, value) : value] : given[at - 1]?.word === word ? [] : [unknown],
  );

/** Names that scripts give their functions as well, perhaps in a file that they read in: who knows the package decides. */
const isOwnWord =
  /^(start|stop|info|write|host|fetch|users|history|step|split|join|link|file|apply|migrate|port|pkg|salt|kind|sv|up|help|reset|clear|error|install-docs|look|paste|fold|users|w|who|say|batch|enable|init|trust|free)$/;

/** `svc stop dten`: that of daemontools is told by an option what to do. */
const isOwnCall = (name: string, [first]: readonly Argument[]): boolean =>
  isOwnWord.test(name) || (name === 'svc' && first !== undefined && !first.value.startsWith('-'));

/** `sudo -i <<EOF`: nothing but a shell of somebody else. */
const isShellOf = (name: string, given: readonly Argument[]): boolean =>
  /^(sudo|doas)$/.test(name) && given.some(({ value }) => /^-(?:\w*[is]|-login|-shell)$/.test(value));

/** `own`: the course as the command's wrappers make it; `course`: the one that the script goes on with. */
function run(call: Call, own: Course, course: Course, reading: Reading, inside: Inside): Ending {
  const { command, program, given } = call;
  const name = baseName(program);
  const isPath = program.includes('/');
  const step = stepMaker(call, own, reading);
  const isFunction = !isPath && functionNames(reading.script).has(program);
  const inner = isFunction || reading.depth >= maxDepth ? [] : innerOf(call, name, reading);
  if (setsUnknown(command)) shake(course, 'evaluated');
  if (isFunction) forgetFlags(course, reading);
  else {
    const isReadHere = inner.length > 0 && /^(?:\.|source)$/.test(name);
    const ending = isReadHere ? 'falls' : builtin(name, call, course, reading, step);
    if (ending) {
      for (const one of inner) runNested(one, call, own, reading, inside);
      return ending;
    }
  }
  const download = isFunction ? undefined : scriptDownload(name, command, given, own.variables);
  if (download !== undefined) step({ kind: 'script.run', target: program, span: commandSpan(command), from: download });
  const form =
    isFunction || isShellOf(name, given) ? undefined : isPath ? formOfPath(program) : isOwnCall(name, given) ? undefined : forms.get(name);
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
    // `echo "$VERSION" | python3 -c 'print(input())'` asks nobody.
    const inCode = saidByCode(form, line).filter(({ kind }) => kind !== 'prompt' || !isFed(command, own));
    for (const one of [...said, ...inCode]) sayStep(sentInto(one, call, own), { options, by }, call, there, reading);
    if (waitsForPerson(line, command, own)) step({ kind: 'prompt', target: name, span: commandSpan(command), by, options });
  } else if (inner.length === 0 || !isCarrier(name)) {
    // `./bin/docker-compose stop` is no shell that runs a file: the package has a program of that name.
    if (isCarrier(name) && !isFunction && !(isPath && forms.has(name))) runsFile(call, own, step);
    else step({ kind: 'call', target: isPath ? inFolder(program, own) : program, span: firstSpan(command), args: handed(given) });
  }
  for (const one of inner) runNested(one, call, own, reading, inside);
  return 'falls';
}

/** Commands inside it. */
const innerOf = (call: Call, name: string, { script, source }: Reading): readonly Nested[] =>
  nested({ ...call.command, name, words: wordsOf(call) }, script, source, 'kept').filter(
    ({ ifKnown, words }) => !ifKnown || forms.has(baseName(words?.[0]?.value ?? '')),
  );

/** Whether a verb, or one behind it (`docker compose -p hub "$@"`), is what the script or function was given. */
const isOpenVerb = ({ operands: [first, ...others] }: Pick<CommandLine, 'operands'>, verbs: NonNullable<Form['verbs']>): boolean =>
  first !== undefined && (isGivenVerb(first, others, verbs) || isOpenVerb({ operands: others }, own(verbs, first.value)?.verbs ?? {}));

const isGivenVerb = (first: Argument, others: readonly Argument[], verbs: NonNullable<Form['verbs']>): boolean =>
  Object.keys(verbs).length > 0 &&
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
  return [asWord(program, first), ...more.map(({ value }) => asWord(value, first)), ...words.slice(1)];
}

/** `bash install.sh --yes`, `sh < steps.sh`, `cat steps.sh | sh`. */
function runsFile({ command, given, program }: Call, own: Course, step: AddStep): void {
  const at = given.findIndex(({ value }) => !/^[-+]/.test(value));
  const file = given[at];
  const isFed = !file || given.slice(0, at).some(({ value }) => /^-[a-z]*s$/.test(value));
  if (!isFed) step({ kind: 'call', target: inFolder(file.value, own), span: file.word.span, args: handed(given.slice(at + 1)) });
  else {
    const files = fedFiles(command).map((word) => ({ target: single(word, own.variables), span: word.span }));
    const args = file ? handed(given.slice(at)) : [];
    for (const { target, span } of files) if (!target.includes(unknown)) step({ kind: 'call', target, span, args });
    if (files.length === 0 || files.some(({ target }) => target.includes(unknown)))
      step({ kind: 'unknown', target: program, span: firstSpan(command), why: handedToShell });
  }
}

/** `nc host 9999 < file`, `tar c /etc | nc host 9999`: more than a word that asks whether somebody is there. */
function sentInto(said: Said, { command, program }: Call, own: Course): Said {
  if (said.kind !== 'network.session' || !/^(?:nc|ncat|netcat|socat|telnet)$/.test(baseName(program)) || !isFed(command, own)) return said;
  const at = command.pipeline.findIndex(({ span }) => span.start === command.span.start);
  const asks = command.heredocs.length > 0 || /^(?:echo|printf|yes|sleep|true|:)$/.test(command.pipeline[at - 1]?.name ?? '');
  const isEmpty = command.redirects.some(({ operator, target }) => operator === '<' && target.value === '/dev/null');
  return asks || isEmpty ? said : { ...said, kind: 'network.send' };
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
  const origin =
    kind === 'archive.extract' && (said.from === undefined || said.from === '-') ? (pipedFolder(command, own) ?? said.from) : said.from;
  const from = origin ?? pipedDownload(command, own.variables) ?? (kind === 'file.write' ? pipedFile(command, own) : undefined);
  step({
    kind,
    target: isFile ? inFolder(name, own) : name,
    span: target?.word.span ?? (kind === 'unknown' ? (given[0]?.word.span ?? firstSpan(command)) : commandSpan(command)),
    options: line.options,
    by: line.by,
    ...(isFile && enteredFor(target?.value ?? name, own)),
    ...(from !== undefined && { from: isFile && origin !== undefined && !/^\w+:\/\//.test(from) ? inFolder(from, own) : from }),
    ...(said.isInto && { isInto: true as const }),
    ...(said.isProgram && { isProgram: true as const }),
    ...(said.erases && { erases: true as const }),
    ...(content && { content }),
    ...(said.mode && { mode: { value: said.mode.value, span: fileSpan(reading.source, said.mode.word.span) } }),
    ...((target?.isOneOf === true || said.isMaybe === true) && { isOneOf: true as const }),
    ...(said.why !== undefined && { why: said.why }),
  });
}

/** `bash -ec`: the shell that is started ends at the first failure. */
const isStrict = ({ name, words }: ShellCommand): boolean =>
  /^(ba|da|k|z|a)?sh$/.test(name ?? '') && shellOptions(words.slice(1).map(({ value }) => value)).get('errexit') === true;

/** What a variable makes other programs run; they feed it, and no person does. */
function runAssigned({ is, word }: AssignedCommand, command: ShellCommand, course: Course, reading: Reading, inside: Inside): void {
  const target = single(word, course.variables);
  const step = stepMaker(
    { command: { ...command, words: command.words.length > 0 ? command.words : [word] }, program: target },
    course,
    reading,
  );
  if (is === 'file') step({ kind: 'call', target: inFolder(target, course), span: word.span, args: [] });
  else if (is === 'library') {
    const others = target.split(/[\s:]+/).filter((one) => one !== '' && !isOfSystem(one));
    for (const one of others) step({ kind: 'unknown', target: one, span: word.span, why: `what ${shown(one)} does` });
  } else if (reading.depth < maxDepth) {
    const script = scriptIn(word, reading.source);
    if (script) inside.runOther(parseShell(script.text), script, Object.assign(copyOf(course), { hasInput: true }), false);
  }
}

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
    if (/^(?:eval|\.|source)$/.test(command.name ?? '')) inside.run(script, one.script, inner);
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
