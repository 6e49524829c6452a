import * as vscode from 'vscode';
import { DisposableStore } from '../lifetime';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import { commandRegistrar } from '../register-command';
import type { ReviewSessions } from '../review/sessions';
import type { FixCommands } from './commands';
import { fixAllKind } from './fix-all-kind';

const names = ['acceptFix', 'discardFix', 'saveFixed', 'applyFix', 'fixAllInFile', 'fixAllInPackage', 'undoFix'] as const;

/** Lamps on findings, and the commands behind them; both are loaded when they are first asked for. */
export function registerFixes(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const owned = new DisposableStore();
  const register = commandRegistrar(log);
  let loading: Promise<FixCommands> | undefined;
  const commands = (): Promise<FixCommands> => (loading ??= loadPages().then((pages) => owned.add(new pages.FixCommands(sessions))));
  for (const name of names)
    owned.add(
      register(name, async (...given: unknown[]) => {
        const all = await commands();
        return (all[name] as (...given: unknown[]) => unknown).apply(all, given);
      }),
    );
  owned.add(
    vscode.languages.registerCodeActionsProvider(
      { scheme: mountScheme },
      {
        provideCodeActions: async (document, range, context) => (await loadPages()).codeActions(sessions, document, range, context),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
    ),
  );
  return vscode.Disposable.from(owned);
}
