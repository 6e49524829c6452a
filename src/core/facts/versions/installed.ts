import { candidatesFor } from '../../inventory/candidates';
import type { Environment, InstalledPackage } from '../../inventory/inventory';
import { compareVersions } from '../../inventory/versions/order';
import type { Manifest } from '../../package/manifest';

export interface InstalledOn {
  readonly host: string;
  readonly installed: InstalledPackage;
}

/** Where an environment has a package of a name, and in which versions. */
export function installedIn(name: string, type: string | undefined, environment: Environment | undefined): readonly InstalledOn[] {
  const candidatesOn = candidatesFor(name, type);
  return (environment?.hosts ?? []).flatMap((host) => candidatesOn(host).map((installed) => ({ host: host.name, installed })));
}

/** Where an environment has the product that the package is. */
export const runningProduct = ({ product }: Manifest, environment: Environment | undefined): readonly InstalledOn[] =>
  product ? installedIn(product.value, undefined, environment) : [];

/** Of several versions on a host the newest one runs. */
export function newestOnEach(all: readonly InstalledOn[]): InstalledOn[] {
  const byHost = new Map<string, InstalledOn>();
  for (const one of all) {
    const known = byHost.get(one.host);
    const later = known && compareVersions(one.installed.version, known.installed.version, one.installed.type, one.installed.name) > 0;
    if (!known || later) byHost.set(one.host, one);
  }
  return [...byHost.values()];
}
