import { knownHosts } from '../../facts/endpoints/known-hosts';
import { purposeOf } from '../../facts/endpoints/calls-home';
import { isDescriptive, namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints } from '../../facts/endpoints/targets';
import { isWorkshop } from '../../package/workshop';
import { defineRule } from '../rule';

export const newHost = defineRule({
  id: 'endpoint/new-host',
  target: 'package',
  reads: [...namesHosts, 'baseline'],
  severity: 'info',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: false,
  summary: 'The package talks to a host that the one before did not talk to',
  rationale: `A new address needs a way through the firewall, a name that resolves, and somebody who has agreed that data goes there. A release that was announced as a repair and opens one is worth a question to the vendor before it is installed.

The rule needs the package that came before (\`--baseline\`, *Compare with Previous Package*), and looks at what scripts, jobs, units, settings and SQL contact. It is a note in a minor or major release; in a patch release, or another package of the same version, it is an error. It tells each host once, and is
silent for hosts that the inventory or its services know, where \`endpoints\` of the inventory says which hosts may be talked to (\`endpoint/unknown-host\` tells of others then), and for what \`endpoint/call-home\` tells.`,
  references: ['https://csrc.nist.gov/glossary/term/software_supply_chain_attack'],
  messages: {
    opened: ({ by, host }: { by: string; host: string }) => `${by} talks to ${host}, which nothing in the package before did.`,
  },
  check(reviewed, { inventory, catalog, baseline, report }) {
    if (!baseline || inventory.endpoints) return;
    const { knows } = knownHosts(inventory, catalog);
    const told = new Set(targetEndpoints(baseline.package).map(({ host }) => host.toLowerCase()));
    for (const { path, span, by, host, kind, key = '', sure } of targetEndpoints(reviewed)) {
      const name = host.toLowerCase();
      if ((kind !== 'name' && kind !== 'public-address') || told.has(name) || knows(host)) continue;
      if (sure === 'possible' || isDescriptive(path) || isWorkshop(path) || purposeOf(`${host} ${key}`)) continue;
      told.add(name);
      report({ path, span }, 'opened', { data: { by, host }, confidence: sure });
    }
  },
});
