import * as vscode from 'vscode';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import { goToFile } from './go-to-file';
import { registerLinks } from './links';

/** Getting around in packages: the editor's own search does not see them. */
export function registerNavigation(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  return vscode.Disposable.from(
    register('goToFile', (typed?: unknown) => goToFile(sessions, typeof typed === 'string' ? typed : '')),
    registerLinks(sessions),
  );
}
