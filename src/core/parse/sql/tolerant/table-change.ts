import { columnOf, type PlainColumn } from './column';
import type { Stated, TokenReader } from './reader';

/** What a statement of MySQL or SQLite does to one table. */
export interface TableChange extends Stated {
  readonly is: 'create' | 'alter' | 'index' | 'rename' | 'optimize';
  readonly table: string;
  readonly actions: readonly TableAction[];
}

export type TableActionKind =
  | 'add-column'
  | 'drop-column'
  | 'modify-column'
  | 'change-column'
  | 'rename-column'
  | 'set-default'
  | 'add-index'
  | 'add-unique'
  | 'add-fulltext'
  | 'add-spatial'
  | 'add-primary'
  | 'drop-primary'
  | 'add-foreign-key'
  | 'drop-foreign-key'
  | 'add-check'
  | 'drop-check'
  | 'drop-index'
  | 'rename-index'
  | 'rename-table'
  | 'engine'
  | 'rebuild'
  | 'row-format'
  | 'convert'
  | 'metadata'
  | 'partition'
  | 'sort'
  | 'other';

/** One part of it. Names as they are written, without quotes. */
export interface TableAction {
  readonly does: TableActionKind;
  readonly name: string;
  /** The new name. */
  readonly to?: string;
  /** `IF [NOT] EXISTS`. */
  readonly isGuarded?: true;
  readonly column?: PlainColumn;
  /** The engine that the table is to have. */
  readonly engine?: string;
}

/** Of `ALTER TABLE`, behind the name of the table. */
export function actionsOf(read: TokenReader, table: string): TableChange {
  const stated = read.stated();
  if (read.take('wait')) read.text();
  read.take('nowait');
  return { is: 'alter', table, actions: read.parts().flatMap(actionsIn), ...stated };
}

/** Of `CREATE TABLE`, behind the name of the table: its columns, keys and engine. */
export function columnsIn(read: TokenReader, table: string): Omit<TableChange, 'is'> {
  const own = read.group().flatMap((part): readonly TableAction[] => (isKey(part) ? added(part) : [newColumn(part)]));
  return { table, actions: [...own, ...options(read).filter(({ does }) => does === 'engine')] };
}

const isKey = (part: TokenReader): boolean => /^(constraint|primary|unique|foreign|check|index|key|fulltext|spatial)$/.test(part.peek());

function newColumn(part: TokenReader): TableAction {
  const name = part.name();
  return { does: 'add-column', name, column: columnOf(part) };
}

const guard = (part: TokenReader): { readonly isGuarded?: true } => {
  const isGuarded = part.peek() === 'if';
  part.skip('if', 'not', 'exists');
  return isGuarded ? { isGuarded: true } : {};
};

function actionsIn(part: TokenReader): readonly TableAction[] {
  const start = part.peek();
  switch (start) {
    case 'add':
      part.word();
      return added(part);
    case 'drop':
      part.word();
      return [dropped(part)];
    case 'modify': {
      const again = guard(part.skip('modify', 'column'));
      const name = part.name();
      return [{ does: 'modify-column', name, ...again, column: columnOf(part) }];
    }
    case 'change': {
      const again = guard(part.skip('change', 'column'));
      const name = part.name();
      const to = part.name();
      return [{ does: 'change-column', name, to, ...again, column: columnOf(part) }];
    }
    case 'alter':
      if (/^(index|check|constraint)$/.test(part.skip('alter').peek())) return [{ does: 'metadata', name: '' }];
      return [{ does: 'set-default', name: part.skip('column').name() }];
    case 'rename':
      return [renamed(part.skip('rename'))];
    case 'convert':
      return [{ does: 'convert', name: '' }];
    case 'order':
      return [{ does: 'sort', name: '' }];
    case 'partition':
    case 'remove':
    case 'coalesce':
    case 'reorganize':
    case 'exchange':
    case 'truncate':
      return [{ does: 'partition', name: '' }];
    default:
      return options(part);
  }
}

