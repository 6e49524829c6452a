import { isPatched, type Comparison } from '../review/comparison';
import { pathOf } from '../compare/entries';
import { shownPath } from '../package/nested-path';

/** What differs from the package that came before, in the shape that pipelines rely on. Values of secrets are hidden. `patched`: we have changed the file since. */
export const changesJson = ({ patched, changes: { entries, defaults, dependencies, units, jobs, more } }: Comparison) => ({
  entries: entries.map((change) => ({
    kind: change.kind,
    path: shownPath(pathOf(change)),
    ...(change.kind === 'moved' && { from: shownPath(change.before?.path ?? '') }),
    ...(change.kind === 'mode' && { mode: { before: change.before?.mode, after: change.after?.mode } }),
    ...(isPatched(change, patched) && { patched: true }),
  })),
  defaults: defaults.map(({ key, before, after }) => ({
    key,
    path: shownPath(after.path),
    before: before.value,
    after: after.value,
  })),
  dependencies,
  units,
  jobs,
  // Absent if everything is listed.
  ...(more && { more }),
});
