import type { EffectKind } from '../effects/effect';
import { baseName } from '../text/path';
import type { PhaseName } from './plan';

/** As the plan and what is shown of it both have it. */
interface TimedEffect {
  readonly kind: EffectKind;
  readonly target: string;
  readonly when: 'always' | 'conditional' | 'on-failure';
}

interface TimedPhase {
  readonly name: PhaseName;
  /** The script that it begins with. */
  readonly entry?: string;
  readonly effects: readonly TimedEffect[];
}

/** A stretch of the upgrade. Seconds. */
export interface Stretch {
  readonly phase: PhaseName;
  readonly entry?: string;
  readonly seconds: number;
  /** Of these, how long something stands still. */
  readonly down: number;
}

export interface Downtime {
  readonly stretches: readonly Stretch[];
  readonly seconds: number;
  readonly down: number;
  /** Of that, what the package itself says: pauses by the second. */
  readonly stated: number;
  readonly rollback: number;
  /** Seconds from the begin at which data is changed for the first time; absent: it is not. */
  readonly noReturn?: number;
}

/**
 * Seconds that a step takes where nobody has measured it: round figures of what such steps take on a small host with little data. They are
 * for planning, and said to be guesses wherever they are shown.
 */
const guesses: ReadonlyMap<EffectKind, number> = new Map(
  Object.entries({
    'unit.stop': 5,
    'unit.start': 10,
    'unit.restart': 15,
    'package.install': 60,
    'package.remove': 20,
    'archive.extract': 15,
    'network.fetch': 10,
    'database.run': 60,
    'database.dump': 120,
    'database.restore': 600,
    'container.pull': 60,
    'container.run': 15,
    'container.stop': 10,
    'cluster.apply': 60,
    'host.reboot': 300,
  } satisfies Partial<Record<EffectKind, number>>) as [EffectKind, number][],
);

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** What `sleep` is told: `30`, `2m`; 0 where that is not known. */
export function pauseOf({ kind, target }: TimedEffect): number {
  const [, count, unit = ''] = (kind === 'wait' ? /^(\d{1,6}(?:\.\d+)?)([smh]?)$/.exec(target) : null) ?? [];
  return count === undefined ? 0 : Number(count) * (units.get(unit) ?? 1);
}

const secondsOf = (effect: TimedEffect): number => pauseOf(effect) || (guesses.get(effect.kind) ?? 1);

const nameOf = ({ target }: TimedEffect): string => baseName(target).replace(/\.service$/, '');

/** What an upgrade takes, and how long something stands still meanwhile: from its stop to its start, while it restarts and while the host does. */
export function downtimeOf(upgrade: readonly TimedPhase[], back: readonly TimedPhase[]): Downtime {
  const stopped = new Set<string>();
  const stretches: Stretch[] = [];
  let [seconds, stated] = [0, 0];
  let noReturn: number | undefined;
  for (const { name, entry, effects } of upgrade) {
    let [own, down] = [0, 0];
    for (const effect of effects) {
      if (effect.when === 'on-failure') continue;
      const takes = secondsOf(effect);
      if (noReturn === undefined && /^database\.(run|drop|restore)$/.test(effect.kind)) noReturn = seconds + own;
      if (effect.kind === 'unit.stop' || effect.kind === 'container.stop') stopped.add(nameOf(effect));
      const isDown = stopped.size > 0 || effect.kind === 'unit.restart' || effect.kind === 'host.reboot';
      own += takes;
      if (isDown) down += takes;
      if (isDown) stated += pauseOf(effect);
      if (effect.kind === 'unit.start' || effect.kind === 'unit.restart' || effect.kind === 'container.run') stopped.delete(nameOf(effect));
    }
    if (own > 0) stretches.push({ phase: name, ...(entry !== undefined && { entry }), seconds: own, down });
    seconds += own;
  }
  return {
    stretches,
    seconds,
    down: stretches.reduce((sum, stretch) => sum + stretch.down, 0),
    stated,
    rollback: back.flatMap(({ effects }) => effects).reduce((sum, effect) => sum + secondsOf(effect), 0),
    ...(noReturn !== undefined && { noReturn }),
  };
}
