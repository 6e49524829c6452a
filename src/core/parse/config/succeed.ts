import { applyEdits, type TextEdit } from '../../text/edit';
import type { ConfigFile } from './config';
import type { ConfigEntry } from './contents';
import { inSequence } from './move';

/**
 * Edits that give an entry the key that follows it, and a value if one is given; none if the file's format or what the
 * file already holds does not allow that.
 */
export function succeed(text: string, file: ConfigFile, entry: ConfigEntry, key: string, value?: unknown): readonly TextEdit[] {
  const renamed = file.rename(entry, key);
  if (renamed.length === 0 || value === undefined) return renamed;
  const after = file.reread(applyEdits(text, renamed));
  const moved = after.entries.find((candidate) => candidate.key === key);
  if (!moved) return [];
  const replaced = after.replace(moved, value);
  const direct = renamed.length === 1 && renamed[0]?.span.start === entry.keySpan.start && renamed[0].span.end === entry.keySpan.end;
  if (!direct) return replaced.length === 0 ? [] : inSequence(text, renamed, () => replaced);
  // In place, two small edits leave the rest of the line alone.
  const own = file.replace(entry, value);
  return own.length === 0 ? [] : [...renamed, ...own];
}
