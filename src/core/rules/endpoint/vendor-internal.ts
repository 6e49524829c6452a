import { knownHosts } from '../../facts/endpoints/known-hosts';
import { namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints, type TargetEndpoint } from '../../facts/endpoints/targets';
import type { Confidence } from '../finding';
import { defineRule } from '../rule';

export const vendorInternal = defineRule({
  id: 'endpoint/vendor-internal',
  target: 'package',
  reads: namesHosts,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: false,
  summary: "The package names a host of somebody else's own network",
  rationale: `Names such as \`build01.corp\` or \`mirror.vendor.internal\` and addresses such as \`10.20.0.5\` mean something in the network where the package was made. In production nobody answers to them, or another machine does that happens to have the same address: the script stops in the middle, or sends data to a
stranger in the own network. Such names stay behind when somebody tests with the own mirror or database and forgets to change it back.

The rule looks at what commands of scripts and jobs contact, and at addresses in configuration, units, environment files and in what scripts write. Hosts of the inventory, what its services offer, its list of \`endpoints\` and what the catalog calls active are known, and told by nobody. It is silent for
names of platforms (\`svc.cluster.local\`, \`host.docker.internal\`), for names without dots, networks, addresses to listen on, and in comments. Private addresses, and names that any network may have (\`.local\`, \`.home\`), are only possible findings unless a command contacts them and the inventory knows hosts.`,
  references: ['https://datatracker.ietf.org/doc/html/rfc1918', 'https://datatracker.ietf.org/doc/html/rfc6762#appendix-G'],
  messages: {
    internal: ({ by, host }: { by: string; host: string }) =>
      `${by} names ${host}, which exists in one network alone, and the inventory does not know it: in production nobody answers, or somebody else does.`,
  },
  check(reviewed, { inventory, catalog, report }) {
    const { knows, hasHosts } = knownHosts(inventory, catalog);
    for (const target of targetEndpoints(reviewed)) {
      const { path, span, by, host, kind } = target;
      if ((kind !== 'internal' && kind !== 'private-address') || knows(host)) continue;
      report({ path, span }, 'internal', { data: { by, host }, confidence: sureness(target, hasHosts) });
    }
  },
});

function sureness({ kind, host, sure, use, form }: TargetEndpoint, hasHosts: boolean): Confidence {
  if (sure === 'possible') return 'possible';
  if (kind === 'internal') return /\.(?:local|home)$/i.test(host) ? 'possible' : 'likely';
  return hasHosts && (use === 'contacted' || form === 'address') ? 'likely' : 'possible';
}
