import type { Step } from '../effects/effect';
import { memo, sameItems } from '../text/memo';
import type { Place } from '../text/span';
import type { PlanEffect } from './plan';

/** Effects of one step that are looked through. */
const most = 32;

/** Most steps have one effect, and no list of others. */
interface Made {
  first?: PlanEffect;
  others?: PlanEffect[];
}

const made = memo((_of: Step): Made => ({}));

/** The effect that a step had before, if it was the same: scripts that hundreds call would fill the memory with copies. */
export function sameEffect(of: Step, effect: PlanEffect): PlanEffect {
  const known = made(of);
  known.first ??= effect;
  if (known.first === effect || isSame(effect, known.first)) return known.first;
  const others = (known.others ??= []);
  const found = others.find((other) => isSame(effect, other));
  if (found) return found;
  if (others.length < most) others.push(effect);
  return effect;
}

const isSame = (a: PlanEffect, b: PlanEffect): boolean =>
  a.kind === b.kind &&
  a.target === b.target &&
  a.path === b.path &&
  a.when === b.when &&
  a.by === b.by &&
  a.as === b.as &&
  a.host === b.host &&
  a.container === b.container &&
  a.onError === b.onError &&
  a.from === b.from &&
  a.why === b.why &&
  a.mode?.value === b.mode?.value &&
  a.isAtEnd === b.isAtEnd &&
  a.isMuted === b.isMuted &&
  a.isCode === b.isCode &&
  a.isFound === b.isFound &&
  a.erases === b.erases &&
  a.entered?.mayFail === b.entered?.mayFail &&
  isSameSpan(a.span, b.span) &&
  isSameSpan(a.command, b.command) &&
  (a.content === b.content || (a.content !== undefined && b.content !== undefined && isSameSpan(a.content, b.content))) &&
  sameItems(a.options, b.options) &&
  a.condition?.isNo === b.condition?.isNo &&
  areSamePlaces(a.condition ? [a.condition] : [], b.condition ? [b.condition] : []) &&
  areSamePlaces(a.asked, b.asked);

const isSameSpan = (a: Place['span'], b: Place['span']): boolean => a.start === b.start && a.end === b.end;

const areSamePlaces = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.length === b.length &&
  a.every((place, at) => {
    const other = b[at];
    return other !== undefined && place.path === other.path && isSameSpan(place.span, other.span);
  });
