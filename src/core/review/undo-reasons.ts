import { undoneBy } from '../effects/undo';
import { leavesSomething, staysOutside } from '../plan/lasting';
import { groupBy } from '../text/groups';
import { shortList } from './file-gaps';
import { placesOf, type RiskReason } from './risk-reason';
import type { ShownEffect, ShownPlan } from './shown-plan';

/** What of an upgrade nothing takes back. */
export function undoReasons({ phases }: ShownPlan, effects: readonly ShownEffect[]): RiskReason[] {
  const lasting = effects.filter((effect) => effect.undo !== undefined && leavesSomething(effect));
  const open = lasting.filter(({ undo }) => undo === null);
  const kept = [
    ...groupBy(
      effects.filter((effect) => staysOutside(effect) && undoneBy(effect.kind) !== undefined),
      ({ kind, target }) => `${kind} ${target}`,
    ).values(),
  ];
  return [
    ...(lasting.length > 0 && !phases.some(({ name }) => name === 'rollback')
      ? [{ points: 2, what: 'no script of the package leads back', places: [] }]
      : []),
    {
      points: lasting.length === 0 ? 0 : Math.ceil((3 * open.length) / lasting.length),
      what: `${open.length} of ${lasting.length} changes are taken back by nothing in the package`,
      places: placesOf(open),
    },
    {
      points: Math.min(3, kept.length),
      what: `a restored snapshot keeps ${shortList(kept.map(([effect]) => thingOf(effect)))}`,
      places: placesOf(kept.map(([first]) => first)),
    },
  ];
}

/** `credential certbot`. */
const thingOf = ({ kind, target }: ShownEffect): string => `${kind.slice(0, kind.indexOf('.'))} ${target}`.trim();
