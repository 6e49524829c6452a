import type { CellState } from '../inventory/matrix';

export const verdictWords = { go: 'GO', conditions: 'GO WITH CONDITIONS', 'no-go': 'NO-GO' } as const;

export const stateWords: Readonly<Record<CellState, string>> = {
  satisfied: 'satisfied',
  loose: 'satisfied, range open',
  unsatisfied: 'not satisfied',
  missing: 'missing',
  unknown: 'unknown',
};
