import type { EffectKind } from '../../effects/effect';
import { planned } from '../../plan/planned';
import { fact } from '../../subject/fact';
import { effectsForward } from './upgrade-effects';

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
  effectsForward(reviewed).flatMap(({ kind, path, target, isFound }) => {
    const word = takes.get(kind);
    return word !== undefined && target === '*' && !isFound ? [{ path, takes: word }] : [];
  }),
);
