import { brought } from '../../facts/versions/brought';
import { engineSteps, runningEngines } from '../../facts/versions/engine-upgrades';
import { installedIn, runningProduct } from '../../facts/versions/installed';
import { pathsOf, routeFrom } from '../../facts/versions/upgrade-route';
import { environmentOf, type InstalledPackage } from '../../inventory/inventory';
import { majorOf } from '../../inventory/versions/order';
import { planned } from '../../plan/planned';
import { enumerate } from '../../text/enumerate';
import { relatedHosts } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly name: string;
  readonly version: string;
  readonly environment: string;
  readonly running: readonly string[];
}

export const majorJump = defineRule({
  id: 'dependency/major-jump',
  target: 'package',
  reads: ['manifest', ...planned],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['breaks-running-version', 'unplanned-work'],
  fixable: false,
  summary: 'The package takes a component over a major version',
  rationale: `A new major version may drop interfaces, settings and formats of data that the old one had. Of a component that is brought along nobody in production expects it: other programs of the host use it as
well. Of the product itself one major version is what upgrades are for, but a version that was passed over may have converted what this one does not know.

The rule compares the first numbers of what the package brings along, and of the package itself, with what the inventory says that production runs. Dates and counters have no major version.
Where the catalog names stops on the way, they are told instead.
It reports as well where a script of the upgrade installs another major version of a database's server than production runs, or migrates its data (\`pg_upgrade\`, \`pg_upgradecluster\`).
What images do is told by container/engine-jump.`,
  references: ['https://semver.org/#spec-item-8'],
  messages: {
    brought: ({ name, version, environment, running }: Facts) =>
      `The package brings ${name} ${version} along, and ${environment} runs ${enumerate(running)}: that is another major version, for everything on the host that uses it.`,
    skipped: ({ name, version, environment, running }: Facts) =>
      `This package is ${name} ${version}, and ${environment} runs ${enumerate(running)}: the major versions between are passed over.`,
    engine: ({ by, name, environment, running }: Omit<Facts, 'version'> & { readonly by: string }) =>
      `${by} takes the data of ${name} to another major version${running.length > 0 ? `, and ${environment} runs ${enumerate(running)}` : ''}: the way back is a restore, and programs and extensions have to know the new one.`,
    server: ({ by, name, version, environment, running }: Facts & { readonly by: string }) =>
      `${by} installs ${name} ${version}, and ${environment} runs ${enumerate(running)}: the new server does not read the data of the old one until it is migrated.`,
  },
  check(reviewed, { report, inventory, environment, catalog }) {
    const site = environmentOf(inventory, environment);
    for (const { path, syntax } of reviewed.subjects.manifest) {
      const { product, version } = syntax;
      if (product && version) {
        const paths = pathsOf(product.value, catalog.upgradePaths);
        const hasStops = ({ version: from, type }: InstalledPackage) =>
          routeFrom(from, version.value, syntax.upgradeFrom?.value, paths, type).stops.length > 0;
        const found = runningProduct(syntax, site).filter(
          ({ installed }) => isAbove(version.value, installed.version, 2) && !hasStops(installed),
        );
        if (found.length > 0)
          report({ path, span: version.span }, 'skipped', {
            data: { name: product.value, version: version.value, environment, running: versionsOf(found) },
            related: relatedHosts(found),
          });
      }
      const at = (version ?? product)?.span;
      if (!at) continue;
      for (const { name, version: own, type } of brought(reviewed)) {
        if (name.toLowerCase() === product?.value.toLowerCase()) continue;
        const found = installedIn(name, type, site).filter(({ installed }) => isAbove(own, installed.version, 1));
        if (found.length > 0)
          report({ path, span: at }, 'brought', {
            data: { name, version: own, environment, running: versionsOf(found) },
            related: relatedHosts(found),
          });
      }
    }
    for (const { effect, engine, to, isUpgrade } of engineSteps(reviewed)) {
      const { path, command, by } = effect;
      const running = runningEngines(engine, inventory, environment);
      const others = running.filter((own) => to === undefined || majorOf(to) !== majorOf(own));
      if (isUpgrade) report({ path, span: command }, 'engine', { data: { by, name: engine, environment, running: others } });
      else if (to !== undefined && others.length > 0)
        report({ path, span: command }, 'server', { data: { by, name: engine, version: to, environment, running: others } });
    }
  },
});

const isAbove = (own: string, running: string, least: number): boolean => {
  const [to, from] = [majorOf(own), majorOf(running)];
  return to !== undefined && from !== undefined && to - from >= least;
};

const versionsOf = (found: ReturnType<typeof installedIn>): readonly string[] => [
  ...new Set(found.map(({ installed }) => installed.version)),
];
