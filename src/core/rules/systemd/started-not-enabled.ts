import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import type { FileEdit } from '../finding';
import { halfDoneUnits } from '../reporting/new-units';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const startedNotEnabled = defineRule({
  id: 'systemd/started-not-enabled',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A new unit is started and not enabled: it is gone after the next reboot',
  rationale: [
    'The upgrade looks fine, and weeks later somebody reboots the host: the service does not come up, and nobody connects that with the upgrade.',
    '',
    'The rule speaks of units that the package brings, that have an `[Install]` section, that scripts of the upgrade start, and that nothing enables. It is only possible if nothing is known of the units of production, which may have the unit enabled already.',
    'It is silent for units of production, for oneshot units and templates, where a socket, timer, path or other unit of the package starts the unit, where presets, links in `*.wants`, debhelper or macros of RPM are there, and where scripts enable units whose names are computed.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#enable%20UNIT%E2%80%A6'],
  messages: {
    notEnabled: (d: { unit: string; by: string }) =>
      `${d.by} starts ${d.unit}, which is new, and nothing enables it: after the next reboot it is gone.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    for (const { unit, effect, isNew } of halfDoneUnits(reviewed, site, /^unit\.(start|restart)$/, ['unit.enable'])) {
      const edit = enabling(effect, texts.get(effect.path) ?? '');
      site.report({ path: effect.path, span: effect.span }, 'notEnabled', {
        data: { unit: unit.name, by: effect.by },
        ...(!isNew && { confidence: 'possible' }),
        fix: edit && { title: 'Enable it as well', applies: 'after-review', edits: [edit] },
        related: [{ at: 'package', path: unit.path, span: { start: 0, end: 0 }, message: `${unit.name} comes with the package` }],
      });
    }
  },
});

/** `systemctl start x` → `systemctl enable --now x`. */
function enabling({ path, command, by }: PlanEffect, text: string): FileEdit | undefined {
  const words = text.slice(command.start, command.end);
  const at = by === 'systemctl start' ? words.search(/(?<=\s)start(?=\s)/) : -1;
  return at < 0 ? undefined : { path, span: { start: command.start + at, end: command.start + at + 5 }, text: 'enable --now' };
}
