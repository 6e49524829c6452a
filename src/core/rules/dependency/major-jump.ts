import { brought } from '../../facts/versions/brought';
import { installedIn, runningProduct } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { majorOf } from '../../inventory/versions/order';
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
  target: 'manifest',
  reads: ['manifest'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['breaks-running-version', 'unplanned-work'],
  fixable: false,
  summary: 'The package takes a component over a major version',
  rationale: `A new major version may drop interfaces, settings and formats of data that the old one had. Of a component that is brought along nobody in production expects it: other programs of the host use it as
well. Of the product itself one major version is what upgrades are for, but a version that was passed over may have converted what this one does not know.

The rule compares the first numbers of what the package brings along, and of the package itself, with what the inventory says that production runs. Dates and counters have no major version.`,
  references: ['https://semver.org/#spec-item-8'],
  messages: {
    brought: ({ name, version, environment, running }: Facts) =>
      `The package brings ${name} ${version} along, and ${environment} runs ${enumerate(running)}: that is another major version, for everything on the host that uses it.`,
    skipped: ({ name, version, environment, running }: Facts) =>
      `This package is ${name} ${version}, and ${environment} runs ${enumerate(running)}: the major versions between are passed over.`,
  },
  check({ syntax }, { report, inventory, environment, package: reviewed }) {
    const site = environmentOf(inventory, environment);
    const { product, version } = syntax;
    const above = (own: string, least: number) => (running: string) => {
      const [to, from] = [majorOf(own), majorOf(running)];
      return to !== undefined && from !== undefined && to - from >= least;
    };
    const versions = (found: ReturnType<typeof installedIn>) => [...new Set(found.map(({ installed }) => installed.version))];
    if (product && version) {
      const found = runningProduct(syntax, site).filter(({ installed }) => above(version.value, 2)(installed.version));
      if (found.length > 0)
        report(version.span, 'skipped', {
          data: { name: product.value, version: version.value, environment, running: versions(found) },
          related: relatedHosts(found),
        });
    }
    const at = (version ?? product)?.span;
    if (!at) return;
    for (const { name, version: own, type } of brought(reviewed)) {
      if (name.toLowerCase() === product?.value.toLowerCase()) continue;
      const found = installedIn(name, type, site).filter(({ installed }) => above(own, 1)(installed.version));
      if (found.length > 0)
        report(at, 'brought', { data: { name, version: own, environment, running: versions(found) }, related: relatedHosts(found) });
    }
  },
});
