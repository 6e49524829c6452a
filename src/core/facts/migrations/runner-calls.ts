import type { ShellCommand, ShellWord } from '../../parse/shell';
import { entryOf } from '../../text/groups';
import { memo } from '../../text/memo';
import { baseName } from '../../text/path';
import { runners } from './runner';

/** The commands of a script that run a tool, by its name; in the order of the tools. */
export const runnerCalls = memo((commands: readonly ShellCommand[]): ReadonlyMap<string, readonly ShellCommand[]> => {
  const calls = new Map<string, ShellCommand[]>();
  for (const command of commands) for (const name of calledBy(command)) entryOf(calls, name, () => []).push(command);
  const all = [...calls];
  const found = new Map<string, readonly ShellCommand[]>();
  for (const { name: runner, command, argument } of runners) {
    const own = all.flatMap(([name, called]) =>
      command?.test(name) === true ? called.filter((one) => !argument || hasArgument(one, argument)) : [],
    );
    if (own.length > 0) found.set(runner, own);
  }
  return found;
});

const launchers = /^(npx|bundle|java|docker|podman|yarn|pnpm|kubectl|docker-compose)$/;

/** The program's name; of launchers, every word may be it. */
function calledBy({ words }: ShellCommand): readonly string[] {
  const name = nameOf(words[0]);
  return launchers.test(name) ? words.map(nameOf) : [name];
}

const hasArgument = ({ words }: ShellCommand, argument: RegExp): boolean => words.some((word) => argument.test(nameOf(word)));

const nameOf = (word: ShellWord | undefined): string => baseName(word?.value ?? '');
