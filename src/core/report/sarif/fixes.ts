import type { FileEdit, Fix } from '../../rules/finding';
import { lineStarts, rangeOf } from '../../text/lines';
import { groupBy } from '../../text/groups';
import { memoEach } from '../../text/memo';
import { redact } from '../../text/redact';
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
        replacements: own.map((edit) => replacementOf(edit, texts.get(path) ?? '')),
      })),
    },
  ];
}

const replacementOf = ({ span, text }: FileEdit, before: string) => ({
  deletedRegion: regionOf(rangeOf(startsOf(before), span)),
  ...(text !== '' && { insertedContent: { text } }),
});
