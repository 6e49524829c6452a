import * as vscode from 'vscode';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';

/** *Rehearse Migrations*, and what it has found above and on the statements. */
export function registerRehearsal(
  { extensionUri, secrets }: vscode.ExtensionContext,
  sessions: ReviewSessions,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const host = { media: vscode.Uri.joinPath(extensionUri, 'media'), secrets, log };
  const register = commandRegistrar(log);
  const selector = { scheme: mountScheme };
  const lensesChanged = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    lensesChanged,
    sessions.onDidChange(() => lensesChanged.fire()),
    register('rehearse', async (target?: Target, schema?: vscode.Uri) => {
      const session = await sessionFor(sessions, target);
      if (session) await (await loadPages()).rehearse(session, host, schema instanceof vscode.Uri ? schema : undefined);
    }),
    register('showRehearsal', async (target?: Target) => {
      const session = await sessionFor(sessions, target);
      if (session) await (await loadPages()).showRehearsal(session, host);
    }),
    register('setRehearsalServer', async () => (await loadPages()).setRehearsalServer(secrets)),
    register('forgetRehearsalServer', async () => (await loadPages()).forgetRehearsalServer(secrets)),
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) => (await loadPages()).rehearsalLenses(sessions, document),
    }),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await loadPages()).rehearsalHover(sessions, document, position),
    }),
  );
}
