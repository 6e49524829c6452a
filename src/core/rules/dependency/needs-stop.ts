import { pathsOf, routeFrom } from '../../facts/versions/upgrade-route';
import { runningProduct } from '../../facts/versions/installed';
import { environmentOf } from '../../inventory/inventory';
import { satisfies } from '../../inventory/range';
import { enumerate } from '../../text/enumerate';
import { groupBy } from '../../text/groups';
import { relatedHosts } from '../reporting/running-at';
import { defineRule } from '../rule';

interface Facts {
  readonly product: string;
  readonly environment: string;
  readonly hosts: readonly string[];
  readonly route: readonly string[];
  /** What the manifest says it upgrades from, where that needs no stop. */
  readonly direct: string | undefined;
}

export const needsStop = defineRule({
  id: 'dependency/needs-stop',
  target: 'manifest',
  severity: 'error',
  confidence: 'certain',
  hazards: ['half-done', 'irreversible', 'outage'],
  fixable: false,
  summary: 'The way to this version leads over another one first',
  rationale: `The catalog says that whoever runs a version has to go over another one first (\`upgradePaths\`: \`{ "product": "dten-platform", "from": "<5.0.0", "via": "5.0.3" }\`): the stop
converts what later versions do not know any more. The finding names the route from what production runs, and says so where the
manifest takes that version without a stop: one of the two is wrong, and the vendor knows which. Install the stops one by one, each with its own review, and this package last.

The version in production is that of the package in the inventory whose name is the product's.`,
  references: ['https://docs.gitlab.com/update/upgrade_paths/'],
  messages: {
    stops: ({ product, environment, hosts, route, direct }: Facts) =>
      `${environment} runs ${product} ${route[0] ?? ''} (${enumerate(hosts)}); the way leads over ${route.length - 2 === 1 ? 'a stop' : 'stops'}: ${route.join(' → ')}.${direct === undefined ? '' : ` The manifest takes ${route[0] ?? ''} at once (${direct}): ask the vendor which holds.`}`,
  },
  check({ syntax }, { report, inventory, environment, catalog }) {
    const { product, version, upgradeFrom } = syntax;
    if (!product || !version) return;
    const paths = pathsOf(product.value, catalog.upgradePaths);
    if (paths.length === 0) return;
    for (const [running, own] of groupBy(
      runningProduct(syntax, environmentOf(inventory, environment)),
      ({ installed }) => installed.version,
    )) {
      const { type } = own[0].installed;
      if (satisfies(running, `>=${version.value}`, type) !== 'unsatisfied') continue;
      const { stops, arrives } = routeFrom(running, version.value, upgradeFrom?.value, paths, type);
      if (stops.length === 0 || !arrives) continue;
      report((upgradeFrom ?? version).span, 'stops', {
        data: {
          product: product.value,
          environment,
          hosts: own.map(({ host }) => host),
          route: [running, ...stops, version.value],
          direct: upgradeFrom && satisfies(running, upgradeFrom.value, type) === 'satisfied' ? upgradeFrom.value : undefined,
        },
        related: relatedHosts(own),
      });
    }
  },
});
