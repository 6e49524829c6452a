import * as vscode from 'vscode';
import { nextFinding, type At } from '../core/report/next-finding';
import { commandRegistrar } from './register-command';
import { rangeOf } from './review/diagnostics';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';
import { sessionFor } from './targets';

/** Next Blocker and Previous Blocker go through the blockers of a package as F8 goes through problems. */
export function registerBlockers(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  const goTo = (direction: 'next' | 'previous') => async () => {
    const session = await sessionFor(sessions);
    if (!session) return;
    await session.idle();
    const blockers = session.shownFindings.filter(({ severity }) => severity === 'blocker');
    const blocker = nextFinding(blockers, cursorIn(session), direction);
    if (blocker) await vscode.window.showTextDocument(session.mount.uriOf(blocker.path), { selection: rangeOf(blocker) });
    else void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no blockers.', session.mount.name));
  };
  return vscode.Disposable.from(register('nextBlocker', goTo('next')), register('previousBlocker', goTo('previous')));
}

function cursorIn({ mount }: ReviewSession): At | undefined {
  const editor = vscode.window.activeTextEditor;
  const path = editor && mount.pathOf(editor.document.uri);
  if (!editor || path === undefined) return undefined;
  const { line, character } = editor.selection.start;
  return { path, line, character };
}
