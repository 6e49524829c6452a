import type { ScratchDatabase } from './database';

/** A table with rows to work on. */
export interface SeededTable {
  /** With its schema, as SQL writes it. */
  readonly quoted: string;
  readonly name: string;
  /** A column that can be set to what it is. */
  readonly column: string;
}

/** Rows that each table gets: enough for an index, and filled in well under a second. */
export const seededRows = 10_000;

interface Fillable {
  readonly name: string;
  /** As SQL writes it, with its schema. */
  readonly target: string;
  readonly columns: readonly {
    readonly quoted: string;
    readonly isRequired: boolean;
    /** In terms of `n`, the number of the row; `undefined`: nobody knows what it takes. */
    readonly value: string | undefined;
  }[];
  /** What gives `n` the numbers of all rows. */
  readonly rows: string;
}

/** Fills a table with made-up rows. `undefined`: it takes none of them, or has no column for them. */
export async function fill(database: ScratchDatabase, { name, target, columns, rows }: Fillable): Promise<SeededTable | undefined> {
  // All columns first; where others must exist for them (foreign keys), only those that are required.
  for (const wanted of [columns, columns.filter(({ isRequired }) => isRequired)]) {
    const given = wanted.filter(({ value }) => value !== undefined);
    const [first] = given;
    if (!first) continue;
    const into = given.map(({ quoted }) => quoted).join(', ');
    const sql = `INSERT INTO ${target} (${into}) SELECT ${given.map(({ value }) => value).join(', ')} FROM ${rows}`;
    const isFilled = await database.run(sql).then(
      () => true,
      () => false,
    );
    if (isFilled) return { quoted: target, name, column: first.quoted };
  }
  return undefined;
}
