import { contains, type Span } from '../../text/span';
import { baseName } from '../../text/path';
import type { ShellCommand, ShellScript, ShellWord } from '../shell';
import { shellOptions } from '../shell-options';
import type { ShellNode } from '../shell-script';
import { insideOf } from '../shell-tree';
import { callsAround } from './handed-over';

/** Programs that let one holder of a lock file in at a time. */
export const lockPrograms = /^(flock|lockfile|lockfile-create|dotlockfile|lockrun|lckdo|setlock|shlock|with-lock-ex)$/;

/**
 * Where a lock file keeps a second run of the script out: from the command that takes it, whose failure somebody looks at, until it is
 * given back, or until what holds it open ends.
 */
export function lockedPlaces(script: ShellScript, text: string): readonly Span[] {
  const taking = script.commands.filter(mayTake).slice(0, maxLocks);
  return taking.flatMap((command) => {
    const { end } = command.span;
    if (startsAnew(command)) return [{ start: end, end: Infinity }];
    if (!takesLock(command, script, text)) return [];
    return [{ start: end, end: Math.min(scopeOf(command, script, text), releaseOf(command, script, text)) }];
  });
}

/** Locks of one script; nobody writes more. */
const maxLocks = 20;

const mayTake = (command: ShellCommand): boolean =>
  command.name === 'set' || command.name === 'mkdir' || lockPrograms.test(command.name ?? '') || startsAnew(command);

/** Whether a command stands in such a place, or a function around it is called only there. */
export function isLockedAt(command: ShellCommand, places: readonly Span[], script: ShellScript, steps = maxCalls): boolean {
  if (places.length === 0) return false;
  if (places.some((place) => contains(place, command.span))) return true;
  const calls = steps > 0 ? callsAround(command, script) : [];
  return calls.length > 0 && calls.length <= maxLocks && calls.every((call) => isLockedAt(call, places, script, steps - 1));
}

/** Functions that call one another on the way to a client. */
const maxCalls = 3;

const nameOf = (word: ShellWord | undefined): string => baseName(word?.value ?? '');

