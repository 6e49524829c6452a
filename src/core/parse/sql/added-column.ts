import { contypes } from './constraints';
import { isTree, type Tree } from './grammar';
import type { SqlOperation } from './operation';
import { inner, namedBy, nodesOf, relation, typeOf, wordOf } from './tree';

/** What `ADD COLUMN` adds. */
export function addedColumn(table: string, definition: Tree): SqlOperation {
  const type = typeOf(definition);
  const constraints = nodesOf(definition['constraints']).map((each) => inner(each, 'Constraint'));
  const value = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.['raw_expr'];
  const fills = filledBy(type, constraints, value);
  const isEmpty = value === undefined && fills === undefined;
  const checks = constraints.flatMap(({ contype }) => contypes.get(contype) ?? []);
  const isNotNull = constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY');
  const parent = relation(constraints.find(({ contype }) => contype === 'CONSTR_FOREIGN')?.['pktable']);
  return {
    is: 'add-column',
    table,
    column: wordOf(definition['colname']),
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
