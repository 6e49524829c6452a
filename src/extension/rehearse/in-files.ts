import * as vscode from 'vscode';
import type { Rehearsal, RehearsedStatement } from '../../core/rehearse/rehearsal';
import { stampOf } from '../../core/rehearse/stamp';
import { section } from '../settings';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { statementWord } from './words';

/** Above a migration: that it can be rehearsed, or what came of it; above its statements what each did. */
export function rehearsalLenses(sessions: ReviewSessions, document: vscode.TextDocument): vscode.CodeLens[] {
  const session = sessions.find(document.uri);
  if (!session?.review || !vscode.workspace.getConfiguration(section).get<boolean>('codeLens', true)) return [];
  const told = toldOf(session, document);
  if (!told)
    return /\.(sql|psql|pgsql|ddl)$/i.test(document.uri.path)
      ? [lensAt(0, vscode.l10n.t('Rehearse Migrations'), 'rehearse', document.uri)]
      : [];
  if (told === 'stale') return [lensAt(0, vscode.l10n.t('Changed since it was rehearsed: rehearse again'), 'rehearse', document.uri)];
  return [
    lensAt(0, vscode.l10n.t('Show Rehearsal'), 'showRehearsal', document.uri),
    ...told
      .filter(isTelling)
      .map((statement) => lensAt(statement.line, statementWord(statement).join(' · '), 'showRehearsal', document.uri)),
  ];
}

export function rehearsalHover(
  sessions: ReviewSessions,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const session = sessions.find(document.uri);
  const told = session && toldOf(session, document);
  if (!told || told === 'stale') return undefined;
  const statement = told.findLast(({ line }) => line <= position.line);
  if (!statement) return undefined;
  const text = new vscode.MarkdownString().appendMarkdown(`**${vscode.l10n.t('Rehearsal')}**`);
  for (const words of statementWord(statement)) text.appendMarkdown('\n\n').appendText(words);
  return new vscode.Hover(text);
}

/** Lenses for settings and queries would hide the statements that count. */
const isTelling = ({ outcome, locks, rewritten, isUnseen }: RehearsedStatement): boolean =>
  outcome !== 'done' || locks.length > 0 || rewritten.length > 0 || isUnseen;

function toldOf({ rehearsal, mount }: ReviewSession, document: vscode.TextDocument): readonly RehearsedStatement[] | 'stale' | undefined {
  const path = mount.pathOf(document.uri);
  if (!rehearsal || path === undefined) return undefined;
  const statements = statementsIn(rehearsal, path);
  const file = rehearsal.files.find((one) => one.path === path && one.role !== 'schema');
  if (file && file.stamp !== stampOf(document.getText())) return 'stale';
  return file || statements.length > 0 ? statements : undefined;
}

/** Of files of the package: a schema may have the same path by chance. */
const statementsIn = ({ files }: Rehearsal, path: string): readonly RehearsedStatement[] =>
  files.flatMap(({ role, statements }) => (role === 'schema' ? [] : statements.filter((one) => one.path === path)));

const lensAt = (line: number, title: string, command: string, uri: vscode.Uri): vscode.CodeLens =>
  new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command: `upgradeReview.${command}`, arguments: [uri] });
