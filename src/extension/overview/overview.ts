import * as vscode from 'vscode';
import type { ReviewSessions } from '../review/sessions';
import { OverviewDocument } from './document';
import { showOverviewIn } from './panel';

const viewType = 'upgradeReview.overview';

export const showOverview = (archive: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('vscode.openWith', archive, viewType);

/**
 * An editor for archives that shows what they are without mounting them, and what a review said. It is the one that a ZIP opens in, unless
 * the user has chosen another; other archives have it among those to choose from.
 */
export function registerOverview(extension: vscode.Uri, sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider<OverviewDocument> = {
    openCustomDocument: (uri) => OverviewDocument.open(uri),
    resolveCustomEditor: (document, panel) => showOverviewIn(panel, document, { media: vscode.Uri.joinPath(extension, 'media'), sessions, log }), // prettier-ignore
  };
  return vscode.Disposable.from(
    ...[viewType, `${viewType}.other`].map((id) =>
      vscode.window.registerCustomEditorProvider(id, provider, { supportsMultipleEditorsPerDocument: true }),
    ),
  );
}
