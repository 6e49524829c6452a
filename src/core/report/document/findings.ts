import { knownFindings, newFindings, type Comparison } from '../../review/comparison';
import { countOf, severities, type Finding, type Severity } from '../../rules/finding';
import { rules } from '../../rules/index';
import { groupBy } from '../../text/groups';
import { identityWords } from '../changes';
import { heading, placeAt, quiet, section, text, type Block, type FindingItem, type Section } from './document';
import { findingTable } from './finding-rows';
import { titleOf } from '../rule-title';

const headings: Readonly<Record<Severity, string>> = { blocker: 'Blockers', error: 'Errors', warning: 'Warnings', info: 'Notes' };

/** Characters of a line that are shown. */
const widest = 160;

/**
 * A section for each severity, rules in the order of their first findings. `newOnly`: those that the package before lacks, but of
 * blockers all, as each of them decides.
 */
export const findingSections = (
  findings: readonly Finding[],
  comparison: Comparison | undefined,
  newOnly: boolean,
): (Section | undefined)[] =>
  severities.map((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    const isNewOnly = newOnly && severity !== 'blocker';
    const own = isNewOnly ? newFindings({ findings: all, ...(comparison && { comparison }) }) : all;
    const title = isNewOnly ? `New ${headings[severity].toLowerCase()}` : headings[severity];
    if (own.length === 0) return severity === 'blocker' ? section('blocker', title, [quiet('None.')]) : undefined;
    return section(
      severity,
      `${title} (${countOf(own)})`,
      [...groupBy(own, ({ rule }) => rule)].flatMap(([rule, same]) => ruleBlocks(rule, same, isNewOnly ? undefined : comparison)),
    );
  });

function ruleBlocks(rule: string, findings: readonly [Finding, ...Finding[]], comparison: Comparison | undefined): Block[] {
  const [{ hazards, confidence }] = findings;
  return [
    heading(titleOf(rule)),
    quiet({ rule }, ` · ${confidence}`, ...(hazards.length > 0 ? [` · can cause ${hazards.join(', ')}`] : [])),
    { kind: 'findings', items: findings.map((finding) => itemOf(finding, confidence, comparison)) },
  ];
}

function itemOf(finding: Finding, usual: Finding['confidence'], comparison: Comparison | undefined): FindingItem {
  const { message, fix, excerpt, range, confidence, fingerprint, standsFor } = finding;
  const line = excerpt.lines[range.start.line - excerpt.firstLine]?.trim() ?? '';
  return {
    ...placeAt(finding),
    message,
    excerpt: line.length > widest ? `${line.slice(0, widest)}…` : line,
    ...(fix && { fix: `${fix.title}${fix.applies === 'after-review' ? ' (after review)' : ''}` }),
    notes: [
      ...(confidence === usual ? [] : [confidence]),
      ...(comparison ? [comparison.known.has(fingerprint) ? 'known: the package before has it as well' : 'new'] : []),
      ...(standsFor !== undefined && standsFor > 1 ? [`told for ${standsFor}`] : []),
    ],
  };
}

/** In short, so that nothing that counts is left out of the document. */
export function knownDocument(findings: readonly Finding[], comparison: Comparison): Section | undefined {
  const known = knownFindings({ findings, comparison }).filter(({ severity }) => severity !== 'blocker');
  if (known.length === 0) return undefined;
  return section('known', `Known findings (${countOf(known)})`, [
    text(`${identityWords(comparison.package)} has these as well. The verdict counts them.`),
    ...findingTable(known),
  ]);
}

/** Why each rule that reported exists; when it is silent, and what its fix does, stands on its page. */
export function rulesSection(findings: readonly Finding[]): Section | undefined {
  const reported = new Set(findings.map(({ rule }) => rule));
  return section('rules', 'Rules', [
    ...(reported.size > 0
      ? [quiet({ code: 'upgrade-review explain <rule>' }, ' shows the page of a rule: when it is silent, and what its fix does.')]
      : []),
    ...rules
      .filter(({ id }) => reported.has(id))
      .flatMap(({ id, summary, rationale }): Block[] => [
        { kind: 'heading', id: ruleAnchor(id), line: [`${summary} `, { code: id }] },
        {
          kind: 'prose',
          markdown: rationale
            .trim()
            .split(/\n{2,}/, 1)
            .join(''),
        },
      ]),
  ]);
}

/** `rule-migration-missing-lock` */
export const ruleAnchor = (id: string): string => `rule-${id.replace(/[^a-z0-9]+/gi, '-')}`;
