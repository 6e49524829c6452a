import { environmentOf } from '../../inventory/inventory';
import { enumerate } from '../../text/enumerate';
import type { Related } from '../finding';
import { defineRule } from '../rule';

export const uncoveredHost = defineRule({
  id: 'inventory/uncovered-host',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A host is named in the inventory, and no file tells what runs there',
  rationale: `What nobody looked at may differ from all other hosts: the upgrade goes there unseen. Collect what the host runs (*Add Inventory…* shows how), or leave it out of the inventory if the upgrade does not go there.

A host counts as covered as soon as anything is known of it: packages, units, commands or configuration. Silent if nothing at all is known of the environment, which the report says by itself.`,
  references: ['https://manpages.debian.org/bookworm/dpkg/dpkg-query.1.en.html'],
  messages: {
    uncovered: ({ hosts, environment }: { hosts: readonly string[]; environment: string }) =>
      `Nothing is known of what runs on ${enumerate(hosts)} of ${environment}: the inventory only names ${hosts.length === 1 ? 'it' : 'them'}.`,
  },
  check({ syntax }, { report, inventory, environment }) {
    const hosts = environmentOf(inventory, environment)?.hosts ?? [];
    const bare = hosts.filter(({ packages, units, commands, config, files }) => !packages && !units && !commands && !config && !files);
    const at = (syntax.product ?? syntax.version)?.span;
    if (!at || bare.length === 0 || bare.length === hosts.length) return;
    const related = bare
      .slice(0, 5)
      .flatMap(({ name, origin }): Related[] => (origin ? [{ at: 'site', origin, message: `${name} in the inventory` }] : []));
    report(at, 'uncovered', { data: { hosts: bare.map(({ name }) => name), environment }, related });
  },
});
