/** A scratch database, empty at the beginning; one session. */
export interface ScratchDatabase {
  /** What it is, for people: `PostgreSQL 18.7 (PGlite 0.5.17)`. */
  readonly server: string;
  /** Roles that a statement names may be made: they harm nobody. Else the server is others' as well, and nothing is run that concerns all of it. */
  readonly mayMakeRoles: boolean;
  /** Runs one statement, or several. @throws DatabaseError */
  run(sql: string): Promise<Answer>;
  close(): Promise<void>;
  /** Makes the session a new one, where no statement can. */
  readonly renew?: () => Promise<void>;
  /** Another session of the same database, where there can be one; whoever asks closes it before the database. */
  readonly another?: () => Promise<ScratchDatabase>;
}

export interface Answer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Rows that were written. */
  readonly written: number;
}

/** What the database says against a statement. */
export class DatabaseError extends Error {
  constructor(
    /** SQLSTATE; of MySQL its number, which tells more: `1050`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
