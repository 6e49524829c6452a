import { isTree, parseBlock, parseGrammar, type Tree } from './grammar';
import { headOf } from './head';
import { operationsOf, type SqlOperation } from './operations';
import { splitSql } from './split';
import { stepsOf, type SchemaStep } from './steps';
import { asList, lastNames, settingOf, textOf } from './tree';

/** What a statement does, as far as rules ask. */
export interface SqlFacts {
  readonly transaction?: 'begin' | 'commit' | 'rollback';
  /** Guards that it takes against others: until the session or the transaction ends. */
  readonly takes: readonly ('session-lock' | 'transaction-lock')[];
  /** Which locks of the session it gives back; `*`: all of them. */
  readonly releases: readonly string[];
  /** Which locks of the session it takes: the arguments of the call. */
  readonly keys: readonly string[];
  /** It only asks for a lock, and goes on whatever the answer: who reads the answer decides. Keys of the session's or transaction's lock. */
  readonly tries: readonly { readonly key: string; readonly lock: 'session-lock' | 'transaction-lock' }[];
  /** A setting and its new value: `lock_timeout` → `5s`. */
  readonly sets?: { readonly name: string; readonly value: string };
  /** Changes nothing: settings, queries, transaction control. */
  readonly reads: boolean;
  /** Cannot run inside a transaction: `CREATE INDEX CONCURRENTLY`. */
  readonly alone: boolean;
  /** Relations that it makes, and temporary ones among them; and those that it needs. Without schema. */
  readonly creates: readonly string[];
  readonly createsTemporary: readonly string[];
  readonly touches: readonly string[];
  readonly createsDatabase?: string;
  /** What it does to tables, one by one; absent: nothing that is judged. */
  readonly operations?: readonly SqlOperation[];
  /** What it makes and takes away, in any dialect; absent: nothing of a schema. */
  readonly steps?: readonly SchemaStep[];
  /** Inside a `DO` block: the first schema change, as `ALTER TABLE events`. */
  readonly blockChange?: string;
}

/** One for all: a dump has millions of statements that do nothing of a kind. */
const none: readonly never[] = [];

export const noFacts: SqlFacts = {
  takes: none,
  releases: none,
  keys: none,
  tries: none,
  reads: false,
  alone: false,
  creates: none,
  createsTemporary: none,
  touches: none,
};

const begins = ['TRANS_STMT_BEGIN', 'TRANS_STMT_START'];
const ends = ['TRANS_STMT_COMMIT', 'TRANS_STMT_PREPARE'];
/** Locks of a table that exclude a second holder of the same lock. */
const exclusiveModes = 6;

