import { removedOf, type RemovedDirective } from '../../facts/units/directives';
import { newestSystemd } from '../../facts/units/systemd-version';
import { isUnit } from '../../facts/units/unit-files';
import type { UnitDirective, UnitSection } from '../../parse/systemd';
import { groupBy } from '../../text/groups';
import type { Fix } from '../finding';
import { versionOf } from '../reporting/host-systemd';
import { defineRule } from '../rule';

export const removedDirective = defineRule({
  id: 'systemd/removed-directive',
  target: 'unit',
  severity: 'warning',
  confidence: 'certain',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A unit has a directive that systemd no longer heeds',
  rationale: [
    'systemd still reads units that have such directives, and ignores these: a `MemoryLimit=` that held a service for years holds nothing after the host has systemd 258.',
    '',
    'The version of the package `systemd` in the inventory decides: a directive that it ignores is a warning; one that it only asks to replace is told as information. Where no host tells its version, the message says from which',
    'version on the directive does nothing.',
    '',
    'The fix takes the new name where the value stays the same.',
  ].join('\n'),
  references: ['https://github.com/systemd/systemd/blob/main/NEWS'],
  messages: {
    removed: (d: { key: string; removed: number; replacedBy: string; host: string; version: number }) =>
      `systemd ignores ${d.key}= since version ${d.removed}, and ${d.host} has ${d.version}${instead(d.replacedBy)}.`,
    goes: (d: { key: string; removed: number; replacedBy: string }) =>
      `systemd ignores ${d.key}= from version ${d.removed} on${instead(d.replacedBy)}.`,
    deprecated: (d: { key: string; deprecated: number; replacedBy: string }) =>
      `${d.key}= is deprecated since systemd ${d.deprecated}${instead(d.replacedBy)}.`,
  },
  check(subject, { report, ...site }) {
    if (!isUnit(subject)) return;
    const host = newestSystemd(site);
    for (const section of subject.syntax.sections) {
      for (const [key, places] of groupBy(section.directives, (directive) => directive.key)) {
        const record = removedOf(section.name, key);
        if (!record) continue;
        const { removed, deprecated = 0, replacedBy = '' } = record;
        const [{ keySpan }, ...others] = places;
        const detail = {
          fix: fixOf(subject.path, section, places, record),
          related: others.map((other) => ({ at: 'package', path: subject.path, span: other.keySpan, message: `${key}= again` }) as const),
        };
        if (removed !== undefined && host && host.version >= removed)
          report(keySpan, 'removed', {
            data: { key, removed, replacedBy, host: host.host, version: host.version },
            ...detail,
            related: [...detail.related, ...versionOf(host)],
          });
        else if (removed !== undefined)
          report(keySpan, 'goes', {
            data: { key, removed, replacedBy },
            ...detail,
            ...(host ? { atMost: 'info' } : { confidence: removed < widelyRun ? 'likely' : 'possible' }),
          });
        else report(keySpan, 'deprecated', { data: { key, deprecated, replacedBy }, ...detail, atMost: 'info' });
      }
    }
  },
});

/** Every distribution that still gets updates has this version or a newer one (RHEL 8). */
const widelyRun = 239;

const instead = (name: string): string => (name === '' ? '' : `; ${name}= took its place`);

function fixOf(
  path: string,
  { directives }: UnitSection,
  places: readonly UnitDirective[],
  { replacedBy: name, sameValue }: RemovedDirective,
): Fix | undefined {
  if (name === undefined || !sameValue || directives.some(({ key }) => key === name)) return undefined;
  const edits = places.map(({ keySpan }) => ({ path, span: keySpan, text: name }));
  return { title: `Rename to ${name}=`, edits, applies: 'after-review' };
}
