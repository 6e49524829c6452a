import { runningProduct } from '../facts/versions/installed';
import { runsSystem, wantedSystem } from '../inventory/systems';
import { environmentOf } from '../inventory/inventory';
import { satisfies } from '../inventory/range';
import type { Site } from '../subject/site';
import type { NotChecked } from './gap';

/** What the manifest asks of a start and of hosts, where the inventory or its wording leave open whether it is so. */
export function pathGaps({ package: { manifest }, inventory, environment }: Site): NotChecked[] {
  const site = environmentOf(inventory, environment);
  if (!manifest || !site || site.hosts.length === 0) return [];
  const { product, upgradeFrom, requires } = manifest.syntax;
  const gaps: NotChecked[] = [];
  const running = runningProduct(manifest.syntax, site);
  const from = 'whether production runs a version that the package upgrades from';
  if (upgradeFrom && running.length === 0)
    gaps.push({
      what: from,
      why: `the inventory does not name ${product?.value ?? 'the product'} among the packages of ${environment}`,
      decisive: true,
    });
  const open = running.find(
    ({ installed }) => upgradeFrom && satisfies(installed.version, upgradeFrom.value, installed.type) === 'unknown',
  );
  if (upgradeFrom && open)
    gaps.push({ what: from, why: `version ${open.installed.version} cannot be compared with ${upgradeFrom.value}`, decisive: true });
  for (const { value } of requires.os) {
    const wanted = wantedSystem(value);
    const hosts = site.hosts.filter((host) => wanted && runsSystem(host, wanted) === 'unknown').map(({ name }) => name);
    if (!wanted) gaps.push({ what: `whether hosts run ${value}`, why: 'it names no system that is known', decisive: true });
    else if (hosts.length > 0)
      gaps.push({
        what: `whether ${hosts.join(', ')} ${hosts.length === 1 ? 'runs' : 'run'} ${value}`,
        why: 'the inventory does not say which system and version runs there',
        decisive: true,
      });
  }
  const unsaid = site.hosts.filter(({ arch }) => arch === undefined).map(({ name }) => name);
  if (requires.arch.length > 0 && unsaid.length > 0)
    gaps.push({ what: `the architecture of ${unsaid.join(', ')}`, why: 'the inventory does not say it', decisive: true });
  return gaps;
}