export function factsOf(statement: Tree, sql: string): SqlFacts {
  const [kind = '', value] = Object.entries(statement)[0] ?? [];
  const node = isTree(value) ? value : {};
  const operations = operationsOf(kind, node);
  const steps = stepsOf(kind, node);
  const facts = {
    ...noFacts,
    ...(operations.length > 0 && { operations }),
    ...(steps.length > 0 && { steps }),
    ...(executing.has(kind) && locksIn(kind, node, sql)),
  };
  const named = (relation: unknown): string[] => relationName(relation) ?? [];
  switch (kind) {
    case 'TransactionStmt': {
      const what = String(node['kind']);
      if (begins.includes(what)) return { ...facts, reads: true, transaction: 'begin' };
      if (ends.includes(what)) return { ...facts, reads: true, transaction: 'commit' };
      return { ...facts, reads: true, ...(what === 'TRANS_STMT_ROLLBACK' && { transaction: 'rollback' as const }) };
    }
    case 'VariableSetStmt':
      return {
        ...facts,
        reads: true,
        ...(typeof node['name'] === 'string' && { sets: { name: node['name'].toLowerCase(), value: settingOf(node) } }),
      };
    case 'VariableShowStmt':
    case 'ExplainStmt':
      return { ...facts, reads: true };
    case 'SelectStmt':
      return node['intoClause']
        ? { ...facts, ...created(isTree(node['intoClause']) ? node['intoClause']['rel'] : undefined) }
        : { ...facts, reads: true };
    case 'DiscardStmt':
      return { ...facts, reads: true, releases: node['target'] === 'DISCARD_ALL' ? ['*'] : [] };
    case 'LockStmt':
      return { ...facts, reads: true, takes: Number(node['mode']) >= exclusiveModes ? [...facts.takes, 'transaction-lock'] : facts.takes };
    case 'CreateStmt':
      return { ...facts, ...created(node['relation']), touches: inheritedFrom(node) };
    case 'CreateForeignTableStmt':
      return { ...facts, ...created(isTree(node['base']) ? node['base']['relation'] : undefined) };
    case 'CreateTableAsStmt':
      return { ...facts, ...created(isTree(node['into']) ? node['into']['rel'] : undefined) };
    case 'ViewStmt':
      return { ...facts, ...created(node['view']) };
    case 'CreateSeqStmt':
      return { ...facts, ...created(node['sequence']) };
    case 'CompositeTypeStmt':
      return { ...facts, ...created(node['typevar']) };
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return { ...facts, creates: lastNames([node['typeName']]) };
    case 'CreateDomainStmt':
      return { ...facts, creates: lastNames([node['domainname']]) };
    case 'CreateSchemaStmt':
      return { ...facts, creates: typeof node['schemaname'] === 'string' ? [node['schemaname']] : [] };
    case 'IndexStmt':
      return { ...facts, creates: textOf(node['idxname']), touches: named(node['relation']), alone: node['concurrent'] === true };
    case 'AlterTableStmt':
    case 'CreateTrigStmt':
    case 'RuleStmt':
    case 'AlterObjectSchemaStmt':
      return { ...facts, touches: named(node['relation']) };
    case 'RenameStmt':
      return { ...facts, touches: named(node['relation']), creates: textOf(node['newname']) };
    case 'CreatePolicyStmt':
    case 'AlterPolicyStmt':
      return { ...facts, touches: named(node['table']) };
    case 'AlterSeqStmt':
      return { ...facts, touches: named(node['sequence']) };
    case 'AlterEnumStmt':
    case 'AlterDomainStmt':
      return { ...facts, touches: lastNames([node['typeName']]) };
    case 'AlterOwnerStmt':
      return { ...facts, touches: lastNames([node['object']]) };
    case 'DropStmt':
      return { ...facts, touches: lastNames(node['objects']), alone: node['concurrent'] === true };
    case 'VacuumStmt':
      return { ...facts, alone: true };
    case 'CreatedbStmt':
      return { ...facts, alone: true, createsDatabase: textOf(node['dbname'])[0] ?? '' };
    case 'DropdbStmt':
    case 'CreateTableSpaceStmt':
      return { ...facts, alone: true };
    case 'ReindexStmt':
      return { ...facts, alone: /concurrently/i.test(sql.slice(0, 200)) };
    case 'DoStmt':
      return { ...facts, ...blockFacts(node, sql) };
    default:
      return facts;
  }
}

/** Statements that call what stands in them; what defines a routine or a view calls nothing. */
const executing = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'CreateTableAsStmt', 'CallStmt']);

/** A call of an advisory lock function wherever it stands in the statement, or rows that a query reads for update. */
function locksIn(kind: string, statement: Tree, sql: string): Partial<SqlFacts> {
  if (!/lock|for\s/i.test(sql)) return {};
  const takes: SqlFacts['takes'][number][] = [];
  const releases: string[] = [];
  const keys: string[] = [];
  const tries: SqlFacts['tries'][number][] = [];
  const unread = kind === 'SelectStmt' ? unreadIn(statement) : new Set();
  if (kind === 'SelectStmt' && asList(statement['lockingClause']).some(isExclusive)) takes.push('transaction-lock');
  const open: unknown[] = [statement];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...(node as unknown[]));
    else if (isTree(node)) {
      if (Array.isArray(node['funcname'])) {
        const name = lastNames([{ List: { items: node['funcname'] } }])[0] ?? '';
        const key = keyOf(node['args']);
        const lock = lockOf(name);
        if (name === 'pg_advisory_unlock') releases.push(key);
        else if (name === 'pg_advisory_unlock_all') releases.push('*');
        else if (lock && name.includes('_try_') && unread.has(node)) tries.push({ key, lock });
        else if (lock) {
          takes.push(lock);
          if (lock === 'session-lock') keys.push(key);
        }
      }
      open.push(...Object.values(node));
    }
  }
  return { takes, releases, keys, tries };
}

