import { fileOf } from '../../package/named-file';
import type { ShellCommand } from '../../parse/shell';
import { knownEnd } from '../../parse/shell-words';
import { fact, fileFact } from '../../subject/fact';
import type { Subject, PackageView } from '../../subject/subject';
import { memo } from '../../text/memo';
import { baseName } from '../../text/path';

/** The file that a command runs or sources, as it names it; without the directory if that is computed. */
export function programOf(command: ShellCommand): string | undefined {
  const runsFile = command.name !== undefined && /^(\.|source|(ba|da|k|z)?sh)$/.test(command.name);
  const file = runsFile ? command.words.slice(1).find(({ text }) => !text.startsWith('-')) : command.words[0];
  return file && (file.value ?? knownEnd(file));
}

/** The files that commands run or source, each once, in order. */
export const programsOf = (commands: readonly ShellCommand[]): readonly string[] => [
  ...new Set(commands.flatMap((command) => programOf(command) ?? [])),
];

const calledIn = fileFact('shell', ({ syntax }) => programsOf(syntax.commands));

const sourcedIn = fileFact('shell', ({ syntax }) => programsOf(syntax.commands.filter(({ name }) => name === '.' || name === 'source')));

/** Files that a script runs as shell scripts, as it names them. */
export interface NamedScripts {
  /** Read in, or given to a shell: whatever they are called, they are scripts. */
  readonly read: readonly string[];
  /** Executed by their path: scripts if they are text without a first line that says otherwise. */
  readonly run: readonly string[];
}

export const namedScripts = fileFact('shell', ({ syntax }): NamedScripts => {
  const isRead = ({ name = '' }: ShellCommand) => /^(\.|source|(ba|da|k|z|a)?sh)$/.test(name);
  return {
    read: programsOf(syntax.commands.filter(isRead)),
    run: programsOf(syntax.commands.filter((command) => !isRead(command) && command.words[0]?.text.includes('/'))),
  };
});

/** Names, without their folders, of all that scripts of the package run or read in. */
export const calledNames = fact(
  ['shell'],
  (reviewed): ReadonlySet<string> => new Set(reviewed.subjects.shell.flatMap((script) => calledIn(script).map(baseName))),
);

type Related = (script: Subject<'shell'>) => readonly Subject<'shell'>[];

/** The package's scripts that a script runs or sources. */
export const calledScripts = fact(['shell'], (reviewed): Related => scriptsNamed(reviewed, calledIn));

/** The package's scripts that a script reads in with `.` or `source`. */
export const sourcedScripts = fact(['shell'], (reviewed): Related => scriptsNamed(reviewed, sourcedIn));

function scriptsNamed(reviewed: PackageView<'shell'>, namesIn: (script: Subject<'shell'>) => readonly string[]): Related {
  const scripts = reviewed.subjects.shell;
  return memo((script: Subject<'shell'>) => [...new Set(namesIn(script).flatMap((name) => fileOf(scripts, name) ?? []))]);
}

/** Files that one script reads in through others; nobody writes more. */
const maxSourced = 500;

/** What a script reads in, and what that reads in, without the script itself. */
export function allSourced(script: Subject<'shell'>, sourced: Related): readonly Subject<'shell'>[] {
  const found = new Set([script]);
  for (const file of found) for (const next of sourced(file)) if (found.size <= maxSourced) found.add(next);
  found.delete(script);
  return [...found];
}
