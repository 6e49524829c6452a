import type { SqlFacts } from '../statement-facts';
import type { SchemaStep } from '../steps';
import { actionsOf, columnsIn, type TableChange } from './table-change';
import { TokenReader } from './reader';
import type { PlainStatement, TolerantDialect } from './split';

/** What a statement does, as far as rules ask and words tell: no grammar of the system is at hand. */
export function readPlain(text: string, statement: PlainStatement, dialect: TolerantDialect): Partial<SqlFacts> {
  const read = new TokenReader(text, statement.tokens);
  const verb = behindQueries(read, read.word());
  switch (verb) {
    case 'begin':
    case 'start':
      // MariaDB's block outside of a routine.
      if (read.take('not')) return locking(read);
      return verb === 'start' && read.peek() !== 'transaction' ? {} : { reads: true, transaction: 'begin' };
    case 'commit':
    case 'end':
      return { reads: true, transaction: 'commit' };
    case 'rollback':
      return read.peek() === 'to' ? { reads: true } : { reads: true, transaction: 'rollback' };
    case 'select':
    case 'do':
      return { reads: true, ...locking(read) };
    case 'show':
    case 'explain':
    case 'use':
      return { reads: true };
    case 'lock':
      return { reads: true, ...(/^tables?$/.test(read.peek()) && { keys: [tableLocks] }) };
    case 'unlock':
      return { reads: true, releases: [tableLocks] };
    case 'set':
      return { reads: true, ...locking(read), ...settingOf(read) };
    case 'pragma':
      return { reads: true, ...pragmaOf(read) };
    case 'vacuum':
      return { alone: true };
    case 'create':
      return created(read, dialect);
    case 'alter':
      return altered(read);
    case 'drop':
      return dropped(read);
    case 'rename':
      return renamed(read);
    case 'optimize':
      return read.skip('local', 'no_write_to_binlog').peek() === 'table' ? optimized(read) : {};
    case 'truncate': {
      const table = read.skip('table').name();
      return { touches: [table], steps: [{ does: 'clear', what: 'table', name: table }] };
    }
    case 'insert':
    case 'replace': {
      const table = read.skip('or', 'ignore', 'replace', 'low_priority', 'into').name();
      return read.has('select') && read.has('from') ? { steps: [{ does: 'fill', what: 'table', name: table }] } : {};
    }
    case 'update': {
      const table = read.skip('or', 'ignore', 'low_priority').name();
      const column = read.after('set')?.name();
      if (column === undefined) return {};
      return { steps: [{ does: 'fill', what: 'column', table, name: column }], ...ofAllRows(read, table, 'update') };
    }
    case 'delete': {
      const table = deletedFrom(read.skip('low_priority', 'quick', 'ignore'));
      const all = ofAllRows(read, table, 'delete');
      return all.operations ? { steps: [{ does: 'clear', what: 'table', name: table }], ...all } : {};
    }
    default:
      return {};
  }
}

/** What a statement does that names queries first: `WITH a AS (SELECT …) UPDATE b …`. */
function behindQueries(read: TokenReader, verb: string): string {
  if (verb !== 'with') return verb;
  for (const word of read.outer()) if (/^(?:select|insert|replace|update|delete)$/.test(word)) return read.word();
  return '';
}

/** `DELETE FROM a`, and of several tables `DELETE x FROM a AS x JOIN b`, `DELETE FROM x USING a AS x JOIN b`: the first that loses rows. */
function deletedFrom(read: TokenReader): string {
  const isAhead = !read.take('from');
  const called = read.name();
  const tables = read.clone().after(isAhead ? 'from' : 'using');
  const table = tables?.name();
  return table !== undefined && tables?.skip('as').name() === called ? table : called;
}

/** No condition, or one that holds for all rows, and no `LIMIT`. Who deletes rows that have others beside them has chosen them. */
function ofAllRows(read: TokenReader, table: string, how: 'update' | 'delete'): Pick<Partial<SqlFacts>, 'operations'> {
  let isBounded = false;
  let takesAll = false;
  for (const word of read.outer()) {
    if (word === 'where') isBounded ||= !/^(1|true|1=1)$/.test(read.rest(4));
    else if (word === 'limit') isBounded = true;
    else if (/^(left|outer|cross)$/.test(word)) takesAll = true;
    else if (/join$/.test(word)) {
      isBounded ||= how === 'delete' && !takesAll;
      takesAll = false;
    }
  }
  return isBounded ? {} : { operations: [{ is: 'change-all-rows', table, how }] };
}

