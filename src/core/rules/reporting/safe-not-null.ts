import type { LiveOperation } from '../../facts/migrations/operations';
import type { Fix } from '../finding';
import { madeName, readAlterTable } from './alter-table';
import { around, type Around } from './split-transaction';

/** `SET NOT NULL` of columns of one statement in four steps; `undefined` where they cannot be written safely. */
export function safeNotNull(live: LiveOperation & { readonly operation: { readonly table: string } }): Fix | undefined {
  const { session, statement, operation } = live;
  const { text } = session;
  const alter = readAlterTable(text, statement);
  if (!alter || alter.commands.some(({ plain }) => /^add (?!constraint\b)/.test(plain))) return undefined;
  const columns = alter.commands.flatMap(({ plain }) => /^alter (?:column )?("[^"]+"|\S+) set not null$/.exec(plain)?.[1] ?? []);
  const steps = columns.length > 0 ? proofOf(alter.head, operation.table, columns) : undefined;
  const edits = steps && around(live, steps);
  return edits && { title: 'Check the column before, without locking others out', applies: 'after-review', edits };
}

/** Constraints that the server believes when columns become `NOT NULL`, instead of reading the table; `undefined` where a name would be too long. */
export function proofOf(
  head: string,
  table: string,
  columns: readonly string[],
): Required<Pick<Around, 'ahead' | 'before' | 'behind'>> | undefined {
  const checks = columns.map((column) => ({ column, name: madeName(table, column, 'not_null') }));
  if (checks.some(({ name }) => name === undefined)) return undefined;
  const lines = (write: (name: string, column: string) => string): string =>
    checks.map(({ name = '', column }) => `${head} ${write(name, column)};\n`).join('');
  return {
    ahead: lines((name, column) => `ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID`),
    before: lines((name) => `VALIDATE CONSTRAINT ${name}`),
    behind: lines((name) => `DROP CONSTRAINT ${name}`),
  };
}
