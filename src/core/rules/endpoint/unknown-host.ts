import { knownHosts } from '../../facts/endpoints/known-hosts';
import { namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints } from '../../facts/endpoints/targets';
import { endpointFinder } from '../../facts/jobs/host-mentions';
import { defineRule } from '../rule';

export const unknownHost = defineRule({
  id: 'endpoint/unknown-host',
  target: 'package',
  reads: namesHosts,
  severity: 'warning',
  confidence: 'certain',
  hazards: ['half-done', 'untrusted-origin'],
  fixable: false,
  summary: "The package talks to a host that the site's list does not have",
  rationale: `Where a site keeps a list of the hosts that production may talk to, a firewall or proxy mostly enforces it: an upgrade that needs another one stops in the middle, and one that gets through tells somebody outside what nobody agreed to.

The list is \`endpoints\` in the inventory: names, and \`*.name\` for all names below one. Hosts of the inventory, what its services offer, and what the catalog calls active are known as well. Without that list the rule is silent.

The rule looks at what commands of scripts and jobs contact, and at addresses in configuration, units, environment files and in what scripts write. It is silent for the host itself, names without dots, names of platforms, links and documents, and for retired hosts, which endpoint/retired tells.`,
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Network_Segmentation_Cheat_Sheet.html'],
  messages: {
    unknown: ({ by, host }: { by: string; host: string }) => `${by} names ${host}, which the site's list of endpoints does not have.`,
  },
  check(reviewed, { inventory, catalog, report }) {
    const { knows, isListed } = knownHosts(inventory, catalog);
    if (!isListed) return;
    const find = endpointFinder(catalog.endpoints);
    for (const { path, span, by, host, kind, sure } of targetEndpoints(reviewed)) {
      if (kind === 'label' || kind === 'platform' || knows(host) || find(host)?.state === 'retired') continue;
      report({ path, span }, 'unknown', { data: { by, host }, confidence: sure });
    }
  },
});
