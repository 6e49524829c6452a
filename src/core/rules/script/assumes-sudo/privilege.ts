import type { ShellCommand, ShellWord } from '../../../parse/shell';
import { countBefore } from '../../../text/sorted';
import { fileFact } from '../../../subject/fact';
import type { Subject } from '../../../subject/subject';
import { entryOf } from '../../../text/groups';

/** The `sudo` of a command that is run with it. */
export function sudoWords({ name, words, wrappers }: ShellCommand): readonly ShellWord[] | undefined {
  return wrappers.find(([first]) => isSudo(first)) ?? (name === 'sudo' ? words : undefined);
}

/** Asked of every word, and a variable in it may stand for megabytes. */
const isSudo = (word: ShellWord | undefined): boolean => word?.value === 'sudo' || word?.value?.endsWith('/sudo') === true;

/** Programs and, by their names, helpers that find out whether a program is there. */
const looksForProgram =
  /^(command|which|type|hash|dpkg|dpkg-query|rpm|apt|apt-get|yum|dnf|apk|zypper|pacman)$|need|requir|check|ensure|exist|assert|have|has_/i;

const whoRuns = /\$\{?(EUID|UID|USER|LOGNAME|SUDO_USER|SUDO_UID)\b/;

/** Whether a command finds out who runs the script, or whether sudo can be used. */
function asks(command: ShellCommand): boolean {
  const { name = '', words } = command;
  const operands = words.slice(1);
  if (name === 'whoami') return true;
  // `id -u postgres` asks for another user.
  if (name === 'id') return operands.length > 0 && operands.every(({ value }) => /^(-|--)[a-z]+$/.test(value ?? ''));
  const sudo = sudoWords(command);
  // `sudo -n true`, `sudo -v` and `sudo -l` only try.
  if (sudo)
    return name === 'true' || (name === 'sudo' && operands.some(({ value }) => /^(-[A-Za-z]*[vl]|--validate|--list)$/.test(value ?? '')));
  if (looksForProgram.test(name) && operands.some(isSudo)) return true;
  return (name === 'test' || name === '[') && operands.some((word) => isSudo(word) || whoRuns.test(word.text));
}

const whoRunsInside = /\b(EUID|UID|USER|LOGNAME|SUDO_USER|SUDO_UID)\b/;

/** Offsets of `[[ … ]]` and `(( … ))` that ask: they are no commands, so they are looked for in the text, comments left out. */
function conditionsThatAsk(text: string): number[] {
  const found: number[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const opening = line.search(/\[\[|\(\(/);
    const comment = line.search(/(^|\s)#/);
    if (opening >= 0 && (comment < 0 || opening < comment) && whoRunsInside.test(line.slice(opening))) found.push(start + opening);
    start += line.length + 1;
  }
  return found;
}

/** What one file says of privileges; functions by name, `undefined` for what stands outside of them. */
interface Asking {
  /** Where it asks. */
  readonly places: ReadonlySet<string | undefined>;
  readonly definesSudo: boolean;
  /** The commands of each function. */
  readonly calls: ReadonlyMap<string | undefined, ReadonlySet<string>>;
  /** Where it looks whether the programs are there that it is told. */
  readonly finders: ReadonlySet<string | undefined>;
  /** Commands that are told of sudo: `need_command sudo`. */
  readonly toldOfSudo: ReadonlySet<string>;
}

const askingOf = fileFact('shell', ({ text, syntax: { commands } }): Asking => {
  const places = new Set(commands.filter(asks).map(({ inFunction }) => inFunction));
  for (const index of conditionsThatAsk(text)) {
    // The function of what follows the condition is most likely the function of the condition.
    places.add(commands[countBefore(commands, index, ({ span }) => span.start)]?.inFunction);
  }
  const calls = new Map<string | undefined, Set<string>>();
  const finders = new Set<string | undefined>();
  const toldOfSudo = new Set<string>();
  for (const { name, words, inFunction } of commands) {
    const own = entryOf(calls, inFunction, () => new Set());
    if (/^(command|which|type|hash)$/.test(name ?? '')) finders.add(inFunction);
    if (name === undefined) continue;
    own.add(name);
    if (words.slice(1).some(isSudo)) toldOfSudo.add(name);
  }
  return { places, definesSudo: calls.has('sudo'), calls, finders, toldOfSudo };
});

/** Whether a script asks who runs it, itself or through a function of a file that it reads in. */
export function asksForPrivilege(script: Subject<'shell'>, readsIn: readonly Subject<'shell'>[]): boolean {
  const own = askingOf(script);
  if (own.places.size > 0 || own.definesSudo) return true;
  const sourced = readsIn.map(askingOf);
  const askers = new Set(sourced.flatMap(({ places }) => [...places]));
  if (askers.has(undefined)) return true;
  return (askers.size > 0 && callsOneOf(askers, own, sourced)) || callsHelper(own, sourced);
}

/** Whether the script's own commands, or top-level ones of what it reads in, come to one of these functions. */
function callsOneOf(wanted: ReadonlySet<string | undefined>, own: Asking, sourced: readonly Asking[]): boolean {
  const reached = new Set<string>();
  for (const called of own.calls.values()) for (const name of called) reached.add(name);
  for (const { calls } of sourced) for (const name of calls.get(undefined) ?? []) reached.add(name);
  // What is added on the way is visited as well.
  for (const name of reached) {
    if (wanted.has(name)) return true;
    for (const { calls } of sourced) for (const called of calls.get(name) ?? []) reached.add(called);
  }
  return false;
}

/** `need_command sudo`, where the helper looks for the program that it is given. */
const callsHelper = (own: Asking, sourced: readonly Asking[]): boolean =>
  [...own.toldOfSudo].some((name) => own.finders.has(name) || sourced.some(({ finders }) => finders.has(name)));
