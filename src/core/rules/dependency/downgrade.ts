import { brought } from '../../facts/versions/brought';
import { installedIn, newestOnEach, runningProduct, type InstalledOn } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { compareVersions } from '../../inventory/versions/order';
import { enumerate } from '../../text/enumerate';
import { relatedHosts } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly name: string;
  readonly version: string;
  readonly environment: string;
  readonly running: readonly string[];
}

export const dependencyDowngrade = defineRule({
  id: 'dependency/downgrade',
  target: 'manifest',
  reads: ['manifest'],
  severity: 'error',
  confidence: 'certain',
  hazards: ['breaks-running-version', 'data-loss', 'irreversible'],
  fixable: false,
  summary: 'The package is older than what production runs',
  rationale: `An older version does not know data, settings and names that the newer one has made: it starts on files that it cannot read, or drops what it does not know. dpkg and rpm install
an older package over a newer one when they are told to, and most installers do not ask.

The rule compares the version of the package, and of each Debian, RPM and Python package that it brings along, with what the inventory says that production runs, by the rules of the kind. Where a
host has several versions, the newest counts. Silent where the versions cannot be compared.`,
  references: [
    'https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html',
    'https://manpages.debian.org/bookworm/dpkg-dev/deb-version.7.en.html',
  ],
  messages: {
    own: ({ name, version, environment, running }: Facts) =>
      `This package is ${name} ${version}, and ${environment} runs ${enumerate(running)}: it goes back to an older version.`,
    brought: ({ name, version, environment, running }: Facts) =>
      `The package brings ${name} ${version} along, and ${environment} runs ${enumerate(running)}: installing it goes back to an older version.`,
  },
  check({ syntax }, { report, inventory, environment, package: reviewed }) {
    const site = environmentOf(inventory, environment);
    const { product, version } = syntax;
    const newer =
      product && version ? newestOnEach(runningProduct(syntax, site)).filter((one) => isNewer(one, version.value, product.value)) : [];
    if (product && version && newer.length > 0)
      report(version.span, 'own', {
        data: { name: product.value, version: version.value, environment, running: wordsOf(newer) },
        related: relatedHosts(newer),
      });
    for (const { name, version: own, type } of brought(reviewed)) {
      const found = newestOnEach(installedIn(name, type, site)).filter((one) => isNewer(one, own, name));
      if (found.length === 0 || (name === product?.value && newer.length > 0)) continue;
      report((version ?? product ?? { span: { start: 0, end: 0 } }).span, 'brought', {
        data: { name, version: own, environment, running: wordsOf(found) },
        // Whether it is installed there is for its installer to say.
        confidence: 'likely',
        related: relatedHosts(found),
      });
    }
  },
});

const isNewer = ({ installed }: InstalledOn, version: string, name: string): boolean =>
  compareVersions(installed.version, version, installed.type, name) > 0;

const wordsOf = (found: readonly InstalledOn[]): string[] =>
  [...new Set(found.map(({ installed }) => installed.version))].map(
    (version) => `${version} (${enumerate(found.filter(({ installed }) => installed.version === version).map(({ host }) => host))})`,
  );
