import { compareLists } from '../../../inventory/versions/generic';
import type { Fix } from '../../finding';
import { fact } from '../../../subject/fact';
import type { Subject, PackageView } from '../../../subject/subject';
import { judge, type Judged } from './judge';
import { basename, folderOf } from '../../../facts/migrations/paths';

/** Fewer files are looked at one by one. */
const minFiles = 3;

/**
 * Numbered files of one folder, one for each version of the schema, of which the package does not show who runs them: one
 * cause, however many they are. The newest stands for all: it is what this upgrade brings. Files that cannot be fixed are
 * none of them: each needs a person.
 */
export interface Series {
  readonly newest: Judged;
  /** Newest first. */
  readonly older: readonly Judged[];
}

/** Of every file that is part of one. */
export const seriesOf = fact((reviewed: PackageView<'manifest' | 'shell' | 'sql'>): ReadonlyMap<Subject<'sql'>, Series> => {
  const series = new Map<Subject<'sql'>, Series>();
  for (const files of numberedByFolder(reviewed)) {
    if (files.length < minFiles) continue;
    const judged = files.flatMap((file) => judge(file, reviewed) ?? []).filter(({ who, fix }) => !who.sure && fix);
    const [newest, ...older] = newestFirst(judged);
    if (newest && judged.length >= minFiles) for (const { subject } of judged) series.set(subject, { newest, older });
  }
  return series;
});

function numberedByFolder(reviewed: PackageView<'manifest' | 'shell' | 'sql'>): Iterable<readonly Subject<'sql'>[]> {
  const folders = new Map<string, Subject<'sql'>[]>();
  for (const subject of reviewed.subjects.sql) {
    if (subject.syntax.client || !/\d/.test(basename(subject.path))) continue;
    const folder = folderOf(subject.path);
    const known = folders.get(folder);
    if (known) known.push(subject);
    else folders.set(folder, [subject]);
  }
  return folders.values();
}

/** By all numbers in their names: `99.sql` comes before `100.sql`, `4.1.0_to_4.2.0.sql` before `4.2.0_to_4.3.0.sql`. */
function newestFirst(judged: readonly Judged[]): readonly Judged[] {
  const numbered = judged.map((one) => ({ one, numbers: (basename(one.subject.path).match(/\d+/g) ?? []).map(Number) }));
  numbered.sort((a, b) => compareLists(b.numbers, a.numbers) || (a.one.subject.path < b.one.subject.path ? 1 : -1));
  return numbered.map(({ one }) => one);
}

/** Guards each file of a series. */
export const fixOfSeries = ({ newest, older }: Series): Fix => ({
  title: `Let only one migration of these ${1 + older.length} files run at a time, and bound its waiting for locks`,
  edits: [newest, ...older].flatMap(({ fix }) => fix?.edits ?? []),
  applies: 'after-review',
});
