import type { StatementPiece } from './split';
import { errorText } from '../../text/error-text';

type Library = typeof import('libpg-query');

/** A node of PostgreSQL's parse tree: field names as in its C structures. */
export type Tree = { readonly [field: string]: unknown };

export type Parsed = { readonly statements: readonly Tree[] } | { readonly error: { readonly message: string; readonly at: number } };

/** The grammar's own stack is small: nothing of this size was ever written by a person. Found by experiment, with room to spare. */
const limits = { characters: 65_536, depth: 100, weight: 400 };

let library: Library | undefined;

/** Loads PostgreSQL's grammar (WebAssembly) on first use. */
export async function loadSqlParser(): Promise<void> {
  if (library) return;
  const loaded = await import('libpg-query');
  await loaded.loadModule();
  library = loaded;
}

export const isWithinLimits = ({ span, depth, weight }: StatementPiece): boolean =>
  span.end - span.start <= limits.characters && depth <= limits.depth && weight <= limits.weight;

/**
 * Parses SQL without psql's additions. `error.at` is an offset into `sql`.
 * @throws Error if `loadSqlParser` was not awaited.
 */
export function parseGrammar(sql: string): Parsed {
  if (!library) throw new Error('loadSqlParser() must be awaited before SQL is parsed');
  try {
    const { stmts = [] } = library.parseSync(sql) as { stmts?: readonly { stmt?: Tree }[] };
    return { statements: stmts.flatMap(({ stmt }) => (stmt ? [stmt] : [])) };
  } catch (error) {
    const details = library.hasSqlDetails(error) ? error.sqlDetails : undefined;
    const message = errorText(error);
    return { error: { message, at: offsetOfCharacter(sql, details?.cursorPosition ?? 0) } };
  }
}

/** The SQL inside the body of a `DO` statement: statements, and expressions as `SELECT …`. `undefined`: nobody can read it, or it is too large. */
export function parseBlock(statement: string, body: string): readonly BlockQuery[] | undefined {
  if (!library || body.length > limits.characters || (body.match(/\b(begin|if|loop|case|when)\b|[(]/gi)?.length ?? 0) > limits.weight)
    return undefined;
  try {
    return [...blockQueries(library.parsePlPgSQLSync(statement))];
  } catch {
    return undefined;
  }
}

export interface BlockQuery {
  readonly sql: string;
  /** As it is written in the block. */
  readonly source: string;
  /** An expression that computes the statement, not the statement. */
  readonly dynamic: boolean;
  /** `PERFORM`: nobody reads what it gives. */
  readonly discarded: boolean;
}

function* blockQueries(root: unknown): Generator<BlockQuery> {
  const open: { node: unknown; dynamic: boolean; expression: boolean; discarded: boolean }[] = [
    { node: root, dynamic: false, expression: true, discarded: false },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, dynamic, expression, discarded } = next;
    if (Array.isArray(node))
      open.push(...[...(node as unknown[])].reverse().map((child) => ({ node: child, dynamic, expression, discarded })));
    if (!isTree(node) || Array.isArray(node)) continue;
    if (typeof node['query'] === 'string') {
      const isStatement = /^\s*select\b/i.test(node['query']) || !expression;
      yield { sql: isStatement && !dynamic ? node['query'] : `SELECT ${node['query']}`, source: node['query'], dynamic, discarded };
      continue;
    }
    for (const [name, child] of Object.entries(node).reverse()) {
      open.push({
        node: child,
        dynamic: dynamic || name === 'PLpgSQL_stmt_dynexecute',
        expression: expression && name !== 'PLpgSQL_stmt_execsql',
        discarded: discarded || name === 'PLpgSQL_stmt_perform',
      });
    }
  }
}

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** libpg-query counts characters, texts count UTF-16 units. */
function offsetOfCharacter(text: string, characters: number): number {
  let at = 0;
  for (let left = characters; left > 0 && at < text.length; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
