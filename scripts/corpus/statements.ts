import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kindOfPath } from '../../src/core/package/classify';
import { loadSqlParser, parseSql, type SqlScript } from '../../src/core/parse/sql';
import { decodeText } from '../../src/core/text/decode';
import { entryOf } from '../../src/core/text/groups';

/** Statements of SQL files, and those that the parser of their system stumbled over, by system. */
export type Statements = ReadonlyMap<SqlScript['dialect'], { readonly all: number; readonly faults: number }>;

/** Larger ones are dumps. */
const maxSize = 1_000_000;

/** What is read of the SQL files below a folder. */
export async function statementsBelow(folder: string): Promise<Statements> {
  await loadSqlParser();
  const found = new Map<SqlScript['dialect'], { all: number; faults: number }>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (kindOfPath(name) !== 'sql' || !statSync(path, { throwIfNoEntry: false })?.isFile() || statSync(path).size > maxSize) continue;
    const text = decodeText(new Uint8Array(readFileSync(path)))?.text;
    if (text === undefined) continue;
    const { dialect, items, faults } = parseSql(text);
    const counted = entryOf(found, dialect, () => ({ all: 0, faults: 0 }));
    counted.all += items.filter(({ kind }) => kind === 'statement').length;
    counted.faults += faults.length;
  }
  return found;
}

/** `statements read: postgresql 20,113 of 20,120 (99.97 %), mysql …`. */
export function statementsLine(all: readonly Statements[]): string {
  const dialects = [...new Set(all.flatMap((one) => [...one.keys()]))].sort();
  const parts = dialects.map((dialect) => {
    const sum = (of: 'all' | 'faults') => all.reduce((total, one) => total + (one.get(dialect)?.[of] ?? 0), 0);
    const [count, read] = [sum('all'), sum('all') - sum('faults')];
    return dialect === 'other'
      ? `${count} of other systems not`
      : `${dialect} ${read} of ${count} (${((100 * read) / Math.max(1, count)).toFixed(2)} %)`;
  });
  return `statements read: ${parts.join(', ')}`;
}
