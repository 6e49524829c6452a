import type { ShellCommand } from '../../parse/shell';
import { fact, type Subject } from '../rule';

/** Characters of a path that are looked at from its end. */
const maxName = 300;

/** The file that a command runs or sources, as it names it; without the directory if that is computed. */
export function programOf(command: ShellCommand): string | undefined {
  const runsFile = command.name !== undefined && /^(\.|source|(ba|da|k|z)?sh)$/.test(command.name);
  const file = runsFile ? command.words.slice(1).find(({ text }) => !text.startsWith('-')) : command.words[0];
  return file?.value ?? /([\w./-]+)["']?$/.exec(file?.text.slice(-maxName) ?? '')?.[1];
}

/** Of more files with one name, none can be meant by its end. */
const maxNamesakes = 100;

/** Files by their own name: packages have thousands, and scripts call hundreds. */
const namesakes = new WeakMap<readonly object[], ReadonlyMap<string, readonly { readonly path: string }[]>>();

/** The package's file that is meant: the one whose path has the longest end in common with `named`, if there is only one. */
export function fileOf<T extends { readonly path: string }>(files: readonly T[], named: string | undefined): T | undefined {
  const wanted = named?.split('/').reverse() ?? [];
  const candidates = byName(files).get(wanted[0] ?? '') ?? [];
  if (candidates.length > maxNamesakes) return undefined;
  let best: T[] = [];
  let most = 1;
  for (const file of candidates) {
    const own = file.path.split('/').reverse();
    let common = 0;
    while (common < own.length && own[common] === wanted[common]) common++;
    if (common > most) best = [];
    if (common >= most) best.push(file);
    most = Math.max(most, common);
  }
  return best.length === 1 ? best[0] : undefined;
}

function byName<T extends { readonly path: string }>(files: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const known = namesakes.get(files) as ReadonlyMap<string, readonly T[]> | undefined;
  if (known) return known;
  const index = new Map<string, T[]>();
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const alike = index.get(name);
    if (alike) alike.push(file);
    else index.set(name, [file]);
  }
  namesakes.set(files, index);
  return index;
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
