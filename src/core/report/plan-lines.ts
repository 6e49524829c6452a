import type { EffectKind } from '../effects/effect';
import { asideOf, leavesSomething, type AsideCode } from '../plan/lasting';
import type { ShownEffect, ShownPhase } from '../review/shown-plan';
import { entryOf, groupBy } from '../text/groups';

/** What one command does to one thing: `enables and starts dtend.service`. If it does the same to many things, all of these. */
export interface PlanLine {
  readonly effects: readonly [ShownEffect, ...ShownEffect[]];
  /** The effects have one kind and several targets; else one target and perhaps several kinds. */
  readonly isMany: boolean;
  /** Nothing in the package takes back what is left behind. */
  readonly isLasting: boolean;
}

export interface PhaseLines {
  readonly lines: readonly PlanLine[];
  /** Each code once. */
  readonly asides: ReadonlyMap<AsideCode, readonly ShownEffect[]>;
}

/** Things that one command does the same to, and that are named one by one. */
const mostAlike = 5;

/** A phase as people read it: in order, with what one command does in one line, and what every script does beside it. */
export function linesOfPhase(phase: ShownPhase): PhaseLines {
  const asides = new Map<AsideCode, ShownEffect[]>();
  const groups: [ShownEffect, ...ShownEffect[]][] = [];
  for (const effect of phase.effects) {
    const aside = asideOf(effect);
    const last = groups.at(-1);
    if (aside) entryOf(asides, aside, (): ShownEffect[] => []).push(effect);
    else if (last && isSameCommand(last[0], effect)) last.push(effect);
    else groups.push([effect]);
  }
  return { lines: groups.flatMap((group) => linesOfCommand(group, phase)), asides };
}

/** What is left behind for good: nothing in the package takes it back. */
export const isLasting = (effect: ShownEffect, { name }: Pick<ShownPhase, 'name'>): boolean =>
  effect.undo === null && name !== 'rollback' && name !== 'scheduled' && leavesSomething(effect);

const isSameCommand = (a: ShownEffect, b: ShownEffect): boolean =>
  a.path === b.path &&
  a.command.start.line === b.command.start.line &&
  a.command.start.character === b.command.start.character &&
  a.when === b.when &&
  a.as === b.as &&
  a.host === b.host &&
  a.container === b.container;

function linesOfCommand(group: readonly [ShownEffect, ...ShownEffect[]], phase: ShownPhase): PlanLine[] {
  const lineOf = (effects: PlanLine['effects'], isMany: boolean): PlanLine => ({
    effects,
    isMany,
    isLasting: effects.some((effect) => isLasting(effect, phase)),
  });
  const kinds = new Set<EffectKind>(group.map(({ kind }) => kind));
  if (kinds.size === 1 && group.length > mostAlike) return [lineOf(group, true)];
  return [...groupBy(group, ({ target }) => target).values()].map((effects) => lineOf(effects, false));
}
