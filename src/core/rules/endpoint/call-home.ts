import { homeSwitches, purposeOf, type Purpose } from '../../facts/endpoints/calls-home';
import { knownHosts } from '../../facts/endpoints/known-hosts';
import { isDescriptive, namesHosts } from '../../facts/endpoints/package-endpoints';
import { targetEndpoints, type TargetEndpoint } from '../../facts/endpoints/targets';
import { isWorkshop } from '../../package/workshop';
import type { Confidence } from '../finding';
import { defineRule } from '../rule';

const words: Readonly<Record<Purpose, string>> = {
  telemetry: 'tells its vendor how it is used',
  licence: 'asks its vendor whether it may run',
  update: 'asks its vendor for a newer version',
};

export const callHome = defineRule({
  id: 'endpoint/call-home',
  target: 'package',
  reads: [...namesHosts, 'baseline'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'untrusted-origin'],
  fixable: true,
  summary: 'The product calls its vendor, and nobody switched that on',
  rationale: `Telemetry, checks of a licence and questions for updates leave the network without anybody's decision. Where the firewall stops them a service waits for their end at each start, a licence that cannot be checked stops the product weeks later, and what gets through tells somebody outside about hosts,
users and versions. When a new version begins to do so, that is a change that somebody has to approve.

The rule looks at settings that switch such calls on (\`telemetry: true\`, \`check_for_updates = yes\`), and at hosts and addresses of scripts, units and settings whose names tell of them. With the package before, an address that it had as well is only a possible finding. It is silent for hosts that the
inventory or its list of \`endpoints\` knows, for switches that are off, in examples and documents, and for what builds the product. An address in a setting alone counts only if it
is new: what it is for, a switch tells.

The fix switches the setting off; a person must look whether a contract asks for it.`,
  references: ['https://cwe.mitre.org/data/definitions/359.html'],
  messages: {
    switched: ({ key, purpose }: { key: string; purpose: Purpose }) => `${key} is on by default: the product ${words[purpose]}.`,
    host: ({ by, host, purpose, isNew }: { by: string; host: string; purpose: Purpose; isNew: boolean }) =>
      `${by} calls ${host}: by its name the product ${words[purpose]}${isNew ? ', and the package before did not' : ''}.`,
  },
  check(reviewed, { inventory, catalog, baseline, report }) {
    const { knows } = knownHosts(inventory, catalog);
    for (const subject of reviewed.subjects.config) {
      if (isDescriptive(subject.path) || isWorkshop(subject.path)) continue;
      for (const { key, purpose, span, off } of homeSwitches(subject)) {
        const edits = [{ path: subject.path, span, text: off }];
        report({ path: subject.path, span }, 'switched', {
          data: { key, purpose },
          fix: { title: `Switch ${key} off`, applies: 'after-review', edits },
        });
      }
    }
    const told = new Set<string>();
    const before = baseline && new Set(targetEndpoints(baseline.package).map(({ host }) => host.toLowerCase()));
    for (const target of targetEndpoints(reviewed)) {
      const { path, whole, by, host, kind, key = '' } = target;
      const purpose = kind === 'name' || kind === 'public-address' ? purposeOf(`${host} ${key}`) : undefined;
      if (!purpose || knows(host) || told.has(`${path}\n${host}`)) continue;
      const isNew = before !== undefined && !before.has(host.toLowerCase());
      // What an address in a setting is for, a switch beside it tells.
      if (target.use !== 'contacted' && !isNew) continue;
      told.add(`${path}\n${host}`);
      const confidence = isNew ? 'likely' : before ? 'possible' : sureness(target);
      report({ path, span: whole }, 'host', { data: { by, host, purpose, isNew }, confidence });
    }
  },
});

const sureness = ({ sure }: TargetEndpoint): Confidence => (sure === 'possible' ? 'possible' : 'likely');
