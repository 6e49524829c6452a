import type { Plan, PlanEffect, PlanPhase, PhaseName } from '../../plan/plan';
import { packagePlan } from '../../plan/package-plan';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { memo } from '../../text/memo';

/** One thing that the upgrade does, and when. */
export interface UpgradeEffect {
  readonly effect: PlanEffect;
  readonly phase: PhaseName;
  /** By the name of its script it belongs to the upgrade; else somebody may run it on some day. */
  readonly isSure: boolean;
}

const sureOf = ({ name }: PlanPhase): boolean => name !== 'other';

/** All that the upgrade does, each place and target once; where several scripts do it, as the surest of them. */
export const upgradeEffects = fact(['crontab', 'shell', 'unit'], (reviewed): readonly UpgradeEffect[] => effectsIn(packagePlan(reviewed)));

const effectsIn = memo(({ phases }: Plan): readonly UpgradeEffect[] => {
  const found = new Map<string, UpgradeEffect>();
  for (const phase of [...phases.filter(sureOf), ...phases.filter((other) => !sureOf(other))]) {
    for (const effect of phase.effects) {
      const key = `${effect.path}\n${effect.span.start}\n${effect.kind}\n${effect.target}\n${effect.host ?? ''}`;
      if (!found.has(key)) found.set(key, { effect, phase: phase.name, isSure: sureOf(phase) });
    }
  }
  return [...found.values()];
});

/** The scripts of the upgrade with what they do in order. */
export const upgradeRuns = (reviewed: PackageView<'crontab' | 'shell' | 'unit'>): readonly (PlanPhase & { readonly isSure: boolean })[] =>
  runsOf(packagePlan(reviewed));

const runsOf = memo(({ phases }: Plan) => phases.map((phase) => ({ ...phase, isSure: sureOf(phase) })));

/** The texts of scripts, by path. */
export const scriptTexts = fact(
  ['shell'],
  (reviewed): ReadonlyMap<string, string> => new Map(reviewed.subjects.shell.map(({ path, text }) => [path, text])),
);
