import { compareLists } from '../../../inventory/versions/generic';
import type { Fix } from '../../finding';
import { fact } from '../../../subject/fact';
import type { Subject } from '../../../subject/subject';
import { memoWith } from '../../../text/memo';
import { guardFix } from './guard';
import { namedLockFix } from './named-lock';
import { judge, type Judged } from '../../../facts/migrations/judge';
import { rootOf } from '../../../facts/migrations/series';
import { statementsOf } from './unguarded';
import { groupBy } from '../../../text/groups';
import { compareText } from '../../../text/order';

/**
 * What has the schema changed without a lock: the sessions of a script, a script that runs files, or whoever runs the files of a folder
 * and the numbered folders below it. However many they are, a person mends one thing. The first session stands for all, and of
 * files the newest: it is what this upgrade brings.
 */
export interface Cause {
  readonly newest: Judged;
  /** Newest first. */
  readonly older: readonly Judged[];
}

/** By the file that stands for its cause. */
export const causesOf = fact(['manifest', 'shell', 'sql'], (reviewed): ReadonlyMap<Subject<'sql'>, Cause> => {
  const causes = new Map<Subject<'sql'>, Cause>();
  const judged = reviewed.subjects.sql.flatMap((subject) => judge(subject, reviewed) ?? []);
  for (const group of groupBy(judged, groupOf).values()) {
    const [newest, ...older] = newestFirst(group);
    if (newest) causes.set(newest.subject, { newest, older });
  }
  return causes;
});

function groupOf({ subject: { path, syntax }, who }: Judged): string {
  if (syntax.client) return `sessions of\n${path}`;
  const [caller] = who.callers;
  return caller ? `${who.confidence} run by\n${caller.path}` : `${who.confidence} ${who.name} in\n${rootOf(path)}`;
}

/** Sessions stay in their order. Files by all numbers in their paths: `99.sql` comes before `100.sql`, `4.1.0_to_4.2.0.sql` before `4.2.0_to_4.3.0.sql`. */
function newestFirst(judged: readonly Judged[]): readonly Judged[] {
  const numbered = judged.map((one) => ({ one, numbers: (one.subject.path.match(/\d+/g) ?? []).map(Number) }));
  numbered.sort((a, b) => compareLists(b.numbers, a.numbers) || compareText(b.one.subject.path, a.one.subject.path));
  return numbered.map(({ one }) => one);
}

/** Files that one fix patches: nobody looks through more, and most of such a series has run long ago. */
const mostPatched = 100;

/** Guards each that can be guarded; `undefined` if none can be, or if they are too many. */
export function fixOfCause({ newest, older }: Cause, product: string | undefined): Fix | undefined {
  if (older.length >= mostPatched) return undefined;
  const fixes = [newest, ...older].flatMap((judged) => fixOf(judged, product) ?? []);
  const [first, ...others] = fixes;
  if (!first || others.length === 0) return first;
  return {
    title: `Let only one migration of these ${fixes.length} run at a time${newest.who.system === 'mysql' ? '' : ', and bound its waiting for locks'}`,
    edits: fixes.flatMap(({ edits }) => edits),
    applies: fixes.every(({ applies }) => applies === 'always') ? 'always' : 'after-review',
  };
}

const fixOf = memoWith(({ subject, unguarded, who }: Judged, product: string | undefined) => {
  const statements = statementsOf(unguarded, subject);
  return who.system === 'mysql' ? namedLockFix(subject, statements, who, product) : guardFix(subject, statements, who, product);
});
