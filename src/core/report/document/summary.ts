import type { Review } from '../../review/review';
import type { VerdictReason } from '../../review/verdict';
import { asSureAs, countOf, severities, type Confidence, type Finding } from '../../rules/finding';
import { rules } from '../../rules/index';
import { groupBy } from '../../text/groups';
import { groupsPicture } from '../pictures/groups';
import { nothingReadWords } from '../words';
import { heading, placeAt, quiet, section, text, type Block, type Line, type Section } from './document';

/** Reasons that the first page names. */
const mostReasons = 5;

const titles = new Map(rules.map(({ id, summary }) => [id, summary]));

/** What a rule reports, in words; its id where it is none of ours. */
export const titleOf = (rule: string): string => titles.get(rule) ?? rule;

/** The page for the meeting: counts, reasons and conditions. The verdict stands above. */
export function summarySection(review: Review, findings: readonly Finding[], least: Confidence): Section | undefined {
  const against = findings.filter(({ severity }) => severity !== 'info');
  const items = [...review.verdict.reasons.flatMap(otherReason), ...reasonsOf(against)];
  return section('summary', 'For the meeting', [
    countsBlock(findings),
    findings.length > 0 ? { kind: 'picture', picture: groupsPicture(asSureAs(findings, least)) } : undefined,
    ...(items.length > 0 ? [heading('Why'), { kind: 'list', items } as const] : []),
    ...conditionBlocks(review, against),
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
  return text(...counts.flatMap(({ severity, count }, at): Line => [at === 0 ? '' : '  ', { strong: String(count) }, ' ', { severity }]));
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

/** What has to be done or decided before the upgrade: a line for each rule that speaks against it, and for each gap that decides. */
function conditionBlocks({ notChecked, verdict }: Review, against: readonly Finding[]): Block[] {
  const items = [
    ...verdict.reasons.flatMap((reason): Line[] =>
      reason.code === 'waived'
        ? [
            [
              { severity: reason.severity },
              ` Waived until ${reason.until}: ${titleOf(reason.rule)}. ${reason.reason} Owner: `,
              { strong: reason.owner },
            ],
          ]
        : [],
    ),
    ...[...groupBy(against, ({ rule }) => rule)].map(([rule, [first, ...more]]): Line => [
      { severity: first.severity },
      ` ${titleOf(rule)}: `,
      placeAt(first),
      countOf([first, ...more]) > 1 ? ` and ${countOf([first, ...more]) - 1} more. ` : '. ',
      { blank: 'Owner' },
    ]),
    ...notChecked.filter(({ decisive }) => decisive).map(({ what }): Line => [`Not checked: ${what}. `, { blank: 'Owner' }]),
  ];
  return items.length > 0
    ? [
        heading('Conditions'),
        quiet('Mended, waived or accepted by somebody by name before production is touched.'),
        { kind: 'checklist', items },
      ]
    : [];
}
