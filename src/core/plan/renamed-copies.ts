import { isKnown, knownTail } from '../parse/shell-template';
import { baseName } from '../text/path';
import { knownTarget } from './known-target';
import type { Program } from './program';

/** A file that a script puts somewhere under another name: from then on it is called by that. */
export interface RenamedCopy {
  readonly target: string;
  /** The end of its path in the package, as far as it is known. */
  readonly from: string;
}

export const renamedCopies = ({ path, effects }: Program): readonly RenamedCopy[] =>
  effects.steps.flatMap(({ kind, target, from, isInto }) => {
    if (kind !== 'file.write' || from === undefined || isInto) return [];
    const place = knownTarget(target, { effects, path });
    const tail = knownTail(knownTarget(from, { effects, path })).replace(/^\//, '');
    return isKnown(place) && tail !== '' && baseName(tail) !== baseName(place) ? [{ target: place, from: tail }] : [];
  });
