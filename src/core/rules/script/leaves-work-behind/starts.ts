import { questionsOf } from '../../../facts/scripts/asked-about';
import { stemOf } from '../../../facts/units/unit-name';
import { isOfHost, unitOfEffect } from '../../../facts/units/unit-effects';
import type { PlanEffect } from '../../../plan/plan';
import { entryOf } from '../../../text/groups';
import { memoEach } from '../../../text/memo';
import { countBefore } from '../../../text/sorted';

/** Where a run starts units. It is looked at once, however many units are stopped. */
export interface Starts {
  /** Position of the first step behind another that starts the unit, or one that nobody can name. */
  readonly next: (unit: string, after: number) => number | undefined;
  /** What a failure leads to is written down somewhere, or the unit is started whatever happens. */
  readonly isCaredFor: (unit: string) => boolean;
  /** Steps between two others that end the script if they fail. */
  readonly endingBetween: (after: number, before: number) => { readonly count: number; readonly first: PlanEffect | undefined };
}

/** Key of units whose name is computed. */
const anyUnit = '';

/** `texts`: of scripts, by path. */
export function startsIn(effects: readonly PlanEffect[], texts: ReadonlyMap<string, string>): Starts {
  const byUnit = new Map<string, number[]>();
  const atEnd = new Set<string>();
  const ending: { readonly at: number; readonly step: PlanEffect }[] = [];
  let hasTrap = false;
  for (const [at, step] of effects.entries()) {
    if (starts.test(step.kind) && isOfHost(step)) {
      const unit = unitOfEffect(step) ?? anyUnit;
      entryOf(byUnit, unit, () => []).push(at);
      if (step.isAtEnd) atEnd.add(unit);
    }
    if (step.onError === 'stops' && canFail(step)) ending.push({ at, step });
    hasTrap ||= step.when === 'on-failure' && questionsOf(step, texts).some((question) => /^trap\b/.test(question));
  }
  const nextOf = (unit: string, after: number): number => {
    const places = byUnit.get(unit) ?? [];
    return places[countBefore(places, after + 1, (place) => place)] ?? Infinity;
  };
  const countEnding = (before: number): number => countBefore(ending, before, ({ at }) => at);
  return {
    next(unit, after) {
      const at = Math.min(nextOf(unit, after), nextOf(anyUnit, after));
      return at === Infinity ? undefined : at;
    },
    isCaredFor: (unit) => hasTrap || atEnd.has(unit) || atEnd.has(anyUnit),
    endingBetween(after, before) {
      const [from, to] = [countEnding(after + 1), countEnding(before)];
      return { count: to - from, first: from < to ? ending[from]?.step : undefined };
    },
  };
}

const starts = /^unit\.(start|restart)$/;

/** Whether a unit is started somewhere, or is meant to stay away. */
export function careIn(everywhere: readonly PlanEffect[]): (unit: string) => boolean {
  const own = everywhere.filter(({ host }) => host === undefined);
  const changed = new Set(own.flatMap((effect) => (leavesNothingOpen.test(effect.kind) ? [unitOfEffect(effect) ?? anyUnit] : [])));
  if (changed.has(anyUnit) || own.some(({ kind }) => doesAnything.test(kind))) return () => true;
  const named = own.flatMap(({ kind, target }) => (/^(container\.run|file\.delete)$/.test(kind) ? [target] : [])).join('\n');
  let sought = 0;
  return memoEach((unit) => changed.has(unit) || (sought++ < mostSought && named.includes(stemOf(unit).replace(/@.*/, ''))));
}

/** Units whose names are looked for in other names: no host has as many. */
const mostSought = 2000;

const leavesNothingOpen = /^unit\.(start|restart|disable|mask)$/;

/** What may start units that it does not name, or take them away. */
const doesAnything = /^(host\.reboot|package\.(remove|install)|process\.start|script\.run)$/;

/** Steps that fail in real life; a folder that is made or a message does not. */
const canFail = ({ kind, when }: PlanEffect): boolean =>
  when !== 'on-failure' &&
  !/^(dir\.create|wait|process\.kill|unit\.(stop|daemon-reload)|file\.(mode|owner|delete)|lock\.\w+|prompt)$/.test(kind);
