import { usualDays } from '../../inventory/age';
import { environmentOf } from '../../inventory/inventory';
import { enumerate } from '../../text/enumerate';
import type { Related } from '../finding';
import { defineRule } from '../rule';

const dayLength = 24 * 60 * 60 * 1000;

export const inventoryStale = defineRule({
  id: 'inventory/stale',
  target: 'manifest',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'What is known of production was collected too long ago',
  rationale: `The review compares the package with what the inventory says. Hosts get updates every week: after some days it judges a production that is no more. Collect it anew before the upgrade.

Seven days count as too long, or what the setting *upgradeReview.maximumAgeDays* (\`--inventory-days\` on the command line) says. Only files that say when they were collected are judged, and only where the day of the review is known.`,
  references: ['https://docs.ansible.com/ansible/latest/reference_appendices/config.html#cache-plugin-timeout'],
  messages: {
    stale: ({ hosts, days, most, environment }: { hosts: readonly string[]; days: number; most: number; environment: string }) =>
      `What is known of ${enumerate(hosts)} of ${environment} is ${days} days old, and more than ${most} ${most === 1 ? 'day' : 'days'} may be too much: collect it anew.`,
  },
  check({ syntax }, { report, inventory, environment, now, inventoryDays = usualDays }) {
    const at = (syntax.product ?? syntax.version)?.span;
    if (now === undefined || !at) return;
    const old = (environmentOf(inventory, environment)?.hosts ?? []).flatMap((host) => {
      const days = Math.floor((now - Date.parse(host.collectedAt ?? '')) / dayLength);
      return days > inventoryDays ? [{ host, days }] : [];
    });
    if (old.length === 0) return;
    const related = old
      .slice(0, 5)
      .flatMap(({ host, days }): Related[] =>
        host.origin ? [{ at: 'site', origin: host.origin, message: `${host.name} was collected ${days} days ago` }] : [],
      );
    report(at, 'stale', {
      data: { hosts: old.map(({ host }) => host.name), days: Math.max(...old.map(({ days }) => days)), most: inventoryDays, environment },
      related,
    });
  },
});
