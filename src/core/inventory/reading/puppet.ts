import type { Host } from '../inventory';
import { at, recordOf, textOf, type JsonRecord } from './value';

/** What os-release calls the systems that Facter names. */
const ids: ReadonlyMap<string, string> = new Map(
  Object.entries({ redhat: 'rhel', oraclelinux: 'ol', amazon: 'amzn', sles: 'sles', opensuse: 'opensuse-leap' }),
);

/** System, architecture and time zone by Facter's structured facts. */
export function systemOf(facts: JsonRecord): Pick<Host, 'os' | 'arch' | 'timezone' | 'disks'> {
  const id = textOf(at(facts, 'os', 'name'))?.toLowerCase();
  const [full, major] = [textOf(at(facts, 'os', 'release', 'full')), textOf(at(facts, 'os', 'release', 'major'))];
  const version = id === 'debian' ? (major ?? full) : (full ?? major);
  const arch = textOf(at(facts, 'os', 'architecture'));
  const timezone = textOf(facts['timezone']);
  const mounts = Object.entries(recordOf(facts['mountpoints'])).flatMap(([mount, row]) => {
    const free = Number(textOf(at(row, 'available_bytes')) ?? NaN);
    const isSmall = /^(tmpfs|devtmpfs|squashfs|iso9660|overlay|vfat)$/.test(textOf(at(row, 'filesystem')) ?? '');
    return Number.isNaN(free) || isSmall ? [] : [{ mount, freeMb: Math.floor(free / 1024 / 1024) }];
  });
  return {
    ...(mounts.length > 0 && { disks: mounts }),
    ...(id !== undefined && { os: { id: ids.get(id) ?? id, ...(version !== undefined && { version }) } }),
    ...(arch !== undefined && { arch }),
    ...(timezone !== undefined && { timezone }),
  };
}
