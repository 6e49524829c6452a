import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import type { ReviewSessions } from '../review/sessions';
import { showTrouble } from '../trouble';
import { OverviewDocument } from './document';

const viewType = 'upgradeReview.overview';

export const showOverview = (archive: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('vscode.openWith', archive, viewType);

/**
 * An editor for archives that shows what they are without mounting them, and what a review said. It is the one that a ZIP opens in, unless
 * the user has chosen another; other archives have it among those to choose from.
 */
export function registerOverview(extension: vscode.Uri, sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const media = vscode.Uri.joinPath(extension, 'media');
  const provider: vscode.CustomReadonlyEditorProvider<OverviewDocument> = {
    openCustomDocument: (uri) => OverviewDocument.open(uri),
    resolveCustomEditor: async (document, panel) => {
      const { showOverviewIn } = await loadPages();
      await showOverviewIn(panel, document, { media, sessions, log, tellTrouble: (error) => showTrouble(log, error) });
    },
  };
  return vscode.Disposable.from(
    ...[viewType, `${viewType}.other`].map((id) =>
      vscode.window.registerCustomEditorProvider(id, provider, { supportsMultipleEditorsPerDocument: true }),
    ),
  );
}
