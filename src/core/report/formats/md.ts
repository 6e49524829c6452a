import { shownPath } from '../../package/nested-path';
import type { Matrix, MatrixCell, MatrixRow } from '../../inventory/matrix';
import type { Review } from '../../review/review';
import type { VerdictReason } from '../../review/verdict';
import type { SiteFinding } from '../../review/site-finding';
import { countOf, severities, unwaived, type Finding, type Severity } from '../../rules/finding';
import { redact } from '../../text/redact';
import { knownFindings, newFindings } from '../../review/comparison';
import { changesSection, identityWords } from '../changes';
import { codeSpan, escapeMarkdown } from '../escape-markdown';
import { conditionWords, ownerWords } from '../conditions';
import { planSection } from '../plan-section';
import { axesOf, riskReasonWords, scoreWords } from '../risk';
import { titleOf } from '../rule-title';
import { table } from '../table';
import { waivedBy, waivedFindings, waivedPlace } from '../waived';
import { cellState } from '../matrix-table';
import { moreRowsWords, nothingReadWords, stateMarks, stateWords, verdictWords } from '../words';
import { coverageWords } from '../../review/coverage';
import { foldedWords, shownFindings, type ReportContext, type ReportFormat } from './format';

/** Lines of one script's plan that a report lists: the plan alone has them all. */
const linesOfScript = 60;

const headings: Readonly<Record<Severity, string>> = { blocker: 'Blockers', error: 'Errors', warning: 'Warnings', info: 'Notes' };

function write(all: Review, context: ReportContext): string {
  const review = { ...all, findings: shownFindings(unwaived(all.findings), context.confidence) };
  const folded = foldedWords(unwaived(all.findings), context.confidence);
  const newOnly = context.newOnly === true && review.comparison !== undefined;
  const findings = newOnly ? newFindings(review) : review.findings;
  const sections = [
    verdictSection(review),
    riskSection(review),
    conditionsSection(review),
    packageSection(review, context),
    changesSection(review.comparison),
    ...severities.map((severity) => findingsSection(findings, severity, newOnly)),
    newOnly ? knownSection(review) : '',
    folded && `${folded}.`,
    waivedSection(waivedFindings(shownFindings(all.findings, context.confidence)), review.siteFindings),
    planSection(review.plan, linesOfScript),
    matrixSection(review.matrix),
    configSection(review),
    sourcesSection(review, context),
    siteSection(review),
    notCheckedSection(review),
  ];
  const title = `# Preflight report: ${escapeMarkdown(identityWords(review.package))}`;
  const footer = `---\n\nWritten by Upgrade Review ${context.toolVersion} on ${context.generatedAt}. Nothing in the package was executed.`;
  return `${[title, ...sections.filter((section) => section !== ''), footer].join('\n\n')}\n`;
}

function verdictSection({ verdict, environment }: Review): string {
  const reasons = verdict.reasons.map((reason) => `- ${reasonSentence(reason)}`);
  return [
    `## Verdict for ${escapeMarkdown(environment)}: ${verdictWords[verdict.decision]}`,
    reasons.join('\n') || 'Nothing was found that speaks against it.',
  ].join('\n\n');
}

function reasonSentence(reason: VerdictReason): string {
  switch (reason.code) {
    case 'not-checked':
      return `Not checked${reason.blocks ? ', which blocks here' : ''}: ${escapeMarkdown(reason.what)}.`;
    case 'nothing-read':
      return nothingReadWords(reason.files);
    case 'waived': {
      const { count, severity, rule, owner, reason: why, until } = reason;
      return `Waived: ${count} ${severity}${count === 1 ? '' : 's'} of ${codeSpan(rule)}, as ${escapeMarkdown(why.replace(/\.$/, ''))}. ${escapeMarkdown(owner)} answers for it until ${until}.`;
    }
    case 'site-unreadable':
      return `${codeSpan(reason.path)} was named to describe the site, and nothing in it could be used.`;
    case 'findings': {
      const { count, severity, rules, already = 0 } = reason;
      const before = already > 0 ? `, ${already} already so before this upgrade` : '';
      return `${count} ${severity}${count === 1 ? '' : 's'}${before}: ${rules.map(codeSpan).join(', ')}`;
    }
  }
}

