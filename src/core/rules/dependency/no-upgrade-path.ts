import { pathsOf, routeFrom } from '../../facts/versions/upgrade-route';
import { runningProduct } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { isStricterThan, readAs, satisfies } from '../../inventory/range';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import { relatedHosts } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly product: string;
  readonly version: string;
  readonly accepted: string;
  readonly environment: string;
  readonly hosts: readonly string[];
  readonly stops: readonly string[];
  /** It is outside only as a pre-release of what the range shuts out. */
  readonly stricter: boolean;
}

export const noUpgradePath = defineRule({
  id: 'dependency/no-upgrade-path',
  target: 'manifest',
  severity: 'blocker',
  confidence: 'certain',
  hazards: ['half-done', 'irreversible', 'outage'],
  fixable: false,
  summary: 'No way leads from the version in production to this package',
  rationale: `The manifest says from which versions this package can upgrade (\`upgradeFrom\`), production runs another one, and the catalog names no stop in between
(\`upgradePaths\`) that leads there. An upgrade from a version that its maker never tried converts data that it does not know, or stops half-way. Ask the vendor for the way,
and write its stops into the catalog.

Where the catalog names the stops, *dependency/needs-stop* says them instead. The version in production is that of the package in the inventory whose name is the product's; if the
inventory does not name it, the report says that this was not checked. A range in prose is read as what people mean by it, and blocks nothing; nor does a
pre-release that only its name puts outside.`,
  references: ['https://www.debian.org/doc/debian-policy/ch-relationships.html'],
  messages: {
    none: ({ product, version, accepted, environment, hosts, stops, stricter }: Facts) =>
      `${environment} runs ${product} ${version} (${enumerate(hosts)}), and this package upgrades from ${accepted} only: ${
        stricter
          ? 'a package manager takes this pre-release for one before the bound, but its maker may not have tried the way from it'
          : stops.length > 0
            ? `the catalog leads to ${stops.at(-1) ?? ''}, and no further`
            : 'no way from one to the other is known'
      }.`,
  },
  check({ syntax }, { report, inventory, environment, catalog }) {
    const { product, version, upgradeFrom } = syntax;
    if (!product || !upgradeFrom) return;
    const paths = pathsOf(product.value, catalog.upgradePaths);
    for (const [running, own] of groupBy(
      runningProduct(syntax, environmentOf(inventory, environment)),
      ({ installed }) => installed.version,
    )) {
      const { type } = own[0].installed;
      if (satisfies(running, upgradeFrom.value, type) !== 'unsatisfied') continue;
      // What runs already needs no way to it, and going back is another question.
      if (version && satisfies(running, `>=${version.value}`, type) !== 'unsatisfied') continue;
      const stricter = isStricterThan(running, upgradeFrom.value, type);
      const { stops, arrives } = routeFrom(running, version?.value, upgradeFrom.value, paths, type);
      if (arrives) continue;
      report(upgradeFrom.span, 'none', {
        data: {
          product: product.value,
          version: running,
          accepted: upgradeFrom.value,
          environment,
          hosts: own.map(({ host }) => host),
          stops,
          stricter,
        },
        confidence: readAs(upgradeFrom.value) === undefined && !stricter ? 'certain' : 'likely',
        related: relatedHosts(own),
      });
    }
  },
});
