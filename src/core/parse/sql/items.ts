import type { Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { Quoting } from '../mapped-text';
import type { Dialect } from './dialect';
import type { Head } from './head';
import type { SqlFacts } from './statement-facts';

export interface SqlStatement {
  readonly kind: 'statement';
  readonly span: Span;
  /** Set if it changes the schema for everybody: tables, indexes, types, views … */
  readonly change: Head | undefined;
  /** Set if it creates or changes a function or procedure. */
  readonly routine: Head | undefined;
  readonly facts: SqlFacts;
  /** Nested `\if` around it. */
  readonly conditions: number;
  readonly part: SqlPart;
  /** The statement that holds it as a text or as the body of a procedure, and stands before it in the list. */
  readonly inside?: Span;
  /** What the database gets, where the file says it in another language than SQL. */
  readonly sql?: string;
}

/** `\c`, `\set`, `\if` … */
export interface SqlCommand {
  readonly kind: 'command';
  readonly name: string;
  readonly argument: string;
  readonly span: Span;
  /** Nested `\if` around it; that of an `\if` itself is the outer one's. */
  readonly conditions: number;
  readonly part: SqlPart;
}

/** A file that is run at this point: `\i`, `-f`, standard input. */
export interface SqlInclude {
  readonly kind: 'include';
  /** As written, expansions blanked with underscores; may be relative to the file or to the working directory. */
  readonly path: string;
  /** The path holds expansions. */
  readonly computed: boolean;
  /** The file is handed over as one command (`psql -c "$(cat x.sql)"`), which fails and is undone as a whole. */
  readonly isCommand?: true;
  readonly span: Span;
}

export type SqlItem = SqlStatement | SqlCommand | SqlInclude;

/** A stretch of a session that arrives in one way: the file, a here-document, one `-c`. */
export interface SqlPart {
  readonly origin: 'file' | 'input' | 'command';
  /** Layers of shell quoting around it, innermost first; `undefined` if text cannot be inserted. */
  readonly quoting: readonly Quoting[] | undefined;
  readonly span: Span;
}

export interface ParsedPart {
  readonly items: readonly SqlItem[];
  readonly faults: readonly SyntaxFault[];
  readonly dialect: Dialect;
}
