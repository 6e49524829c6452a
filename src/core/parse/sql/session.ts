import type { Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { SqlConnection } from './connection';
import type { LogInclude } from './changelog-includes';
import type { Dialect } from './dialect';
import type { SqlItem, SqlPart } from './items';

/** What one database session executes: a file, or all that a script hands to one `psql`. */
export interface SqlScript {
  readonly span: Span;
  readonly faults: readonly SyntaxFault[];
  readonly dialect: Dialect;
  /** Statements, psql commands and included files in the order in which they run. */
  readonly items: readonly SqlItem[];
  /** Statements of PostgreSQL that nobody could read, and of which that is no fault: templates, and what is too large. */
  readonly unreadStatements?: number;
  /** Of what another language says in its own words: what nobody reads here. There is no text of SQL to edit. */
  readonly unread?: readonly string[];
  /** Of a changelog of Liquibase or a plan of Sqitch: the files that it has run. */
  readonly runs?: readonly LogInclude[];
  /** Of a changelog of Liquibase: whether a change names PostgreSQL as its system, or one names another. */
  readonly names?: { readonly own: boolean; readonly other: string | undefined };
  /** Of a migration that is a program: the framework that runs it. What it does apart from SQL that is written out is unread. */
  readonly program?: string;
  /** Only for a session that a shell script opens. */
  readonly client?: SqlClient;
}

/** The client that runs a session. */
export interface SqlClient extends SqlConnection {
  /** The word that names the client: `psql`. */
  readonly span: Span;
  /** `-1`: everything in one transaction. */
  readonly singleTransaction: boolean;
  /** It ends at the first error: psql with `-v ON_ERROR_STOP=1`, clients of MySQL without `--force`. */
  readonly onErrorStop: boolean;
  /** Options may be handed over that do not stand here. */
  readonly isOpen: boolean;
  /** `mysql --force`: it goes on after errors. */
  readonly isForced: boolean;
  /** Layers of shell quoting around its command line. */
  readonly quoting: SqlPart['quoting'];
  /** The first `-c` or `--command`, if there is one: further commands may be put before it. */
  readonly firstCommand: Span | undefined;
  /** A lock file keeps a second run of the script away from it: `flock`. */
  readonly isLocked: boolean;
  /** The database's name as written, without quotes. */
  readonly database: string | undefined;
}
