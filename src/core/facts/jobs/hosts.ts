import { type Host, type Inventory, hostsIn } from '../../inventory/inventory';
import type { SiteFacts } from '../../subject/site';
import { groupBy } from '../../text/groups';
import { memo, memoEach } from '../../text/memo';
import { isZone } from './runs/zones';

type Where = Pick<SiteFacts, 'inventory' | 'environment'>;

/** Hosts whose clocks show the same. */
export interface ZoneOfHosts {
  readonly zone: string;
  readonly hosts: readonly Host[];
}

export interface HostClocks {
  readonly known: readonly ZoneOfHosts[];
  /** Some hosts, or all of them, have a zone that nobody knows. */
  readonly isOpen: boolean;
}

/** The time zones of the environment that the verdict is about. */
export const hostClocks = ({ inventory, environment }: Where): HostClocks => clocksOf(inventory)(environment);

const clocksOf = memo((inventory: Inventory) =>
  memoEach((environment: string): HostClocks => {
    const hosts = hostsIn(inventory, environment);
    const zoned = groupBy(hosts, ({ timezone = '' }) => (isZone(timezone) ? timezone : ''));
    const known = [...zoned].flatMap(([zone, own]) => (zone === '' ? [] : [{ zone, hosts: own }]));
    return { known, isOpen: known.length === 0 || zoned.has('') };
  }),
);

/** The two crons that differ in what they pass over; everything else is unknown. */
export type CronKind = 'debian' | 'cronie';

const debians = new Set(['debian', 'ubuntu', 'raspbian', 'linuxmint', 'devuan', 'kali', 'pop']);
const cronies = /^(rhel|centos|rocky|almalinux|fedora|ol|oracle|amzn|sles|suse|opensuse.*|arch|manjaro)$/;

/** Which crons may read a file of the package: that of the package around it, else those of the hosts. None: nobody knows. */
export function cronsFor(path: string, { inventory, environment }: Where): ReadonlySet<CronKind> {
  const archive = /\.(deb|rpm) »\//g;
  const inner = [...path.matchAll(archive)].at(-1)?.[1];
  if (inner !== undefined) return new Set([inner === 'deb' ? 'debian' : 'cronie']);
  return cronsOf(inventory)(environment);
}

const cronsOf = memo((inventory: Inventory) =>
  memoEach((environment: string): ReadonlySet<CronKind> => {
    const ids = hostsIn(inventory, environment).map(({ os }) => os?.id.toLowerCase() ?? '');
    return new Set(ids.flatMap((id): CronKind[] => (debians.has(id) ? ['debian'] : cronies.test(id) ? ['cronie'] : [])));
  }),
);
