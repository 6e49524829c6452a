import type { FileState } from './coverage';
import type { LookedAt } from '../subject/parse-file';
import type { CheckedLists } from '../compare/listed-files';
import type { Site } from '../subject/site';
import type { Matrix } from '../inventory/matrix';
import type { UpgradePackage } from '../subject/subject';
import type { Looks, RuleRun } from './run-rules';

/** What became of each file, by path. */
export type ParsedFiles = Map<string, LookedAt>;

/** What the reviews of one package keep for the next one. */
export interface ReviewCache {
  /** Delete what changed: only that is parsed again. */
  readonly files: ParsedFiles;
  /** Files that were read as scripts because scripts name them, and what they were taken for before. */
  readonly named: Map<string, LookedAt>;
  /** Files that our patches change, as the vendor shipped them. */
  readonly shipped: ParsedFiles;
  /** What became of each file in the last review, by path. */
  states?: ReadonlyMap<string, FileState>;
  /** As the last review saw it. */
  package?: UpgradePackage;
  /** The same, with what it was judged by. */
  site?: Site;
  /** The package that came before, as the last review saw it. */
  older?: UpgradePackage;
  /** What its own lists said of its files in the last review. */
  lists?: CheckedLists;
  /** Of the last review, with every row. */
  matrix?: Matrix;
  /** What rules on files said of each. */
  readonly looks: Looks;
  /** What the other rules said, by their ids, and from what. */
  readonly runs: Map<string, RuleRun>;
}

export const newCache = (): ReviewCache => ({
  files: new Map(),
  named: new Map(),
  shipped: new Map(),
  looks: new WeakMap(),
  runs: new Map(),
});

/** The text of a file as it was reviewed, `''` if it was not read as text. */
export function reviewedText(files: ParsedFiles, path: string): string {
  const parsed = files.get(path);
  return parsed && 'text' in parsed ? parsed.text : '';
}
