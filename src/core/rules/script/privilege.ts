import type { ShellCommand, ShellWord } from '../../parse/shell';
import type { Subject } from '../rule';

/** The `sudo` of a command that is run with it. */
export function sudoWords({ name, words, wrappers }: ShellCommand): readonly ShellWord[] | undefined {
  if (wrappers.some(asksForProgram)) return undefined;
  return wrappers.find(([first]) => isSudo(first)) ?? (name === 'sudo' ? words : undefined);
}

/** `command -v sudo` */
const asksForProgram = ([first, ...options]: readonly ShellWord[]): boolean =>
  first?.value === 'command' && options.some(({ value }) => /^-[pvV]*[vV]$/.test(value ?? ''));

const isSudo = (word: ShellWord | undefined): boolean => /^(.*\/)?sudo$/.test(word?.value ?? '');

/** Programs and, by their names, helpers that find out whether a program is there. */
const looksForProgram =
  /^(which|type|hash|dpkg|dpkg-query|rpm|apt|apt-get|yum|dnf|apk|zypper|pacman)$|need|requir|check|ensure|exist|assert|have|has_/i;

const whoRuns = /\$\{?(EUID|UID|USER|LOGNAME|SUDO_USER|SUDO_UID)\b/;

/** Whether a command finds out who runs the script, or whether sudo can be used. */
function asks(command: ShellCommand): boolean {
  const { name = '', words, wrappers } = command;
  const operands = words.slice(1);
  if (name === 'whoami') return true;
  // `id -u postgres` asks for another user.
  if (name === 'id') return operands.length > 0 && operands.every(({ value }) => /^(-|--)[a-z]+$/.test(value ?? ''));
  if (name === 'sudo' && wrappers.some(asksForProgram)) return true;
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

/** Where a script asks: the functions that do, and whether it does so outside of them. */
function placesThatAsk({ text, syntax }: Subject<'shell'>): Set<string | undefined> {
  const places = new Set(syntax.commands.filter(asks).map(({ inFunction }) => inFunction));
  for (const index of conditionsThatAsk(text)) {
    // The function of what follows the condition is most likely the function of the condition.
    places.add(syntax.commands.find(({ span }) => span.start >= index)?.inFunction);
  }
  return places;
}

/** Whether a script asks who runs it, itself or through a function of a file that it reads in. */
export function asksForPrivilege(script: Subject<'shell'>, readsIn: Iterable<Subject<'shell'>>): boolean {
  if (placesThatAsk(script).size > 0 || script.syntax.commands.some(({ inFunction }) => inFunction === 'sudo')) return true;
  const sourced = [...readsIn];
  const askers = new Set<string | undefined>();
  for (const file of sourced) for (const place of placesThatAsk(file)) askers.add(place);
  if (askers.has(undefined)) return true;
  const commands = [...script.syntax.commands, ...sourced.flatMap(({ syntax }) => syntax.commands)];
  return callsOneOf(askers, commands, script.syntax.commands, sourced) || callsHelper(script, sourced);
}

/** Whether the script's own commands, or top-level ones of what it reads in, come to one of these functions. */
function callsOneOf(
  wanted: ReadonlySet<string | undefined>,
  all: readonly ShellCommand[],
  own: readonly ShellCommand[],
  sourced: readonly Subject<'shell'>[],
): boolean {
  const start = [...own, ...sourced.flatMap(({ syntax }) => syntax.commands.filter(({ inFunction }) => inFunction === undefined))];
  const reached = new Set<string | undefined>();
  const open = start.map(({ name }) => name);
  for (let name = open.pop(); open.length > 0 || name !== undefined; name = open.pop()) {
    if (name === undefined || reached.has(name)) continue;
    reached.add(name);
    if (wanted.has(name)) return true;
    for (const command of all) if (command.inFunction === name) open.push(command.name);
  }
  return false;
}

/** `need_command sudo`, where the helper looks for the program that it is given. */
function callsHelper(script: Subject<'shell'>, sourced: readonly Subject<'shell'>[]): boolean {
  const finders = new Set(
    [script, ...sourced].flatMap(({ syntax }) =>
      syntax.commands
        .filter(({ name, wrappers }) => wrappers.some(asksForProgram) || /^(which|type|hash)$/.test(name ?? ''))
        .map(({ inFunction }) => inFunction),
    ),
  );
  return script.syntax.commands.some(({ name, words }) => name !== undefined && finders.has(name) && words.slice(1).some(isSudo));
}
