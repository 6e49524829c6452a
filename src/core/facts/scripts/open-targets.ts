import type { EffectKind } from '../../effects/effect';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { upgradeEffects } from './upgrade-effects';

/** What takes something away for good, for people. */
const takes: ReadonlyMap<EffectKind, string> = new Map([
  ['file.delete', 'deletes'],
  ['database.drop', 'drops'],
  ['user.delete', 'deletes'],
  ['package.remove', 'removes'],
]);

/** A script of the upgrade that takes something away of which nobody sees what it is: `while read -r f; do rm "$f"; done < list`. */
export interface OpenTarget {
  readonly path: string;
  readonly takes: string;
}

export const openTargets = fact(planned, (reviewed): readonly OpenTarget[] =>
  upgradeEffects(reviewed).flatMap(({ effect, phase, isSure }) => {
    const word = takes.get(effect.kind);
    const counts = isSure && phase !== 'scheduled' && phase !== 'rollback' && effect.when !== 'on-failure' && !effect.isFound;
    return word !== undefined && counts && effect.target === '*' ? [{ path: effect.path, takes: word }] : [];
  }),
);