function added(part: TokenReader): readonly TableAction[] {
  let constraint = '';
  if (part.take('constraint')) constraint = /^(primary|unique|foreign|check)$/.test(part.peek()) ? '' : part.name();
  switch (part.peek()) {
    case 'primary':
      return [{ does: 'add-primary', name: '' }];
    case 'unique':
    case 'index':
    case 'key':
    case 'fulltext':
    case 'spatial': {
      const kind = part.word();
      const again = guard(part.skip('index', 'key'));
      const does = kind === 'unique' || kind === 'fulltext' || kind === 'spatial' ? (`add-${kind}` as const) : 'add-index';
      return [{ does, name: part.peek() === '(' ? constraint : part.name(), ...again }];
    }
    case 'foreign': {
      const again = guard(part.skip('foreign', 'key'));
      return [{ does: 'add-foreign-key', name: constraint, ...again }];
    }
    case 'check':
      return [{ does: 'add-check', name: constraint }];
    case 'partition':
      return [{ does: 'partition', name: '' }];
    default: {
      const again = guard(part.skip('column'));
      const list = part.group();
      return (list.length > 0 ? list : [part]).map((one) => ({ ...newColumn(one), ...again }));
    }
  }
}

function dropped(part: TokenReader): TableAction {
  switch (part.peek()) {
    case 'primary':
      return { does: 'drop-primary', name: '' };
    case 'index':
    case 'key':
      return withGuard('drop-index', part.skip('index', 'key'));
    case 'foreign':
      return withGuard('drop-foreign-key', part.skip('foreign', 'key'));
    case 'check':
    case 'constraint':
      return withGuard('drop-check', part.skip('check', 'constraint'));
    case 'partition':
      return { does: 'partition', name: '' };
    default:
      return withGuard('drop-column', part.skip('column'));
  }
}

function withGuard(does: TableActionKind, part: TokenReader): TableAction {
  const again = guard(part);
  return { does, name: part.name(), ...again };
}

function renamed(part: TokenReader): TableAction {
  const kind = part.peek();
  // `RENAME key TO id` of a column that is called so.
  const isOf = (kind === 'index' || kind === 'key') && part.isName(1) && (part.peek(2) === 'to' || part.peek(1) === 'if');
  if (kind === 'column' || isOf) {
    part.word();
    const again = guard(part);
    const name = part.name();
    part.skip('to');
    return { does: kind === 'column' ? 'rename-column' : 'rename-index', name, to: part.name(), ...again };
  }
  // SQLite takes a column without the word.
  const first = part.skip('to', 'as', '=').name();
  return part.take('to') ? { does: 'rename-column', name: first, to: part.name() } : { does: 'rename-table', name: '', to: first };
}

/** Options of the table, with or without commas between them. */
function options(part: TokenReader): readonly TableAction[] {
  const found: TableAction[] = [];
  let isKnown = false;
  for (const word of part.outer()) {
    const kind = optionKinds.get(word);
    if (kind === undefined) continue;
    isKnown = true;
    if (kind === 'stated') continue;
    if (kind !== 'engine') found.push({ does: kind, name: '' });
    else {
      const ahead = part.peek(1) === '=' ? 2 : 1;
      found.push({ does: 'engine', name: '', engine: part.peek(ahead) });
    }
  }
  return isKnown ? found : [{ does: 'other', name: '' }];
}

const optionKinds: ReadonlyMap<string, TableActionKind | 'stated'> = new Map<string, TableActionKind | 'stated'>([
  ['algorithm', 'stated'],
  ['lock', 'stated'],
  ['wait', 'stated'],
  ['nowait', 'stated'],
  ['engine', 'engine'],
  ['force', 'rebuild'],
  ['row_format', 'row-format'],
  ['key_block_size', 'row-format'],
  ['page_compressed', 'row-format'],
  ['comment', 'metadata'],
  ['auto_increment', 'metadata'],
  ['charset', 'metadata'],
  ['character', 'metadata'],
  ['collate', 'metadata'],
  ['stats_persistent', 'metadata'],
  ['max_rows', 'metadata'],
  ['min_rows', 'metadata'],
  ['enable', 'metadata'],
  ['disable', 'metadata'],
  ['discard', 'other'],
  ['import', 'other'],
]);
