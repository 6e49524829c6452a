import { runningProduct } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { bringsAlong } from '../../inventory/lacking';
import { buildMatrix } from '../../inventory/matrix';
import { bundledPackages } from '../../package/bundled';
import { fact } from '../../subject/fact';
import { enumerate } from '../../text/enumerate';
import { runningAt } from '../reporting/running-at';
import { defineRule } from '../rule';

export const dependencyMissing = defineRule({
  id: 'dependency/missing',
  target: 'manifest',
  reads: ['manifest'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'A host that runs the product lacks what the package requires',
  rationale: `Some hosts of production have what the package requires, but one that runs the product does not: there the upgrade stops, or goes through and fails at the first start. Install it there before.

Whether a host runs the product is told by its list of packages and by the units that the manifest names. What no host has at all is reported by *dependency/unsatisfied-in-production*; a database is often reached
over the network, and is left out here.`,
  references: ['https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html'],
  messages: {
    lacks: ({
      dependency,
      environment,
      hosts,
      others,
    }: {
      dependency: string;
      environment: string;
      hosts: readonly string[];
      others: readonly string[];
    }) =>
      `The package needs ${dependency}, and ${enumerate(hosts)} of ${environment} ${hosts.length === 1 ? 'runs' : 'run'} the product without it; ${enumerate(others)} ${others.length === 1 ? 'has' : 'have'} it.`,
  },
  check({ path, syntax }, { report, inventory, environment, package: reviewed }) {
    const site = environmentOf(inventory, environment);
    const names = new Set(syntax.units.map(({ value }) => value));
    const running = new Set([
      ...runningProduct(syntax, site).map(({ host }) => host),
      ...(site?.hosts ?? []).filter(({ units = [] }) => units.some(({ name }) => names.has(name))).map(({ name }) => name),
    ]);
    const { rows } = buildMatrix(path, syntax, inventory);
    syntax.dependencies.forEach((dependency, index) => {
      const own = (rows[index]?.cells ?? []).filter((cell) => cell.environment === environment);
      const lacking = own.filter(({ state, host }) => state === 'missing' && running.has(host)).map(({ host }) => host);
      const having = own.filter(({ version }) => version !== undefined);
      if (dependency.optional || lacking.length === 0 || having.length === 0 || bringsAlong(bundled(reviewed), dependency)) return;
      report(dependency.nameSpan, 'lacks', {
        data: { dependency: dependency.name, environment, hosts: lacking, others: having.map(({ host }) => host) },
        related: runningAt(dependency, having),
      });
    });
  },
});

const bundled = fact([], ({ files }) => bundledPackages(files));
