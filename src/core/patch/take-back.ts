import { structuredPatch } from 'diff';
import type { PackageSource } from '../package/source';
import { encodeText, latin1 } from '../text/decode';
import { applyHunks } from './apply-hunks';
import { differingPaths, sameEdit } from './merge-overlays';
import { contentOf, fileEditOf, withFileEdit, withoutEdit, type Overlay } from './overlay';
import { shippedIn, withContent, withMode } from './overlay-edits';

export interface TakenBack {
  readonly overlay: Overlay;
  /** Files that were changed at the same places since: they stay as they are. */
  readonly left: readonly string[];
}

/**
 * Takes back what made `after` of `before`, and nothing else: what was edited in the same files since stays, if it is at
 * other places. `base` is the package without an overlay.
 */
export async function takeBack(base: PackageSource, now: Overlay, before: Overlay, after: Overlay): Promise<TakenBack> {
  const shipped = shippedIn(base);
  const contentIn = async (overlay: Overlay, path: string): Promise<Uint8Array | undefined> =>
    overlay.edits.get(path) === 'deleted' ? undefined : (contentOf(overlay, path) ?? (shipped.at(path) && (await base.read(path))));
  const left: string[] = [];
  let overlay = now;
  for (const path of differingPaths(before, after)) {
    const old = before.edits.get(path);
    if (sameEdit(now.edits.get(path), after.edits.get(path))) {
      overlay = old === undefined ? withoutEdit(overlay, path) : withFileEdit(overlay, path, old);
      continue;
    }
    const [was, made, is] = await Promise.all([before, after, now].map((each) => contentIn(each, path)));
    const text = was && made && is ? withoutChange(latin1(was), latin1(made), latin1(is)) : undefined;
    if (text === undefined) {
      left.push(path);
      continue;
    }
    overlay = await withContent(overlay, shipped, path, encodeText({ text, encoding: 'latin1', bom: false }));
    const modeIn = (each: Overlay): number | undefined => fileEditOf(each, path)?.mode ?? shipped.at(path)?.mode;
    const mode = modeIn(before);
    if (mode !== undefined && mode !== modeIn(after) && modeIn(now) === modeIn(after))
      overlay = await withMode(overlay, shipped, path, mode);
  }
  return { overlay, left };
}

/** Changed lines from which the shortest difference is not looked for: it takes time with their square. */
const mostChanges = 4000;

/** Bytes as characters. `undefined` if the change is not found whole. */
function withoutChange(was: string, made: string, is: string): string | undefined {
  if (was === made) return is;
  const hunks = structuredPatch('', '', made, was, '', '', { context: 1, maxEditLength: mostChanges })?.hunks;
  const applied = hunks && applyHunks(is, hunks);
  return applied && applied.left.length === 0 && applied.held === 0 ? applied.text : undefined;
}
