import { applyEdits, type TextEdit } from '../../text/edit';

/** Two steps on one text as a single edit: the stretch between what both leave alone at the start and at the end. */
export function inSequence(text: string, first: readonly TextEdit[], second: (text: string) => readonly TextEdit[]): readonly TextEdit[] {
  if (first.length === 0) return [];
  const between = applyEdits(text, first);
  const edits = second(between);
  return edits.length === 0 ? [] : difference(text, applyEdits(between, edits));
}

/** A single edit that makes one text of the other. */
export function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ span: { start, end: before.length - tail }, text: after.slice(start, after.length - tail) }];
}