/** As if it were the name of a lock: `LOCK TABLES` keeps others out until `UNLOCK TABLES`. */
const tableLocks = 'tables';

/**
 * MySQL's locks with names. One is a guard if something looks at the answer of `GET_LOCK`, or if it waits without end: else the statement
 * succeeds without it.
 */
function locking(read: TokenReader): Partial<Pick<SqlFacts, 'keys' | 'releases'>> {
  const isBare = read.peek() === 'get_lock';
  if (read.has('release_all_locks')) return { releases: ['*'] };
  const releases = read.clone().after('release_lock')?.group()[0]?.text();
  if (releases !== undefined) return { releases: [releases] };
  const call = read.clone().after('get_lock');
  const [name, wait] = call?.group() ?? [];
  if (!call || !name) return {};
  call.skip('as').name();
  const isRead = !isBare || !call.isAtEnd;
  return isRead || wait?.peek() === '-' ? { keys: [name.text()] } : {};
}

/** `SET SESSION lock_wait_timeout = 5`, `SET @@session.foreign_key_checks = 0`: the first one that is no variable of the user's. */
function settingOf(read: TokenReader): Partial<Pick<SqlFacts, 'sets'>> {
  for (;;) {
    read.skip('session', 'local', 'global', 'persist', '@', '@@');
    const written = read.name().toLowerCase();
    const name = written.replace(/^@@(session\.|local\.|global\.)?/, '');
    read.skip('.', ':', '=');
    const parts = [name];
    if (/^@@(session|local|global)$/.test(written)) parts.push(read.name().toLowerCase());
    read.skip(':', '=');
    const value = read.text();
    const setting = parts.at(-1) ?? '';
    if (!written.startsWith('@') || written.startsWith('@@')) return setting === '' ? {} : { sets: { name: setting, value } };
    if (!read.after(',')) return {};
  }
}

