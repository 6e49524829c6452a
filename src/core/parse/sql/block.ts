import type { Span } from '../../text/span';
import { isTree, parseBlock, parseGrammar, type BlockQuery, type Tree } from './grammar';
import { headOf } from './head';
import type { SqlOperation } from './operation';
import { splitSql } from './split';
import type { InnerOperation, SqlFacts } from './statement-facts';
import { asList, lastNames, textOf } from './tree';

type FactsOf = (statement: Tree, sql: string) => SqlFacts;

/** Words by which the answer of a lock can matter: the block ends with an error, waits, or changes something itself. `RAISE NOTICE` does nothing of the kind. */
const heeding =
  /\braise\b(?!\s+(?:notice|warning|info|log|debug)\b)|\b(?:assert|loop|execute|set_config|alter|create|drop|truncate|refresh|reindex|insert|update|delete)\b|\bperform\s+(?!pg_)/i;

const working = /lock|alter|create|drop|execute|update|delete|truncate|refresh|reindex|cluster|mutex|acquire/i;

/** Looks into the PL/pgSQL body of a `DO` statement. */
export function blockFacts(node: Tree, sql: string, factsOf: FactsOf): Partial<SqlFacts> {
  const body = elementsOf(node['args']).get('as');
  if (body === undefined || !working.test(body)) return {};
  const takes: SqlFacts['takes'][number][] = [];
  const keys: string[] = [];
  const releases: string[] = [];
  const advisory: NonNullable<SqlFacts['advisory']>[number][] = [];
  const lockLike: string[] = [];
  const inBlock: InnerOperation[] = [];
  const createsTemporary: string[] = [];
  const language = elementsOf(node['args']).get('language')?.toLowerCase() ?? 'plpgsql';
  if (language !== 'plpgsql') return unreadable.test(body) ? { computed: '' } : {};
  const computed = computedIn(sql, body);
  const isHeeded = heeding.test(body);
  let blockChange: string | undefined;
  for (const { query, text, parsed, place } of statementsIn(sql, body)) {
    const piece = splitSql(text).find((found) => found.kind === 'statement');
    const head = piece && headOf(text, piece.tokens);
    // A lock that the block has taken before holds until its transaction ends, so for the change too.
    if (head && !head.temporary && takes.length === 0) blockChange ??= head.title;
    for (const inner of parsed) {
      const facts = factsOf(inner, text);
      inBlock.push(...(facts.operations ?? []).map((operation) => ({ operation, place })));
      createsTemporary.push(...facts.createsTemporary);
      if (query.dynamic) continue;
      const isUnheeded = !isHeeded && facts.advisory?.some(({ isTried }) => isTried) === true;
      const isRead = !query.discarded && !isUnheeded;
      advisory.push(...(facts.advisory ?? []).map((lock) => ({ ...lock, isRead, inBlock: true as const })));
      if (isUnheeded) continue;
      takes.push(...facts.takes);
      keys.push(...facts.keys);
      releases.push(...facts.releases);
      if (query.discarded) {
        lockLike.push(...(facts.lockLike ?? []));
        continue;
      }
      takes.push(...facts.tries.map(({ lock }) => lock));
      keys.push(...facts.tries.flatMap(({ key, lock }) => (lock === 'session-lock' ? [key] : [])));
    }
  }
  const temporary = new Set(createsTemporary);
  const lasting = inBlock.filter(({ operation }) => !isOn(operation, temporary));
  return {
    takes,
    keys,
    releases: keys.length > 0 || /\b(if|exception)\b/i.test(body) ? [] : releases,
    createsTemporary,
    ...(blockChange !== undefined && { blockChange }),
    ...(lasting.length > 0 && { inBlock: lasting }),
    ...(computed !== undefined && { computed }),
    ...(advisory.length > 0 && { advisory }),
    ...(lockLike.length > 0 && { lockLike }),
  };
}

/** Most functions of a schema only read and write rows. */
const changing = /\b(alter\s+table|create\s+(unique\s+)?index|drop\s+(table|index)|truncate|reindex|refresh|execute|update|delete)\b/i;

