import type { LiveOperation } from '../../facts/migrations/operations';
import type { Subject } from '../../subject/subject';
import { fileFact } from '../../subject/fact';
import type { FileEdit } from '../finding';

/** Places of a file where its `SET LOCAL` stand. */
const localSettings = fileFact('sql', ({ syntax }): readonly { readonly start: number; readonly end: number }[] =>
  syntax.items.flatMap((item) => (item.kind === 'statement' && item.facts.sets?.isLocal === true ? [item.span] : [])),
);

const begins = fileFact('sql', ({ syntax }): readonly number[] =>
  syntax.items.flatMap((item) => (item.kind === 'statement' && item.facts.transaction === 'begin' ? [item.span.start] : [])),
);

/** Text of the file that ends its transaction and begins another one with the same settings; `undefined` where the file has not begun it. */
export function anotherTransaction({ session, by, statement, isInside }: LiveOperation): string | undefined {
  if (by !== 'begin' || isInside || session.syntax.client) return undefined;
  const { text } = session;
  const begin = begins(session).findLast((start) => start < statement.start) ?? 0;
  const settings = localSettings(session)
    .filter(({ start }) => start > begin && start < statement.start)
    .map(({ start, end }) => `${text.slice(start, end)};\n`);
  return `COMMIT;\n\nBEGIN;\n${settings.join('')}`;
}

/** The statement begins a line of a file of SQL. */
export const beginsLine = ({ text, syntax }: Subject<'sql'>, at: number): boolean =>
  syntax.client === undefined && (at === 0 || text[at - 1] === '\n');

/** Puts the statement into a transaction of its own, with all that comes after it. */
export function splitBefore(live: LiveOperation): readonly FileEdit[] {
  const { path, session, statement } = live;
  const split = anotherTransaction(live);
  if (split === undefined || !beginsLine(session, statement.start)) return [];
  return [{ path, span: { start: statement.start, end: statement.start }, text: split }];
}
