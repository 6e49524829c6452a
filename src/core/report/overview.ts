import { archivesAbove } from '../package/nested-path';
import { countOf, severities, type Finding, type Severity } from '../rules/finding';
import { entryOf, groupBy } from '../text/groups';
import { folderOf } from '../text/path';

/** How many findings of each severity; 0 is left out. */
export type Counts = Readonly<Partial<Record<Severity, number>>>;

/** One sort of trouble: its first place, and how many more places have it. */
export interface TopFinding {
  readonly finding: Finding;
  readonly others: number;
}

export const countsOf = (findings: readonly Finding[]): Counts => {
  const counts: Partial<Record<Severity, number>> = {};
  for (const severity of severities) {
    const count = countOf(findings.filter((finding) => finding.severity === severity));
    if (count > 0) counts[severity] = count;
  }
  return counts;
};

/** What there is in each file, folder and archive, at every depth. `''` is the whole package. */
export function countsByPath(findings: readonly Finding[]): ReadonlyMap<string, Counts> {
  const found = new Map<string, Finding[]>();
  for (const [path, own] of groupBy(findings, (finding) => finding.path))
    for (const holder of new Set([path, ...foldersAbove(path), ...archivesAbove(path)])) {
      const held = entryOf(found, holder, (): Finding[] => []);
      for (const finding of own) held.push(finding);
    }
  return new Map([...found].map(([path, own]) => [path, countsOf(own)]));
}

function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = path; folder !== '';) folders.push((folder = folderOf(folder)));
  return folders;
}

/**
 * What somebody should look at first: the worst severity there is (blockers, or else errors, or else warnings), each rule once, in
 * the order of the findings. Nothing if all are notes.
 */
export function topFindings(
  findings: readonly Finding[],
  most: number,
): { readonly severity: Severity; readonly top: readonly TopFinding[] } {
  const severity = severities.find((each) => findings.some((finding) => finding.severity === each)) ?? 'info';
  const worst = severity === 'info' ? [] : findings.filter((finding) => finding.severity === severity);
  const byRule = [...groupBy(worst, ({ rule }) => rule).values()];
  return { severity, top: byRule.slice(0, most).map((same) => ({ finding: same[0], others: countOf(same) - 1 })) };
}
