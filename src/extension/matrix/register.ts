import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import type { ReviewSessions } from '../review/sessions';

/** What is said of dependencies in manifests themselves. */
export function registerMatrix(sessions: ReviewSessions): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const manifests = { scheme: mountScheme, pattern: '**/*.json' };
  return vscode.Disposable.from(
    changed,
    sessions.onDidChange(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider(manifests, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range) => (await loadPages()).matrixHints(sessions, document, range),
    }),
    vscode.languages.registerHoverProvider(manifests, {
      provideHover: async (document, position) => (await loadPages()).matrixHover(sessions, document, position),
    }),
  );
}