const bare = ({ text }: ShellWord): string => text.replace(/["'{}]/g, '');

/** `exec flock -n "$0" "$0" "$@"`: what comes behind runs in the second start alone (flock(1), EXAMPLES). */
const startsAnew = ({ words, wrappers }: ShellCommand): boolean =>
  /^\$(?:0|BASH_SOURCE(?:\[0\])?)$/.test(words[0] ? bare(words[0]) : '') &&
  wrappers.some(([wrapper]) => nameOf(wrapper) === 'exec') &&
  wrappers.some(([wrapper]) => lockPrograms.test(nameOf(wrapper)));

/** From here on, nobody else gets in: `flock -n 9`; a shared lock lets everybody in. */
function takesLock(command: ShellCommand, script: ShellScript, text: string): boolean {
  const { name, words } = command;
  const given = words.slice(1).map((word) => word.text);
  if (name === 'set') return shellOptions(given).get('noclobber') === true;
  if (name === 'mkdir')
    return (
      given.some((one) => /lock/i.test(one)) && !given.some((one) => /^-[a-z]*p|^--parents$/.test(one)) && isHeeded(command, script, text)
    );
  if (name === undefined || !lockPrograms.test(name) || given.some((one) => isNoLock.test(one))) return false;
  // Without an option that says otherwise, flock waits until it is its turn.
  return (name === 'flock' && !given.some((one) => mayFail.test(one))) || isHeeded(command, script, text);
}

const isNoLock = /^(-[a-z]*[suc]|--shared|--unlock|--command)$/;

const mayFail = /^(-[a-zA-Z]*[nw][\d.]*|--(nb|nonblock|wait|timeout)(=.*)?)$/;

/** Whether the script does something else when the command fails than to say so. */
function isHeeded({ span, onFailure, inFunction }: ShellCommand, { commands, tree }: ShellScript, text: string): boolean {
  if (!onFailure) return inFunction !== undefined || commands.some(setsErrExit) || asksStatus.test(text.slice(span.end, span.end + nearby));
  if (onFailure.end === onFailure.start) return true;
  // A loop that asks again and again ends with the answer.
  if (around(tree, span).some((node) => node.kind === 'while' && contains(node.test.span, span))) return true;
  const instead = commands.filter((other) => contains(onFailure, other.span));
  return instead.length === 0 || instead.some(({ name }) => name === undefined || !saysOnly.test(name));
}

const nearby = 200;
const asksStatus = /^\s*[;\n][^\n]*\$\?/;
const saysOnly = /^(true|:|echo|printf|logger|sleep)$/;

const setsErrExit = ({ name, words }: ShellCommand): boolean =>
  name === 'set' && shellOptions(words.slice(1).map(({ text }) => text)).get('errexit') === true;

/** What holds the lock: the number of an open file, or the file; as written, without quotes. */
const holders = ({ words }: ShellCommand): readonly string[] =>
  words
    .slice(1)
    .map(bare)
    .filter((word) => !word.startsWith('-'));

/** A lock of an open file ends with the part of the script that has it open: `( flock 9; … ) 9>lock`. */
function scopeOf(command: ShellCommand, script: ShellScript, text: string): number {
  const file = command.name === 'flock' ? holders(command).at(-1) : undefined;
  if (file === undefined || !/^(\d+|\$\w+)$/.test(file)) return Infinity;
  const opens = opening(file);
  for (const node of around(script.tree, command.span).reverse()) {
    if (node.kind === 'redirected' && opens.test(text.slice(node.body.span.end, node.span.end))) return node.span.end;
    if (node.kind !== 'subshell') continue;
    const isOwn = ({ name, span, words }: ShellCommand) =>
      (name === 'exec' || words.length === 0) &&
      span.end <= command.span.start &&
      contains(node.span, span) &&
      opens.test(text.slice(span.start, span.end));
    if (script.commands.some(isOwn)) return node.span.end;
  }
  return Infinity;
}

const opening = (file: string): RegExp => new RegExp(file.startsWith('$') ? `\\{${file.slice(1)}\\}\\s*[<>]` : `(^|\\D)${file}[<>]`);

/** The nodes that hold a place, the outermost first. */
function around(tree: ShellNode, place: Span): ShellNode[] {
  const found: ShellNode[] = [];
  for (let node: ShellNode | undefined = tree; node; node = insideOf(node).find(({ span }) => contains(span, place))) found.push(node);
  return found;
}

/** Where the script gives the lock back, whatever has happened before. */
function releaseOf(taking: ShellCommand, script: ShellScript, text: string): number {
  const own = new Set(holders(taking));
  const isSure = ({ span }: ShellCommand) => !script.branches.some(({ body }) => contains(body, span));
  const gives = (command: ShellCommand): boolean => {
    const { name, words, span } = command;
    if (taking.name === 'flock') {
      if (name === 'flock')
        return words.some(({ text: word }) => /^(-[a-z]*u|--unlock)$/.test(word)) && holders(command).some((one) => own.has(one));
      if (!text.startsWith('exec', span.start)) return false;
      const closed = /^exec\s+(?:(\d+)|\{(\w+)\})[<>]&-\s*$/.exec(text.slice(span.start, span.end));
      return closed !== null && own.has(closed[1] ?? `$${closed[2] ?? ''}`);
    }
    return (
      name !== undefined &&
      /^(rm|rmdir|unlink|dotlockfile|lockfile-remove)$/.test(name) &&
      command !== taking &&
      holders(command).some((one) => own.has(one))
    );
  };
  for (const command of script.commands) {
    if (command.span.start <= taking.span.end && command.inFunction === undefined) continue;
    if (!gives(command) || !isSure(command)) continue;
    if (command.inFunction === taking.inFunction) {
      if (command.span.start > taking.span.end) return command.span.start;
      continue;
    }
    const call = script.commands.find((one) => one.name === command.inFunction && one.span.start > taking.span.end && isSure(one));
    if (command.inFunction !== undefined && call) return call.span.start;
    if (command.inFunction === undefined) return command.span.start;
  }
  return Infinity;
}
