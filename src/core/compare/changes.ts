import type { PackageSource } from '../package/source';
import { changedDefaults, type DefaultChange } from './defaults';
import { compareEntries, type EntryChange, type Pause } from './entries';
import type { UpgradePackage } from '../subject/subject';
import { changedDependencies, changedJobs, changedUnits, type DependencyChange, type Difference } from './parts';

/** All that differs from one package to the next. */
export interface PackageChanges {
  readonly entries: readonly EntryChange[];
  readonly defaults: readonly DefaultChange[];
  readonly dependencies: readonly DependencyChange[];
  readonly units: Difference;
  readonly jobs: Difference;
}

export interface ComparedPackage {
  readonly source: PackageSource;
  readonly parsed: UpgradePackage;
}

/** @throws what `pause` throws: files that cannot be read count as changed. */
export async function comparePackages(older: ComparedPackage, newer: ComparedPackage, pause?: Pause): Promise<PackageChanges> {
  return {
    entries: await compareEntries(older.source, newer.source, pause),
    defaults: changedDefaults(older.parsed, newer.parsed),
    dependencies: changedDependencies(older.parsed, newer.parsed),
    units: changedUnits(older.parsed, newer.parsed),
    jobs: changedJobs(older.parsed, newer.parsed),
  };
}
