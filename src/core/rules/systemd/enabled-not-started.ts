import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import type { FileEdit } from '../finding';
import { halfDoneUnits } from '../reporting/new-units';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const enabledNotStarted = defineRule({
  id: 'systemd/enabled-not-started',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: true,
  summary: 'A new unit is enabled and not started: it does not run before the next reboot',
  rationale: [
    '`systemctl enable` only says what the next boot starts. Until then the service does not answer, and a timer does not fire: the nightly job is not missed before somebody asks for its result.',
    '',
    'The rule speaks of units that the package brings, that scripts of the upgrade enable, and that nothing starts. It is only possible if nothing is known of the units of production, where the unit may run already.',
    'It is silent for units of production, for oneshot units and templates, where another unit of the package starts the unit, where debhelper or macros of RPM are there, where scripts start units whose names are computed, and where the upgrade reboots the host.',
  ].join('\n'),
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemctl.html#enable%20UNIT%E2%80%A6'],
  messages: {
    notStarted: (d: { unit: string; by: string }) =>
      `${d.by} enables ${d.unit}, which is new, and nothing starts it: it does not run before the next reboot.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    for (const { unit, effect, isNew } of halfDoneUnits(reviewed, site, /^unit\.enable$/, ['unit.start', 'unit.restart', 'host.reboot'])) {
      const edit = starting(effect, texts.get(effect.path) ?? '');
      site.report({ path: effect.path, span: effect.span }, 'notStarted', {
        data: { unit: unit.name, by: effect.by },
        ...(!isNew && { confidence: 'possible' }),
        fix: edit && { title: 'Start it as well', applies: 'after-review', edits: [edit] },
        related: [{ at: 'package', path: unit.path, span: { start: 0, end: 0 }, message: `${unit.name} comes with the package` }],
      });
    }
  },
});

/** `systemctl enable x` → `systemctl enable --now x`. */
function starting({ path, command, by }: PlanEffect, text: string): FileEdit | undefined {
  const words = text.slice(command.start, command.end);
  const at = by === 'systemctl enable' ? words.search(/(?<=\s)enable(?=\s)/) : -1;
  return at < 0 ? undefined : { path, span: { start: command.start + at + 6, end: command.start + at + 6 }, text: ' --now' };
}
