import { archivesAbove } from '../package/nested-path';
import type { Inspection, PackageSource, SourceEntry } from '../package/source';
import { groupSubjects, targets } from '../subject/group';
import type { Subject, Target, UpgradePackage } from '../subject/subject';
import type { ParsedFiles } from './cache';

/**
 * The package as rules see it. Whatever is as it was in `before` is the same object again, so that who looked at it need
 * not look twice.
 */
export function packageView(
  source: PackageSource,
  parsed: ParsedFiles,
  inspection: Inspection | undefined,
  before: UpgradePackage | undefined,
): UpgradePackage {
  const grouped = groupSubjects(subjectsIn(source, parsed));
  const manifests = manifestsOf(grouped.manifest);
  const standIn = manifests[0]?.path ?? source.entries[0]?.path ?? source.name;
  const found: Record<Target, readonly Subject[]> = {
    ...grouped,
    manifest: manifests,
    archive: inspection ? [archiveSubject(standIn, inspection, before)] : [],
  };
  for (const target of targets) {
    const old = before?.subjects[target];
    if (old && sameList(old, found[target])) found[target] = old;
  }
  return {
    name: source.name,
    files: before && sameList(before.files, source.entries, sameFile) ? before.files : source.entries,
    manifest: speaksForAll(manifests) ? manifests[0] : undefined,
    subjects: found as unknown as UpgradePackage['subjects'],
  };
}

function subjectsIn({ entries }: PackageSource, parsed: ParsedFiles): Subject[] {
  const all: Subject[] = [];
  for (const { path } of entries) {
    const file = parsed.get(path);
    if (file && 'subjects' in file) for (const subject of file.subjects) all.push(subject);
  }
  return all;
}

function archiveSubject(path: string, syntax: Inspection, before: UpgradePackage | undefined): Subject<'archive'> {
  const [old] = before?.subjects.archive ?? [];
  return old?.syntax === syntax && old.path === path ? old : { target: 'archive', path, text: '', syntax };
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean = Object.is): boolean =>
  a.length === b.length && a.every((item, index) => same(item, b[index] as T));

/** An edit makes a new entry, which says the same of the file but for its size, and nothing of its time. */
const sameFile = (a: SourceEntry, b: SourceEntry): boolean =>
  a === b ||
  (a.path === b.path &&
    (a.size === 0) === (b.size === 0) &&
    a.mode === b.mode &&
    (a.modified === b.modified || a.modified === undefined || b.modified === undefined) &&
    a.symlink === b.symlink &&
    a.readOnly === b.readOnly);

/**
 * One of the package, first, and one of each archive in it: the least deep. Other files of that name (a web app's, a
 * browser extension's) do not speak for the package.
 */
function manifestsOf(subjects: readonly Subject<'manifest'>[]): Subject<'manifest'>[] {
  const found = new Map<string, Subject<'manifest'>>();
  for (const subject of [...subjects].sort((a, b) => depthOf(a.path) - depthOf(b.path))) {
    const archive = archivesAbove(subject.path).at(-1) ?? '';
    if (!found.has(archive)) found.set(archive, subject);
  }
  return [...found.values()].sort((a, b) => archivesAbove(a.path).length - archivesAbove(b.path).length);
}

/** A package that is only the wrapping of another one is what the other's manifest says; of several nobody knows. */
const speaksForAll = ([first, second]: readonly Subject<'manifest'>[]): boolean =>
  first !== undefined && (archivesAbove(first.path).length === 0 || second === undefined);

const depthOf = (path: string): number => path.split('/').length;
