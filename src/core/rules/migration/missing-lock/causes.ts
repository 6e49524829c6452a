import { compareLists } from '../../../inventory/versions/generic';
import { folderWithSlash } from '../../../facts/migrations/paths';
import type { Fix } from '../../finding';
import { fact } from '../../../subject/fact';
import type { Subject, PackageView } from '../../../subject/subject';
import { judge, type Judged } from './judge';

/**
 * What has files run without a lock: a session of a script, a script that runs files, or whoever runs the files of a folder
 * and the numbered folders below it. However many files they are, a person mends one thing. The newest stands for all: it is
 * what this upgrade brings.
 */
export interface Cause {
  readonly newest: Judged;
  /** Newest first. */
  readonly older: readonly Judged[];
}

/** By the file that stands for its cause. */
export const causesOf = fact((reviewed: PackageView<'manifest' | 'shell' | 'sql'>): ReadonlyMap<Subject<'sql'>, Cause> => {
  const groups = new Map<string, Judged[]>();
  const causes = new Map<Subject<'sql'>, Cause>();
  for (const subject of reviewed.subjects.sql) {
    const judged = judge(subject, reviewed);
    if (!judged) continue;
    if (subject.syntax.client) {
      causes.set(subject, { newest: judged, older: [] });
      continue;
    }
    const name = groupOf(judged);
    const known = groups.get(name);
    if (known) known.push(judged);
    else groups.set(name, [judged]);
  }
  for (const group of groups.values()) {
    const [newest, ...older] = newestFirst(group);
    if (newest) causes.set(newest.subject, { newest, older });
  }
  return causes;
});

function groupOf({ subject: { path }, who }: Judged): string {
  const [caller] = who.callers;
  return caller ? `run by\n${caller.path}` : `${who.confidence} ${who.name} in\n${rootOf(path)}`;
}

/** Folders of one release or one migration count for the folder that holds them. */
function rootOf(path: string): string {
  const names = folderWithSlash(path).split('/').slice(0, -1);
  while (/\d/.test(names.at(-1) ?? '')) names.pop();
  return names.join('/');
}

/** By all numbers in their paths: `99.sql` comes before `100.sql`, `4.1.0_to_4.2.0.sql` before `4.2.0_to_4.3.0.sql`. */
function newestFirst(judged: readonly Judged[]): readonly Judged[] {
  const numbered = judged.map((one) => ({ one, numbers: (one.subject.path.match(/\d+/g) ?? []).map(Number) }));
  numbered.sort((a, b) => compareLists(b.numbers, a.numbers) || (a.one.subject.path < b.one.subject.path ? 1 : -1));
  return numbered.map(({ one }) => one);
}

/** Guards each file that can be guarded. */
export function fixOfCause({ newest, older }: Cause): Fix | undefined {
  const fixes = [newest, ...older].flatMap(({ fix }) => fix ?? []);
  const [first, ...others] = fixes;
  if (!first || others.length === 0) return first;
  return {
    title: `Let only one migration of these ${fixes.length} files run at a time, and bound its waiting for locks`,
    edits: fixes.flatMap(({ edits }) => edits),
    applies: fixes.every(({ applies }) => applies === 'always') ? 'always' : 'after-review',
  };
}