/** What each number is made of stands beside it. */
function riskSection({ risk }: Review): string {
  const rows = axesOf(risk).map(([name, axis]) => [
    name,
    scoreWords(axis),
    axis.reasons.map((reason) => escapeMarkdown(riskReasonWords(reason))).join('<br>') || 'nothing was found that speaks of it',
  ]);
  return `## Risk\n\n${table(['Axis', 'Points', 'Why'], rows)}`;
}

/** Lines that a checklist has before it is nobody's any more. */
const mostConditions = 100;

function conditionsSection({ verdict: { conditions } }: Review): string {
  if (conditions.length === 0) return '';
  const lines = conditions
    .slice(0, mostConditions)
    .map(
      (condition) => `- [ ] ${escapeMarkdown(conditionWords(condition, titleOf))} Owner: ${escapeMarkdown(ownerWords(condition) ?? '…')}`,
    );
  const more = conditions.length - lines.length;
  return ['## Conditions', [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')].join('\n\n');
}

function packageSection(
  { package: reviewed, coverage }: Review,
  { sha256, patched, patchReason, brokenSignatures = [] }: ReportContext,
): string {
  const rows: [string, string][] = [
    ['Name', escapeMarkdown(reviewed.name)],
    ['Version', escapeMarkdown(reviewed.version ?? 'not stated')],
    ['Vendor', escapeMarkdown(reviewed.vendor ?? 'not stated')],
    ['File', codeSpan(reviewed.path)],
    ['Entries', String(reviewed.entries)],
    ['Coverage', escapeMarkdown(coverageWords(coverage))],
    ['SHA-256', sha256 ? codeSpan(sha256) : 'none: a directory was reviewed'],
    ...(patched.length > 0
      ? [['Reviewed with local patches to', patched.map((path) => codeSpan(shownPath(path))).join(', ')] as [string, string]]
      : []),
    ...(patched.length > 0 && patchReason ? [['Reason of the patches', escapeMarkdown(patchReason)] as [string, string]] : []),
    ...(brokenSignatures.length > 0
      ? [
          ['Signatures that no longer hold with them', brokenSignatures.map((path) => codeSpan(shownPath(path))).join(', ')] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  return `## Package\n\n${table(['', ''], rows)}`;
}

function findingsSection(findings: readonly Finding[], severity: Severity, newOnly: boolean): string {
  const heading = newOnly ? `New ${headings[severity].toLowerCase()}` : headings[severity];
  const chosen = findings.filter((finding) => finding.severity === severity);
  if (chosen.length === 0) return severity === 'blocker' ? `## ${heading}\n\nNone.` : '';
  return [`## ${heading} (${countOf(chosen)})`, ...chosen.map(findingText)].join('\n\n');
}

/** In short, so that nothing that counts is left out of the document. */
function knownSection(review: Review): string {
  const known = knownFindings(review);
  if (!review.comparison || known.length === 0) return '';
  const rows = known.map(({ severity, rule, path, range }) => [
    severity,
    escapeMarkdown(rule),
    codeSpan(`${shownPath(path)}:${range.start.line + 1}`),
  ]);
  const older = escapeMarkdown(identityWords(review.comparison.package));
  return `## Known findings (${countOf(known)})\n\n${older} has these as well; the verdict counts them.\n\n${table(['Severity', 'Rule', 'Place'], rows)}`;
}

/** Apart from the others: they do not stop the upgrade, and somebody answers for each. */
function waivedSection(waived: ReturnType<typeof waivedFindings>, notes: readonly SiteFinding[]): string {
  const rows = waived.map((finding) => [
    finding.severity,
    escapeMarkdown(finding.rule),
    codeSpan(waivedPlace(finding)),
    escapeMarkdown(finding.waived.reason),
    escapeMarkdown(waivedBy(finding.waived)),
  ]);
  const accepted =
    rows.length === 0
      ? []
      : [`## Waived (${countOf(waived)})`, table(['Severity', 'Rule', 'Place', 'Reason', 'By whom, until when'], rows)];
  const toMend = notes.map(({ rule, message, origin }) => [
    codeSpan(`${origin.path}:${origin.line + 1}`),
    escapeMarkdown(rule),
    escapeMarkdown(redact(message)),
  ]);
  const wrong = toMend.length === 0 ? [] : ['## Waivers to look at', table(['Place', 'Rule', 'Why'], toMend)];
  return [...accepted, ...wrong].join('\n\n');
}

function findingText({ path, range, rule, message, fix, excerpt }: Finding): string {
  const line = excerpt.lines[range.start.line - excerpt.firstLine]?.trim();
  return [
    `### ${codeSpan(`${shownPath(path)}:${range.start.line + 1}`)} ${escapeMarkdown(rule)}`,
    escapeMarkdown(message),
    ...(line ? [`> ${codeSpan(line)}`] : []),
    ...(fix ? [`Fix available${fix.applies === 'after-review' ? ', to be applied after review' : ''}: ${escapeMarkdown(fix.title)}.`] : []),
  ].join('\n\n');
}

/** The matrix alone, as a section. */
export function matrixSection({ columns, rows, more }: Matrix): string {
  const rest = more ? `\n\n${moreRowsWords(more)}` : '';
  if (rows.length === 0) return '## Dependency matrix\n\nThe manifest declares no dependencies.';
  if (columns.length === 0)
    return `## Dependency matrix\n\n${table(
      ['Dependency', 'Required'],
      rows.map((row) => [escapeMarkdown(row.dependency), required(row.required)]),
    )}${rest}\n\nNo inventory is loaded: nothing to compare with.`;
  const head = [
    'Dependency',
    'Required',
    ...columns.map(({ environment, host }) => `${escapeMarkdown(environment)} ${escapeMarkdown(host)}`),
  ];
  const body = rows.map((row) => [
    escapeMarkdown(row.dependency) + (row.optional ? ' (optional)' : '') + (row.broughtAlong ? ' (in the package)' : ''),
    required(row.required),
    ...row.cells.map((cell) => cellText(row, cell)),
  ]);
  return `## Dependency matrix\n\n${table(head, body)}${rest}`;
}

const required = (range: string | undefined): string => (range === undefined ? 'any' : codeSpan(range));

function cellText(row: MatrixRow, cell: MatrixCell): string {
  const state = cellState(row, cell);
  return `${stateMarks[state]} ${stateWords[state]}${cell.version ? ` ${codeSpan(cell.version)}` : ''}`;
}

function configSection({ configChanges }: Review): string {
  if (configChanges.length === 0) return '';
  const rows = configChanges.map(({ key, packaged, production }) => [
    codeSpan(key),
    packaged ? `${codeSpan(packaged.value)} in ${codeSpan(shownPath(packaged.path))}` : 'not set',
    production.map(({ hosts, value }) => `${codeSpan(value)} on ${escapeMarkdown(hosts.join(', '))}`).join('; '),
  ]);
  return `## Configuration changes\n\n${table(['Key', 'Package', 'Production'], rows)}`;
}

function sourcesSection({ inventorySources }: Review, { generatedAt }: ReportContext): string {
  if (inventorySources.length === 0) return '';
  const rows = inventorySources.map(({ path, format, collectedAt }) => [
    codeSpan(path),
    escapeMarkdown(format),
    collectedAt ? `${escapeMarkdown(collectedAt)} (${ageInWords(collectedAt, generatedAt)})` : 'unknown',
  ]);
  return `## Inventory\n\n${table(['File', 'Format', 'Collected'], rows)}`;
}

function siteSection({ siteFiles }: Review): string {
  if (siteFiles.length === 0) return '';
  return `## Site files\n\n${table(
    ['Role', 'File'],
    siteFiles.map(({ role, path }) => [escapeMarkdown(role), codeSpan(path)]),
  )}`;
}

function notCheckedSection({ notChecked }: Review): string {
  if (notChecked.length === 0) return '';
  return `## Not checked\n\n${table(
    ['What', 'Why'],
    notChecked.map(({ what, why }) => [escapeMarkdown(what), escapeMarkdown(why)]),
  )}`;
}

/** Age of an inventory in whole days, or hours under two days. */
function ageInWords(collectedAt: string, now: string): string {
  const hours = Math.floor((Date.parse(now) - Date.parse(collectedAt)) / 3_600_000);
  if (!Number.isFinite(hours)) return 'age unknown';
  if (hours < 0) return 'dated in the future';
  if (hours < 48) return `${hours} hour${hours === 1 ? '' : 's'} old`;
  return `${Math.floor(hours / 24)} days old`;
}

/** The preflight report: what a go/no-go meeting reads, most weighty first. */
export const md: ReportFormat = {
  id: 'md',
  name: 'Markdown',
  ending: 'md',
  mediaType: 'text/markdown',
  tellsDigest: true,
  write,
  join: (reports) => reports.join('\n'),
};
