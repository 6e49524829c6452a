import { buildMatrix, type MatrixCell } from '../../inventory/matrix';
import { compareVersions, distinctVersions } from '../../inventory/versions/order';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import { runningAt } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly dependency: string;
  readonly environment: string;
  readonly hosts: Readonly<Record<string, readonly string[]>>;
}

export const dependencyDrift = defineRule({
  id: 'dependency/drift',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'Hosts run different versions of what the package needs',
  rationale: `The upgrade goes to hosts that differ in something that it depends on: what worked on the first one may fail on the next. Bring them to one version first, or try the upgrade on each kind.

The rule compares the hosts of one environment for each dependency of the manifest. Where only the revision of the distribution differs, it is an information. Versions that the manifest refuses are
reported by *dependency/unsatisfied-in-production*.`,
  references: ['https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html'],
  messages: {
    differs: ({ dependency, environment, hosts }: Facts) =>
      `The hosts of ${environment} run different versions of ${dependency}: ${enumerate(
        Object.entries(hosts).map(([version, names]) => `${version} (${enumerate(names)})`),
      )}.`,
  },
  check({ path, syntax }, { report, inventory, environment }) {
    const { rows } = buildMatrix(path, syntax, inventory);
    syntax.dependencies.forEach((dependency, index) => {
      const all = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment && cell.version !== undefined);
      const distinct = new Set(distinctVersions(all.flatMap(({ version }) => version ?? [])));
      const own = all.filter(({ version = '' }) => distinct.has(version));
      const byVersion = groupBy(own, ({ version = '' }) => version);
      if (byVersion.size < 2 || own.some(({ state }) => state === 'unsatisfied')) return;
      const hosts = Object.fromEntries([...byVersion].map(([version, cells]) => [version, cells.map(({ host }) => host)]));
      report(dependency.nameSpan, 'differs', {
        data: { dependency: dependency.name, environment, hosts },
        ...(differInRevisions([...byVersion.values()].map(([cell]) => cell)) && { atMost: 'info' as const }),
        related: runningAt(dependency, own),
      });
    });
  },
});

const differInRevisions = (cells: readonly MatrixCell[]): boolean => {
  const plain = cells.map(({ version = '' }) => version.replace(/^\d+:/, '').split('-')[0] ?? '');
  return plain.every((version) => compareVersions(version, plain[0] ?? '') === 0);
};
