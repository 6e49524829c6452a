import type { Span } from '../text/span';
import type { Origin } from './inventory';

/**
 * `satisfied`: the range names bounds and the host's version is inside. `loose`: inside, but the range would also accept
 * versions nobody tried. `unsatisfied`: outside. `missing`: the host's package list is complete and lacks it.
 * `unknown`: no inventory, or a version that no scheme can read.
 */
export type CellState = 'satisfied' | 'loose' | 'unsatisfied' | 'missing' | 'unknown';

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixColumn {
  readonly environment: string;
  readonly host: string;
  /** ISO 8601. */
  readonly collectedAt?: string;
  /** The inventory file. */
  readonly source?: string;
}

export interface MatrixRow {
  readonly dependency: string;
  /** The range as written. */
  readonly required?: string;
  readonly optional: boolean;
  /** Where the package asks for it. */
  readonly path: string;
  readonly span: Span;
  /** In the order of the matrix's columns. */
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly environment: string;
  readonly host: string;
  readonly version?: string;
  readonly state: CellState;
  readonly origin?: Origin;
}
