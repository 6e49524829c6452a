import type * as vscode from 'vscode';
import type { TextOfFile } from '../../node/review/protocol';
import { isLarge } from '../mount/large-files';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

export interface TypedFile extends TextOfFile {
  readonly session: ReviewSession;
}

/** A document of a package as it is at this moment; `undefined` for other documents, and for those that are too large. */
export function typedFile(sessions: ReviewSessions, document: vscode.TextDocument): TypedFile | undefined {
  const session = sessions.find(document.uri);
  const path = session?.mount.pathOf(document.uri);
  if (!session || path === undefined || isLarge(session.mount, path)) return undefined;
  return { session, path, text: document.getText() };
}
