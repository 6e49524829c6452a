import { hostsIn } from '../../inventory/inventory';
import { placeOfUnit, isDropIn, isUnit, unitOf } from '../../facts/units/unit-files';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { defineRule } from '../rule';

export const overriddenUnit = defineRule({
  id: 'systemd/overridden-unit',
  target: 'package',
  reads: ['baseline', 'unit'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure', 'unknown-state'],
  fixable: false,
  summary: 'Production overrides a unit that the package brings or changes',
  rationale: [
    'A drop-in under `/etc/systemd/system/NAME.d` counts more than the unit of the package, and a unit of the same name in `/etc/systemd/system` replaces one in `/usr/lib/systemd/system` whole. What the vendor changed in the unit',
    'may then change nothing in production, or meet settings that nobody tried together: a new `ExecStart=` beside an old one, a limit that stays low.',
    '',
    'The inventory decides: its list of files of the hosts. With the package that came before the rule speaks of units that changed since, else of all that the package brings. Drop-ins that the package brings itself are no surprise.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Unit%20File%20Load%20Path'],
  messages: {
    dropIn: (d: { unit: string; host: string; files: string }) =>
      `${d.host} overrides ${d.unit} with ${d.files}: what this file says may not count there.`,
    replaced: (d: { unit: string; host: string; file: string }) =>
      `${d.host} has ${d.file}, which replaces ${d.unit} of the package: nothing of this file counts there.`,
  },
  check(reviewed, { report, inventory, environment, baseline }) {
    const hosts = hostsIn(inventory, environment).filter(({ files = [] }) => files.length > 0);
    if (hosts.length === 0) return;
    const changed =
      baseline && new Set(baseline.changes.entries.flatMap(({ kind, after }) => (kind === 'changed' && after ? [after.path] : [])));
    const dropIns = groupBy(reviewed.subjects.unit.filter(isDropIn), unitOf);
    for (const subject of reviewed.subjects.unit) {
      if (isDropIn(subject) || !isUnit(subject) || (changed && !changed.has(subject.path))) continue;
      const unit = unitOf(subject);
      const own = new Set(dropIns.get(unit)?.map(nameOf));
      for (const { name: host, files = [], origin } of hosts) {
        const related = origin ? [{ at: 'site' as const, origin, message: `the files of ${host} are listed here` }] : [];
        const replaced = isVendorPlace(placeOfUnit(subject)) && files.find((file) => file === `/etc/systemd/system/${unit}`);
        const overriding = files.filter((file) => isDropInOf(file, unit) && !own.has(baseName(file)));
        const at = { path: subject.path, span: subject.syntax.sections[0]?.span ?? { start: 0, end: 0 } };
        if (replaced) report(at, 'replaced', { data: { unit, host, file: replaced }, related });
        else if (overriding.length > 0)
          report(at, 'dropIn', { data: { unit, host, files: overriding.slice(0, maxFiles).join(', ') }, related });
      }
    }
  },
});

/** Files that a message names. */
const maxFiles = 3;

const nameOf = (subject: Parameters<typeof placeOfUnit>[0]): string => baseName(placeOfUnit(subject));

const isVendorPlace = (path: string): boolean => /(^|\/)(usr\/)?lib\/systemd\/system\/[^/]+$/.test(path);

/** Where administrators put theirs, and what `systemctl set-property` and `edit` write. */
const isDropInOf = (file: string, unit: string): boolean =>
  file.endsWith('.conf') &&
  ['/etc/systemd/system', '/etc/systemd/system.control', '/run/systemd/system', '/usr/local/lib/systemd/system'].some((folder) =>
    file.startsWith(`${folder}/${unit}.d/`),
  );
