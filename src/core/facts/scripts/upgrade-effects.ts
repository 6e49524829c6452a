import type { PlanEffect, PlanPhase, PhaseName } from '../../plan/plan';
import { packagePlan } from '../../plan/package-plan';
import { phasesOnTheWay } from '../../plan/upgrade-way';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { textWithin } from '../../parse/mapped-text';
import { planned, type Planned } from '../../plan/planned';
import { memoWith } from '../../text/memo';
import type { Place } from '../../text/span';

/** One thing that the upgrade does, and when. */
export interface UpgradeEffect {
  readonly effect: PlanEffect;
  readonly phase: PhaseName;
  /** By the name and place of its script it belongs to the upgrade, or the clock runs it; else somebody may run it on some day. */
  readonly isSure: boolean;
}

/** What one script does, and all that it calls, in order. */
export interface UpgradeRun extends PlanPhase {
  readonly isSure: boolean;
}

/** The phases that run because of the upgrade, as far as names and places tell. */
export const upgradeWay = fact(planned, (reviewed) => phasesOnTheWay(packagePlan(reviewed).phases, reviewed.files));

/**
 * The scripts of the upgrade; an edit leaves the objects of those that it does not concern. What stands in programs in other languages
 * is left out: nobody sees there what is looked at before and after it.
 */
export const upgradeRuns = fact(planned, (reviewed): readonly UpgradeRun[] => {
  const way = upgradeWay(reviewed);
  return packagePlan(reviewed).phases.map((phase) => runOf(phase, isSure(phase, way)));
});

const isSure = (phase: PlanPhase, way: ReadonlySet<PlanPhase>): boolean => phase.name === 'scheduled' || way.has(phase);

const runOf = memoWith((phase: PlanPhase, sure: boolean): UpgradeRun => ({
  ...phase,
  effects: phase.effects.filter(({ isCode }) => !isCode),
  isSure: sure,
}));

/** What those runs do through programs in other languages, for what one step tells whatever stands around it. */
export const programRuns = fact(planned, (reviewed): readonly UpgradeRun[] => {
  const way = upgradeWay(reviewed);
  return packagePlan(reviewed).phases.flatMap((phase) => programRunOf(phase, isSure(phase, way)) ?? []);
});

const programRunOf = memoWith((phase: PlanPhase, sure: boolean): UpgradeRun | undefined => {
  const effects = phase.effects.filter(({ isCode }) => isCode);
  return effects.length > 0 ? { ...phase, effects, isSure: sure } : undefined;
});

/** All that scripts of the upgrade do, each place and target once; where several do it, as the surest of them. */
export const upgradeEffects = fact(planned, (reviewed): readonly UpgradeEffect[] => surestOf(upgradeRuns(reviewed)));

/** With what programs in other languages do, as far as their literals tell. */
export const allUpgradeEffects = fact(planned, (reviewed): readonly UpgradeEffect[] => [
  ...upgradeEffects(reviewed),
  ...surestOf(programRuns(reviewed)),
]);

function surestOf(runs: readonly UpgradeRun[]): readonly UpgradeEffect[] {
  const found = new Map<string, UpgradeEffect>();
  for (const isSure of [true, false]) {
    const seen = new Set<PlanEffect>();
    for (const { name: phase, effects } of runs.filter((run) => run.isSure === isSure)) {
      for (const effect of effects) {
        // The same in several runs is one object.
        if (seen.has(effect)) continue;
        seen.add(effect);
        const key = keyOf(effect);
        const known = found.get(key);
        if (!known || (known.isSure === isSure && known.effect.when !== 'always' && effect.when === 'always'))
          found.set(key, { effect, phase, isSure });
      }
    }
  }
  return [...found.values()];
}

const keyOf = ({ path, span, kind, target, host = '' }: PlanEffect): string => [path, span.start, kind, target, host].join('\n');

/** What is sure to run while the upgrade runs. */
export const effectsOnTheWay = fact(planned, (reviewed): readonly PlanEffect[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) => (isSure && phase !== 'scheduled' ? [effect] : [])),
);

/** What is sure to run on the way to the new version, unless something has failed. */
export const effectsForward = fact(planned, (reviewed): readonly PlanEffect[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) =>
    isSure && phase !== 'scheduled' && phase !== 'rollback' && effect.when !== 'on-failure' ? [effect] : [],
  ),
);

/** What programs in other languages do on the way, as far as their literals tell; nobody sees what they look at before. */
export const programEffects = fact(planned, (reviewed): readonly PlanEffect[] =>
  programRuns(reviewed).flatMap(({ name, isSure, effects }) => (isSure && name !== 'scheduled' ? effects : [])),
);

/** The texts of scripts, by path. */
export const scriptTexts = fact(
  ['shell'],
  (reviewed): ReadonlyMap<string, string> => new Map(reviewed.subjects.shell.map(({ path, text }) => [path, text])),
);

/** The texts of programs in other languages, by path. */
export const programTexts = fact(
  ['code'],
  (reviewed): ReadonlyMap<string, string> => new Map(reviewed.subjects.code.map(({ path, text }) => [path, text])),
);

/** A call as a command line, as far as that goes: `subprocess.run(["ufw", "disable"])`, and what stands in it. */
const asCommandLine = (written: string): string =>
  /^[\w.]+\s*\(|^`|["']\s*,\s*["']/.test(written)
    ? written
        .replace(/^[\w.]+\s*\(/, '')
        .replace(/,\s*\w+\s*=\s*\w+|["'`[\](),]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : written;

/** The texts of other files that start something. */
const startingTexts = fact(
  ['crontab', 'logrotate', 'unit'],
  ({ subjects }): ReadonlyMap<string, string> =>
    new Map([...subjects.crontab, ...subjects.logrotate, ...subjects.unit].map(({ path, text }) => [path, text])),
);

const tasksByPath = fact(['task'], ({ subjects }) => new Map(subjects.task.map(({ path, syntax }) => [path, syntax.tasks])));

/** A command of the plan as it is written where it stands; of a task, as the shell gets it. */
export const writtenAs = ({ path, command }: Pick<PlanEffect, 'path' | 'command'>, reviewed: PackageView<Planned>): string =>
  textOfPlace({ path, span: command }, reviewed);

/** What stands at a place of the plan; of a task, as the shell gets it. */
export function textOfPlace({ path, span }: Place, reviewed: PackageView<Planned>): string {
  const text = scriptTexts(reviewed).get(path) ?? startingTexts(reviewed).get(path);
  if (text !== undefined) return text.slice(span.start, span.end);
  const program = programTexts(reviewed).get(path);
  if (program !== undefined) return asCommandLine(program.slice(span.start, span.end));
  const tasks = tasksByPath(reviewed).get(path) ?? [];
  return tasks.map(({ source }) => textWithin(source, span)).find((written) => written !== '') ?? '';
}

/** Scripts that the upgrade runs on the hosts themselves, or reads in. */
export const scriptsOnTheWay = fact(planned, (reviewed): ReadonlySet<string> => {
  const runs = upgradeRuns(reviewed).filter(({ isSure, name }) => isSure && name !== 'scheduled');
  const onHosts = runs.flatMap(({ effects }) => effects.filter(({ container }) => container === undefined).map(({ path }) => path));
  return new Set([...runs.map(({ entry }) => entry), ...onHosts]);
});
