import { own } from '../../text/own';
import { isTree, type Tree } from './grammar';
import { asList, lastNames, textOf } from './tree';

/** What a schema is made of. */
export type SchemaObject =
  | 'table'
  | 'column'
  | 'index'
  | 'constraint'
  | 'view'
  | 'type'
  | 'value'
  | 'sequence'
  | 'schema'
  | 'routine'
  | 'trigger'
  | 'policy'
  | 'extension';

/** One thing that a statement makes, takes away, calls another name, fills from what was there, or empties. Names are without schema. */
export interface SchemaStep {
  readonly does: 'create' | 'drop' | 'rename' | 'fill' | 'clear';
  readonly what: SchemaObject;
  /** Empty: the server chooses it. */
  readonly name: string;
  /** The table that it belongs to. */
  readonly table?: string;
  /** The new name. */
  readonly to?: string;
  /** `IF [NOT] EXISTS`, `OR REPLACE`: done a second time it does no harm. */
  readonly repeats?: true;
  /** Takes along what hangs on it. */
  readonly cascades?: true;
}

const none: readonly never[] = [];

const list = (value: unknown): readonly Tree[] => asList(value).filter(isTree);
const text = (value: unknown): string => textOf(value)[0] ?? '';
const inner = (value: unknown, name: string): Tree => {
  const found = isTree(value) ? own(value, name) : undefined;
  return isTree(found) ? found : {};
};
const relation = (value: unknown): string => (isTree(value) ? text(value['relname']) : '');
const named = (parts: unknown): string => lastNames([parts])[0] ?? '';
const repeating = (value: unknown): { readonly repeats?: true } => (value === true ? { repeats: true } : {});

/** @param node of the statement named `kind` in PostgreSQL's parse tree. */
export function stepsOf(kind: string, node: Tree): readonly SchemaStep[] {
  const make = (what: SchemaObject, name: string, again: unknown, table?: string): readonly SchemaStep[] => [
    { does: 'create', what, name, ...(table !== undefined && { table }), ...repeating(again) },
  ];
  switch (kind) {
    case 'CreateStmt':
      return isLasting(node['relation']) ? make('table', relation(node['relation']), node['if_not_exists']) : none;
    case 'CreateTableAsStmt': {
      const into = inner(inner(node, 'into'), 'rel');
      const what = node['objtype'] === 'OBJECT_MATVIEW' ? 'view' : 'table';
      return isLasting(into) ? make(what, relation(into), node['if_not_exists']) : none;
    }
    case 'ViewStmt':
      return isLasting(node['view']) ? make('view', relation(node['view']), node['replace']) : none;
    case 'IndexStmt':
      return make('index', text(node['idxname']), node['if_not_exists'], relation(node['relation']));
    case 'CreateSeqStmt':
      return make('sequence', relation(node['sequence']), node['if_not_exists']);
    case 'CreateSchemaStmt':
      return make('schema', text(node['schemaname']), node['if_not_exists']);
    case 'CreateExtensionStmt':
      return make('extension', text(node['extname']), node['if_not_exists']);
    case 'CompositeTypeStmt':
      return make('type', relation(node['typevar']), false);
    case 'CreateEnumStmt':
    case 'CreateRangeStmt':
      return make('type', named(node['typeName']), false);
    case 'CreateDomainStmt':
      return make('type', named(node['domainname']), false);
    case 'CreateFunctionStmt':
      return make('routine', named(node['funcname']), node['replace']);
    case 'CreateTrigStmt':
      return make('trigger', text(node['trigname']), node['replace'], relation(node['relation']));
    case 'CreatePolicyStmt':
      return make('policy', text(node['policy_name']), false, relation(node['table']));
    case 'AlterEnumStmt':
      return text(node['oldVal']) === ''
        ? make('value', text(node['newVal']), node['skipIfNewValExists'], named(node['typeName']))
        : [{ does: 'rename', what: 'value', table: named(node['typeName']), name: text(node['oldVal']), to: text(node['newVal']) }];
    case 'RenameStmt':
      return renamed(node);
    case 'DropStmt':
      return dropped(node);
    case 'AlterTableStmt':
      return list(node['cmds']).flatMap((command) => altered(relation(node['relation']), inner(command, 'AlterTableCmd')));
    case 'InsertStmt':
      return list(inner(inner(node, 'selectStmt'), 'SelectStmt')['fromClause']).length > 0
        ? [{ does: 'fill', what: 'table', name: relation(node['relation']) }]
        : none;
    case 'UpdateStmt': {
      const table = relation(node['relation']);
      return list(node['targetList']).map((target) => ({
        does: 'fill',
        what: 'column',
        table,
        name: text(inner(target, 'ResTarget')['name']),
      }));
    }
    case 'DeleteStmt':
      return node['whereClause'] === undefined ? [{ does: 'clear', what: 'table', name: relation(node['relation']) }] : none;
    case 'TruncateStmt':
      return list(node['relations']).map((each) => ({ does: 'clear', what: 'table', name: relation(inner(each, 'RangeVar')) }));
    default:
      return none;
  }
}

