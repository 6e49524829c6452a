import { hostsIn, type Origin } from '../../inventory/inventory';
import type { SiteFacts } from '../../subject/site';

/** A host of the environment that the verdict is about, and its systemd. */
export interface HostSystemd {
  readonly host: string;
  readonly version: number;
  readonly origin?: Origin;
}

/** What a host without systemd's package has: a copy of the list that says nothing of versions. */
const oldest = 180;

/** Of every host whose list of packages has systemd in a version that can be one. */
export const systemdVersions = ({ inventory, environment }: Pick<SiteFacts, 'inventory' | 'environment'>): readonly HostSystemd[] =>
  hostsIn(inventory, environment).flatMap(({ name: host, packages = [] }) =>
    packages.flatMap(({ name, version: written, origin }) => {
      const version = name === 'systemd' ? Number(/^(?:\d+:)?(\d+)/.exec(written)?.[1] ?? 0) : 0;
      return version >= oldest ? [{ host, version, ...(origin && { origin }) }] : [];
    }),
  );

/** The host with the oldest systemd. */
export const oldestSystemd = (site: Pick<SiteFacts, 'inventory' | 'environment'>): HostSystemd | undefined =>
  [...systemdVersions(site)].sort((a, b) => a.version - b.version)[0];

/** The host with the newest systemd. */
export const newestSystemd = (site: Pick<SiteFacts, 'inventory' | 'environment'>): HostSystemd | undefined =>
  [...systemdVersions(site)].sort((a, b) => b.version - a.version)[0];
