import { undoneBy } from '../effects/undo';
import type { EffectKind } from '../effects/effect';
import { groupBy } from '../text/groups';
import { baseName, folderOf } from '../text/path';
import type { Place } from '../text/span';
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

/**
 * Of each effect of a phase what takes it back: the rollback scripts, or a later step of the same script; `null`: nothing in the
 * package; `undefined`: it leaves nothing behind, as a step that takes back an earlier one.
 */
export function undoOf(phases: readonly PlanPhase[]): (phase: PlanPhase) => readonly (Place | null | undefined)[] {
  const back = new Index(phases.filter(({ name }) => name === 'rollback').flatMap(({ effects }) => effects));
  return ({ name, effects }) => {
    const own = new Index(effects);
    const cares = effects.map((effect) => {
      const kinds = ownCare.has(effect.kind) ? undoneBy(effect.kind) : undefined;
      return (
        kinds &&
        own.find(
          effect,
          kinds,
          (other) => other.when !== 'on-failure' && other.from === undefined && other.content === undefined && !isMore(effect, other),
        )
      );
    });
    const restoring = new Set(cares);
    return effects.map((given, at) => {
      const effect = given.with ?? given;
      const kinds = undoneBy(effect.kind);
      if (!kinds || restoring.has(effect)) return undefined;
      const found = cares[at] ?? (name === 'rollback' ? undefined : (back.find(effect, kinds) ?? back.below(effect)));
      return found ? { path: found.path, span: found.span } : null;
    });
  };
}

/**
 * Of commands that name nothing that they are done to (`firewall-cmd`, `authselect`): one more of the like, or of another program, takes
 * none back.
 */
function isMore(effect: PlanEffect, other: PlanEffect): boolean {
  if (effect.target !== '') return false;
  const program = ({ by }: PlanEffect): string => by.split(' ', 1)[0] ?? by;
  if (program(effect) !== program(other)) return effect.kind === 'security.change';
  const names = ({ options }: PlanEffect): string => options.map((option) => option.split('=', 1)[0]).join(' ');
  return (
    other.options.some((option) => /^(complete-)?reload$|^runtime-to-permanent$/.test(option)) ||
    (effect.by === other.by && names(effect) === names(other))
  );
}

/** Effects by what they are done to. */
class Index {
  private readonly byTarget: ReadonlyMap<string, readonly PlanEffect[]>;
  private readonly places: ReadonlyMap<PlanEffect, number>;

  constructor(private readonly effects: readonly PlanEffect[]) {
    this.byTarget = groupBy(effects, keyOf);
    this.places = new Map(effects.map((effect, at) => [effect, at]));
  }

  /** The last one of these kinds on the target, or on a folder that holds it; of the same list a later one. */
  find(effect: PlanEffect, kinds: readonly EffectKind[], counts: (other: PlanEffect) => boolean = () => true): PlanEffect | undefined {
    const at = this.places.get(effect) ?? -1;
    const takesBack = (other: PlanEffect): boolean =>
      other.host === effect.host && kinds.includes(other.kind) && counts(other) && (this.places.get(other) ?? 0) > at;
    for (let key = keyOf(effect); key !== ''; key = key.startsWith('/') ? folderOf(key) : '') {
      const found = this.byTarget.get(key)?.findLast(takesBack);
      if (found) return found;
    }
    return undefined;
  }

  /** The last one that is sent to an address below that of the effect. */
  below({ kind, target, host }: PlanEffect): PlanEffect | undefined {
    if (!addressed.test(kind) || !target.includes('://')) return undefined;
    const start = `${target.replace(/\/$/, '')}/`;
    return this.effects.findLast((other) => other.host === host && asks.test(other.kind) && other.target.startsWith(start));
  }
}

/** What has an address, and is taken back at one below it: `/webhooks` by `/webhooks/17`. */
const addressed = /^(webhook\.register|flag\.change)$/;
const asks = /^(network\.send|webhook\.register|flag\.change)$/;

/** `pkgs/agent_5.2_amd64.deb`, `agent-5.2-1.x86_64.rpm`, `agent=5.2`: agent. */
function packageName(target: string): string {
  const name = baseName(target).split(/[_=]/, 1)[0] ?? target;
  return /\.(deb|rpm)$/.test(target) ? name.replace(/\.(deb|rpm)$/, '').replace(/-[\d*].*$/, '') : name;
}

/** Units and packages by their plain names, files by their paths. */
function keyOf({ kind, target }: PlanEffect): string {
  if (kind.startsWith('unit.')) return `unit ${baseName(target).replace(/\.service$/, '')}`;
  if (kind.startsWith('package.')) return `package ${packageName(target)}`;
  if (kind.startsWith('file.') || kind.startsWith('dir.') || kind.startsWith('archive.') || target.startsWith('/'))
    return target.replace(/\/(\.|\*)?$/, '') || '/';
  return `${kind.split('.')[0] ?? ''} ${target}`;
}