function pragmaOf(read: TokenReader): Partial<Pick<SqlFacts, 'sets'>> {
  const name = read.name().toLowerCase();
  if (name === '' || !/^[=(]$/.test(read.peek())) return {};
  return { sets: { name: `pragma ${name}`, value: read.skip('=', '(').text().toLowerCase() } };
}

const afterDefiner = /^(?:sql|view|trigger|procedure|function|aggregate|event)$/;

function created(read: TokenReader, dialect: TolerantDialect): Partial<SqlFacts> {
  const isReplaced = read.peek() === 'or';
  read.skip('or', 'replace', 'algorithm', '=', 'undefined', 'merge', 'temptable');
  // DEFINER = `root`@`localhost`
  if (read.take('definer')) while (!read.isAtEnd && !afterDefiner.test(read.peek())) read.text();
  read.skip('sql', 'security', 'definer', 'invoker', 'online', 'offline');
  const isTemporary = /^temp(orary)?$/.test(read.peek());
  read.skip('temp', 'temporary', 'virtual', 'aggregate');
  const index = /^(unique|fulltext|spatial)$/.test(read.peek()) ? read.word() : '';
  const what = read.word();
  const isGuarded = read.peek() === 'if';
  read.skip('if', 'not', 'exists');
  const again = { ...((isGuarded || isReplaced) && { repeats: true as const }) };
  if (what === 'database' || what === 'schema') return { createsDatabase: read.name() };
  const name = read.name();
  if (what === 'table') {
    if (isTemporary) return { createsTemporary: [name] };
    return {
      creates: [name],
      steps: [{ does: 'create', what: 'table', name, ...again }],
      tableChange: { ...columnsIn(read, name), is: 'create' },
    };
  }
  if (what === 'sequence') return { creates: [name], steps: [{ does: 'create', what: 'sequence', name, ...again }] };
  if (what === 'view') return { creates: [name], steps: [{ does: 'create', what: 'view', name, ...again }] };
  if (what === 'index') {
    const table = read.after('on')?.name() ?? '';
    const step: SchemaStep = { does: 'create', what: 'index', table, name, ...again };
    const does = index === 'fulltext' || index === 'spatial' ? (`add-${index}` as const) : 'add-index';
    const change: TableChange = { is: 'index', table, actions: [{ does, name }], ...read.stated() };
    return { touches: [table], steps: [step], ...(dialect === 'mysql' && { tableChange: change }) };
  }
  if (what === 'trigger') return { steps: [{ does: 'create', what: 'trigger', table: read.after('on')?.name() ?? '', name, ...again }] };
  return what === 'procedure' || what === 'function' ? { steps: [{ does: 'create', what: 'routine', name, ...again }] } : {};
}

function altered(read: TokenReader): Partial<SqlFacts> {
  read.skip('online', 'offline', 'ignore');
  if (read.word() !== 'table') return {};
  read.skip('if', 'exists');
  const table = read.name();
  const change = actionsOf(read, table);
  return { touches: [table], steps: stepsOf(change), tableChange: change };
}

function dropped(read: TokenReader): Partial<SqlFacts> {
  const isTemporary = read.peek() === 'temporary';
  read.skip('temporary', 'online', 'offline');
  const what = read.word();
  const isGuarded = read.peek() === 'if';
  read.skip('if', 'exists');
  const again = isGuarded ? { repeats: true as const } : {};
  if (isTemporary) return {};
  if (what === 'table' || what === 'view') {
    const names = read.names();
    return { touches: names, steps: names.map((name) => ({ does: 'drop', what, name, ...again })) };
  }
  const name = read.name();
  if (what === 'index') {
    const table = read.after('on')?.name();
    if (table === undefined) return { touches: [name], steps: [{ does: 'drop', what: 'index', name, ...again }] };
    const change: TableChange = { is: 'index', table, actions: [{ does: 'drop-index', name }], ...read.stated() };
    return { touches: [table], steps: [{ does: 'drop', what: 'index', table, name, ...again }], tableChange: change };
  }
  if (what === 'database' || what === 'schema') return { touches: [name], steps: [{ does: 'drop', what: 'schema', name, ...again }] };
  const routine =
    what === 'procedure' || what === 'function' ? ('routine' as const) : what === 'trigger' ? ('trigger' as const) : undefined;
  return routine ? { steps: [{ does: 'drop', what: routine, name, ...again }] } : {};
}

/** `RENAME TABLE a TO b, c TO d`. */
function renamed(read: TokenReader): Partial<SqlFacts> {
  if (!/^tables?$/.test(read.word())) return {};
  read.skip('if', 'exists');
  const steps: SchemaStep[] = [];
  do {
    const name = read.name();
    read.skip('to');
    steps.push({ does: 'rename', what: 'table', name, to: read.name() });
  } while (read.take(','));
  const [{ name: table }] = steps as [SchemaStep, ...SchemaStep[]];
  return {
    touches: steps.map(({ name }) => name),
    creates: steps.map(({ to = '' }) => to),
    steps,
    tableChange: { is: 'rename', table, actions: [{ does: 'rename-table', name: table }] },
  };
}

function optimized(read: TokenReader): Partial<SqlFacts> {
  const [table = ''] = read.skip('table').names();
  return { touches: [table], tableChange: { is: 'optimize', table, actions: [{ does: 'rebuild', name: '' }] } };
}

/** Of `ALTER TABLE`: what it makes and takes away. */
function stepsOf({ table, actions }: TableChange): readonly SchemaStep[] {
  return actions.flatMap(({ does, name, to, isGuarded }): readonly SchemaStep[] => {
    const again = isGuarded ? { repeats: true as const } : {};
    switch (does) {
      case 'add-column':
        return [{ does: 'create', what: 'column', table, name, ...again }];
      case 'drop-column':
        return [{ does: 'drop', what: 'column', table, name, ...again }];
      case 'rename-column':
      case 'change-column':
        return to === undefined || to === name ? [] : [{ does: 'rename', what: 'column', table, name, to }];
      case 'add-index':
      case 'add-unique':
      case 'add-fulltext':
      case 'add-spatial':
        return [{ does: 'create', what: 'index', table, name, ...again }];
      case 'drop-index':
        return [{ does: 'drop', what: 'index', table, name, ...again }];
      case 'add-foreign-key':
      case 'add-check':
        return [{ does: 'create', what: 'constraint', table, name, ...again }];
      case 'drop-foreign-key':
      case 'drop-check':
        return [{ does: 'drop', what: 'constraint', table, name, ...again }];
      case 'rename-table':
        return [{ does: 'rename', what: 'table', name: table, to: to ?? '' }];
      default:
        return [];
    }
  });
}
