import type { CellState, MatrixRow } from './matrix';

/** What a row says of one environment, worst first. */
const rowOrder: readonly CellState[] = ['unsatisfied', 'vulnerable', 'unknown', 'loose', 'satisfied'];

/**
 * The state of a dependency in an environment. Hosts have roles: that one lacks it says nothing while another one has it.
 * `unknown` if nothing is known of the environment.
 */
export function rowState({ cells }: MatrixRow, environment: string): CellState {
  const own = cells.filter((cell) => cell.environment === environment);
  if (own.length > 0 && own.every(({ state }) => state === 'missing')) return 'missing';
  return rowOrder.find((state) => own.some((cell) => cell.state === state)) ?? 'unknown';
}
