import { addedColumn } from './added-column';
import { constrained, keysIn } from './constraints';
import { isTree, type Tree } from './grammar';
import type { SqlOperation } from './operation';
import { inner, namedBy, nodesOf, relation, settingOf, typeOf, wordOf } from './tree';

const none: readonly never[] = [];

/** @param node of the statement named `kind` in PostgreSQL's parse tree. */
export function operationsOf(kind: string, node: Tree): readonly SqlOperation[] {
  switch (kind) {
    case 'CreateDomainStmt':
      return nodesOf(node['constraints']).length > 0
        ? [{ is: 'create-type', name: namedBy(node['domainname']), as: 'checked-domain' }]
        : none;
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return [{ is: 'create-type', name: namedBy(node['typeName']), as: 'other' }];
    case 'CreateStmt':
      return createdTable(node);
    case 'IndexStmt': {
      const on = inner(node, 'relation');
      const name = wordOf(node['idxname']) || undefined;
      return [
        {
          is: 'create-index',
          table: relation(on),
          name,
          concurrently: node['concurrent'] === true,
          onParent: on['inh'] !== true,
          isGuarded: node['if_not_exists'] === true,
          columns: indexedBy(node),
        },
      ];
    }
    case 'DropStmt':
      return nodesOf(node['objects']).flatMap((object) =>
        dropped(wordOf(node['removeType']), namedBy(object), node['concurrent'] === true),
      );
    case 'DropdbStmt':
      return [{ is: 'drop-data', what: 'database', name: wordOf(node['dbname']) }];
    case 'TruncateStmt':
      return nodesOf(node['relations']).map((each) => {
        const name = relation(inner(each, 'RangeVar'));
        return { is: 'drop-data', what: 'rows', name, table: name };
      });
    case 'ReindexStmt': {
      const isIndex = node['kind'] === 'REINDEX_OBJECT_INDEX';
      const name = relation(node['relation']) || wordOf(node['name']);
      return [{ is: 'reindex', table: isIndex ? undefined : name, name, concurrently: hasOption(node['params'], 'concurrently') }];
    }
    case 'RefreshMatViewStmt':
      return node['skipData'] === true
        ? none
        : [{ is: 'refresh-view', name: relation(node['relation']), concurrently: node['concurrent'] === true }];
    case 'ClusterStmt':
      return [{ is: 'rewrite', table: relation(node['relation']), by: 'CLUSTER' }];
    case 'VacuumStmt':
      return hasOption(node['options'], 'full')
        ? nodesOf(node['rels']).map((each) => ({
            is: 'rewrite',
            table: relation(inner(inner(each, 'VacuumRelation'), 'relation')),
            by: 'VACUUM FULL',
          }))
        : none;
    case 'AlterDomainStmt':
      return (node['subtype'] === 'C' && inner(inner(node, 'def'), 'Constraint')['skip_validation'] !== true) || node['subtype'] === 'O'
        ? [{ is: 'constrain-domain', name: namedBy(node['typeName']) }]
        : none;
    case 'UpdateStmt':
    case 'DeleteStmt':
    case 'InsertStmt':
      return rowsChanged(kind, node);
    case 'MergeStmt':
      return merged(node);
    case 'LockStmt':
      return nodesOf(node['relations']).map((each) => ({
        is: 'lock-table',
        table: relation(inner(each, 'RangeVar')),
        mode: Number(node['mode']),
        isWaiting: node['nowait'] !== true,
      }));
    case 'VariableSetStmt':
      return wordOf(node['name']).toLowerCase() === 'session_replication_role' && settingOf(node).toLowerCase() === 'replica'
        ? [{ is: 'disable-triggers', table: undefined }]
        : none;
    case 'AlterTableStmt':
      return node['objtype'] === 'OBJECT_TABLE' || node['objtype'] === undefined
        ? nodesOf(node['cmds']).flatMap((command) => altered(relation(node['relation']), inner(command, 'AlterTableCmd')))
        : none;
    default:
      return none;
  }
}

function createdTable(node: Tree): readonly SqlOperation[] {
  const name = relation(node['relation']);
  const columns = nodesOf(node['tableElts']).map((each) => inner(each, 'ColumnDef'));
  const keys = keysIn(node);
  const made: SqlOperation = {
    is: 'create-table',
    table: name,
    columns: columns.map((each) => [wordOf(each['colname']), typeOf(each)]),
    ...keys,
  };
  const parents = new Set(keys.references.map(({ parent }) => parent).filter((parent) => parent !== name));
  const isTemporary = isTree(node['relation']) && node['relation']['relpersistence'] === 't';
  const references = isTemporary ? [] : [...parents].map((table) => ({ is: 'reference', table, by: name }) as const);
  if (!isTree(node['partbound'])) return [made, ...references];
  const table = relation(inner(nodesOf(node['inhRelations'])[0], 'RangeVar'));
  return [{ is: 'create-partition', table, name, isDefault: node['partbound']['is_default'] === true }, made, ...references];
}

function indexedBy(node: Tree): readonly string[] {
  const names = nodesOf(node['indexParams']).map((each) => wordOf(inner(each, 'IndexElem')['name']));
  return node['whereClause'] === undefined && !names.includes('') ? names : none;
}

function dropped(type: string, name: string, concurrently: boolean): readonly SqlOperation[] {
  if (type === 'OBJECT_INDEX') return [{ is: 'drop-index', name, concurrently }];
  if (type === 'OBJECT_TABLE') return [{ is: 'drop-data', what: 'table', name, table: name }];
  if (type === 'OBJECT_SCHEMA') return [{ is: 'drop-data', what: 'schema', name }];
  return type === 'OBJECT_MATVIEW' ? [{ is: 'drop-data', what: 'view', name, table: name }] : none;
}

