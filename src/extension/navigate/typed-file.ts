import type * as vscode from 'vscode';
import type { TextOfFile } from '../../node/review/protocol';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

export interface TypedFile extends TextOfFile {
  readonly session: ReviewSession;
}

/** A document of a package as it is at this moment; `undefined` for other documents. */
export function typedFile(sessions: ReviewSessions, document: vscode.TextDocument): TypedFile | undefined {
  const session = sessions.find(document.uri);
  const path = session?.mount.pathOf(document.uri);
  return session && path !== undefined ? { session, path, text: document.getText() } : undefined;
}
