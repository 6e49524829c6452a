import { bootUnits, doneToUnits, hasUnitHelpers, type BootUnit } from '../../facts/units/boot-units';
import { productionUnits } from '../../facts/units/known-units';
import { isOfHost, unitOfEffect } from '../../facts/units/unit-effects';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import type { SiteFacts } from '../../subject/site';
import type { PackageView } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import type { Planned } from '../../plan/planned';

/** What is done to a unit that the package brings, where something that belongs to it is not done anywhere. */
export interface HalfDone {
  readonly unit: BootUnit;
  readonly effect: PlanEffect;
  /** Production lists its units, and has none of this name. */
  readonly isNew: boolean;
}

/** New units to which scripts do one of `done`, and nothing that could be one of `missing`. */
export function halfDoneUnits(
  reviewed: PackageView<Planned>,
  site: SiteFacts,
  done: RegExp,
  missing: readonly string[],
): readonly HalfDone[] {
  if (hasUnitHelpers(reviewed)) return [];
  const { isDone } = doneToUnits(reviewed);
  const production = productionUnits(site);
  const byUnit = groupBy(
    upgradeEffects(reviewed).filter(
      ({ effect, phase, isSure }) => isSure && phase !== 'rollback' && phase !== 'scheduled' && done.test(effect.kind) && isOfHost(effect),
    ),
    ({ effect }) => unitOfEffect(effect) ?? '',
  );
  return bootUnits(reviewed).flatMap((unit) => {
    const first = byUnit.get(unit.name)?.find(({ effect }) => effect.when !== 'on-failure')?.effect;
    if (!first || production.knows(unit.name) || isDone(unit.name, ...missing)) return [];
    // Whoever says `restart` may know that it runs; one that the same scripts install is new.
    const isInstalled = first.kind !== 'unit.restart' || isDone(unit.name, 'unit.install');
    return [{ unit, effect: first, isNew: production.hosts.length > 0 && isInstalled }];
  });
}
