import type { ShellCommand, ShellScript } from '../../parse/shell';
import { countBefore } from '../../text/sorted';
import { commandsIn, type ScriptFacts } from './script-facts';
import { unitCommand } from './unit-commands';
import { stemOf } from './unit-name';

/** Commands of a failure branch that end the script; `exit 0` and `return 0` do not make it fail. */
const gaveUp = /^(exit|return|false|die|fail|fatal|abort|bail|croak|err|error_exit|exit_error|panic)$/;
/** Of a failure branch, so many commands are looked at. */
const maxBranch = 50;

/** Whether the script goes on if the command fails. */
export function goesOn({ onFailure }: ShellCommand, script: ShellScript): boolean {
  if (!onFailure) return false;
  let seen = 0;
  for (const command of commandsIn(onFailure, script)) {
    const { name, words } = command;
    // `systemctl start mariadb || systemctl start mysql || exit 1`.
    if (unitCommand(command)?.wish === 'use') return true;
    if (gaveUp.test(name ?? '') && words[1]?.value !== '0') return false;
    if (++seen >= maxBranch) break;
  }
  return true;
}

/** Whether the script asks for a unit, or for the variable that names it, before a command at this offset. */
export const isAskedBefore = (unit: string, variable: string | undefined, at: number, { asked }: ScriptFacts): boolean =>
  [...beginnings(stemOf(unit)), ...(variable === undefined ? [] : [`$${variable}`])].some((key) => (asked.get(key) ?? Infinity) <= at);

/** `[ "$nginx" = yes ] && systemctl start nginx`: a switch says whether the host has it. */
export function isSwitched(unit: string, at: number, { asked }: ScriptFacts): boolean {
  const [word = ''] = stemOf(unit).split(/[-_.@]/);
  return word.length > 3 && [word, word.toLowerCase(), word.toUpperCase()].some((key) => (asked.get(`$${key}`) ?? Infinity) <= at);
}

/** `pure-ftpd-mysql`, `pure-ftpd`; a short one says too little. */
function beginnings(stem: string): readonly string[] {
  // `pgrep ntpd` asks for the program of `ntp`.
  const found = [stem, `${stem}d`];
  for (let at = stem.lastIndexOf('-'); at > 3; at = stem.lastIndexOf('-', at - 1)) found.push(stem.slice(0, at));
  return found;
}

/** Whether a failing command at this offset ends the script (`set -e`, and not `set +e` around it). */
export function stopsOnError(at: number, { switches, switchesOn }: ScriptFacts): boolean {
  const last = switches[countBefore(switches, at + 1, (found) => found.at) - 1];
  return last ? last.on : switchesOn;
}
