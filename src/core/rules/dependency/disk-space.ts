import { runningProduct } from '../../facts/versions/installed';
import { environmentOf, type Host } from '../../inventory/inventory';
import { enumerate } from '../../text/enumerate';
import type { Related } from '../finding';
import { defineRule } from '../rule';

export const diskSpace = defineRule({
  id: 'dependency/disk-space',
  target: 'manifest',
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: false,
  summary: 'A host has less free disk space than the package requires',
  rationale: `An upgrade that fills the disk stops in the middle: files are cut off, the database refuses to write, and what was meant to lead back has no room either. Make room before.

The rule compares \`requires.diskMb\` of the manifest with what is free on the file systems of each host, where the inventory tells it (\`disks\` of our own JSON, facts of Ansible and Facter). Nobody says on which of them the package comes to lie:
it is certain where none has the room and the host runs the product, likely where none has it, and possible where \`/\` alone lacks it. Without such facts the report says that it was not checked.`,
  references: ['https://docs.ansible.com/ansible/latest/collections/ansible/builtin/setup_module.html'],
  messages: {
    full: (d: { needed: number; environment: string; hosts: readonly string[] }) =>
      `The package needs ${d.needed} MB, and hosts of ${d.environment} have less free: ${enumerate(d.hosts)}.`,
  },
  check({ syntax }, { report, inventory, environment }) {
    const wanted = syntax.requires.diskMb;
    const site = environmentOf(inventory, environment);
    if (!wanted) return;
    const running = new Set(runningProduct(syntax, site).map(({ host }) => host));
    const lacking = (site?.hosts ?? []).flatMap((host) => {
      const least = leastOf(host);
      const room = Math.max(...(host.disks ?? []).map(({ freeMb }) => freeMb));
      return least && least.freeMb < wanted.value ? [{ host, least, isFull: room < wanted.value }] : [];
    });
    for (const isFull of [true, false]) {
      const own = lacking.filter((each) => each.isFull === isFull);
      if (own.length === 0) continue;
      report(wanted.span, 'full', {
        data: {
          needed: wanted.value,
          environment,
          hosts: own.map(({ host, least }) => `${least.freeMb} MB on ${least.mount} of ${host.name}`),
        },
        confidence: !isFull ? 'possible' : own.some(({ host }) => running.has(host.name)) ? 'certain' : 'likely',
        related: own
          .slice(0, 5)
          .flatMap(({ host: { name, origin } }): Related[] =>
            origin ? [{ at: 'site', origin, message: `${name} in the inventory` }] : [],
          ),
      });
    }
  },
});

/** What counts where nobody says which one is meant: `/`, else the one with the most room. */
const leastOf = ({ disks = [] }: Host): NonNullable<Host['disks']>[number] | undefined =>
  disks.find(({ mount }) => mount === '/') ?? [...disks].sort((a, b) => b.freeMb - a.freeMb)[0];