/** What a function does to tables when somebody calls it. */
export function routineFacts(node: Tree, sql: string, factsOf: FactsOf): Partial<SqlFacts> {
  const options = elementsOf(node['options']);
  const body = options.get('as');
  const language = options.get('language')?.toLowerCase();
  const name = lastNames([{ List: { items: node['funcname'] } }])[0];
  if (body === undefined || name === undefined || !changing.test(body)) return {};
  const found = language === 'sql' ? plainStatements(sql, body) : language === 'plpgsql' ? statementsIn(sql, body) : [];
  const facts = [...found].flatMap(({ text, parsed, place }) => parsed.map((inner) => ({ place, ...factsOf(inner, text) })));
  // Whatever it makes for the session alone it also takes away and indexes for itself, before as after.
  const temporary = new Set(facts.flatMap(({ createsTemporary }) => createsTemporary));
  const operations = facts.flatMap((inner): readonly InnerOperation[] =>
    (inner.operations ?? []).filter((one) => !isOn(one, temporary)).map((operation) => ({ operation, place: inner.place })),
  );
  const computed =
    language === 'plpgsql' ? computedIn(sql, body) : isForeign.test(language ?? '') && unreadable.test(body) ? '' : undefined;
  return { ...(operations.length > 0 && { routine: { name, operations } }), ...(computed !== undefined && { computed }) };
}

/** Whether a change is one of a table with one of these names. */
const isOn = (operation: SqlOperation, tables: ReadonlySet<string>): boolean =>
  'table' in operation && operation.table !== undefined && tables.has(operation.table);

/** Languages in which a routine puts its SQL together. */
const isForeign = /^(?:plpython\w*|plperlu?|plv8|pltclu?|pljava|plsh|plrust)$/;

/** Of a statement that is put together, so much is told. */
const longestStart = 60;

/** What a body runs that is put together when it runs, as far as it is written; `undefined`: all of it stands there, or it only asks. */
function computedIn(sql: string, body: string): string | undefined {
  const queries = /\bexecute\b/i.test(body) || maySurprise(body) ? parseBlock(sql, body) : [];
  // What nobody can read is as good as put together.
  if (!queries) return unreadable.test(body) ? '' : undefined;
  const starts = queries.flatMap((query) =>
    query.dynamic && constantText(query.sql) === undefined ? [(firstString(query.sql) ?? '').trim().replace(/\s+/g, ' ')] : [],
  );
  return starts.find((start) => !asking.test(start))?.slice(0, longestStart);
}

/** Larger than what is written by people: it may be too large to be read. */
const maySurprise = (body: string): boolean => body.length > 10_000;

/** It changes a schema, in whatever language it is written. */
const unreadable =
  /\b(?:(?:alter|create|drop|truncate|reindex|refresh)\s+(?:unique\s+|materialized\s+)?(?:table|index|view|type|schema)|execute\b)/i;

/** What psql runs of the rows that a query gives (`\gexec`), as far as it is written; `undefined`: it only asks. */
export function computedByRows(query: string): string | undefined {
  const start = (firstString(query) ?? '').trim().replace(/\s+/g, ' ');
  return asking.test(start) ? undefined : start.slice(0, longestStart);
}

/** Rows are asked for, or nothing is done to tables. */
export const asking =
  /^(select|show|explain|with|analyze|comment|set|reset|notify|grant|revoke|(alter|create|drop)\s+(role|user|database|system|extension|publication|subscription))\b/i;

interface Inner {
  readonly query: Pick<BlockQuery, 'dynamic' | 'discarded'>;
  readonly text: string;
  readonly parsed: readonly Tree[];
  readonly place: Span | undefined;
}

