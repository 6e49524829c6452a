import type { Rejected } from './import-patch';
import { encodeText } from '../text/decode';
import { quotedPath } from './patch-path';

/** What did not fit, as a patch again: for a `.rej` file. In bytes, as the hunks were. */
export function rejectsPatch(rejected: readonly Rejected[]): Uint8Array {
  const text = rejected
    .map(({ path, hunks }) =>
      [
        `--- ${quotedPath(`a/${path}`)}`,
        `+++ ${quotedPath(`b/${path}`)}`,
        ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
          `@@ -${oldLines === 0 ? oldStart - 1 : oldStart},${oldLines} +${newLines === 0 ? newStart - 1 : newStart},${newLines} @@`,
          ...lines,
        ]),
        '',
      ].join('\n'),
    )
    .join('');
  return encodeText({ text, encoding: 'latin1', bom: false });
}
