import type { Review } from '../../review/review';
import type { VerdictReason } from '../../review/verdict';
import { asSureAs, countOf, severities, type Confidence, type Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { groupsPicture } from '../pictures/groups';
import type { Condition } from '../../review/conditions';
import { conditionWords, moreWords, ownerWords } from '../conditions';
import { titleOf } from '../rule-title';
import { nothingReadWords } from '../words';
import { heading, placeAt, quiet, section, text, type Block, type Line, type Section } from './document';

/** Reasons that the first page names. */
const mostReasons = 5;

/** Lines that a checklist has before it is nobody's any more. */
const mostConditions = 100;

/** The page for the meeting: counts, reasons and conditions. The verdict stands above. */
export function summarySection(review: Review, findings: readonly Finding[], least: Confidence): Section | undefined {
  const against = findings.filter(({ severity }) => severity !== 'info');
  const items = [...review.verdict.reasons.flatMap(otherReason), ...reasonsOf(against)];
  return section('summary', 'For the meeting', [
    countsBlock(findings),
    findings.length > 0 ? { kind: 'picture', picture: groupsPicture(asSureAs(findings, least)) } : undefined,
    ...(items.length > 0 ? [heading('Why'), { kind: 'list', items } as const] : [text('Nothing was found that speaks against it.')]),
    ...conditionBlocks(review),
  ]);
}

/** The first of each rule, the worst first: findings come in that order. */
const reasonsOf = (findings: readonly Finding[]): Line[] =>
  [...groupBy(findings, ({ rule }) => rule).values()].slice(0, mostReasons).map((same): Line => {
    const [finding] = same;
    const others = countOf(same) - 1;
    return [finding.message, ' (', placeAt(finding), others > 0 ? `, and ${others} more place${others === 1 ? '' : 's'})` : ')'];
  });

function countsBlock(findings: readonly Finding[]): Block {
  const counts = severities.map((severity) => ({
    severity,
    count: countOf(findings.filter((finding) => finding.severity === severity)),
  }));
  return text(
    ...counts.flatMap(({ severity, count }, at): Line => [at === 0 ? '' : ', ', { strong: String(count) }, ' ', { severity, count }]),
  );
}

function otherReason(reason: VerdictReason): Line[] {
  switch (reason.code) {
    case 'nothing-read':
      return [[nothingReadWords(reason.files)]];
    case 'site-unreadable':
      return [[{ code: reason.path }, ' was named to describe the site, and nothing in it could be used.']];
    case 'findings':
    case 'waived':
    case 'not-checked':
      return [];
  }
}

/** What has to be done or decided before the upgrade, and by whom where that is known. */
function conditionBlocks({ verdict }: Review): Block[] {
  const items = verdict.conditions.slice(0, mostConditions).map((condition): Line => {
    const owner = ownerWords(condition);
    return [...conditionLine(condition), ' ', ...(owner === undefined ? [{ blank: 'Owner' }] : ['Owner: ', { strong: owner }])];
  });
  return items.length > 0
    ? [
        heading('Conditions'),
        quiet('Mended, waived or accepted by somebody by name before production is touched.'),
        { kind: 'checklist', items },
        ...(verdict.conditions.length > items.length ? [quiet(`And ${verdict.conditions.length - items.length} more.`)] : []),
      ]
    : [];
}

function conditionLine(condition: Condition): Line {
  if (condition.code === 'not-checked') return [conditionWords(condition, titleOf)];
  const { severity, rule, place } = condition;
  const waived = condition.code === 'waived' ? `, waived until ${condition.until}: ` : ': ';
  const reason = condition.code === 'waived' ? ` ${condition.reason.replace(/[^.!?]$/, '$&.')}` : '';
  return [{ severity }, waived, `${titleOf(rule)}: `, placeAt(place), `${moreWords(condition)}.${reason}`];
}
