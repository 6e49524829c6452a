import { newCache } from '../review/cache';
import { overlaidSource, withEdit, type Overlay } from '../patch/overlay';
import { reviewPackage, type Review, type ReviewRequest, type Step } from '../review/review';
import type { Finding } from '../rules/finding';
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

/**
 * Applies every fix that `wanted` accepts, reviewing again after each round, until none is left.
 * The source is never changed: the result is `overlay` with more edits.
 */
export async function fixPackage(
  request: ReviewRequest,
  overlay: Overlay,
  wanted: (finding: Finding) => boolean,
  step?: Step,
): Promise<FixedPackage> {
  const cache = newCache();
  const applied: Finding[] = [];
  const base = request.source;
  let source = overlaidSource(base, overlay);
  let review = await reviewPackage({ ...request, source }, step, cache);
  for (let round = 0; round < maxRounds; round++) {
    const plan = planFixes(review.findings.filter((finding) => finding.fix && wanted(finding)));
    if (plan.applied.length === 0) break;
    for (const [path, edits] of plan.edits) {
      const decoded = decodeText(await source.read(path));
      if (!decoded) continue;
      overlay = withEdit(overlay, path, encodeText({ ...decoded, text: applyEdits(decoded.text, edits) }));
      cache.files.delete(path);
    }
    applied.push(...plan.applied);
    source = overlaidSource(base, overlay);
    review = await reviewPackage({ ...request, source }, step, cache);
  }
  return { overlay, applied, review };
}
