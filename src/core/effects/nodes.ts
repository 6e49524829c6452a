import type { ShellCommand, ShellNode } from '../parse/shell-script';
import type { Course } from './course';
import type { Step } from './effect';
import { asks } from './questions';

/** Whether a node does something, so that its failure is an accident: what it has just written down says so. */
export function isAction(node: ShellNode, steps: readonly Step[]): boolean {
  const command = onlyCommand(node);
  const asked = command && asks(command);
  if (asked !== undefined) return !asked;
  if (node.kind === 'test' || (node.kind === 'list' && node.items.at(-1)?.kind === 'test')) return false;
  if (steps.some(({ kind }) => kind !== 'call' && kind !== 'unknown' && kind !== 'source')) return true;
  return command?.name !== undefined && (alwaysWorks.test(command.name) || steps.length > 0);
}

const alwaysWorks = /^(cd|pushd|popd|echo|printf|true|:|export|local|set|shift|sleep|wait|source|\.|umask|eval|declare|readonly)$/;

/** The command that decides how a node ends. */
export function onlyCommand(node: ShellNode): ShellCommand | undefined {
  if (node.kind === 'command') return node.command;
  if (node.kind === 'list') return node.items.length === 1 && node.items[0] ? onlyCommand(node.items[0]) : undefined;
  if (node.kind === 'pipe' && node.parts.length === 1 && node.parts[0]) return onlyCommand(node.parts[0]);
  // `dpkg -l | grep -q foo` asks as its last command does.
  if (node.kind === 'pipe') return node.parts.at(-1) && onlyCommand(node.parts.at(-1) as ShellNode);
  return node.kind === 'redirected' ? onlyCommand(node.body) : undefined;
}

export const isNegated = (node: ShellNode): boolean =>
  node.kind === 'list'
    ? node.items.length === 1 && node.items[0] !== undefined && isNegated(node.items[0])
    : node.kind === 'pipe' && node.negated;

/** What happens if a part of a chain fails: what stands behind the next `||` says so. */
export function outcomeBefore(parts: readonly ShellNode[], operators: readonly string[], outside: Course['outcome']): Course['outcome'] {
  const at = operators.indexOf('||');
  if (at < 0) return operators.length > 0 ? (outside ?? 'goes-on') : outside;
  const alternative = parts[at];
  const command = alternative && onlyCommand(alternative);
  if (command && /^(true|:)$/.test(command.name ?? '')) return 'ignored';
  return alternative && givesUp(alternative) ? 'stops' : 'goes-on';
}

const gaveUp = /^(exit|return|die|fail|fatal|abort|bail|croak|err|error|error_exit|exit_error|panic|failure|bailout|quit)$/;

/** Whether the last command of a branch ends the script with a failure. */
export function givesUp(node: ShellNode): boolean {
  const last = node.kind === 'list' ? node.items.at(-1) : node.kind === 'subshell' ? undefined : node;
  const command = last && last !== node ? onlyCommand(last) : onlyCommand(node);
  if (last?.kind === 'list') return givesUp(last);
  return gaveUp.test(command?.name ?? '') && command?.words[1]?.value !== '0';
}