/** All rows, or those of PostgreSQL's own tables. */
function rowsChanged(kind: string, node: Tree): readonly SqlOperation[] {
  const on = inner(node, 'relation');
  const table = relation(on);
  // An update of this view is a `SET`.
  if (table === 'pg_settings') return none;
  // Of the extension that searched texts before the server did.
  if (table === 'pg_ts_cfg' || table === 'pg_ts_cfgmap') return none;
  if (on['schemaname'] === 'pg_catalog' || (on['schemaname'] === undefined && table.startsWith('pg_')))
    return [{ is: 'change-catalog', name: table }];
  if (kind === 'InsertStmt') return copiesRows(node) ? [{ is: 'change-rows', table, how: 'insert' }] : none;
  const how = kind === 'UpdateStmt' ? 'update' : 'delete';
  if (holdsForAll(node['whereClause'])) return [{ is: 'change-all-rows', table, how }];
  return isOneRow(node['whereClause']) ? none : [{ is: 'change-rows', table, how }];
}

/** What `MERGE` changes: all rows, where each of them matches and nothing more is asked. */
function merged(node: Tree): readonly SqlOperation[] {
  const table = relation(node['relation']);
  const clauses = nodesOf(node['mergeWhenClauses']).map((each) => inner(each, 'MergeWhenClause'));
  const ways = [
    ['CMD_UPDATE', 'update'],
    ['CMD_DELETE', 'delete'],
  ] as const;
  return ways.flatMap(([command, how]): readonly SqlOperation[] => {
    const own = clauses.filter(({ commandType }) => commandType === command);
    if (own.length === 0) return none;
    const isWhole =
      holdsForAll(node['joinCondition']) &&
      own.some(({ matchKind, condition }) => matchKind === 'MERGE_WHEN_MATCHED' && holdsForAll(condition));
    return [isWhole ? { is: 'change-all-rows', table, how } : { is: 'change-rows', table, how }];
  });
}

/** No condition, `WHERE true`, `WHERE 1 = 1`. */
function holdsForAll(condition: unknown): boolean {
  if (condition === undefined) return true;
  if (inner(inner(condition, 'A_Const'), 'boolval')['boolval'] === true) return true;
  const { lexpr, rexpr, name } = inner(condition, 'A_Expr');
  const [one, other] = [lexpr, rexpr].map((side) => inner(inner(side, 'A_Const'), 'ival')['ival']);
  return one !== undefined && one === other && namedBy(name) === '=';
}

/** `INSERT … SELECT` from a table. */
const copiesRows = (node: Tree): boolean =>
  nodesOf(inner(inner(node, 'selectStmt'), 'SelectStmt')['fromClause']).some(
    (from) => isTree(from['RangeVar']) || isTree(from['JoinExpr']),
  );

/** `WHERE id = 3`, or one of a list that is written out. */
function isOneRow(condition: unknown): boolean {
  const { lexpr, rexpr, kind } = inner(condition, 'A_Expr');
  const isList = kind === 'AEXPR_IN' && nodesOf(inner(rexpr, 'List')['items']).every((each) => isTree(each['A_Const']));
  return isTree(lexpr) && isTree(lexpr['ColumnRef']) && isTree(rexpr) && (isTree(rexpr['A_Const']) || isList);
}

function altered(table: string, command: Tree): readonly SqlOperation[] {
  const name = wordOf(command['name']);
  switch (command['subtype']) {
    case 'AT_AddColumn':
      return [addedColumn(table, inner(inner(command, 'def'), 'ColumnDef'))];
    case 'AT_AlterColumnType': {
      const definition = inner(inner(command, 'def'), 'ColumnDef');
      const isComputed = definition['raw_default'] !== undefined;
      return [{ is: 'change-type', table, column: name, type: typeOf(definition), isComputed }];
    }
    case 'AT_ColumnDefault':
      return [{ is: 'set-default', table, column: name, isDropped: command['def'] === undefined }];
    case 'AT_SetNotNull':
      return [{ is: 'set-not-null', table, column: name }];
    case 'AT_AddConstraint':
      return constrained(table, inner(inner(command, 'def'), 'Constraint'));
    case 'AT_ValidateConstraint':
      return [{ is: 'validate', table, name }];
    case 'AT_AttachPartition': {
      const partition = inner(inner(command, 'def'), 'PartitionCmd');
      const isDefault = inner(partition, 'bound')['is_default'] === true;
      return [{ is: 'attach-partition', table, name: relation(partition['name']), isDefault }];
    }
    case 'AT_DetachPartition': {
      const partition = inner(inner(command, 'def'), 'PartitionCmd');
      return [{ is: 'detach-partition', table, name: relation(partition['name']), concurrently: partition['concurrent'] === true }];
    }
    case 'AT_DropConstraint':
      return [{ is: 'drop-constraint', table, name }];
    case 'AT_DropColumn':
      return [{ is: 'drop-data', what: 'column', name, table }];
    case 'AT_DisableTrigAll':
    case 'AT_DisableTrigUser':
      return [{ is: 'disable-triggers', table }];
    case 'AT_SetLogged':
    case 'AT_SetUnLogged':
      return [{ is: 'rewrite', table, by: command['subtype'] === 'AT_SetLogged' ? 'SET LOGGED' : 'SET UNLOGGED' }];
    case 'AT_SetTableSpace':
      return [{ is: 'rewrite', table, by: 'SET TABLESPACE' }];
    default:
      return none;
  }
}

const hasOption = (options: unknown, name: string): boolean => nodesOf(options).some((each) => inner(each, 'DefElem')['defname'] === name);
