import type { LiveOperation } from '../../facts/migrations/operations';
import type { Checked, SqlOperation } from '../../parse/sql';
import type { Token } from '../../parse/sql/lex';
import type { FileEdit, Fix } from '../finding';
import { madeName, readAlterTable, wordOf, type AlterCommand, type AlterTable } from './alter-table';
import { proofOf } from './safe-not-null';
import { around, waitsForLock } from './split-transaction';

type Added = Extract<SqlOperation, { readonly is: 'add-constraint' }>;
type LiveConstraint = LiveOperation & { readonly operation: Added };

/** The same constraint in steps that keep nobody out for long; `undefined` where they cannot be written safely. */
export function safeConstraint(live: LiveConstraint): Fix | undefined {
  const { session, statement, operation } = live;
  const alter = readAlterTable(session.text, statement);
  const command = alter?.commands.find(({ plain }) => isAdding(plain, operation));
  const name = operation.name ?? serverName(operation);
  if (!alter || !command || name === undefined) return undefined;
  const { constraint } = operation;
  if (constraint === 'foreign-key' || constraint === 'check') return validatedLater(live, alter, command, name);
  return constraint === 'unique' || constraint === 'primary-key' ? fromIndex(live, alter, command, name) : undefined;
}

const keywords: Readonly<Record<Checked, string>> = {
  'foreign-key': 'foreign key',
  check: 'check',
  unique: 'unique',
  'primary-key': 'primary key',
  exclusion: 'exclude',
};

const isAdding = (plain: string, { constraint, name }: Added): boolean => {
  const written = name === undefined ? undefined : [name, `"${name}"`].find((one) => plain.startsWith(`add constraint ${one} `));
  if (name !== undefined && written === undefined) return false;
  return plain.slice(written === undefined ? 'add '.length : `add constraint ${written} `.length).startsWith(keywords[constraint]);
};

/** What the server calls a constraint without a name, as long as nothing else is called so. */
function serverName({ constraint, table, columns }: Added): string | undefined {
  if (constraint === 'primary-key') return madeName(table, 'pkey');
  if (columns.length === 0) return undefined;
  return constraint === 'foreign-key'
    ? madeName(table, ...columns, 'fkey')
    : constraint === 'unique'
      ? madeName(table, ...columns, 'key')
      : undefined;
}

const quoted = (name: string): string => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`);

/** Says the name, where the server would choose it: the other steps need it. */
const naming = ({ path, operation }: LiveConstraint, { tokens }: AlterCommand, name: string): readonly FileEdit[] => {
  const at = tokens[0]?.end ?? 0;
  return operation.name === undefined ? [{ path, span: { start: at, end: at }, text: ` CONSTRAINT ${quoted(name)}` }] : [];
};

function validatedLater(live: LiveConstraint, { head }: AlterTable, command: AlterCommand, name: string): Fix | undefined {
  const { path } = live;
  const steps = around(live, { after: `${head} VALIDATE CONSTRAINT ${quoted(name)};\n` });
  if (!steps) return undefined;
  const { end } = command.span;
  return {
    title: 'Add it without a check, and check it apart',
    applies: 'after-review',
    edits: [...naming(live, command, name), { path, span: { start: end, end }, text: ' NOT VALID' }, ...steps],
  };
}

function fromIndex(
  live: LiveConstraint,
  { head, name: table, commands }: AlterTable,
  command: AlterCommand,
  name: string,
): Fix | undefined {
  const { path, session } = live;
  const { text } = session;
  const { tokens } = command;
  const from = tokens.findIndex((token) => wordOf(text, token) === (live.operation.constraint === 'unique' ? 'unique' : 'primary'));
  const open = tokens.findIndex(({ kind }, at) => at > from && kind === 'open');
  const close = tokens.findIndex(({ kind }, at) => at > open && kind === 'close');
  const [first, left, right] = [tokens[from], tokens[open], tokens[close]];
  const isPlain = open - from <= 2 && tokens.slice(close + 1).every((token) => isAttribute(text, token));
  // A column that the same statement adds is not there before it.
  const hasNew = commands.some(({ plain }) => /^add (?!constraint\b|unique\b|primary\b|foreign\b|check\b|exclude\b)/.test(plain));
  if (!first || !left || !right || !isPlain || hasNew || waitsForLock(session)) return undefined;
  const columns = text.slice(left.start, right.end);
  // A key makes its columns NOT NULL, and reads the table for it.
  const { constraint, table: bare, columns: keyed } = live.operation;
  const proof = constraint === 'primary-key' ? proofOf(head, bare, keyed) : undefined;
  const index = `CREATE UNIQUE INDEX CONCURRENTLY ${quoted(name)} ON ${table} ${columns};\n`;
  const steps = around(live, { ...proof, before: (proof?.before ?? '') + index });
  if (!steps) return undefined;
  const words = text.slice(first.start, (tokens[open - 1] ?? first).end);
  const using: FileEdit = { path, span: { start: first.start, end: right.end }, text: `${words} USING INDEX ${quoted(name)}` };
  return {
    title: 'Build its index in the background first',
    applies: 'after-review',
    edits: [...naming(live, command, name), using, ...steps],
  };
}

const isAttribute = (text: string, token: Token): boolean => /^(not|deferrable|initially|deferred|immediate)$/.test(wordOf(text, token));
