import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import type { Note } from '../../core/catalog/note';
import { shownPath } from '../../core/package/nested-path';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { changeFile, siteFileOf } from '../waivers/site-file';

/** What is noted, and on which line; 0-based. */
export interface LineNote {
  readonly uri: vscode.Uri;
  readonly line: number;
  readonly text: string;
}

/** Puts a note into the site's file, and has the review say where it stands. @throws Error that says why it cannot be */
export async function addNote(session: ReviewSession, { uri, line, text }: LineNote): Promise<void> {
  const path = session.mount.pathOf(uri);
  if (path === undefined || text.trim() === '') return;
  const { hashOfLine, packageRoot, withNote } = await loadEngine();
  const document = await vscode.workspace.openTextDocument(uri);
  const root = packageRoot(session.mount.source.entries);
  const entry = {
    path: path.startsWith(root) ? path.slice(root.length) : path,
    line: line + 1,
    of: hashOfLine(document.lineAt(line).text),
    text: text.trim(),
    by: userName(),
    on: new Date().toISOString().slice(0, 10),
  };
  await changeFile(await siteFileOf(session, 'notes'), (before) => withNote(before, entry));
  await renewed(session);
}

/** Takes a note out of its file. */
export async function deleteNote(session: ReviewSession, note: Pick<Note, 'index' | 'origin'>): Promise<void> {
  const { withoutNote } = await loadEngine();
  await changeFile(vscode.Uri.parse(note.origin.path), (text) => withoutNote(text ?? '', note));
  await renewed(session);
}

/** Asks for the note on the line of the cursor. */
export async function askNote(path: string, line: number): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Note on Line {0} of {1}', line + 1, shownPath(path)),
    prompt: vscode.l10n.t('What should others know of this line? The report has it as well.'),
    ignoreFocusOut: true,
  });
}

async function renewed(session: ReviewSession): Promise<void> {
  session.siteChanged();
  await session.idle();
}

/** As the computer knows who works at it; notes are in git, where everybody sees it before it counts. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return vscode.l10n.t('somebody');
  }
}
