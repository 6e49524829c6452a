import * as vscode from 'vscode';
import { mountScheme } from '../core/archive/mount-uri';
import type { ReviewSessions } from './review/sessions';

/** Marks patched files with a letter wherever the editor shows their names. */
export function registerDecorations(sessions: ReviewSessions): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri | vscode.Uri[] | undefined>();
  const listening = sessions.onDidChange(() => changed.fire(undefined));
  const registration = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration(uri) {
      if (uri.scheme !== mountScheme) return undefined;
      const mount = sessions.find(uri)?.mount;
      const path = mount?.pathOf(uri);
      if (!mount || path === undefined || !mount.patchedPaths.includes(path)) return undefined;
      const color = new vscode.ThemeColor('gitDecoration.modifiedResourceForeground');
      const decoration = new vscode.FileDecoration('P', vscode.l10n.t('Patched in the overlay'), color);
      decoration.propagate = true;
      return decoration;
    },
  });
  return vscode.Disposable.from(changed, listening, registration);
}