/** Statements, and those that `EXECUTE` is given as text, as far as that is a constant; of others the fixed part, which does not parse. */
function* statementsIn(sql: string, body: string): Generator<Inner> {
  let from = 0;
  for (const query of parseBlock(sql, body) ?? []) {
    const built = query.dynamic ? constantText(query.sql) : undefined;
    const text = query.dynamic ? (built ?? firstString(query.sql)) : query.sql;
    if (text === undefined) continue;
    const at = sql.indexOf(query.source, from);
    if (at >= 0) from = at + query.source.length;
    const inside = at < 0 ? -1 : sql.indexOf(text, at);
    const place = inside < 0 || inside + text.length > from ? undefined : { start: inside, end: inside + text.length };
    const isWhole = !query.dynamic || built !== undefined;
    const result = isWhole && working.test(text) ? parseGrammar(text) : undefined;
    yield { query, text, parsed: result && 'statements' in result ? result.statements : [], place };
  }
}

function* plainStatements(sql: string, body: string): Generator<Inner> {
  const start = sql.indexOf(body);
  for (const piece of splitSql(body)) {
    if (piece.kind !== 'statement') continue;
    const text = body.slice(piece.span.start, piece.span.end);
    const result = parseGrammar(text);
    const place = start < 0 ? undefined : { start: start + piece.span.start, end: start + piece.span.end };
    yield { query: { dynamic: false, discarded: false }, text, parsed: 'statements' in result ? result.statements : [], place };
  }
}

/** Options of a statement that are text, or a list of texts, by name. */
function elementsOf(list: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const argument of asList(list)) {
    const element = isTree(argument) && isTree(argument['DefElem']) ? argument['DefElem'] : {};
    const { defname, arg } = element;
    const [value] = isTree(arg) && isTree(arg['List']) ? asList(arg['List']['items']) : [arg];
    const [text] = textOf(isTree(value) && isTree(value['String']) ? value['String']['sval'] : undefined);
    if (typeof defname === 'string' && text !== undefined) found.set(defname, text);
  }
  return found;
}

/** The text that an expression is, if it is one whatever the data: constants, joined, or put in their places by `format`. */
function constantText(query: string): string | undefined {
  const parsed = parseGrammar(query);
  if (!('statements' in parsed)) return undefined;
  const [statement] = parsed.statements;
  const select = isTree(statement?.['SelectStmt']) ? statement['SelectStmt'] : {};
  const [target] = asList(select['targetList']);
  return isTree(target) && isTree(target['ResTarget']) ? textOfExpression(target['ResTarget']['val'], 0) : undefined;
}

/** Expressions inside one another; nobody writes more. */
const maxDepth = 50;

function textOfExpression(node: unknown, depth: number): string | undefined {
  if (!isTree(node) || depth > maxDepth) return undefined;
  const { A_Const: constant, A_Expr: joined, FuncCall: call } = node;
  if (isTree(constant)) return isTree(constant['sval']) ? textOf(constant['sval']['sval'])[0] : undefined;
  if (isTree(joined) && lastNames([{ List: { items: joined['name'] } }])[0] === '||') {
    const [left, right] = [textOfExpression(joined['lexpr'], depth + 1), textOfExpression(joined['rexpr'], depth + 1)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (!isTree(call) || lastNames([{ List: { items: call['funcname'] } }])[0] !== 'format') return undefined;
  const [pattern, ...values] = asList(call['args']).map((argument) => textOfExpression(argument, depth + 1));
  let next = 0;
  let isKnown = pattern !== undefined && !/%\d/.test(pattern);
  const text = pattern?.replace(/%([%sIL])/g, (_, kind: string) => {
    if (kind === '%') return '%';
    const value = values[next++];
    isKnown &&= value !== undefined;
    return kind === 'L' ? `'${(value ?? '').replace(/'/g, "''")}'` : kind === 'I' ? identifier(value ?? '') : (value ?? '');
  });
  return isKnown ? text : undefined;
}

const identifier = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replace(/"/g, '""')}"`);

/** The first string constant of a query: the fixed part of a statement that is put together at run time. */
function firstString(sql: string): string | undefined {
  const parsed = parseGrammar(sql);
  if (!('statements' in parsed)) return undefined;
  const open: unknown[] = [...parsed.statements];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...[...(node as unknown[])].reverse());
    else if (isTree(node)) {
      if (isTree(node['sval']) && typeof node['sval']['sval'] === 'string') return node['sval']['sval'];
      open.push(...Object.values(node).reverse());
    }
  }
  return undefined;
}
