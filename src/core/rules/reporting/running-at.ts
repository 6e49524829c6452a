import type { MatrixCell } from '../../inventory/matrix';
import type { InstalledOn } from '../../facts/versions/installed';
import type { Dependency } from '../../package/manifest-dependencies';
import type { Related } from '../finding';

/** Hosts that a finding links to; more would hide the message. */
const maxRelated = 5;

/** Where the inventory says what runs. Hosts that have it from one entry (a database of the environment) share a link. */
export function runningAt({ name }: Dependency, cells: readonly MatrixCell[]): Related[] {
  const places = new Map<unknown, Related>();
  for (const { host, version, origin } of cells) {
    if (origin && version && !places.has(origin)) places.set(origin, { at: 'site', origin, message: `${host} runs ${name} ${version}` });
  }
  return [...places.values()].slice(0, maxRelated);
}

/** The entries of the inventory that say what hosts run. */
export const relatedHosts = (installed: readonly InstalledOn[]): Related[] =>
  installed
    .flatMap(({ host, installed: { name, version, origin } }): Related[] =>
      origin ? [{ at: 'site', origin, message: `${host} runs ${name} ${version}` }] : [],
    )
    .slice(0, maxRelated);
