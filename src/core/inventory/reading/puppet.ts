import type { Host } from '../inventory';
import { at, textOf, type JsonRecord } from './value';

/** What os-release calls the systems that Facter names. */
const ids: ReadonlyMap<string, string> = new Map(
  Object.entries({ redhat: 'rhel', oraclelinux: 'ol', amazon: 'amzn', sles: 'sles', opensuse: 'opensuse-leap' }),
);

/** System, architecture and time zone by Facter's structured facts. */
export function systemOf(facts: JsonRecord): Pick<Host, 'os' | 'arch' | 'timezone'> {
  const id = textOf(at(facts, 'os', 'name'))?.toLowerCase();
  const [full, major] = [textOf(at(facts, 'os', 'release', 'full')), textOf(at(facts, 'os', 'release', 'major'))];
  const version = id === 'debian' ? (major ?? full) : (full ?? major);
  const arch = textOf(at(facts, 'os', 'architecture'));
  const timezone = textOf(facts['timezone']);
  return {
    ...(id !== undefined && { os: { id: ids.get(id) ?? id, ...(version !== undefined && { version }) } }),
    ...(arch !== undefined && { arch }),
    ...(timezone !== undefined && { timezone }),
  };
}
