import { isAskedAbout } from '../../facts/scripts/asked-about';
import { scriptTexts, upgradeEffects, upgradeRuns } from '../../facts/scripts/upgrade-effects';
import { productionUnits } from '../../facts/units/known-units';
import { isOfHost, unitOfEffect } from '../../facts/units/unit-effects';
import type { PlanEffect } from '../../plan/plan';
import type { Fix } from '../finding';
import { lineAbove } from '../reporting/script-edits';
import { careIn, startsIn } from './leaves-work-behind/starts';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const leavesWorkBehind = defineRule({
  id: 'script/leaves-work-behind',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'half-done'],
  fixable: true,
  summary: 'A script stops something and does not start it again, always or if a step between fails',
  rationale: [
    'A service that is stopped for the upgrade and not started again is noticed when its users call. A monitor or backup that was paused stays so for months, and is missed when it would have been needed.',
    '',
    'Two things are reported: a unit that a script of the upgrade stops and that nothing in the package starts, disables or removes; and a unit that is stopped and started again in the same script, where a step between ends the script on failure (`set -e`, `|| exit`) and no `trap` starts it.',
    'The same holds for maintenance modes that are switched on.',
    '',
    'It is silent for scripts that take a product away or back, where the host reboots, where units that are started are computed, where packages that the script installs may start it, and where the script has a `trap` on failures at all: then somebody has thought about it.',
    '',
    'The fix starts the unit when the script ends, however it ends. If the old program must not run after a failed migration, put what must happen there instead.',
  ].join('\n'),
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#trap',
    'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
  ],
  messages: {
    never: (d: { unit: string }) => `${d.unit} is stopped here, and nothing in the package starts it again.`,
    onFailure: (d: { unit: string; steps: number }) =>
      `${d.unit} is stopped here, and if ${d.steps === 1 ? 'the step' : `one of the ${d.steps} steps`} before its start fails, the script ends and leaves it stopped.`,
    maintenance: () => 'The maintenance mode is switched on here, and nothing in the package switches it off again.',
  },
  check(reviewed, { report, inventory, environment }) {
    const texts = scriptTexts(reviewed);
    const everywhere = upgradeEffects(reviewed).map(({ effect }) => effect);
    const isTakenCareOf = careIn(everywhere);
    const production = productionUnits({ inventory, environment });
    const seen = new Set<string>();
    const wordsOf = ({ path, command }: PlanEffect) =>
      (texts.get(path) ?? '').slice(command.start, Math.min(command.end, command.start + 300));
    const isOff = everywhere.some((effect) => switchesOff.test(wordsOf(effect)));
    for (const { name, effects, isSure } of upgradeRuns(reviewed)) {
      if (name === 'rollback' || name === 'scheduled' || !isSure) continue;
      const starts = startsIn(effects, texts);
      for (const [index, effect] of effects.entries()) {
        const { path, span, kind, command } = effect;
        const unit = kind === 'unit.stop' && isOfHost(effect) ? unitOfEffect(effect) : undefined;
        const place = `${path}:${span.start}:${unit ?? ''}`;
        if (seen.has(place) || effect.when === 'on-failure') continue;
        if (unit === undefined) {
          if (isOff || !switchesOn.test(wordsOf(effect))) continue;
          seen.add(place);
          report({ path, span: command }, 'maintenance', { data: undefined });
          continue;
        }
        seen.add(place);
        const next = starts.next(unit, index);
        if (next === undefined) {
          if (isTakenCareOf(unit) || isAskedAbout(effect, texts, 'rollback')) continue;
          const isThere = production.knows(unit) && effect.when === 'always';
          report({ path, span }, 'never', { data: { unit }, ...(!isThere && { confidence: 'possible' }) });
        } else if (!starts.isCaredFor(unit)) {
          const between = starts.endingBetween(index, next);
          const start = effects[next];
          const ending = between.first;
          if (!ending || start?.when === 'on-failure') continue;
          report({ path, span }, 'onFailure', {
            data: { unit, steps: between.count },
            ...(effect.when !== 'always' && { confidence: 'possible' }),
            fix: trapAbove(effect, texts.get(path) ?? '', unit),
            related: [
              ...(start ? [{ at: 'package' as const, path: start.path, span: start.span, message: 'it is started here' }] : []),
              { at: 'package', path: ending.path, span: ending.span, message: 'if this fails, the script ends' },
            ],
          });
        }
      }
    }
  },
});

/** `trap` is the shell's own: `sudo` belongs to what it starts. */
function trapAbove(effect: PlanEffect, text: string, unit: string): Fix | undefined {
  const edit = lineAbove(effect, text, mark);
  if (!edit) return undefined;
  const [before = '', after = ''] = edit.text.split(mark);
  const sudo = before.trimStart();
  const indent = before.slice(0, before.length - sudo.length);
  return {
    title: 'Start it again when the script ends',
    applies: 'after-review',
    edits: [{ ...edit, text: `${indent}trap '${sudo}systemctl start ${unit}' EXIT${after}` }],
  };
}

/** Stands for the line while it is not known what comes before it. */
const mark = '\0';

const switchesOn =
  /\bmaintenance(:mode|[-_]mode)?\s+(--?)?(on|enable|1|true)\b|\bartisan\s+down\b|\bmaintenance:enable\b|\benable[-_]maintenance\b/;
const switchesOff =
  /\bmaintenance(:mode|[-_]mode)?\s+(--?)?(off|disable|0|false)\b|\bartisan\s+up\b|\bmaintenance:disable\b|\bdisable[-_]maintenance\b/;
