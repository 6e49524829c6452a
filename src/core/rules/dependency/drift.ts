import { newestOnEach, runningProduct } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { buildMatrix } from '../../inventory/matrix';
import { compareVersions, distinctVersions } from '../../inventory/versions/order';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import type { Span } from '../../text/span';
import type { Related } from '../finding';
import { relatedHosts, runningAt } from '../reporting/running-at';
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
  summary: 'Hosts run different versions of the product, or of what the package needs',
  rationale: `The upgrade goes to hosts that differ in something that it depends on: what worked on the first one may fail on the next. Bring them to one version first, or try the upgrade on each kind.

The rule compares the hosts of one environment for the product itself and for each dependency of the manifest. Where only the revision of the distribution differs, it is an information. Versions that the manifest refuses are
reported by *dependency/unsatisfied-in-production*.`,
  references: ['https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html'],
  messages: {
    differs: ({ dependency, environment, hosts }: Facts) =>
      `The hosts of ${environment} run different versions of ${dependency}: ${enumerate(
        Object.entries(hosts).map(([version, names]) => `${version} (${enumerate(names)})`),
      )}.`,
  },
  check({ path, syntax }, { report, inventory, environment }) {
    const tell = (at: Span, name: string, running: readonly { host: string; version?: string }[], related: readonly Related[]) => {
      const byVersion = groupBy(running, ({ version = '' }) => version);
      if (byVersion.size < 2) return;
      report(at, 'differs', {
        data: {
          dependency: name,
          environment,
          hosts: Object.fromEntries([...byVersion].map(([version, on]) => [version, on.map(({ host }) => host)])),
        },
        ...(differInRevisions([...byVersion.keys()]) && { atMost: 'info' as const }),
        related,
      });
    };
    const { product } = syntax;
    const running = newestOnEach(runningProduct(syntax, environmentOf(inventory, environment)));
    if (product)
      tell(
        product.span,
        product.value,
        running.map(({ host, installed: { version } }) => ({ host, version })),
        relatedHosts(running),
      );
    const { rows } = buildMatrix(path, syntax, inventory);
    syntax.dependencies.forEach((dependency, index) => {
      const all = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment && cell.version !== undefined);
      const distinct = new Set(distinctVersions(all.flatMap(({ version }) => version ?? [])));
      const own = all.filter(({ version = '' }) => distinct.has(version));
      if (own.some(({ state }) => state === 'unsatisfied')) return;
      tell(dependency.nameSpan, dependency.name, own, runningAt(dependency, own));
    });
  },
});

const differInRevisions = (versions: readonly string[]): boolean => {
  const plain = versions.map((version) => version.replace(/^\d+:/, '').split('-')[0] ?? '');
  return plain.every((version) => compareVersions(version, plain[0] ?? '') === 0);
};
