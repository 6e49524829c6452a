import type { Manifest } from '../package/manifest';
import type { Dependency } from '../package/manifest-dependencies';
import type { UpgradePackage } from '../subject/subject';
import { baseName } from '../text/path';

/** A dependency that came, went, or is accepted in another range. */
export interface DependencyChange {
  readonly name: string;
  /** As written, `''` for none; absent: the package has no such dependency. */
  readonly before?: string;
  readonly after?: string;
}

/** What one package has and the other has not, by name. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function changedDependencies(older: UpgradePackage, newer: UpgradePackage): readonly DependencyChange[] {
  const [before, after] = [rangesOf(older.manifest?.syntax), rangesOf(newer.manifest?.syntax)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((name): DependencyChange[] => {
    const [old, own] = [before.get(name), after.get(name)];
    if (old === own) return [];
    return [{ name, ...(old !== undefined && { before: old }), ...(own !== undefined && { after: own }) }];
  });
}

const rangesOf = (manifest: Manifest | undefined): Map<string, string> =>
  new Map((manifest?.dependencies ?? []).map(({ name, range }: Dependency) => [name, range?.value.trim() ?? '']));

/** Unit files by their names, drop-ins with their folder: `dtend.service.d/limits.conf`. */
export const changedUnits = (older: UpgradePackage, newer: UpgradePackage): Difference => difference(unitsOf(older), unitsOf(newer));

const unitsOf = (reviewed: UpgradePackage): string[] =>
  reviewed.subjects.unit.map(({ path }) => /(?:^|\/)([^/]+\.d\/[^/]+)$/.exec(path)?.[1] ?? baseName(path));

/** Scheduled commands with their times, as the crontabs write them. */
export const changedJobs = (older: UpgradePackage, newer: UpgradePackage): Difference => difference(jobsOf(older), jobsOf(newer));

const jobsOf = (reviewed: UpgradePackage): string[] =>
  reviewed.subjects.crontab.flatMap(({ syntax }) =>
    syntax.jobs.map(({ schedule, user, command }) =>
      [schedule, user, command]
        .filter((part) => part !== undefined)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );

function difference(before: readonly string[], after: readonly string[]): Difference {
  const [old, own] = [new Set(before), new Set(after)];
  return { added: [...own].filter((name) => !old.has(name)), removed: [...old].filter((name) => !own.has(name)) };
}
