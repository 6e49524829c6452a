import type { PlanEffect, PlanPhase } from '../../plan/plan';
import { leavesSomething } from '../../plan/lasting';
import { packagePlan } from '../../plan/package-plan';
import { planned } from '../../plan/planned';
import { undoOf } from '../../plan/undo';
import { isMaintainerScript } from '../../plan/entries';
import { upgradeWay } from '../scripts/upgrade-effects';
import { fact } from '../../subject/fact';
import { baseName, folderOf } from '../../text/path';

export interface WaysBack {
  /** Scripts of the package that lead back. */
  readonly back: readonly PlanPhase[];
  /** Scripts of the upgrade that change something. */
  readonly forth: readonly PlanPhase[];
  /** What scripts beside a way back leave behind for certain, and nothing in the package takes back: each target once. */
  readonly open: readonly PlanEffect[];
  /** What it leaves behind, taken back or not; what only runs or stands still is started and stopped by anybody. */
  readonly lasting: number;
}

/** A name that people give to what they keep for the way back. */
export const isNamedAsCopy = (path: string): boolean => /backup|previous|rollback|snapshot|[.-](bak|old|orig|save[d]?)\b|~$/i.test(path);

/** Copies that are kept for the way back are no change. */
export const isKeptForTheWayBack = ({ target }: Pick<PlanEffect, 'target'>): boolean => isNamedAsCopy(target) || target.endsWith('.done');

/** Scripts of package managers, also in the trees that their packages are made of: these take back what they install. */
const ofManager = /(^|[/._-])(pre|post)[-_]?(inst(all)?|rm|remove|un(inst(all)?)?|de-?inst(all)?|upgrade|trans)(\.\w+)?$|(^|\/)debian\//i;
/** Whoever numbers the steps has them run one after the other, and not by a package manager. */
const isNumbered = /(^|\/)\d+[-_.][^/]*$/;
const isOfManager = ({ entry }: PlanPhase): boolean => isMaintainerScript(entry) || (ofManager.test(entry) && !isNumbered.test(entry));

/** Whoever removes sessions or mailboxes takes no upgrade back. */
const leadsBack = /(^|[-_.\d])(roll[-_]?back|revert|downgrade|undo|uninstall)/i;

/** What leads back, against what the upgrade does. */
export const waysBack = fact(planned, (reviewed): WaysBack => {
  const { phases } = packagePlan(reviewed);
  const way = upgradeWay(reviewed);
  const own = phases.filter((phase) => !isOfManager(phase) && way.has(phase));
  const undo = undoOf(phases);
  const back = own.filter(({ name, entry, effects }) => name === 'rollback' && effects.length > 0 && leadsBack.test(baseName(entry)));
  const forth = own.filter(
    ({ name, effects }) => name !== 'rollback' && name !== 'check' && name !== 'scheduled' && effects.some(leavesSomething),
  );
  const open = new Map<string, PlanEffect>();
  let lasting = 0;
  // A way back is one for the steps that it lies beside.
  const folders = new Set(back.map(({ entry }) => folderOf(entry)));
  for (const phase of forth) {
    const isBeside = folders.has(folderOf(phase.entry));
    const taken = undo(phase);
    for (const [at, effect] of phase.effects.entries()) {
      if (
        taken[at] === undefined ||
        effect.when === 'on-failure' ||
        effect.isCode ||
        !leavesSomething(effect) ||
        isKeptForTheWayBack(effect)
      )
        continue;
      if (!/^unit\.(start|stop)$/.test(effect.kind)) lasting++;
      const key = `${effect.kind}\n${effect.target}\n${effect.host ?? ''}`;
      // `docker compose down`: all that there are.
      const isNamed = effect.target !== '*' || effect.kind === 'container.stop';
      if (isBeside && taken[at] === null && isNamed && !open.has(key)) open.set(key, effect);
    }
  }
  return { back, forth, open: [...open.values()], lasting };
});
