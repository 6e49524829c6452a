import type { HostSystemd } from '../../facts/units/systemd-version';
import type { Related } from '../finding';

/** Where the inventory says which systemd a host has. */
export const versionOf = ({ host, version, origin }: HostSystemd): Related[] =>
  origin ? [{ at: 'site', origin, message: `${host} has systemd ${version}` }] : [];
