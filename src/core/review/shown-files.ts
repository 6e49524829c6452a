import { knownSpans } from '../text/secrets/known';
import { joinedSpans } from '../text/secrets/secret-spans';
import type { ParsedFile } from '../subject/parse-file';
import { memo } from '../text/memo';
import type { ParsedFiles } from './cache';
import { secretsOf } from './shown-text';

/** Characters of one file, and of all, that a report holds: code scanning takes 10 MB of packed log. */
const longestFile = 200_000;
const longestOfAll = 4_000_000;

/** Texts of files for reports that hold them, secrets hidden; what is too long is left out, not cut. */
export function shownFiles(files: ParsedFiles, paths: readonly string[]): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  let room = longestOfAll;
  for (const path of new Set(paths)) {
    const file = files.get(path);
    if (!file || !('text' in file) || file.text === '' || file.text.length > Math.min(longestFile, room)) continue;
    room -= file.text.length;
    shown.set(path, shownText(file));
  }
  return shown;
}

/** Every character stays at its place, so that lines and columns of findings hold. */
const shownText = memo((file: ParsedFile): string => {
  const { text } = file;
  const secrets = secretsOf(file);
  let shown = '';
  let done = 0;
  for (const { start, end } of joinedSpans([...secrets, ...knownSpans(text, secrets)(text)])) {
    shown += text.slice(done, start) + text.slice(start, end).replace(/[^\r\n]/g, '*');
    done = end;
  }
  return shown + text.slice(done);
});
