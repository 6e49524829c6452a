import type { PlanEffect, PlanPhase, PhaseName } from '../../plan/plan';
import { packagePlan } from '../../plan/package-plan';
import { isOnTheWay } from '../../plan/upgrade-way';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { planned } from '../../plan/planned';

/** One thing that the upgrade does, and when. */
export interface UpgradeEffect {
  readonly effect: PlanEffect;
  readonly phase: PhaseName;
  /** By the name and place of its script it belongs to the upgrade, or the clock runs it; else somebody may run it on some day. */
  readonly isSure: boolean;
}

/** The scripts of the upgrade with what they do in order. */
export const upgradeRuns = fact(planned, (reviewed): readonly (PlanPhase & { readonly isSure: boolean })[] =>
  packagePlan(reviewed).phases.map((phase) => ({
    ...phase,
    isSure: phase.name === 'scheduled' || isOnTheWay(phase, reviewed.files),
  })),
);

/** All that the upgrade does, each place and target once; where several scripts do it, as the surest of them. */
export const upgradeEffects = fact(planned, (reviewed): readonly UpgradeEffect[] => {
  const runs = upgradeRuns(reviewed);
  const found = new Map<string, UpgradeEffect>();
  for (const { name: phase, effects, isSure } of [...runs.filter((run) => run.isSure), ...runs.filter((run) => !run.isSure)]) {
    for (const effect of effects) {
      const key = `${effect.path}\n${effect.span.start}\n${effect.kind}\n${effect.target}\n${effect.host ?? ''}`;
      const known = found.get(key);
      if (!known || (known.isSure === isSure && known.effect.when !== 'always' && effect.when === 'always'))
        found.set(key, { effect, phase, isSure });
    }
  }
  return [...found.values()];
});

/** What is sure to run while the upgrade runs. */
export const effectsOnTheWay = fact(planned, (reviewed): readonly PlanEffect[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) => (isSure && phase !== 'scheduled' ? [effect] : [])),
);

/** The texts of scripts, by path. */
export const scriptTexts = fact(
  ['shell'],
  (reviewed): ReadonlyMap<string, string> => new Map(reviewed.subjects.shell.map(({ path, text }) => [path, text])),
);

/** A command of the plan as it is written in its script. */
export const writtenAs = ({ path, command }: Pick<PlanEffect, 'path' | 'command'>, reviewed: PackageView<'shell'>): string =>
  scriptTexts(reviewed).get(path)?.slice(command.start, command.end) ?? '';

/** Scripts that the upgrade runs on the hosts themselves, or reads in. */
export const scriptsOnTheWay = fact(planned, (reviewed): ReadonlySet<string> => {
  const runs = upgradeRuns(reviewed).filter(({ isSure, name }) => isSure && name !== 'scheduled');
  const onHosts = runs.flatMap(({ effects }) => effects.filter(({ container }) => container === undefined).map(({ path }) => path));
  return new Set([...runs.map(({ entry }) => entry), ...onHosts]);
});
