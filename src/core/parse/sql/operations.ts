import { own } from '../../text/own';
import { isTree, type Tree } from './grammar';
import { asList, lastNames, settingOf } from './tree';

/** What a statement of PostgreSQL does to a table, as far as rules on migrations judge it. Names are without schema, in lower case unless quoted. */
export type SqlOperation =
  /** `references`: its foreign keys; `keys`: what its constraints make indexes of. */
  | {
      readonly is: 'create-table';
      readonly table: string;
      readonly columns: readonly (readonly [name: string, type: string])[];
      readonly references: readonly ForeignKey[];
      readonly keys: readonly (readonly string[])[];
    }
  /** The new table `by` has a foreign key to `table`. */
  | { readonly is: 'reference'; readonly table: string; readonly by: string }
  /** `isUnique`, and whether it is made in the background; `onParent`: of a partitioned table alone, `ON ONLY`. */
  | {
      readonly is: 'create-index';
      readonly table: string;
      readonly name: string | undefined;
      readonly concurrently: boolean;
      readonly onParent: boolean;
      /** `IF NOT EXISTS`. */
      readonly isGuarded: boolean;
      /** Empty where it holds expressions, or some of the rows. */
      readonly columns: readonly string[];
    }
  | { readonly is: 'drop-index'; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'reindex'; readonly table: string | undefined; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'refresh-view'; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'rewrite'; readonly table: string; readonly by: string }
  /** `type`: as PostgreSQL calls it; `isComputed`: values go through an expression. */
  | { readonly is: 'change-type'; readonly table: string; readonly column: string; readonly type: string; readonly isComputed: boolean }
  | {
      readonly is: 'add-column';
      readonly table: string;
      readonly column: string;
      readonly type: string;
      /** What makes PostgreSQL write each row: `serial`, a default that is another one for each row. */
      readonly fills?: 'serial' | 'identity' | 'generated' | 'volatile' | 'unknown-function';
      /** What it has to be checked for. */
      readonly checks: readonly Checked[];
      /** It takes no NULL, and nothing gives it a value. */
      readonly isRequired: boolean;
      readonly isNotNull: boolean;
      readonly hasDefault: boolean;
      /** The table that it references. */
      readonly parent?: string;
      /** It brings an index of its own. */
      readonly isKey: boolean;
    }
  | { readonly is: 'set-default'; readonly table: string; readonly column: string; readonly isDropped: boolean }
  | { readonly is: 'set-not-null'; readonly table: string; readonly column: string }
  | {
      readonly is: 'add-constraint';
      readonly constraint: Checked;
      readonly table: string;
      readonly name: string | undefined;
      readonly isValid: boolean;
      readonly usesIndex: boolean;
      readonly parent?: string | undefined;
      readonly columns: readonly string[];
      /** `CHECK (column IS NOT NULL)`. */
      readonly notNull?: string | undefined;
    }
  /** `name` becomes a part of `table`; `isDefault`: for all that no other part takes. */
  | { readonly is: 'attach-partition'; readonly table: string; readonly name: string; readonly isDefault: boolean }
  | { readonly is: 'create-partition'; readonly table: string; readonly name: string; readonly isDefault: boolean }
  | { readonly is: 'detach-partition'; readonly table: string; readonly name: string; readonly concurrently: boolean }
  | { readonly is: 'drop-constraint'; readonly table: string; readonly name: string }
  /** `mode`: from 1, `ACCESS SHARE`, to 8, `ACCESS EXCLUSIVE`; `isWaiting`: without `NOWAIT`. */
  | { readonly is: 'lock-table'; readonly table: string; readonly mode: number; readonly isWaiting: boolean }
  | { readonly is: 'validate'; readonly table: string; readonly name: string }
  | { readonly is: 'constrain-domain'; readonly name: string }
  /** `checked`: a domain with a constraint; others are no domains. */
  | { readonly is: 'create-type'; readonly name: string; readonly as: 'checked-domain' | 'other' }
  | { readonly is: 'disable-triggers'; readonly table: string | undefined }
  | {
      readonly is: 'drop-data';
      readonly what: 'table' | 'column' | 'schema' | 'database' | 'view' | 'rows';
      readonly name: string;
      readonly table?: string;
    }
  | { readonly is: 'change-all-rows'; readonly table: string; readonly how: 'update' | 'delete' }
  /** Rows of which nobody knows how many they are: chosen by a condition, or copied from other tables. */
  | { readonly is: 'change-rows'; readonly table: string; readonly how: 'update' | 'delete' | 'insert' }
  | { readonly is: 'change-catalog'; readonly name: string };

