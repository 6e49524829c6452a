import * as vscode from 'vscode';
import type { Finding, Severity } from '../../core/rules/finding';
import type { ReviewSession } from './session';

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

/** Shows a session's findings in Problems, also for files that are not open. Call it when the review has changed. */
export function showDiagnostics(collection: vscode.DiagnosticCollection, session: ReviewSession): void {
  if (session.state !== 'reviewed' || !session.review) return;
  const byPath = new Map<string, Finding[]>();
  for (const finding of session.shownFindings) {
    const known = byPath.get(finding.path);
    if (known) known.push(finding);
    else byPath.set(finding.path, [finding]);
  }
  collection.forEach((uri) => {
    const path = session.mount.pathOf(uri);
    if (path !== undefined && !byPath.has(path)) collection.delete(uri);
  });
  for (const [path, findings] of byPath) {
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
  collection.forEach((uri) => {
    if (session.mount.pathOf(uri) !== undefined) collection.delete(uri);
  });
}

function diagnosticOf(finding: Finding, session: ReviewSession): vscode.Diagnostic {
  const message = finding.severity === 'blocker' ? vscode.l10n.t('Blocker: {0}', finding.message) : finding.message;
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), message, severityOf[finding.severity]);
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

/** A span of the reviewed text as a range, independent of the line ends that the editor has made of it. */
export function spanRange(text: string, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(position(text, start), position(text, end));
}

function position(text: string, offset: number): vscode.Position {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(before.length - 1, before[before.length - 1]?.length ?? 0);
}
