import { newFindings } from '../../core/review/comparison';
import type { Review } from '../../core/review/review';
import { asSureAs, unwaived, type Confidence, type Finding } from '../../core/rules/finding';
import { memoWith } from '../../core/text/memo';

export interface ToldFindings {
  readonly shown: readonly Finding[];
  readonly waived: readonly Finding[];
}

export const noFindings: ToldFindings = { shown: [], waived: [] };

/** What is told of a review: each view asks for it. `newOnly`: of a review beside the package that came before, what that does not have. */
export const toldFindings = memoWith((review: Review, newOnly: boolean, least: Confidence): ToldFindings => {
  const sure = asSureAs(newOnly ? newFindings(review) : review.findings, least);
  return { shown: unwaived(sure), waived: sure.filter(({ waived }) => waived !== undefined) };
});
