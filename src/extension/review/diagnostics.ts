import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/rules/finding';
import { lineStarts, rangeOf as linesRangeOf } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { waivedWords } from '../waivers/words';
import type { ReviewSession } from './session';
import { groupBy } from '../../core/text/groups';
import { memoEach } from '../../core/text/memo';

/** Beyond this number per file the editor drops diagnostics without a word; the last one then says so. */
const perFile = 900;

const severityOf: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  blocker: vscode.DiagnosticSeverity.Error,
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

export const rangeOf = ({ range: { start, end } }: Pick<Finding, 'range'>): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);

/** The call that has the word, by session. */
const turns = new WeakMap<ReviewSession, object>();

/** Milliseconds that the host may be held up at once. */
const slice = 50;

/**
 * Shows a session's findings in Problems, also for files that are not open. Call it when the review has changed; what an
 * earlier call had not shown yet is left to the later one.
 */
export async function showDiagnostics(collection: vscode.DiagnosticCollection, session: ReviewSession): Promise<void> {
  const { review, shownFindings, waivedFindings } = session;
  if (session.state !== 'reviewed' || !review) return;
  const turn = {};
  turns.set(session, turn);
  const otherWork = async (): Promise<boolean> => {
    await new Promise((resume) => setImmediate(resume));
    return turns.get(session) === turn;
  };
  // The views show what came of a review at the same time.
  if (shownFindings.length > perFile && !(await otherWork())) return;
  let resumed = performance.now();
  const byPath = groupBy([...shownFindings, ...waivedFindings], ({ path }) => path);
  collection.forEach((uri) => {
    const path = session.mount.pathOf(uri);
    if (path !== undefined && !byPath.has(path)) collection.delete(uri);
  });
  for (const [path, findings] of byPath) {
    if (performance.now() - resumed > slice) {
      if (!(await otherWork())) return;
      resumed = performance.now();
    }
    const shown = findings.slice(0, perFile).map((finding) => diagnosticOf(finding, session));
    if (findings.length > perFile) {
      shown.push(
        new vscode.Diagnostic(
          new vscode.Range(0, 0, 0, 0),
          vscode.l10n.t('{0} more findings in this file: see the Findings view or the report.', findings.length - perFile),
          vscode.DiagnosticSeverity.Information,
        ),
      );
    }
    collection.set(session.mount.uriOf(path), shown);
  }
}

export function clearDiagnostics(collection: vscode.DiagnosticCollection, session: ReviewSession): void {
  turns.delete(session);
  collection.forEach((uri) => {
    if (session.mount.pathOf(uri) !== undefined) collection.delete(uri);
  });
}

function diagnosticOf(finding: Finding, session: ReviewSession): vscode.Diagnostic {
  const { severity, waived } = finding;
  const message = severity === 'blocker' ? vscode.l10n.t('Blocker: {0}', finding.message) : finding.message;
  // Hints are not in Problems; whoever comes by reads who has accepted it.
  const diagnostic = waived
    ? new vscode.Diagnostic(rangeOf(finding), `${waivedWords(waived)}\n${message}`, vscode.DiagnosticSeverity.Hint)
    : new vscode.Diagnostic(rangeOf(finding), message, severityOf[severity]);
  diagnostic.source = 'Upgrade Review';
  diagnostic.code = { value: finding.rule, target: rulePageLink(finding.rule) };
  diagnostic.relatedInformation = finding.related.map((related) => {
    if (related.at === 'site') {
      const { path, line } = related.origin;
      return new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.parse(path), new vscode.Position(line, 0)),
        related.message,
      );
    }
    const text = session.reviewedText(related.path) ?? '';
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(session.mount.uriOf(related.path), spanRange(text, related.span)),
      related.message,
    );
  });
  return diagnostic;
}

export const rulePageLink = (rule: string): vscode.Uri =>
  vscode.Uri.parse(`command:upgradeReview.openRulePage?${encodeURIComponent(JSON.stringify([rule]))}`);

/** Texts whose lines are remembered: many places lie in few files. */
const mostTexts = 16;
const linesOf = memoEach(lineStarts, mostTexts);

/** A span of the reviewed text as a range, independent of the line ends that the editor has made of it. */
export function spanRange(text: string, span: Span): vscode.Range {
  return rangeOf({ range: linesRangeOf(linesOf(text), span) });
}
