import { downtimeOf, type Downtime } from '../plan/downtime';
import type { Review } from '../review/review';
import { upgradePhases, type ShownPlace } from '../review/shown-plan';
import { shownPath } from '../package/nested-path';

/** Of the upgrade and its way back, what is left free for what nobody foresees. */
const spareShare = 0.5;

/** What a window has to hold, in guesses. Seconds. */
export interface WindowNeeds {
  readonly downtime: Downtime;
  readonly spare: number;
  /** The upgrade, its way back, and the spare time. */
  readonly all: number;
}

/** `undefined` where nothing of the plan takes time. */
export function windowNeeds({ plan }: Pick<Review, 'plan'>): WindowNeeds | undefined {
  const back = plan.phases.filter(({ name }) => name === 'rollback');
  const downtime = downtimeOf(upgradePhases(plan), back);
  if (downtime.seconds === 0) return undefined;
  const spare = Math.round((downtime.seconds + downtime.rollback) * spareShare);
  return { downtime, spare, all: downtime.seconds + downtime.rollback + spare };
}

const placeJson = ({ path, range }: ShownPlace) => ({ path: shownPath(path), line: range.start.line + 1 });

/** Durations of the plan in seconds, what others say in minutes, lines from 1. */
export function windowJson(review: Review) {
  const needs = windowNeeds(review);
  const { announced, restarts } = review;
  return {
    ...(needs && {
      needed: needs.all,
      upgrade: needs.downtime.seconds,
      standstill: needs.downtime.down,
      rollback: needs.downtime.rollback,
      spare: needs.spare,
      ...(needs.downtime.noReturn !== undefined && { pointOfNoReturn: needs.downtime.noReturn }),
    }),
    announced: announced.downtime.map(({ minutes, ...place }) => ({ ...placeJson(place), minutes })),
    ...(announced.window !== undefined && { inventoryMinutes: announced.window }),
    restarts: restarts.map(({ unit, because, by, services }) => ({
      unit,
      because: { ...placeJson(because), target: because.target },
      by: by ? { ...placeJson(by), ...(by.under !== undefined && { under: by.under }) } : null,
      services,
    })),
  };
}
