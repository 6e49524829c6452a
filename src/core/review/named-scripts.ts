import { namedScripts } from '../plan/called-files';
import type { PackageSource, SourceEntry } from '../package/source';
import type { LookedAt } from '../subject/parse-file';
import type { Subject } from '../subject/subject';
import type { ReviewCache } from './cache';
import { baseName } from '../text/path';
import { groupBy } from '../text/groups';

type Named = Pick<ReviewCache, 'files' | 'named'>;

/**
 * A script may be called anything: what others read in or give to a shell is read as one, and what that names in turn. Settings
 * that are read in are both. What nobody names any more is again what it was.
 */
export async function readNamedScripts(
  source: PackageSource,
  { files, named }: Named,
  readAsScript: (entry: SourceEntry) => Promise<LookedAt>,
  step: (path: string) => Promise<void> | void,
): Promise<void> {
  for (const path of named.keys()) if (!files.has(path)) named.delete(path);
  const passed = passedByName(source, { files, named });
  const asked = { read: new Set<string>(), run: new Set<string>() };
  const meant = new Set<string>();
  const waiting: Subject<'shell'>[] = [];
  for (const [path, file] of files) if ('subjects' in file && !named.has(path)) waiting.push(...scriptsIn(file));
  for (const script of waiting) {
    const names = namedScripts(script);
    for (const how of ['read', 'run'] as const) {
      const certain = how === 'read';
      for (const path of names[how]) {
        const name = baseName(path);
        if (asked[how].has(name)) continue;
        asked[how].add(name);
        for (const { entry, as } of passed.get(name)?.slice(0, mostNamesakes) ?? []) {
          if (meant.has(entry.path) || (!certain && !('nature' in as && as.nature.language === undefined))) continue;
          const found = named.has(entry.path) ? files.get(entry.path) : asBoth(as, await readAsScript(entry));
          if (!found || !(certain || 'subjects' in found)) continue;
          meant.add(entry.path);
          named.set(entry.path, as);
          files.set(entry.path, found);
          waiting.push(...scriptsIn(found));
          await step(entry.path);
        }
      }
    }
  }
  for (const [path, as] of named) {
    if (meant.has(path)) continue;
    named.delete(path);
    files.set(path, as);
  }
}

const scriptsIn = (file: LookedAt): Subject<'shell'>[] =>
  'subjects' in file ? file.subjects.filter((subject): subject is Subject<'shell'> => subject.target === 'shell') : [];

/** More files of one name, and nobody knows which is meant. */
const mostNamesakes = 100;

interface PassedFile {
  readonly entry: SourceEntry;
  /** What it was taken for before. */
  readonly as: LookedAt;
}

/** A file of settings that a script reads in (`. ./dten.env`) is still one. */
const isSettings = (file: LookedAt): boolean =>
  'subjects' in file && !('nature' in file) && file.subjects.some(({ target }) => target === 'config') && scriptsIn(file).length === 0;

const asBoth = (before: LookedAt, script: LookedAt): LookedAt =>
  'subjects' in before && isSettings(before) && 'subjects' in script
    ? { ...before, subjects: [...before.subjects, ...script.subjects.filter(({ target }) => target !== 'text')] }
    : script;

function passedByName({ entries }: PackageSource, { files, named }: Named): ReadonlyMap<string, readonly PassedFile[]> {
  const passed: PassedFile[] = [];
  for (const entry of entries) {
    const as = named.get(entry.path) ?? files.get(entry.path);
    if (as && ('nature' in as || isSettings(as)) && !entry.symlink && entry.size > 0) passed.push({ entry, as });
  }
  return groupBy(passed, ({ entry }) => baseName(entry.path));
}
