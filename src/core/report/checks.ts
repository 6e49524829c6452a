import type { Review } from '../review/review';
import { asSureAs, unwaived, type Confidence, type Finding } from '../rules/finding';
import { rules } from '../rules/index';
import { groupBy } from '../text/groups';

/** What became of one group of rules, as a test. */
export interface Check {
  /** First part of the ids of its rules. */
  readonly group: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What speaks against the package, worst first: notes do not. */
  readonly findings: readonly Finding[];
}

const groupOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** Every group of rules there is, in the order of the rules. */
export const checkGroups: readonly string[] = [...new Set(rules.map(({ id }) => groupOf(id)))];

/** Skipped is a group of which no rule ran, or that had nothing to compare with. */
export function checksOf({ findings, ran, matrix }: Pick<Review, 'findings' | 'ran' | 'matrix'>, least: Confidence): readonly Check[] {
  const found = groupBy(
    asSureAs(unwaived(findings), least).filter(({ severity }) => severity !== 'info'),
    ({ rule }) => groupOf(rule),
  );
  const running = new Set(ran.map(groupOf));
  return checkGroups.map((group) => {
    const own = found.get(group) ?? [];
    const compared = group !== 'dependency' || matrix.columns.length > 0;
    return { group, state: own.length > 0 ? 'failed' : running.has(group) && compared ? 'passed' : 'skipped', findings: own };
  });
}
