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

/** The first of them, each line once. */
export function placesOf(all: readonly ShownPlace[]): readonly ShownPlace[] {
  const lines = new Map<string, ShownPlace>();
  for (const each of all) {
    const line = `${each.path}:${each.range.start.line}`;
    if (!lines.has(line)) lines.set(line, placeOf(each));
    if (lines.size === mostPlaces) break;
  }
  return [...lines.values()];
}
