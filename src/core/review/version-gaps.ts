import type { Matrix, MatrixRow } from '../inventory/matrix';
import { parseRange } from '../inventory/range';
import type { Site, SiteFacts } from '../subject/site';
import type { NotChecked } from './gap';
import { groupBy } from '../text/groups';
import { hostsIn } from '../inventory/inventory';

/** Hosts of which the manifest says nothing, as all that it asks of systems it asks of other ones than theirs. */
export function systemGaps({ columns, rows }: Matrix, { package: { manifest }, environment }: Site<'manifest'>): NotChecked[] {
  const dependencies = manifest?.syntax.dependencies ?? [];
  const ofSystems = rows.filter((_row, index) => {
    const { type, on, optional } = dependencies[index] ?? {};
    return optional === false && (on !== undefined || /^(deb|rpm|apk)$/.test(type ?? ''));
  });
  const left = columns.flatMap((column, at) =>
    column.environment === environment && ofSystems.every(({ cells }) => cells[at]?.state === 'exempt') ? [column.host] : [],
  );
  if (ofSystems.length === 0 || left.length === 0) return [];
  return [
    { what: `what the package needs on ${left.join(', ')}`, why: 'the manifest lists packages for other systems only', decisive: true },
  ];
}

/**
 * Required dependencies of which nobody can say whether the environment has them: a version or a range that is written in no
 * form that can be compared, or a name that may be provided under another one. Hosts without a list are told by themselves.
 */
export function versionGaps(rows: readonly MatrixRow[], { inventory, environment }: SiteFacts): NotChecked[] {
  const hosts = hostsIn(inventory, environment);
  const listed = new Set(hosts.flatMap(({ name, packages }) => (packages ? [name] : [])));
  return rows.flatMap(({ dependency, required, readAs, optional, cells }): NotChecked[] => {
    const unknown = cells.filter((cell) => cell.environment === environment && cell.state === 'unknown');
    if (optional || required === undefined) return [];
    if (unknown.length === 0)
      return readAs === undefined
        ? []
        : [{ what: `the version of ${dependency}`, why: `"${required}" is prose, and was read as ${readAs}`, decisive: false }];
    if (parseRange(required) === undefined) {
      return [{ what: `the version of ${dependency}`, why: `"${required}" is no range that can be compared`, decisive: true }];
    }
    const open = unknown.filter(({ host, version }) => version !== undefined || listed.has(host));
    const byReason = groupBy(open, ({ version }) =>
      version === undefined
        ? 'the inventory does not tell whether something provides it'
        : `version ${version} cannot be compared with ${required}`,
    );
    return [...byReason].map(([why, alike]) => ({
      what: `${dependency} on ${alike.map(({ host }) => host).join(', ')}`,
      why,
      decisive: true,
    }));
  });
}