/** A shared lock lets a second runner in, and a function of another name may be anything: `unblock_all`, `clock_set`. */
const lockOf = (name: string): SqlFacts['takes'][number] | undefined =>
  /^pg_(try_)?advisory_lock$/.test(name) ? 'session-lock' : /^pg_(try_)?advisory_xact_lock$/.test(name) ? 'transaction-lock' : undefined;

/** Calls whose answer a query only prints, or filters rows by. */
function unreadIn(select: Tree): ReadonlySet<unknown> {
  const printed = asList(select['targetList']).map((target) =>
    isTree(target) && isTree(target['ResTarget']) ? target['ResTarget']['val'] : undefined,
  );
  return new Set([...printed, select['whereClause']].flatMap((value) => (isTree(value) ? [value['FuncCall']] : [])));
}

/** `FOR UPDATE`, but not `SKIP LOCKED`: that lets a second runner go on. */
const isExclusive = (clause: unknown): boolean =>
  isTree(clause) &&
  isTree(clause['LockingClause']) &&
  ['LCS_FORUPDATE', 'LCS_FORNOKEYUPDATE'].includes(String(clause['LockingClause']['strength'])) &&
  clause['LockingClause']['waitPolicy'] !== 'LockWaitSkip';

/** Arguments as they are written, without their places: a lock is released by what it was taken by. */
const keyOf = (args: unknown): string => JSON.stringify(args ?? [], (name, value: unknown) => (name === 'location' ? undefined : value));

/** Looks into the PL/pgSQL body of a `DO` statement. */
function blockFacts(node: Tree, sql: string): Partial<SqlFacts> {
  const body = bodyOf(node);
  if (body === undefined || !/lock|alter|create|drop|execute/i.test(body)) return {};
  const takes: SqlFacts['takes'][number][] = [];
  const keys: string[] = [];
  let blockChange: string | undefined;
  for (const query of parseBlock(sql, body)) {
    const text = query.dynamic ? firstString(query.sql) : query.sql;
    if (text === undefined) continue;
    const piece = splitSql(text).find((found) => found.kind === 'statement');
    const head = piece && headOf(text, piece.tokens);
    // A lock that the block has taken before holds until its transaction ends, so for the change too.
    if (head && !head.temporary && takes.length === 0) blockChange ??= head.title;
    if (query.dynamic || !/lock|for\s+(no\s+key\s+)?update/i.test(text)) continue;
    const parsed = parseGrammar(text);
    if ('statements' in parsed) {
      for (const inner of parsed.statements) {
        const facts = factsOf(inner, text);
        takes.push(...facts.takes);
        keys.push(...facts.keys);
        if (query.discarded) continue;
        takes.push(...facts.tries.map(({ lock }) => lock));
        keys.push(...facts.tries.flatMap(({ key, lock }) => (lock === 'session-lock' ? [key] : [])));
      }
    }
  }
  return { takes, keys, ...(blockChange !== undefined && { blockChange }) };
}

function bodyOf(node: Tree): string | undefined {
  for (const argument of asList(node['args'])) {
    const element = isTree(argument) && isTree(argument['DefElem']) ? argument['DefElem'] : {};
    if (element['defname'] === 'as')
      return textOf(isTree(element['arg']) && isTree(element['arg']['String']) ? element['arg']['String']['sval'] : undefined)[0];
  }
  return undefined;
}

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

function created(relation: unknown): Pick<SqlFacts, 'creates' | 'createsTemporary'> {
  const names = relationName(relation) ?? [];
  const temporary = isTree(relation) && (relation['relpersistence'] === 't' || relation['schemaname'] === 'pg_temp');
  return temporary ? { creates: none, createsTemporary: names } : { creates: names, createsTemporary: none };
}

const relationName = (relation: unknown): string[] | undefined => (isTree(relation) ? textOf(relation['relname']) : undefined);

/** Parents and partitioned tables that `CREATE TABLE` locks. */
const inheritedFrom = (node: Tree): readonly string[] =>
  node['inhRelations'] === undefined
    ? none
    : asList(node['inhRelations']).flatMap((parent) => (isTree(parent) ? (relationName(parent['RangeVar']) ?? []) : []));
