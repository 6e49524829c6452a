import type { ShellCommand } from '../parse/shell-script';
import { holesIn, onlyHole, type Template } from '../parse/shell-template';
import { forms } from './commands';
import type { Course } from './course';

/** Values of a loop that a command is looked at with, one after the other. */
const mostLooked = 16;

/** Words of the shell itself: what they change holds behind them. */
const ofShell =
  /^(\.|source|cd|pushd|popd|export|declare|typeset|local|readonly|set|unset|shift|eval|exec|trap|read|exit|return|alias|echo|printf|test|\[{1,2}|:|true|false|break|continue|getopts|let|wait|umask)$/;

/** Who runs a command, not what it does: mostly that or nothing. */
const wrapping = /^(?:sudo|doas|env|nice|exec|command|time)\b/;

/** What works on the host that it is given: each is one of its own. */
const reaching = /^(?:(?:auto)?ssh|plink|pssh|parallel-ssh|scp|sftp|rsync)$/;

/** Values that a command is looked at with; `isOneOf`: only one of them comes, and nobody knows which. */
interface OneByOne {
  readonly name: string;
  readonly values: readonly Template[];
  readonly isOneOf: boolean;
}

/**
 * The variable of a loop that stands in several words of a program's command, which go together, or that a function or script is given; or
 * one that is the command itself: `$update` for `apt-get update` or `dnf makecache`.
 */
export function oneByOne({ words, name }: ShellCommand, { variables }: Course, functions: ReadonlySet<string>): OneByOne | undefined {
  if (name !== undefined && ofShell.test(name)) return undefined;
  const command =
    name === undefined && words[0]?.template !== undefined && !/^["']/.test(words[0].text) ? onlyHole(words[0].template) : undefined;
  const called = command === undefined ? undefined : variables.get(command);
  if (
    command !== undefined &&
    called?.isEach === false &&
    called.values.length <= mostLooked &&
    called.values.every((value) => /^[a-z/]/.test(value) && !wrapping.test(value))
  )
    return { name: command, values: called.values, isOneOf: true };
  // `for step in stop start; do do_$step; done`: a command that is another one each time.
  const isHanded = name === undefined || functions.has(name) || !forms.has(name) || reaching.test(name);
  const seen = new Set<string>();
  for (const word of words) {
    for (const hole of new Set(word.template === undefined ? [] : holesIn(word.template))) {
      const known = variables.get(hole);
      const isLoops = /^\w+$/.test(hole) && known?.isEach === true && known.values.length > 1 && known.values.length <= mostLooked;
      if (isLoops && (isHanded || seen.has(hole))) return { name: hole, values: known.values, isOneOf: false };
      seen.add(hole);
    }
  }
  return undefined;
}
