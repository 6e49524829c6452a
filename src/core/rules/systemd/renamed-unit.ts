import type { Host, InstalledUnit } from '../../inventory/inventory';
import type { Fix, Related } from '../finding';
import { defineRule } from '../rule';
import type { UnitMention } from '../../facts/units/mentions';
import { allUnitMentions } from '../../facts/units/planned-mentions';
import { renameOf, type Rename } from '../../facts/units/renames';
import { stemOf, templateOf } from '../../facts/units/unit-name';
import { planned } from '../../plan/planned';

export const renamedUnit = defineRule({
  id: 'systemd/renamed-unit',
  target: 'package',
  reads: planned,
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'A unit is called by a name that it no longer has',
  rationale: [
    'The catalog knows that the unit was renamed, and production (or the package itself) has it under the new name only.',
    'Under the old name `systemctl` fails with "Unit not found": the service is not stopped before a migration, not started after it, or a dependency is silently not kept.',
    '',
    'The rule is silent where production still has the old name, where the package brings a unit or an alias of the old name, and where a script',
    'handles both names and goes on without the old one (`systemctl stop old || true`, `if systemctl is-active old`).',
  ].join('\n'),
  references: [
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html',
  ],
  messages: {
    renamed: (d: { unit: string; to: string; by: string; since: string; evidence: string }) =>
      `${d.unit} is called ${d.to}${d.since}: ${d.by} does not reach it under the old name; ${d.evidence}.`,
  },
  check(reviewed, site) {
    const seen = new Set<string>();
    for (const mention of allUnitMentions(reviewed)) {
      const rename = renameOf(mention, site);
      const place = `${mention.path}:${mention.span.start}`;
      if (!rename || seen.has(place)) continue;
      seen.add(place);
      const { to, entry, host } = rename;
      const running = host && runningUnit(host, to);
      site.report(mention, 'renamed', {
        data: {
          unit: mention.name,
          to,
          by: mention.by,
          since: entry.since === undefined ? '' : ` since ${entry.since}`,
          evidence: host ? `${site.environment} ${host.name} runs ${running?.name ?? to}` : `the package brings ${to}`,
        },
        fix: fixOf(mention, to),
        related: relatedOf(rename),
      });
    }
  },
});

function fixOf(mention: UnitMention, to: string): Fix | undefined {
  const text = replacement(mention, to);
  if (text === undefined) return undefined;
  return {
    title: `Rename to ${text}`,
    edits: [{ path: mention.path, span: mention.span, text }],
    // The unit's new name may not fit what else the variable is a part of, or another host that the line is about as well.
    applies: mention.script?.isComposed || mention.host !== undefined ? 'after-review' : 'always',
  };
}

/** A name without type stays one, if the type stays the same. */
function replacement({ name, written }: UnitMention, to: string): string | undefined {
  if (written === name) return to;
  return written === stemOf(name) && name.slice(written.length) === to.slice(stemOf(to).length) ? stemOf(to) : undefined;
}

/** The unit itself, or another instance or the template of it. */
const runningUnit = ({ units = [] }: Host, name: string): InstalledUnit | undefined =>
  units.find((unit) => unit.name === name) ??
  units.find((unit) => templateOf(unit.name) !== undefined && templateOf(unit.name) === templateOf(name));

const renamedBy = ({ from, to, source }: Rename['entry']): string =>
  `${from} was renamed to ${to}${source === undefined ? '' : ` (${source})`}`;

function relatedOf({ to, entry, host }: Rename): Related[] {
  const running = host && runningUnit(host, to);
  const origin = running?.origin ?? host?.origin;
  return [
    ...(host && origin ? [{ at: 'site' as const, origin, message: `${host.name} runs ${running?.name ?? to}` }] : []),
    ...(entry.origin ? [{ at: 'site' as const, origin: entry.origin, message: renamedBy(entry) }] : []),
  ];
}
