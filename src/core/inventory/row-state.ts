import type { CellState, MatrixRow } from './matrix';

/** What a row says of one environment, worst first. */
const rowOrder: readonly CellState[] = ['unsatisfied', 'vulnerable', 'unknown', 'loose', 'satisfied', 'exempt'];

/**
 * The state of a dependency in an environment. Hosts have roles: that one lacks it says nothing while another one has it.
 * `unknown` if nothing is known of the environment.
 */
export function rowState({ cells }: MatrixRow, environment: string): CellState {
  const own = cells.filter((cell) => cell.environment === environment);
  const asked = own.filter(({ state }) => state !== 'exempt');
  if (asked.length > 0 && asked.every(({ state }) => state === 'missing')) return 'missing';
  return rowOrder.find((state) => own.some((cell) => cell.state === state)) ?? 'unknown';
}
