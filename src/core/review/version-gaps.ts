import type { MatrixRow } from '../inventory/matrix';
import { parseRange } from '../inventory/range';
import type { SiteFacts } from '../subject/site';
import type { NotChecked } from './gap';

/**
 * Required dependencies of which nobody can say whether the environment has them: a version or a range that is written in no
 * form that can be compared, or a name that may be provided under another one. Hosts without a list are told by themselves.
 */
export function versionGaps(rows: readonly MatrixRow[], { inventory, environment }: SiteFacts): NotChecked[] {
  const hosts = inventory.environments.find(({ name }) => name === environment)?.hosts ?? [];
  const listed = new Set(hosts.flatMap(({ name, packages }) => (packages ? [name] : [])));
  return rows.flatMap(({ dependency, required, optional, cells }): NotChecked[] => {
    const unknown = cells.filter((cell) => cell.environment === environment && cell.state === 'unknown');
    if (optional || required === undefined || unknown.length === 0) return [];
    if (parseRange(required) === undefined) {
      return [{ what: `the version of ${dependency}`, why: `"${required}" is no range that can be compared`, decisive: true }];
    }
    const gaps = new Map<string, string[]>();
    for (const { host, version } of unknown) {
      if (version === undefined && !listed.has(host)) continue;
      const why =
        version === undefined
          ? 'the inventory does not tell whether something provides it'
          : `version ${version} cannot be compared with ${required}`;
      gaps.set(why, [...(gaps.get(why) ?? []), host]);
    }
    return [...gaps].map(([why, names]) => ({ what: `${dependency} on ${names.join(', ')}`, why, decisive: true }));
  });
}
