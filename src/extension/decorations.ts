import * as vscode from 'vscode';
import { mountScheme } from './mount/mount-uri';
import type { ReviewSessions } from './review/sessions';
import { statusColor, statusLetters, statusText } from './source-control/status';

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
      const file = mount?.patched.find((patched) => patched.path === path);
      if (!file) return undefined;
      const decoration = new vscode.FileDecoration(statusLetters[file.status], statusText(file), statusColor(file.status));
      // A deleted file is not shown in its folder: marking the folder would lead nowhere.
      decoration.propagate = file.status !== 'deleted';
      return decoration;
    },
  });
  return vscode.Disposable.from(changed, listening, registration);
}
