import type { ParsedFile, Unread } from '../subject/parse-file';
import type { UpgradePackage } from '../subject/subject';
import type { Looks, RuleRun } from './run-rules';

/** Parsed files by path; `undefined`: nothing in it is wanted. */
export type ParsedFiles = Map<string, ParsedFile | Unread | undefined>;

/** What the reviews of one package keep for the next one. */
export interface ReviewCache {
  /** Delete what changed: only that is parsed again. */
  readonly files: ParsedFiles;
  /** As the last review saw it. */
  package?: UpgradePackage;
  /** What rules on files said of each. */
  readonly looks: Looks;
  /** What the other rules said, by their ids, and from what. */
  readonly runs: Map<string, RuleRun>;
}

export const newCache = (): ReviewCache => ({ files: new Map(), looks: new WeakMap(), runs: new Map() });

/** The text of a file as it was reviewed, `''` if it was not read as text. */
export function reviewedText(files: ParsedFiles, path: string): string {
  const parsed = files.get(path);
  return parsed && 'text' in parsed ? parsed.text : '';
}
