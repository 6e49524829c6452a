import { blockFacts, routineFacts } from './block';
import { isTree, type Tree } from './grammar';
import { locksIn } from './locks';
import { operationsOf } from './operations';
import { noFacts, type SqlFacts } from './statement-facts';
import { stepsOf } from './steps';
import { asList, lastNames, setting, textOf } from './tree';

const none: readonly never[] = [];

const begins = ['TRANS_STMT_BEGIN', 'TRANS_STMT_START'];
const ends = ['TRANS_STMT_COMMIT', 'TRANS_STMT_PREPARE'];
const savepoints: ReadonlyMap<string, 'set' | 'back'> = new Map([
  ['TRANS_STMT_SAVEPOINT', 'set'],
  ['TRANS_STMT_ROLLBACK_TO', 'back'],
]);
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
      if (what === 'TRANS_STMT_ROLLBACK') return { ...facts, reads: true, transaction: 'rollback' };
      const does = savepoints.get(what);
      return { ...facts, reads: true, ...(does && { savepoint: { does, name: textOf(node['savepoint_name'])[0] ?? '' } }) };
    }
    case 'VariableSetStmt': {
      const sets = setting(node);
      return { ...facts, reads: true, ...(sets && { sets }) };
    }
    case 'VariableShowStmt':
    case 'ExplainStmt':
      return { ...facts, reads: true };
    case 'SelectStmt':
      return node['intoClause']
        ? { ...facts, ...created(isTree(node['intoClause']) ? node['intoClause']['rel'] : undefined) }
        : { ...facts, reads: true, ...calledBy(node) };
    case 'CallStmt':
      return { ...facts, calls: functionName(node['funccall']) };
    case 'CreateFunctionStmt':
      return { ...facts, ...routineFacts(node, sql, factsOf) };
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
      return {
        ...facts,
        touches: named(node['relation']),
        alone: operations.some((operation) => operation.is === 'detach-partition' && operation.concurrently),
      };
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
      // ANALYZE is of the same kind.
      return { ...facts, alone: node['is_vacuumcmd'] === true };
    case 'AlterSystemStmt':
      return { ...facts, alone: true };
    case 'ClusterStmt':
      return { ...facts, alone: node['relation'] === undefined };
    case 'CreatedbStmt':
      return { ...facts, alone: true, createsDatabase: textOf(node['dbname'])[0] ?? '' };
    case 'DropdbStmt':
    case 'CreateTableSpaceStmt':
      return { ...facts, alone: true };
    case 'ReindexStmt':
      return { ...facts, alone: ofAll.has(String(node['kind'])) || /concurrently/i.test(sql.slice(0, 200)) };
    case 'DoStmt':
      return { ...facts, ...blockFacts(node, sql, factsOf) };
    default:
      return facts;
  }
}

/** What `REINDEX` goes through table by table. */
const ofAll = new Set(['REINDEX_OBJECT_SCHEMA', 'REINDEX_OBJECT_SYSTEM', 'REINDEX_OBJECT_DATABASE']);

/** Statements that call what stands in them; what defines a routine or a view calls nothing. */
const executing = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'CreateTableAsStmt', 'CallStmt']);

const functionName = (call: unknown): readonly string[] => (isTree(call) ? lastNames([{ List: { items: call['funcname'] } }]) : none);

/** `SELECT f(1)`, and a setting that a function sets. */
function calledBy(select: Tree): Pick<SqlFacts, 'calls' | 'sets'> {
  const calls = asList(select['targetList']).flatMap((target) =>
    isTree(target) && isTree(target['ResTarget']) && isTree(target['ResTarget']['val']) ? [target['ResTarget']['val']['FuncCall']] : [],
  );
  const names = calls.flatMap(functionName);
  if (names.length === 0) return {};
  const [name, value, isLocal] = names[0] === 'set_config' && isTree(calls[0]) ? asList(calls[0]['args']).map(constantOf) : [];
  return { calls: names, ...(name !== undefined && value !== undefined && { sets: { name, value, isLocal: isLocal === 'true' } }) };
}

function constantOf(node: unknown): string | undefined {
  const constant = isTree(node) && isTree(node['A_Const']) ? node['A_Const'] : {};
  if (isTree(constant['sval'])) return textOf(constant['sval']['sval'])[0];
  return isTree(constant['boolval']) ? String(constant['boolval']['boolval'] === true) : undefined;
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
