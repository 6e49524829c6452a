import { isHostOf, otherHostOf } from '../facts/scripts/other-hosts';
import { effectsForward } from '../facts/scripts/upgrade-effects';
import { hostsIn } from '../inventory/inventory';
import type { Site } from '../subject/site';
import { shortList } from './file-gaps';
import type { NotChecked } from './gap';

/** What the upgrade does on hosts that no inventory tells of. Without any inventory that is told of all. */
export function elsewhereGaps({ package: reviewed, inventory, environment }: Site): NotChecked[] {
  if (hostsIn(inventory, environment).length === 0) return [];
  const hosts = new Set(effectsForward(reviewed).flatMap((effect) => otherHostOf(effect) ?? []));
  const unknown = [...hosts].filter((host) => host !== '*' && !isHostOf(inventory, host));
  const gap = (where: string, why: string): NotChecked => ({ what: `what the upgrade does on ${where}`, why, decisive: true });
  return [
    ...(unknown.length > 0 ? [gap(shortList(unknown), 'the inventory does not know what is there')] : []),
    ...(hosts.has('*') ? [gap('hosts that its scripts are told when they run', 'nobody can say which they are')] : []),
  ];
}
