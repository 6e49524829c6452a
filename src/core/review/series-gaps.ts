import { longSeries } from '../facts/migrations/series';
import { shownPath } from '../package/nested-path';
import type { PackageView } from '../subject/subject';
import type { NotChecked } from './gap';

/** Of a package whose predecessor nobody named: which of its many migrations this upgrade brings. */
export const seriesGaps = (reviewed: PackageView<'sql'>): readonly NotChecked[] =>
  longSeries(reviewed).map(([folder, count]) => ({
    what: `which of the ${count} migrations in ${folder === '' ? 'the package' : shownPath(folder)} production has already`,
    why: 'each is judged as if it ran now, and what one does to tables that another one makes counts as possible only; beside the package that came before, only what is new counts as new',
    decisive: false,
  }));
