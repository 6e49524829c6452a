import type { Place } from '../text/span';
import type { DatabaseFault, DownRun, LoadedRun, RacedRun, Rehearsal, RehearsedFile, RehearsedStatement, SecondRun } from './rehearsal';

/** What a rehearsal shows that would hurt. Only of new files. */
export type RehearsalProblem = Place & { readonly file: RehearsedFile } & (
    | {
        readonly is: 'failed';
        readonly statement: RehearsedStatement;
        readonly error: DatabaseFault;
        /** Something before it did not run: it may fail for that alone. */
        readonly isConsequence: boolean;
      }
    | { readonly is: 'blocked'; readonly statement: RehearsedStatement; readonly table: string; readonly mode: string }
    | { readonly is: 'rewrite'; readonly statement: RehearsedStatement; readonly table: string }
    | { readonly is: 'rollback'; readonly down: DownRun }
    | { readonly is: 'again'; readonly again: SecondRun }
    | { readonly is: 'raced'; readonly raced: RacedRun }
    | { readonly is: 'slow'; readonly loaded: LoadedRun; readonly longest: NonNullable<LoadedRun['longest']> }
  );

/** Modes under which others cannot write, or not even read. */
const strong = /^((AccessExclusive|Exclusive|ShareRowExclusive|Share)Lock|EXCLUSIVE|SHARED_NO_WRITE)$/;

/** Of those, under which nobody reads. */
export const closesTable = (mode: string): boolean => /^(AccessExclusiveLock|EXCLUSIVE)$/.test(mode);

/** Milliseconds that a request may wait: people and programs give up soon after. */
export const longestWait = 1000;

/** Tables that were there before and that others cannot write, or not even read, while the file runs. */
export const busyTables = ({ statements }: RehearsedFile): readonly string[] => [
  ...new Set(
    statements.flatMap(({ locks }) =>
      locks.flatMap(({ relation, mode }) => (strong.test(mode) || mode === 'SHARED_UPGRADABLE' ? [relation] : [])),
    ),
  ),
];

/** In the order in which they came up. */
export function problemsOf({ files }: Rehearsal): readonly RehearsalProblem[] {
  const found: RehearsalProblem[] = [];
  let isAfter = false;
  for (const file of files.filter(({ role }) => role === 'new')) {
    let hasFailed = false;
    for (const statement of file.statements) {
      const { path, span, outcome, error } = statement;
      // Of one file the first failure: the others follow from it.
      if (outcome === 'failed' && error && !hasFailed)
        found.push({ is: 'failed', path, span, file, statement, error, isConsequence: isAfter });
      if (outcome !== 'done') hasFailed = true;
      for (const table of statement.rewritten) found.push({ is: 'rewrite', path, span, file, statement, table });
      const blocked = blockedBy(statement);
      if (blocked) found.push({ is: 'blocked', path, span, file, statement, ...blocked });
    }
    isAfter ||= hasFailed || file.leftOut.length > 0;
    const { down, again, raced, loaded } = file;
    const place = { path: file.path, span: firstSpan(file) };
    if (down && isWrong(down)) found.push({ is: 'rollback', ...(down.at ?? down.place ?? place), file, down });
    if (again?.outcome === 'half-way' || again?.outcome === 'changes') found.push({ is: 'again', ...(again.at ?? place), file, again });
    if (raced && /^(twice|neither|deadlock)$/.test(raced.outcome)) found.push({ is: 'raced', ...(raced.at ?? place), file, raced });
    if (loaded?.longest && loaded.longest.milliseconds > longestWait)
      found.push({ is: 'slow', ...loaded.longest.at, file, loaded, longest: loaded.longest });
  }
  return found;
}

/** It reads all of a table while others wait for it. What writes it anew is told by itself. */
function blockedBy({ locks, scanned, rewritten }: RehearsedStatement): { readonly table: string; readonly mode: string } | undefined {
  const held = locks.filter(({ mode, relation }) => strong.test(mode) && scanned.includes(relation) && !rewritten.includes(relation));
  const [worst] = [...held].sort((a, b) => Number(closesTable(b.mode)) - Number(closesTable(a.mode)));
  return worst && { table: worst.relation, mode: worst.mode };
}

const isWrong = ({ outcome, lost }: DownRun): boolean =>
  /^(differs|failed|empty)$/.test(outcome) || (outcome !== 'not-run' && lost.length > 0);

const firstSpan = ({ statements: [first], path }: RehearsedFile) => (first?.path === path ? first.span : { start: 0, end: 0 });

/**
 * `failed`: a statement failed, or the changes cannot be taken back or made twice; `incomplete`: something that the outcome may hang on
 * was not run; `nothing`: there are no migrations.
 */
export type RehearsalVerdict = 'passed' | 'failed' | 'incomplete' | 'nothing';

export function verdictOf(rehearsal: Rehearsal): RehearsalVerdict {
  const fresh = rehearsal.files.filter(({ role }) => role === 'new');
  if (fresh.length === 0) return 'nothing';
  if (problemsOf(rehearsal).some(({ is }) => is === 'failed' || is === 'rollback' || is === 'again' || is === 'raced')) return 'failed';
  const isOpen = fresh.some(({ leftOut, statements }) => leftOut.length > 0 || statements.some(({ outcome }) => outcome !== 'done'));
  return rehearsal.ended || isOpen ? 'incomplete' : 'passed';
}
