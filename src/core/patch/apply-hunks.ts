import { applyPatch, reversePatch, type StructuredPatch, type StructuredPatchHunk } from 'diff';

export interface AppliedHunks {
  readonly text: string;
  readonly fitted: number;
  /** Whose result the text already had. */
  readonly held: number;
  /** That fit nowhere. */
  readonly left: readonly StructuredPatchHunk[];
}

/** Context lines of a hunk that may differ; lines to be removed and the neighbours of added ones never may. */
const fuzz = 2;
/** Above this they are not tried one by one, which takes time with their square. */
const mostHunks = 100;

/** As many hunks as fit, at the line that they name or the nearest place that looks alike, in their order. */
export function applyHunks(text: string, hunks: readonly StructuredPatchHunk[]): AppliedHunks {
  const whole = applied(text, hunks, 0);
  if (whole !== undefined) return { text: whole, fitted: hunks.length, held: 0, left: [] };
  if (hunks.length > mostHunks) return { text, fitted: 0, held: 0, left: hunks };
  const fitting: StructuredPatchHunk[] = [];
  const left: StructuredPatchHunk[] = [];
  let result = text;
  let held = 0;
  for (const hunk of hunks) {
    // Looked at before the place is searched for more loosely: an addition must not be made twice.
    if (applied(text, [hunk], 0) === undefined && isHeld(text, hunk)) {
      held++;
      continue;
    }
    const next = applied(text, [...fitting, hunk], 0) ?? applied(text, [...fitting, hunk], fuzz);
    if (next === undefined) left.push(hunk);
    else {
      fitting.push(hunk);
      result = next;
    }
  }
  return { text: result, fitted: fitting.length, held, left };
}

function applied(text: string, hunks: readonly StructuredPatchHunk[], fuzzFactor: number): string | undefined {
  const result = applyPatch(text, patchOf(text, hunks), { fuzzFactor });
  return result === false ? undefined : result;
}

const isHeld = (text: string, hunk: StructuredPatchHunk): boolean =>
  applyPatch(text, reversePatch(patchOf(text, [hunk])), { fuzzFactor: 0 }) !== false;

/** The search walks from the named line, line by line: it must not start far outside of the text. */
function patchOf(text: string, hunks: readonly StructuredPatchHunk[]): StructuredPatch {
  const last = text.length + 1;
  return {
    oldFileName: 'a',
    newFileName: 'b',
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunks.map((hunk) => ({
      ...hunk,
      oldStart: Math.min(hunk.oldStart, last),
      newStart: Math.min(hunk.newStart, last),
      lines: [...hunk.lines],
    })),
  };
}
