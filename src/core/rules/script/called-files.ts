import type { ShellCommand } from '../../parse/shell';
import type { Subject } from '../rule';

/** The file that a command runs or sources, as it names it; without the directory if that is computed. */
export function programOf(command: ShellCommand): string | undefined {
  const runsFile = command.name !== undefined && /^(\.|source|(ba|da|k|z)?sh)$/.test(command.name);
  const file = runsFile ? command.words.slice(1).find(({ text }) => !text.startsWith('-')) : command.words[0];
  return file?.value ?? /([\w./-]+)["']?$/.exec(file?.text ?? '')?.[1];
}

/** The package's file that is meant: the one whose path has the longest end in common with `named`, if there is only one. */
export function fileOf<T extends { readonly path: string }>(files: readonly T[], named: string | undefined): T | undefined {
  const wanted = named?.split('/').reverse() ?? [];
  if (!wanted[0]) return undefined;
  let best: T[] = [];
  let most = 1;
  for (const file of files) {
    const own = file.path.split('/').reverse();
    let common = 0;
    while (common < own.length && own[common] === wanted[common]) common++;
    if (common > most) best = [];
    if (common >= most) best.push(file);
    most = Math.max(most, common);
  }
  return best.length === 1 ? best[0] : undefined;
}

/** The package's files that a script reads in with `.` or `source`, and those that they read in. */
export function sourcedBy(
  script: Subject<'shell'>,
  scripts: readonly Subject<'shell'>[],
  found = new Set<Subject<'shell'>>(),
): Set<Subject<'shell'>> {
  for (const command of script.syntax.commands) {
    const sourced = /^(\.|source)$/.test(command.name ?? '') ? fileOf(scripts, programOf(command)) : undefined;
    if (!sourced || sourced === script || found.has(sourced)) continue;
    found.add(sourced);
    sourcedBy(sourced, scripts, found);
  }
  return found;
}
