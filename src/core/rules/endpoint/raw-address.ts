import { knownHosts } from '../../facts/endpoints/known-hosts';
import { namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints } from '../../facts/endpoints/targets';
import { isResolver } from '../../parse/endpoints/host-kinds';
import { defineRule } from '../rule';

export const rawAddress = defineRule({
  id: 'endpoint/raw-address',
  target: 'package',
  reads: namesHosts,
  severity: 'warning',
  confidence: 'certain',
  hazards: ['silent-failure', 'untrusted-origin'],
  fixable: false,
  summary: 'A host outside is named by its address, not by its name',
  rationale: `An address belongs to whoever rents it today. When the machine behind it moves, the package talks to nobody, or to somebody else, and no change of a name server mends it. A certificate seldom names an address, so such connections are mostly not encrypted, or nobody checks with whom.
Firewalls and proxies that go by names do not let them out, and nobody who reads the package can say whose host it is.

The rule looks at what commands of scripts and jobs contact, and at addresses in configuration, units, environment files and in what scripts write. It is silent for loopback and private addresses, networks (\`203.0.113.0/24\`), lists of who may come in, addresses to listen on, versions that look like
addresses, and in comments. Public resolvers, which are known by their addresses, are only possible findings.`,
  references: ['https://datatracker.ietf.org/doc/html/rfc1900', 'https://datatracker.ietf.org/doc/html/rfc4085'],
  messages: {
    address: ({ by, host }: { by: string; host: string }) =>
      `${by} names the public address ${host}: nobody can say whose it is, and it will be somebody else's when that host moves.`,
  },
  check(reviewed, { inventory, catalog, report }) {
    const { knows } = knownHosts(inventory, catalog);
    for (const { path, span, by, host, kind, sure } of targetEndpoints(reviewed)) {
      if (kind !== 'public-address' || knows(host)) continue;
      report({ path, span }, 'address', { data: { by, host }, confidence: isResolver(host) ? 'possible' : sure });
    }
  },
});
