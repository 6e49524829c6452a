import { overlayOf } from '../../src/core/patch/overlay';
import type { PatchState } from '../../src/extension/mount/overlay-store';

/** A state all of whose parts tell one number. */
export function numberedState(number: number): PatchState {
  const content = Buffer.from(`${number}\n`.repeat(1 + ((number * 7919) % 20_000)));
  const overlay = overlayOf([
    ['a', content],
    ['b', number % 2 === 0 ? 'deleted' : Buffer.from(`b ${number}`)],
    [`only-${number}`, Buffer.from(`c ${number}`)],
  ]);
  const setAside = [{ id: String(number), path: 'd', edit: { content: Buffer.from(`d ${number}`), mode: number % 0o777 } }];
  return { overlay, savedAt: new Map([...overlay.edits.keys()].map((path) => [path, number])), reason: String(number), setAside };
}
