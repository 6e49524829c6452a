import { countBefore } from '../../text/sorted';
import { fact } from '../../subject/fact';
import type { PackageView, Subject } from '../../subject/subject';
import { unitMentions, type MentioningCommand, type UnitMention } from './mentions';
import { commandsIn, scriptFacts } from './script-facts';
import { stemOf } from './unit-name';

/** Commands of a failure branch that end the script; `exit 0` and `return 0` do not make it fail. */
const gaveUp = /^(exit|return|false|die|fail|fatal|abort|bail|croak|err|error_exit|exit_error|panic)$/;
/** Of a failure branch, so many commands are looked at. */
const maxBranch = 50;

/** The script has a plan for the unit's absence: it goes on if the command fails, or asked for the unit before. */
export const isGuarded = (mention: UnitMention): boolean =>
  mention.script !== undefined && (goesOn(mention.script) || askedBefore(mention, mention.script));

function goesOn({ onFailure, subject }: MentioningCommand): boolean {
  if (!onFailure) return false;
  let seen = 0;
  for (const { name, words } of commandsIn(onFailure, subject.syntax)) {
    if (gaveUp.test(name ?? '') && words[1]?.value !== '0') return false;
    if (++seen >= maxBranch) break;
  }
  return true;
}

function askedBefore({ name }: UnitMention, { subject, start, variable }: MentioningCommand): boolean {
  const { asked } = scriptFacts(subject);
  return [stemOf(name), ...(variable === undefined ? [] : [`$${variable}`])].some((key) => (asked.get(key) ?? Infinity) <= start);
}

/** Whether a failing command at this offset ends the script (`set -e`, and not `set +e` around it). */
export function stopsOnError(script: Subject<'shell'>, at: number): boolean {
  const { switches, switchesOn } = scriptFacts(script);
  const last = switches[countBefore(switches, at + 1, (found) => found.at) - 1];
  return last ? last.on : switchesOn;
}

/** Names that files speak of, by path; under `''` those of all files. */
export const namesByFile = fact((reviewed: PackageView<'shell' | 'unit'>): ReadonlyMap<string, ReadonlySet<string>> => {
  const all = new Set<string>();
  const byFile = new Map<string, Set<string>>([['', all]]);
  for (const { path, name } of unitMentions(reviewed)) {
    const names = byFile.get(path) ?? new Set();
    byFile.set(path, names.add(name));
    all.add(name);
  }
  return byFile;
});
