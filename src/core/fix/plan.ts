import type { FileEdit, Finding, Fix } from '../rules/finding';
import { overlaps } from '../text/span';
import { entryOf } from '../text/groups';

export interface FixPlan {
  /** Edits that can be applied together, by path. */
  readonly edits: ReadonlyMap<string, readonly FileEdit[]>;
  /** Unix permission bits, by path. */
  readonly modes: ReadonlyMap<string, number>;
  readonly applied: readonly Finding[];
  /** Fixes that touch what an applied one touches: another round finds out whether they are still needed. */
  readonly postponed: readonly Finding[];
}

/**
 * Chooses fixes in the order of the findings: a fix is taken whole or not at all. Findings that share one fix (every
 * mention of a renamed unit) contribute its edits once.
 */
export function planFixes(findings: readonly Finding[]): FixPlan {
  const edits = new Map<string, FileEdit[]>();
  const modes = new Map<string, number>();
  const applied: Finding[] = [];
  const postponed: Finding[] = [];
  for (const finding of findings) {
    if (!finding.fix) continue;
    const { modes: wanted = [] } = finding.fix;
    const fresh = finding.fix.edits.filter((edit) => !(edits.get(edit.path) ?? []).some((taken) => same(taken, edit)));
    const collides =
      fresh.some((edit) => (edits.get(edit.path) ?? []).some((taken) => collide(taken, edit))) ||
      wanted.some(({ path, mode }) => (modes.get(path) ?? mode) !== mode);
    if (collides) {
      postponed.push(finding);
      continue;
    }
    for (const edit of fresh) entryOf(edits, edit.path, () => []).push(edit);
    for (const { path, mode } of wanted) modes.set(path, mode);
    applied.push(finding);
  }
  return { edits, modes, applied, postponed };
}

/** Fixes for one click, fewest surprises first: those that are always safe. */
export const isAlwaysSafe = (fix: Fix | undefined): boolean => fix?.applies === 'always';

const same = (a: FileEdit, b: FileEdit): boolean => a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;

/** Two insertions at one place collide too: their order would be a guess. */
const collide = (a: FileEdit, b: FileEdit): boolean =>
  overlaps(a.span, b.span) || a.span.start === b.span.start || touches(a, b) || touches(b, a);

/** An insertion inside or at the end of a replaced stretch. */
const touches = (insertion: FileEdit, other: FileEdit): boolean =>
  insertion.span.start === insertion.span.end && insertion.span.start > other.span.start && insertion.span.start < other.span.end;
