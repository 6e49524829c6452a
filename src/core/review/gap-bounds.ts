import type { NotChecked } from './gap';

/** Gaps that are told one by one: nobody reads further, and each dependency of a manifest of megabytes may be one. */
const mostGaps = 1000;

/** If it is too much, those that decide something come first. The rest is counted. */
export function boundedGaps(gaps: readonly NotChecked[]): readonly NotChecked[] {
  if (gaps.length <= mostGaps) return gaps;
  const ranked = [...gaps.filter(({ decisive }) => decisive), ...gaps.filter(({ decisive }) => !decisive)];
  const rest = ranked.slice(mostGaps);
  const decisive = rest.some((gap) => gap.decisive);
  return [...ranked.slice(0, mostGaps), { what: `${rest.length.toLocaleString('en')} more`, why: 'too many to be listed', decisive }];
}
