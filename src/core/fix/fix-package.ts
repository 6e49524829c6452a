import { newCache } from '../review/cache';
import type { PackageSource } from '../package/source';
import { differingPaths } from '../patch/merge-overlays';
import { emptyOverlay, overlaidSource, withEdit, type Overlay } from '../patch/overlay';
import { shippedIn, withMode } from '../patch/overlay-edits';
import type { ReviewRequest, Step } from '../review/request';
import { reviewPackage, type Review } from '../review/review';
import { unwaived, type Finding } from '../rules/finding';
import { decodeText, encodeText } from '../text/decode';
import { applyEdits } from '../text/edit';
import { planFixes } from './plan';

export interface FixedPackage {
  readonly overlay: Overlay;
  /** Findings whose fix was applied, in the order of application. */
  readonly applied: readonly Finding[];
  /** The review of the fixed package. */
  readonly review: Review;
}

/** One fix may uncover another; more rounds than this means that two fixes undo each other. */
const maxRounds = 10;

/** Reviews a package as an overlay makes it. */
export type ReviewOf = (overlay: Overlay) => Promise<Review>;

/** Reviews the package of a request with one overlay after the other; what an overlay leaves as it was is read once. */
export function reviewerOf(request: ReviewRequest, step?: Step): ReviewOf {
  const cache = newCache();
  let before = emptyOverlay;
  return (overlay) => {
    for (const path of differingPaths(before, overlay)) cache.files.delete(path);
    before = overlay;
    const shipped = { source: request.source, edited: new Set(overlay.edits.keys()) };
    return reviewPackage({ ...request, source: overlaidSource(request.source, overlay), shipped }, step, cache);
  };
}

/**
 * Applies every fix that `wanted` accepts, reviewing again after each round, until none is left: what is waived stays as it is. `base` is the package
 * without an overlay, and never changed: the result is `overlay` with more edits.
 */
export async function fixPackage(
  base: PackageSource,
  review: ReviewOf,
  overlay: Overlay,
  wanted: (finding: Finding) => boolean,
): Promise<FixedPackage> {
  const applied: Finding[] = [];
  const shipped = shippedIn(base);
  let reviewed = await review(overlay);
  for (let round = 0; round < maxRounds; round++) {
    const plan = planFixes(unwaived(reviewed.findings).filter((finding) => finding.fix && wanted(finding)));
    if (plan.applied.length === 0) break;
    const source = overlaidSource(base, overlay);
    for (const [path, edits] of plan.edits) {
      const decoded = decodeText(await source.read(path));
      if (decoded) overlay = withEdit(overlay, path, encodeText({ ...decoded, text: applyEdits(decoded.text, edits) }));
    }
    for (const [path, mode] of plan.modes) overlay = await withMode(overlay, shipped, path, mode);
    applied.push(...plan.applied);
    reviewed = await review(overlay);
  }
  return { overlay, applied, review: reviewed };
}
