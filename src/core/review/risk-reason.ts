import type { ShownPlace } from './shown-plan';

/** Places that a reason names. */
const mostPlaces = 5;

export interface RiskReason {
  readonly points: number;
  /** A clause, without a full stop. */
  readonly what: string;
  readonly places: readonly ShownPlace[];
}

const placeOf = ({ path, range }: ShownPlace): ShownPlace => ({ path, range });

/** The first of them. */
export const placesOf = (all: readonly ShownPlace[]): readonly ShownPlace[] => all.slice(0, mostPlaces).map(placeOf);