/** Temporary relations are gone with their session. */
const isLasting = (on: unknown): boolean => isTree(on) && on['relpersistence'] !== 't' && on['schemaname'] !== 'pg_temp';

const objects: ReadonlyMap<unknown, SchemaObject> = new Map<unknown, SchemaObject>([
  ['OBJECT_TABLE', 'table'],
  ['OBJECT_FOREIGN_TABLE', 'table'],
  ['OBJECT_VIEW', 'view'],
  ['OBJECT_MATVIEW', 'view'],
  ['OBJECT_INDEX', 'index'],
  ['OBJECT_SEQUENCE', 'sequence'],
  ['OBJECT_SCHEMA', 'schema'],
  ['OBJECT_TYPE', 'type'],
  ['OBJECT_DOMAIN', 'type'],
  ['OBJECT_FUNCTION', 'routine'],
  ['OBJECT_PROCEDURE', 'routine'],
  ['OBJECT_TRIGGER', 'trigger'],
  ['OBJECT_POLICY', 'policy'],
  ['OBJECT_EXTENSION', 'extension'],
  ['OBJECT_COLUMN', 'column'],
  ['OBJECT_ATTRIBUTE', 'column'],
  ['OBJECT_TABCONSTRAINT', 'constraint'],
]);

function renamed(node: Tree): readonly SchemaStep[] {
  const what = objects.get(node['renameType']);
  const on = relation(node['relation']);
  const to = text(node['newname']);
  const again = repeating(node['missing_ok']);
  if (!what) return none;
  if (what === 'column' || what === 'constraint' || what === 'trigger' || what === 'policy')
    return [{ does: 'rename', what, table: on, name: text(node['subname']), to, ...again }];
  const name = on || text(node['subname']) || named(node['object']);
  return [{ does: 'rename', what, name, to, ...again }];
}

function dropped(node: Tree): readonly SchemaStep[] {
  const what = objects.get(node['removeType']);
  if (!what) return none;
  const more = { ...repeating(node['missing_ok']), ...(node['behavior'] === 'DROP_CASCADE' && { cascades: true as const }) };
  return list(node['objects']).map((object): SchemaStep => {
    const routine = inner(object, 'ObjectWithArgs');
    if (what === 'routine') return { does: 'drop', what, name: named(routine['objname']), ...more };
    if (what !== 'trigger' && what !== 'policy') return { does: 'drop', what, name: named(object), ...more };
    const parts = list(inner(object, 'List')['items']);
    return { does: 'drop', what, name: named(object), table: named(parts.slice(0, -1)), ...more };
  });
}

function altered(table: string, command: Tree): readonly SchemaStep[] {
  const name = text(command['name']);
  const more = { ...repeating(command['missing_ok']), ...(command['behavior'] === 'DROP_CASCADE' && { cascades: true as const }) };
  const definition = inner(command, 'def');
  switch (command['subtype']) {
    case 'AT_AddColumn':
      return [
        {
          does: 'create',
          what: 'column',
          table,
          name: text(inner(definition, 'ColumnDef')['colname']),
          ...repeating(command['missing_ok']),
        },
      ];
    case 'AT_DropColumn':
      return [{ does: 'drop', what: 'column', table, name, ...more }];
    case 'AT_AddConstraint':
      return [{ does: 'create', what: 'constraint', table, name: text(inner(definition, 'Constraint')['conname']) }];
    case 'AT_DropConstraint':
      return [{ does: 'drop', what: 'constraint', table, name, ...more }];
    default:
      return none;
  }
}
