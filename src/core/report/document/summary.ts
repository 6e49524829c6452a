import type { Review } from '../../review/review';
import type { VerdictReason } from '../../review/verdict';
import { asSureAs, countOf, severities, type Confidence, type Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { groupsPicture } from '../pictures/groups';
import type { Condition } from '../../review/conditions';
import { conditionWords, moreWords, ownerWords } from '../conditions';
import { axesOf, scoreWords } from '../risk';
import { titleOf } from '../rule-title';
import { nothingReadWords } from '../words';
import {
  between,
  fold,
  heading,
  ownerLine,
  placeAt,
  quiet,
  section,
  text,
  type Block,
  type Inline,
  type Line,
  type Section,
} from './document';

/** Reasons that the first page names. */
const mostReasons = 5;

/** Warnings that the page for the meeting has unfolded. */
const mostWarnings = 8;

/** Lines that a checklist has before it is nobody's any more. */
const mostConditions = 100;

/** The page for the meeting: counts, reasons and conditions. The verdict stands above. */
export function summarySection(review: Review, findings: readonly Finding[], least: Confidence): Section | undefined {
  const against = findings.filter(({ severity }) => severity !== 'info');
  const items = [...review.verdict.reasons.flatMap(otherReason), ...reasonsOf(against)];
  return section('summary', 'For the meeting', [
    countsBlock(findings),
    riskBlock(review),
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

/** The numbers; what they are made of has a section. */
const riskBlock = ({ risk }: Review): Block =>
  text(
    'Risk: ',
    ...between(
      axesOf(risk).flatMap(([name, axis]): Inline[] => [`${name.toLowerCase()} ${scoreWords(axis)}`]),
      '; ',
    ),
    '.',
  );

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
  if (verdict.conditions.length === 0) return [];
  const warnings = verdict.conditions.filter((condition) => condition.code === 'findings' && condition.severity === 'warning');
  const first =
    warnings.length > mostWarnings ? verdict.conditions.filter((condition) => !warnings.includes(condition)) : verdict.conditions;
  return [
    heading('Conditions'),
    quiet('Mended, waived or accepted by somebody by name before production is touched.'),
    ...checklist(first),
    ...(first === verdict.conditions
      ? []
      : [fold([`And ${warnings.length} kinds of warnings, to be settled as well`], checklist(warnings))]),
  ];
}

function checklist(conditions: readonly Condition[]): Block[] {
  const items = conditions
    .slice(0, mostConditions)
    .map((condition): Line => [...conditionLine(condition), ' ', ...ownerLine(ownerWords(condition))]);
  const left = conditions.length - items.length;
  return [...(items.length > 0 ? [{ kind: 'checklist', items } as const] : []), ...(left > 0 ? [quiet(`And ${left} more.`)] : [])];
}

function conditionLine(condition: Condition): Line {
  if (condition.code === 'not-checked') return [conditionWords(condition, titleOf)];
  const { severity, rule, place } = condition;
  const waived = condition.code === 'waived' ? `, waived until ${condition.until}: ` : ': ';
  const reason = condition.code === 'waived' ? ` ${condition.reason.replace(/[^.!?]$/, '$&.')}` : '';
  return [{ severity }, waived, `${titleOf(rule)}: `, placeAt(place), `${moreWords(condition)}.${reason}`];
}
