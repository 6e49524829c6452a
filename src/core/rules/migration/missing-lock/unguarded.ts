import type { Unguarded } from '../../../facts/migrations/session';
import type { SqlItem, SqlStatement } from '../../../parse/sql';
import type { Subject } from '../../../subject/subject';

/** A change that nothing guards, with its statements instead of their places. */
export interface UnguardedStatement {
  readonly statement: SqlStatement;
  readonly title: string;
  readonly begin: SqlStatement | undefined;
}

/** One, or none if the session's items are not those that the place was told of. */
export function statementsOf({ statement, title, begin }: Unguarded, { syntax: { items } }: Subject<'sql'>): readonly UnguardedStatement[] {
  const changing = statementAt(items, statement);
  return changing ? [{ statement: changing, title, begin: begin === undefined ? undefined : statementAt(items, begin) }] : [];
}

function statementAt(items: readonly SqlItem[], at: number): SqlStatement | undefined {
  const item = items[at];
  return item?.kind === 'statement' ? item : undefined;
}
