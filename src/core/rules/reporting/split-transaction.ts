import type { LiveOperation } from '../../facts/migrations/operations';
import { skipBlank } from '../../parse/sql/lex';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import type { Span } from '../../text/span';
import type { FileEdit } from '../finding';

interface Transactions {
  readonly begins: readonly Span[];
  readonly ends: readonly Span[];
  /** `SET LOCAL`, which the next transaction needs again. */
  readonly settings: readonly Span[];
  /** A lock of a transaction guards the file: it must not be ended early. */
  readonly isGuarded: boolean;
  /** It waits for a lock of the session, which deadlocks with what is done in the background. */
  readonly isWaiting: boolean;
}

const transactionsIn = fileFact('sql', ({ syntax }): Transactions => {
  const statements = syntax.items.flatMap((item) => (item.kind === 'statement' ? [item] : []));
  const locks = statements.flatMap(({ facts }) => facts.advisory ?? []);
  const spans = (counts: (statement: (typeof statements)[number]) => boolean): readonly Span[] =>
    statements.filter(counts).map(({ span }) => span);
  return {
    begins: spans(({ facts }) => facts.transaction === 'begin'),
    ends: spans(({ facts }) => facts.transaction === 'commit'),
    settings: spans(({ facts }) => facts.sets?.isLocal === true),
    isGuarded:
      locks.some(({ lasts }) => lasts === 'transaction') || statements.some(({ facts }) => facts.takes.includes('transaction-lock')),
    isWaiting: locks.some(({ lasts, isTried, inBlock }) => lasts === 'session' && (!isTried || inBlock === true)),
  };
});

/** The statement begins a line of a file of SQL. */
export const beginsLine = ({ text, syntax }: Subject<'sql'>, at: number): boolean =>
  syntax.client === undefined && (at === 0 || text[at - 1] === '\n');

/** A second run would wait for the first one in a way that what the first one does in the background waits for. */
export const waitsForLock = (session: Subject<'sql'>): boolean => transactionsIn(session).isWaiting;

/** What is put around a statement. Lines end with a line break. */
export interface Around {
  /** In the transaction that is open. */
  readonly ahead?: string;
  /** Each in a transaction of its own, behind that. */
  readonly before?: string;
  readonly after?: string;
  /** In the transaction of the statement. */
  readonly behind?: string;
  /** The statement itself cannot stand in a transaction. */
  readonly isAlone?: boolean;
}

/**
 * Puts statements before and behind one of a file of SQL, outside of the transaction that the file has begun around it: that is ended and
 * begun anew with its settings. `undefined` where that is not safe.
 */
export function around(
  live: LiveOperation,
  { ahead = '', before = '', after = '', behind = '', isAlone = false }: Around,
): readonly FileEdit[] | undefined {
  const { path, session, statement, transaction, by, isInside, run } = live;
  const { text } = session;
  const { ends, isGuarded } = transactionsIn(session);
  const isWithin = transaction !== undefined;
  if (isInside || run.isOneRequest || !beginsLine(session, statement.start) || text[statement.end] !== ';') return undefined;
  if (isWithin && (by !== 'begin' || isGuarded)) return undefined;
  const insert = (at: number, inserted: string): readonly FileEdit[] =>
    inserted === '' ? [] : [{ path, span: { start: at, end: at }, text: inserted.replace(/\n/g, lineEndOf(text)) }];
  const end = behindRemark(text, statement.end + 1);
  const lines = (written: string): string => (written === '' ? '' : `\n${written.replace(/\n$/, '')}`);
  if (!isWithin) return [...insert(statement.start, ahead + before), ...insert(end, lines(behind + after))];
  const again = beginAgain(session, statement);
  const next = ends.find(({ start }) => start === skipBlank(text, end));
  const isLast = next !== undefined && text[next.end] === ';';
  if (!isAlone) {
    const first = before === '' ? [] : insert(statement.start, `${ahead}COMMIT;\n${before}${again}`);
    if (after === '') return [...first, ...insert(end, lines(behind))];
    if (isLast) return [...first, ...insert(end, lines(behind)), ...insert(behindRemark(text, next.end + 1), lines(after))];
    return [...first, ...insert(end, lines(`${behind}COMMIT;\n${after}${again}`))];
  }
  const first = insert(statement.start, `${ahead}COMMIT;\n${before}`);
  if (!isLast) return [...first, ...insert(end, lines(`${after}${again}`))];
  // The transaction ends before the statement instead of behind it.
  const isBare = /^\s*$/.test(text.slice(end, next.start));
  return [...first, ...insert(end, lines(after)), { path, span: { start: isBare ? end : next.start, end: next.end + 1 }, text: '' }];
}

/** Behind what is remarked on the rest of the line. */
function behindRemark(text: string, at: number): number {
  const { end } = lineSpanAt(text, at);
  return /^[ \t]*(--.*)?$/.test(text.slice(at, end)) ? end : at;
}

/** Begins another transaction like the one that the statement stands in. */
function beginAgain(session: Subject<'sql'>, statement: Span): string {
  const { begins, settings } = transactionsIn(session);
  const begin = begins.findLast(({ start }) => start < statement.start)?.start ?? 0;
  const kept = settings.filter(({ start }) => start > begin && start < statement.start);
  return `BEGIN;\n${kept.map(({ start, end }) => `${session.text.slice(start, end)};\n`).join('')}`;
}

/** Puts the statement into a transaction of its own, with all that comes after it. */
export function splitBefore(live: LiveOperation): readonly FileEdit[] {
  const { path, session, statement, by, isInside } = live;
  if (by !== 'begin' || isInside || transactionsIn(session).isGuarded || !beginsLine(session, statement.start)) return [];
  return [{ path, span: { start: statement.start, end: statement.start }, text: `COMMIT;\n\n${beginAgain(session, statement)}` }];
}
