import type { SqlOperation, SqlStatement } from '../../parse/sql';
import { fileFact } from '../../subject/fact';
import type { Span } from '../../text/span';
import { undoMark } from './runner';
import { followSession, type Standing } from './standing';

/** What a migration does to a table, and how things stand when it does, as far as its file tells. */
export interface PlacedOperation {
  readonly operation: SqlOperation;
  /** The words that begin the statement. */
  readonly at: Span;
  /** That of the session, also where the operation stands inside of it. */
  readonly statement: Span;
  /** It stands in a `DO` block or a function: all of that is one transaction. */
  readonly isInside: boolean;
  /** The file has made the table itself: nobody works with it yet. */
  readonly isNew: boolean;
  readonly standing: Standing;
}

/** Whether a program tells the table later: `"${table}"`. A prefix that is filled in leaves the rest of the name. */
export const isFilledIn = (table: string): boolean => /^"?(?:\$\{\w+\}|\{\{[^{}]*\}\}|@\w+@|%\w+%)"?$/.test(table);

/** Of a statement, so much is looked at. */
const maxStart = 200;

const none: readonly never[] = [];

/** A call of a routine that the file does not make. */
interface OtherCall {
  readonly name: string;
  readonly statement: Span;
  readonly standing: Standing;
}

/** Calls for what they do, of routines that may be made elsewhere; what takes the change back is left out. */
export const otherCalls = fileFact('sql', ({ text, syntax }): readonly OtherCall[] => {
  if (!syntax.items.some((item) => item.kind === 'statement' && item.facts.calls)) return none;
  const own = new Set<string>();
  const found: OtherCall[] = [];
  const undo = undoMark.exec(text)?.index ?? Infinity;
  followSession(syntax, ({ facts, span }, standing) => {
    if (facts.routine) own.add(facts.routine.name);
    if (span.start > undo) return;
    for (const name of facts.calls ?? []) if (!own.has(name)) found.push({ name, statement: span, standing });
  });
  return found.length > 0 ? found : none;
});

/** Routines that a file makes and that change tables. */
export const routinesIn = fileFact('sql', ({ text, syntax }): readonly PlacedRoutine[] => {
  const found = syntax.items.flatMap((item): readonly PlacedRoutine[] => {
    if (item.kind !== 'statement' || !item.facts.routine) return [];
    const { name, operations } = item.facts.routine;
    return [
      {
        name,
        operations: operations.flatMap(({ operation, place }) =>
          isMaking(operation) ? [] : [{ operation, at: wordsOf(text, place ?? item.span), statement: item.span }],
        ),
      },
    ];
  });
  return found.length > 0 ? found : none;
});

interface PlacedRoutine {
  readonly name: string;
  readonly operations: readonly Pick<PlacedOperation, 'operation' | 'at' | 'statement'>[];
}

/** The words that begin a statement. */
function wordsOf(text: string, { start, end }: Span): Span {
  const first = /^\S+(\s+\S+)?/.exec(text.slice(start, Math.min(end, start + maxStart)))?.[0] ?? '';
  return { start, end: start + first.length };
}

/** Operations that say what is there. */
const isMaking = ({ is }: SqlOperation): boolean => is === 'create-table' || is === 'create-type';

/** In order; what takes the change back, in files that hold both, is left out. */
export const placedOperations = fileFact('sql', ({ text, syntax }): readonly PlacedOperation[] => {
  const made = new Set<string>();
  const routines = new Map<string, NonNullable<SqlStatement['facts']['routine']>['operations']>();
  const found: PlacedOperation[] = [];
  const undo = undoMark.exec(text)?.index ?? Infinity;
  const add = (operation: SqlOperation, at: Span, { span: statement }: SqlStatement, standing: Standing, isInside: boolean): void => {
    if (isMaking(operation)) return;
    found.push({ operation, at, statement, isInside, isNew: made.has(tableOf(operation) ?? ''), standing });
  };
  followSession(syntax, (statement, standing) => {
    const { facts, change, span } = statement;
    if (span.start > undo) return;
    if (facts.routine) routines.set(facts.routine.name, facts.routine.operations);
    for (const operation of facts.operations ?? []) add(operation, change?.keywords ?? wordsOf(text, span), statement, standing, false);
    for (const name of facts.createsTemporary) made.add(name);
    const inside = [...(facts.inBlock ?? []), ...(facts.calls ?? []).flatMap((name) => routines.get(name) ?? [])];
    for (const { operation, place } of inside) {
      add(operation, wordsOf(text, place ?? span), statement, standing, true);
      if (operation.is === 'create-table') made.add(operation.table);
    }
    for (const name of facts.creates) made.add(name);
  });
  return found.length > 0 ? found : none;
});

export const tableOf = (operation: SqlOperation): string | undefined => ('table' in operation ? operation.table : operation.name);
