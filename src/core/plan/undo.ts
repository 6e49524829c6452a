import { undoneBy } from '../effects/undo';
import type { EffectKind } from '../effects/effect';
import { groupBy } from '../text/groups';
import { baseName, folderOf } from '../text/path';
import type { PlanEffect, PlanPhase } from './plan';

/** Kinds that a script is expected to take back itself, before it ends. */
const ownCare: ReadonlySet<EffectKind> = new Set([
  'unit.stop',
  'unit.disable',
  'unit.mask',
  'lock.take',
  'mount.change',
  'security.change',
  'firewall.change',
  'process.kill',
  'container.stop',
]);

/** Says of each effect what takes it back: the rollback scripts, or a later step of the same script. */
export function withUndo(phases: readonly PlanPhase[]): readonly PlanPhase[] {
  const back = new Index(phases.filter(({ name }) => name === 'rollback').flatMap(({ effects }) => effects));
  return phases.map((phase) => {
    const own = new Index(phase.effects.filter(({ when }) => when !== 'on-failure'));
    return {
      ...phase,
      effects: phase.effects.map((effect, at) => {
        const kinds = undoneBy(effect.kind);
        if (!kinds) return effect;
        const later = ownCare.has(effect.kind) ? own.find(effect, kinds, phase.effects.slice(0, at + 1)) : undefined;
        const found = later ?? (phase.name === 'rollback' ? undefined : back.find(effect, kinds));
        return { ...effect, undo: found ? { path: found.path, span: found.span } : null };
      }),
    };
  });
}

/** Effects by what they are done to. */
class Index {
  private readonly byTarget: ReadonlyMap<string, readonly PlanEffect[]>;

  constructor(effects: readonly PlanEffect[]) {
    this.byTarget = groupBy(effects, keyOf);
  }

  /** The last one of these kinds on the target, or on a folder that holds it; none of `before`. */
  find(effect: PlanEffect, kinds: readonly EffectKind[], before: readonly PlanEffect[] = []): PlanEffect | undefined {
    const earlier = before.length > 0 ? new Set(before) : undefined;
    for (let key = keyOf(effect); key !== ''; key = key.startsWith('/') ? folderOf(key) : '') {
      const found = this.byTarget
        .get(key)
        ?.findLast((other) => other !== effect && !earlier?.has(other) && other.host === effect.host && kinds.includes(other.kind));
      if (found) return found;
    }
    return undefined;
  }
}

/** Units by their plain names, files by their paths. */
function keyOf({ kind, target }: PlanEffect): string {
  if (kind.startsWith('unit.')) return `unit ${baseName(target).replace(/\.service$/, '')}`;
  if (kind.startsWith('file.') || kind.startsWith('dir.') || kind.startsWith('archive.') || target.startsWith('/'))
    return target.replace(/\/(\.|\*)?$/, '') || '/';
  return `${kind.split('.')[0] ?? ''} ${target}`;
}
