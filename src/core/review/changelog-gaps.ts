import { foreignChangelogs } from '../facts/migrations/changelogs';
import { shownPath } from '../package/nested-path';
import type { PackageView } from '../subject/subject';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** Changes of Liquibase are judged as PostgreSQL would run them. */
export function changelogGaps(reviewed: PackageView<'sql'>): readonly NotChecked[] {
  const foreign = foreignChangelogs(reviewed);
  if (!foreign) return [];
  const why = `${foreign.system} is the only system that they name, and changes of Liquibase are judged for PostgreSQL alone`;
  return [{ what: `what the changes in ${shownPath(shortList(foreign.paths))} do`, why, decisive: true }];
}
