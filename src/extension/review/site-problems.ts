import * as vscode from 'vscode';
import type { SiteProblem } from '../../core/inventory/inventory';
import type { ReviewSession } from './session';
import { entryOf } from '../../core/text/groups';

/** Shows what could not be used of inventories and catalogs, in the very files; all sessions read the same ones. */
export function showSiteProblems(collection: vscode.DiagnosticCollection, sessions: readonly ReviewSession[]): void {
  const byPath = new Map<string, Map<string, vscode.Diagnostic>>();
  for (const problem of sessions.flatMap(({ siteProblems }) => siteProblems)) {
    entryOf(byPath, problem.path, () => new Map()).set(`${problem.line} ${problem.message}`, diagnosticOf(problem));
  }
  collection.clear();
  for (const [path, diagnostics] of byPath) collection.set(vscode.Uri.parse(path), [...diagnostics.values()]);
}

function diagnosticOf({ line, message, code }: SiteProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER),
    message,
    vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Upgrade Review';
  diagnostic.code = code;
  return diagnostic;
}
