import { fileOf } from '../../package/named-file';
import type { ShellCommand } from '../../parse/shell';
import { knownEnd } from '../../parse/shell-words';
import { fact, type Subject } from '../rule';

/** The file that a command runs or sources, as it names it; without the directory if that is computed. */
export function programOf(command: ShellCommand): string | undefined {
  const runsFile = command.name !== undefined && /^(\.|source|(ba|da|k|z)?sh)$/.test(command.name);
  const file = runsFile ? command.words.slice(1).find(({ text }) => !text.startsWith('-')) : command.words[0];
  return file && (file.value ?? knownEnd(file));
}

/** The package's files that each script reads in with `.` or `source`, and those that they read in. */
export const sourcedFiles = fact((reviewed): ReadonlyMap<Subject<'shell'>, ReadonlySet<Subject<'shell'>>> => {
  const scripts = reviewed.subjects('shell');
  const direct = new Map(
    scripts.map((script) => {
      const sourcing = script.syntax.commands.filter(({ name }) => name === '.' || name === 'source');
      return [script, sourcing.flatMap((command) => fileOf(scripts, programOf(command)) ?? [])] as const;
    }),
  );
  const all = (script: Subject<'shell'>, found = new Set<Subject<'shell'>>()): Set<Subject<'shell'>> => {
    for (const next of direct.get(script) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      all(next, found);
    }
    return found;
  };
  return new Map(
    scripts.map((script) => {
      const found = all(script);
      found.delete(script);
      return [script, found] as const;
    }),
  );
});
