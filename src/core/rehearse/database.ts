/** A scratch database, empty at the beginning; one session. */
export interface ScratchDatabase {
  /** What it is, for people: `PostgreSQL 18.7 (PGlite 0.5.17)`. */
  readonly server: string;
  /** Roles that a statement names may be made: they harm nobody. */
  readonly mayMakeRoles: boolean;
  /** Runs one statement, or several. @throws DatabaseError */
  run(sql: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows that were written. */
  readonly written: number;
}

/** What the database says against a statement. */
export class DatabaseError extends Error {
  constructor(
    /** SQLSTATE. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
