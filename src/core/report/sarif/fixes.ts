import type { FileEdit, Fix } from '../../rules/finding';
import { lineStarts, rangeOf } from '../../text/lines';
import { groupBy } from '../../text/groups';
import { memoEach } from '../../text/memo';
import { redact } from '../../text/redact';
import { span } from '../../text/span';
import type { Artifacts } from './artifacts';
import { regionOf } from './region';

/** Texts that a log holds at most: their lines are counted once. */
const mostTexts = 1000;

const startsOf = memoEach((text: string) => lineStarts(text), mostTexts);

/**
 * The fix as viewers apply it. `undefined` where it cannot be told in full: where files get other permissions, where the log does not hold the
 * text that it changes, or where what is put in may be a secret.
 */
export function sarifFixes({ title, edits, modes = [], applies }: Fix, texts: ReadonlyMap<string, string>, artifacts: Artifacts) {
  const isWhole = edits.every(({ path, text }) => texts.has(path) && redact(text) === text);
  if (edits.length === 0 || modes.length > 0 || !isWhole) return undefined;
  return [
    {
      description: { text: applies === 'always' ? title : `${title} (after review)` },
      artifactChanges: [...groupBy(edits, ({ path }) => path)].map(([path, own]) => ({
        artifactLocation: artifacts.location(path),
        replacements: replacementsIn(texts.get(path) ?? '', own),
      })),
    },
  ];
}

const replacementsIn = (before: string, edits: readonly FileEdit[]) =>
  edits.map((edit) => replacementOf(fromAbove(edit, before, edits), before));

const replacementOf = ({ span: at, text }: FileEdit, before: string) => ({
  deletedRegion: regionOf(rangeOf(startsOf(before), at)),
  ...(text !== '' && { insertedContent: { text } }),
});

/**
 * The same edit from the end of the line above where it begins among the blanks before the first word of its line: Microsoft's viewer begins
 * a region at that word, and would lose the blanks.
 */
function fromAbove(edit: FileEdit, before: string, others: readonly FileEdit[]): FileEdit {
  const { start, end } = edit.span;
  const lineStart = before.lastIndexOf('\n', start - 1) + 1;
  const from = lineStart - (before[lineStart - 2] === '\r' ? 2 : 1);
  const isAmongBlanks = /^[ \t]*$/.test(before.slice(lineStart, start)) && /[ \t]/.test(before.charAt(start));
  const isFree = others.every((other) => other === edit || other.span.end <= from || other.span.start > end);
  if (from < 0 || !isAmongBlanks || !isFree) return edit;
  return { ...edit, span: span(from, end), text: before.slice(from, start) + edit.text };
}
