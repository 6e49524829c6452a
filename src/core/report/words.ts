import type { MoreRows } from '../inventory/matrix';
import type { TableState } from './matrix-table';

export const verdictWords = { go: 'GO', conditions: 'GO WITH CONDITIONS', 'no-go': 'NO-GO', 'cannot-judge': 'CANNOT JUDGE' } as const;

export const stateWords: Readonly<Record<TableState, string>> = {
  satisfied: 'satisfied',
  loose: 'satisfied, range open',
  unsatisfied: 'not satisfied',
  missing: 'missing',
  vulnerable: 'known hole',
  unknown: 'unknown',
  along: 'in the package',
  elsewhere: 'not on this host',
  exempt: 'for another system',
};

/** A sign for each, so that colour is not what tells them apart. */
export const stateMarks: Readonly<Record<TableState, string>> = {
  satisfied: '✓',
  loose: '≈',
  unsatisfied: '✗',
  missing: '∅',
  vulnerable: '!',
  unknown: '?',
  along: '⊕',
  elsewhere: '–',
  exempt: '·',
};

/** The dependencies that a matrix does not list. */
export const moreRowsWords = ({ rows, failing }: MoreRows): string =>
  `And ${rows.toLocaleString('en')} more dependencies${failing > 0 ? `, of which ${failing.toLocaleString('en')} are missing or not satisfied` : ''}, which are not listed.`;

/** Why nobody can judge a package of which nothing was read. */
export const nothingReadWords = (files: number): string =>
  files === 0
    ? 'The package holds no files.'
    : `None of the ${files} file${files === 1 ? '' : 's'} of the package could be read as something that the review understands.`;
