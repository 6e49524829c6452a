import * as vscode from 'vscode';
import { countsByPath, type Counts } from '../core/report/overview';
import { severities, type Severity } from '../core/rules/finding';
import { countWords } from './overview/review-words';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';
import { sameItems } from '../core/text/memo';

/** What a person can do without may stay unmarked: notes have no letter. */
const letters: Readonly<Partial<Record<Severity, string>>> = { blocker: 'B', error: 'E', warning: 'W' };

const colorOf = (severity: Severity): vscode.ThemeColor =>
  new vscode.ThemeColor(severity === 'warning' ? 'list.warningForeground' : 'list.errorForeground');

/** The letter of the worst, and all of it in words. */
export function severityDecoration(counts: Counts | undefined): vscode.FileDecoration | undefined {
  const worst = severities.find((severity) => counts?.[severity] && letters[severity]);
  if (!counts || !worst) return undefined;
  const words = countWords(counts).map((each) => each.words);
  return new vscode.FileDecoration(letters[worst], words.join(', '), colorOf(worst));
}

/** Marks files and folders with the worst that was found in them, and says how much it is. */
export function registerSeverityDecorations(sessions: ReviewSessions): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let shown: readonly unknown[] = [];
  let found: ReadonlyMap<ReviewSession, ReadonlyMap<string, Counts>> = new Map();
  const listening = sessions.onDidChange(() => {
    const now = sessions.all.flatMap((session) => [session, session.review, session.newOnly, session.leastSure]);
    if (sameItems(now, shown)) return;
    shown = now;
    found = new Map(sessions.all.map((session) => [session, countsByPath(session.shownFindings)]));
    changed.fire(undefined);
  });
  const registration = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration(uri) {
      const session = sessions.find(uri);
      const path = session?.mount.pathOf(uri);
      return session && path !== undefined && path !== '' ? severityDecoration(found.get(session)?.get(path)) : undefined;
    },
  });
  return vscode.Disposable.from(changed, listening, registration);
}
