import type { EffectKind } from '../../effects/effect';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { groupBy } from '../../text/groups';
import { contains, type Place } from '../../text/span';
import { textOfPlace, upgradeEffects } from '../scripts/upgrade-effects';
import { allUnitMentions } from './planned-mentions';
import { isOfHost } from './unit-effects';

const changes: ReadonlySet<EffectKind> = new Set([
  'unit.start',
  'unit.stop',
  'unit.restart',
  'unit.reload',
  'unit.enable',
  'unit.disable',
  'unit.mask',
  'unit.unmask',
]);

/** A pattern that somebody wrote: systemd matches it with the units that are loaded. */
const isPattern = /^["']?[\w@.:\\-]*[*?[][\w@.:\\*?[\]-]*["']?$/;

/**
 * Commands of the upgrade that start, stop or enable units whose names nobody can say: read from a file or another command, or given by
 * whoever starts the script.
 */
export const computedUnits = fact(planned, (reviewed): readonly Place[] => {
  const named = groupBy(allUnitMentions(reviewed), ({ path }) => path);
  return upgradeEffects(reviewed).flatMap(({ effect, isSure }) => {
    const { kind, target, path, span, command, when } = effect;
    if (!isSure || when === 'on-failure' || !changes.has(kind) || !isOfHost(effect) || !target.includes('*')) return [];
    if (isPattern.test(textOfPlace(effect, reviewed)) || named.get(path)?.some(({ used }) => contains(command, used))) return [];
    return [{ path, span }];
  });
});
