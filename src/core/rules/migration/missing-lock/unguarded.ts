import type { Unguarded } from '../../../facts/migrations/session';
import type { SqlItem, SqlStatement } from '../../../parse/sql';
import type { Subject } from '../../../subject/subject';

/** A change that nothing guards, with its statements instead of their places. */
export interface UnguardedStatement {
  readonly statement: SqlStatement;
  readonly title: string;
  readonly begin: SqlStatement | undefined;
}

/** Without those that are not among the session's items. */
export const statementsOf = (unguarded: readonly Unguarded[], { syntax: { items } }: Subject<'sql'>): readonly UnguardedStatement[] =>
  unguarded.flatMap(({ statement, title, begin }) => {
    const changing = statementAt(items, statement);
    return changing ? [{ statement: changing, title, begin: begin === undefined ? undefined : statementAt(items, begin) }] : [];
  });

function statementAt(items: readonly SqlItem[], at: number): SqlStatement | undefined {
  const item = items[at];
  return item?.kind === 'statement' ? item : undefined;
}