export type Checked = 'foreign-key' | 'check' | 'unique' | 'primary-key' | 'exclusion';

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly parent: string;
}

const none: readonly never[] = [];

const list = (value: unknown): readonly Tree[] => asList(value).filter(isTree);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const inner = (value: unknown, name: string): Tree => {
  const found = isTree(value) ? own(value, name) : undefined;
  return isTree(found) ? found : {};
};
const relation = (value: unknown): string => (isTree(value) ? text(value['relname']) : '');

/** @param node of the statement named `kind` in PostgreSQL's parse tree. */
export function operationsOf(kind: string, node: Tree): readonly SqlOperation[] {
  switch (kind) {
    case 'CreateDomainStmt':
      return list(node['constraints']).length > 0 ? [{ is: 'create-type', name: namedBy(node['domainname']), as: 'checked-domain' }] : none;
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return [{ is: 'create-type', name: namedBy(node['typeName']), as: 'other' }];
    case 'CreateStmt':
      return createdTable(node);
    case 'IndexStmt': {
      const on = inner(node, 'relation');
      const name = text(node['idxname']) || undefined;
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
      return list(node['objects']).flatMap((object) => dropped(text(node['removeType']), namedBy(object), node['concurrent'] === true));
    case 'DropdbStmt':
      return [{ is: 'drop-data', what: 'database', name: text(node['dbname']) }];
    case 'TruncateStmt':
      return list(node['relations']).map((each) => {
        const name = relation(inner(each, 'RangeVar'));
        return { is: 'drop-data', what: 'rows', name, table: name };
      });
    case 'ReindexStmt': {
      const isIndex = node['kind'] === 'REINDEX_OBJECT_INDEX';
      const name = relation(node['relation']) || text(node['name']);
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
        ? list(node['rels']).map((each) => ({
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
    case 'LockStmt':
      return list(node['relations']).map((each) => ({
        is: 'lock-table',
        table: relation(inner(each, 'RangeVar')),
        mode: Number(node['mode']),
        isWaiting: node['nowait'] !== true,
      }));
    case 'VariableSetStmt':
      return text(node['name']).toLowerCase() === 'session_replication_role' && settingOf(node).toLowerCase() === 'replica'
        ? [{ is: 'disable-triggers', table: undefined }]
        : none;
    case 'AlterTableStmt':
      return node['objtype'] === 'OBJECT_TABLE' || node['objtype'] === undefined
        ? list(node['cmds']).flatMap((command) => altered(relation(node['relation']), inner(command, 'AlterTableCmd')))
        : none;
    default:
      return none;
  }
}

function createdTable(node: Tree): readonly SqlOperation[] {
  const name = relation(node['relation']);
  const columns = list(node['tableElts']).map((each) => inner(each, 'ColumnDef'));
  const keys = keysIn(node);
  const made: SqlOperation = {
    is: 'create-table',
    table: name,
    columns: columns.map((each) => [text(each['colname']), typeOf(each)]),
    ...keys,
  };
  const parents = new Set(keys.references.map(({ parent }) => parent).filter((parent) => parent !== name));
  const isTemporary = isTree(node['relation']) && node['relation']['relpersistence'] === 't';
  const references = isTemporary ? [] : [...parents].map((table) => ({ is: 'reference', table, by: name }) as const);
  if (!isTree(node['partbound'])) return [made, ...references];
  const table = relation(inner(list(node['inhRelations'])[0], 'RangeVar'));
  return [{ is: 'create-partition', table, name, isDefault: node['partbound']['is_default'] === true }, made, ...references];
}

function keysIn(node: Tree): { readonly references: readonly ForeignKey[]; readonly keys: readonly (readonly string[])[] } {
  const references: ForeignKey[] = [];
  const keys: (readonly string[])[] = [];
  const take = (constraint: Tree, own: readonly string[]): void => {
    const kind = contypes.get(constraint['contype']);
    const columns = own.length > 0 ? own : columnsOf(constraint);
    if (kind === 'foreign-key') references.push({ columns, parent: relation(constraint['pktable']) });
    else if (kind === 'unique' || kind === 'primary-key') keys.push(columns);
  };
  for (const each of list(node['tableElts'])) {
    const column = inner(each, 'ColumnDef');
    for (const one of list(column['constraints'])) take(inner(one, 'Constraint'), [text(column['colname'])]);
    take(inner(each, 'Constraint'), none);
  }
  return { references: references.length > 0 ? references : none, keys: keys.length > 0 ? keys : none };
}

/** Those of a constraint of the table. */
const columnsOf = (constraint: Tree): readonly string[] => lastNames(constraint['fk_attrs'] ?? constraint['keys']);

function indexedBy(node: Tree): readonly string[] {
  const names = list(node['indexParams']).map((each) => text(inner(each, 'IndexElem')['name']));
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
  if (on['schemaname'] === 'pg_catalog' || (on['schemaname'] === undefined && table.startsWith('pg_')))
    return [{ is: 'change-catalog', name: table }];
  if (kind === 'InsertStmt') return copiesRows(node) ? [{ is: 'change-rows', table, how: 'insert' }] : none;
  const how = kind === 'UpdateStmt' ? 'update' : 'delete';
  if (node['whereClause'] !== undefined || node['fromClause'] || node['usingClause'] || node['withClause'])
    return isOneRow(node['whereClause']) ? none : [{ is: 'change-rows', table, how }];
  return [{ is: 'change-all-rows', table, how }];
}

/** `INSERT … SELECT` from a table. */
const copiesRows = (node: Tree): boolean =>
  list(inner(inner(node, 'selectStmt'), 'SelectStmt')['fromClause']).some((from) => isTree(from['RangeVar']) || isTree(from['JoinExpr']));

/** `WHERE id = 3`, or one of a list that is written out. */
function isOneRow(condition: unknown): boolean {
  const { lexpr, rexpr, kind } = inner(condition, 'A_Expr');
  const isList = kind === 'AEXPR_IN' && list(inner(rexpr, 'List')['items']).every((each) => isTree(each['A_Const']));
  return isTree(lexpr) && isTree(lexpr['ColumnRef']) && isTree(rexpr) && (isTree(rexpr['A_Const']) || isList);
}

function altered(table: string, command: Tree): readonly SqlOperation[] {
  const name = text(command['name']);
  switch (command['subtype']) {
    case 'AT_AddColumn':
      return [added(table, inner(inner(command, 'def'), 'ColumnDef'))];
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

const contypes: ReadonlyMap<unknown, Checked> = new Map([
  ['CONSTR_FOREIGN', 'foreign-key'],
  ['CONSTR_CHECK', 'check'],
  ['CONSTR_UNIQUE', 'unique'],
  ['CONSTR_PRIMARY', 'primary-key'],
  ['CONSTR_EXCLUSION', 'exclusion'],
]);

function constrained(table: string, constraint: Tree): readonly SqlOperation[] {
  const kind = contypes.get(constraint['contype']);
  if (!kind) return none;
  const test = inner(inner(constraint, 'raw_expr'), 'NullTest');
  return [
    {
      is: 'add-constraint',
      constraint: kind,
      table,
      name: text(constraint['conname']) || undefined,
      isValid: constraint['skip_validation'] !== true,
      usesIndex: constraint['indexname'] !== undefined,
      columns: columnsOf(constraint),
      ...(kind === 'foreign-key' && { parent: relation(constraint['pktable']) }),
      ...(test['nulltesttype'] === 'IS_NOT_NULL' && {
        notNull: namedBy(inner(inner(test, 'arg'), 'ColumnRef')['fields']),
      }),
    },
  ];
}

function added(table: string, definition: Tree): SqlOperation {
  const type = typeOf(definition);
  const constraints = list(definition['constraints']).map((each) => inner(each, 'Constraint'));
  const value = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.['raw_expr'];
  const fills = filledBy(type, constraints, value);
  const isEmpty = value === undefined && fills === undefined;
  const checks = constraints.flatMap(({ contype }) => contypes.get(contype) ?? []);
  const isNotNull = constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY');
  const parent = relation(constraints.find(({ contype }) => contype === 'CONSTR_FOREIGN')?.['pktable']);
  return {
    is: 'add-column',
    table,
    column: text(definition['colname']),
    type,
    ...(fills && { fills }),
    // Nothing that is not there has to be looked up.
    checks: isEmpty ? checks.filter((kind) => kind !== 'foreign-key') : checks,
    isRequired: isEmpty && isNotNull,
    isNotNull,
    hasDefault: value !== undefined,
    ...(parent !== '' && { parent }),
    isKey: checks.includes('unique') || checks.includes('primary-key'),
  };
}

type Fills = Extract<SqlOperation, { is: 'add-column' }>['fills'];

function filledBy(type: string, constraints: readonly Tree[], value: unknown): Fills {
  if (/^(small|big)?serial[248]?$/.test(type)) return 'serial';
  if (constraints.some(({ contype }) => contype === 'CONSTR_IDENTITY')) return 'identity';
  const generated = constraints.find(({ contype }) => contype === 'CONSTR_GENERATED');
  if (generated) return generated['generated_kind'] === 'v' ? undefined : 'generated';
  const called = functionsIn(value);
  if (called.some((name) => volatile.has(name))) return 'volatile';
  return called.some((name) => !stable.has(name)) ? 'unknown-function' : undefined;
}

/** What has another value for each row (pg_proc.provolatile = 'v'), extensions included. */
const volatile = new Set([
  'gen_random_uuid',
  'uuid_generate_v1',
  'uuid_generate_v1mc',
  'uuid_generate_v4',
  'uuidv4',
  'uuidv7',
  'random',
  'random_normal',
  'clock_timestamp',
  'timeofday',
  'nextval',
  'gen_random_bytes',
]);

/** The same for the whole statement, or for the same input. */
const stable = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_setting',
  'timezone',
  'lower',
  'upper',
  'md5',
  'concat',
  'array_to_json',
  'to_json',
  'to_jsonb',
  'json_build_object',
  'jsonb_build_object',
  'json_build_array',
  'jsonb_build_array',
  'to_timestamp',
  'date_trunc',
  'make_interval',
  'make_date',
]);

function functionsIn(value: unknown): readonly string[] {
  const found: string[] = [];
  const open: unknown[] = [value];
  for (let node = open.pop(); open.length < 10_000 && node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...(node as unknown[]));
    else if (isTree(node)) {
      if (Array.isArray(node['funcname'])) found.push(namedBy(node['funcname']));
      open.push(...Object.values(node));
    }
  }
  return found;
}

/** `int8`, `varchar(20)`, `text[]`. */
function typeOf(definition: Tree): string {
  const type = inner(definition, 'typeName');
  const numbers = list(type['typmods']).map((each) => {
    const { ival } = inner(inner(each, 'A_Const'), 'ival');
    return typeof ival === 'number' ? String(ival) : '0';
  });
  const name = namedBy(type['names']);
  return `${name}${numbers.length > 0 ? `(${numbers.join(',')})` : ''}${type['arrayBounds'] === undefined ? '' : '[]'}`;
}

const hasOption = (options: unknown, name: string): boolean => list(options).some((each) => inner(each, 'DefElem')['defname'] === name);

const namedBy = (parts: unknown): string => lastNames([parts])[0] ?? '';
