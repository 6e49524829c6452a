import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { countsByPath, countsOf, topFindings, type Counts } from '../../core/report/overview';
import { riskReasonWords } from '../../core/report/risk';
import { mostPoints, riskAxes, type Risk, type RiskAxis } from '../../core/review/risk-axes';
import type { Verdict, VerdictReason } from '../../core/review/verdict';
import { severities, type Finding, type Severity } from '../../core/rules/finding';
import { sentence } from '../../core/text/sentence';
import { visible } from '../../core/text/visible';
import type { ReviewSession } from '../review/session';
import { severityCount } from '../views/severity';
import { verdictWord } from '../views/verdict';

/** How many sorts of trouble are told at the top. */
const most = 5;
/** The report has all. */
const mostGaps = 4;

export interface CountWords {
  readonly severity: Severity;
  readonly count: number;
  readonly words: string;
}

/** What the page tells of a review. All of it is text. */
export interface ReviewWords {
  readonly state: 'part' | 'none' | 'reviewing' | 'failed' | Verdict['decision'];
  readonly headline: string;
  readonly notes: readonly string[];
  readonly counts: readonly CountWords[];
  readonly riskHeading: string;
  /** One for each axis, and what its number is made of. */
  readonly risk: readonly { readonly axis: string; readonly reasons: readonly string[] }[];
  readonly gapsHeading: string;
  /** What nobody has checked and might matter. */
  readonly gaps: readonly string[];
  readonly topHeading: string;
  readonly topSeverity: Severity;
  readonly top: readonly { readonly id: string; readonly message: string; readonly place: string }[];
}

const bare = { counts: [], riskHeading: '', risk: [], gapsHeading: '', gaps: [], topHeading: '', topSeverity: 'info', top: [] } as const;

/** @param isPart the archive lies in a package that is open, and is reviewed with it */
export function reviewWords(session: ReviewSession | undefined, isPart: boolean): ReviewWords {
  if (isPart)
    return {
      ...bare,
      state: 'part',
      headline: vscode.l10n.t('An archive inside a package'),
      notes: [vscode.l10n.t('It is reviewed with the package that holds it.')],
    };
  const { state, review } = session ?? {};
  if (session && review) return reviewed(session, review);
  if (state === 'failed')
    return {
      ...bare,
      state: 'failed',
      headline: vscode.l10n.t('The review failed'),
      notes: [vscode.l10n.t('The log says why. The package can be reviewed again.')],
    };
  if (state === 'reviewing') return { ...bare, state: 'reviewing', headline: vscode.l10n.t('Reviewing…'), notes: [] };
  return {
    ...bare,
    state: 'none',
    headline: vscode.l10n.t('Not reviewed yet'),
    notes: [
      vscode.l10n.t('A review compares the package with what runs in production. Nothing in it is executed, and the ZIP stays as it is.'),
    ],
  };
}

type Reviewed = NonNullable<ReviewSession['review']>;

function reviewed(session: ReviewSession, { verdict, environment, risk, package: reviewedPackage }: Reviewed): ReviewWords {
  const { severity, top } = topFindings(session.shownFindings, most);
  const counts = countWords(countsOf(session.shownFindings));
  const gaps = verdict.reasons.flatMap((reason) => (reason.code === 'not-checked' ? sentence(visible(reason.what)) : []));
  const rest = gaps.length - mostGaps;
  return {
    state: verdict.decision,
    headline: vscode.l10n.t('{0} for {1}', verdictWord(verdict.decision), visible(environment)),
    notes: [visible([reviewedPackage.name, reviewedPackage.version].filter(Boolean).join(' ')), ...verdict.reasons.flatMap(unjudgedWords)],
    counts,
    riskHeading: vscode.l10n.t('Risk'),
    risk: riskAxes.map((axis) => ({
      axis: axisWords(axis, risk[axis]),
      reasons: risk[axis].reasons.map((reason) => visible(riskReasonWords(reason))),
    })),
    gapsHeading: vscode.l10n.t('Not checked'),
    gaps: [...gaps.slice(0, mostGaps), ...(rest > 0 ? [vscode.l10n.t('{0} more: see the report', rest)] : [])],
    topHeading: severity === 'blocker' ? vscode.l10n.t('What blocks it') : vscode.l10n.t('What to look at first'),
    topSeverity: severity,
    top: top.map(({ finding, others: more }) => ({
      id: finding.fingerprint,
      message: visible(finding.message),
      place: placeWords(finding, more),
    })),
  };
}

/** `Blast radius: 7 of 10, high`. */
function axisWords(axis: keyof Risk, { score, level }: RiskAxis): string {
  const name = {
    exploitability: vscode.l10n.t('Exploitability'),
    blastRadius: vscode.l10n.t('Blast radius'),
    reversibility: vscode.l10n.t('Reversibility'),
  }[axis];
  const word = { none: vscode.l10n.t('none'), low: vscode.l10n.t('low'), medium: vscode.l10n.t('medium'), high: vscode.l10n.t('high') }[
    level
  ];
  return vscode.l10n.t('{0}: {1} of {2}, {3}', name, score, mostPoints, word);
}

/** Why nobody can judge the package. */
function unjudgedWords(reason: VerdictReason): string[] {
  if (reason.code === 'nothing-read')
    return [vscode.l10n.t('Nothing in the package could be read as something that the review understands.')];
  if (reason.code === 'site-unreadable')
    return [vscode.l10n.t('{0} describes the site, and nothing in it could be used.', visible(reason.path))];
  return [];
}

function placeWords({ path, range }: Finding, more: number): string {
  const place = visible(`${shownPath(path)}:${range.start.line + 1}`);
  if (more === 0) return place;
  return more === 1 ? vscode.l10n.t('{0} and 1 more place', place) : vscode.l10n.t('{0} and {1} more places', place, more);
}

/** Most severe first. */
export const countWords = (counts: Counts): CountWords[] =>
  severities.flatMap((severity) => {
    const count = counts[severity] ?? 0;
    return count > 0 ? [{ severity, count, words: severityCount(severity, count) }] : [];
  });

/** What was found in each of these files and folders. */
export function foundWords({ shownFindings }: ReviewSession, paths: readonly string[]): [path: string, found: CountWords[]][] {
  const counts = countsByPath(shownFindings);
  return paths.map((path) => [path, countWords(counts.get(path) ?? {})]);
}
