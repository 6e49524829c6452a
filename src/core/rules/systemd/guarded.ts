import type { ShellCommand, ShellScript } from '../../parse/shell';
import { contains } from '../../text/span';
import { fact, type UpgradePackage } from '../rule';
import { unitMentions, type UnitMention } from './mentions';
import { unitCommand } from './unit-commands';
import { stemOf } from './unit-name';

/** Commands of a failure branch that end the script; `exit 0` and `return 0` do not make it fail. */
const gaveUp = /^(exit|return|false|die|fail|fatal|abort|bail|croak|err|error_exit|exit_error|panic)$/;

/** The script has a plan for the unit's absence: it goes on if the command fails, or asked for the unit before. */
export const isGuarded = (mention: UnitMention): boolean =>
  mention.script !== undefined && (goesOn(mention.script.command, mention.script.subject.syntax) || askedBefore(mention, mention.script));

function goesOn({ onFailure }: ShellCommand, { commands }: ShellScript): boolean {
  if (!onFailure) return false;
  return !commands.some(({ name, words, span }) => contains(onFailure, span) && gaveUp.test(name ?? '') && words[1]?.value !== '0');
}

function askedBefore({ name }: UnitMention, { subject, command, variable }: NonNullable<UnitMention['script']>): boolean {
  const { syntax, text } = subject;
  const word = new RegExp(
    [`(?<![\\w@-])${escaped(stemOf(name))}(?![\\w@-])`, ...(variable ? [`\\$\\{?${escaped(variable)}(?!\\w)`] : [])].join('|'),
  );
  return syntax.conditions.some(
    (condition) =>
      condition.end <= command.span.start && word.test(text.slice(condition.start, condition.end)) && !isUse(condition, syntax),
  );
}

const isUse = (condition: ShellCommand['span'], { commands }: ShellScript): boolean =>
  commands.some((command) => contains(condition, command.span) && unitCommand(command)?.wish === 'use');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a failing command at this offset ends the script (`set -e`, and not `set +e` around it). */
export function stopsOnError({ commands }: ShellScript, text: string, at: number): boolean {
  const switches = commands.flatMap(({ name, words, span }) => {
    const flag = words.find(({ value }, index) => /^[-+][a-z]*e/.test(value ?? '') || (index > 1 && value === 'errexit'));
    return name === 'set' && flag ? [{ at: span.start, on: !words.some(({ value }) => value?.startsWith('+')) }] : [];
  });
  const last = switches.findLast((found) => found.at < at);
  return last ? last.on : /^#!.*\s-\w*e/.test(text) || switches.some(({ on }) => on);
}

/** Names that a file speaks of, by path. */
export const namesByFile = fact((reviewed: UpgradePackage): ReadonlyMap<string, ReadonlySet<string>> => {
  const byFile = new Map<string, Set<string>>();
  for (const { path, name } of unitMentions(reviewed)) byFile.set(path, (byFile.get(path) ?? new Set()).add(name));
  return byFile;
});
