import type * as vscode from 'vscode';
import type { Subject, Target } from '../../core/subject/subject';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

const targets: ReadonlySet<Target> = new Set<Target>(['shell', 'sql', 'unit', 'crontab', 'manifest']);

export interface ParsedDocument {
  readonly session: ReviewSession;
  /** Spans are offsets of the document's text. */
  readonly subjects: readonly Subject[];
}

/** A document of a package as it is at this moment; `undefined` for other documents and other kinds of files. */
export async function parseDocument(sessions: ReviewSessions, document: vscode.TextDocument): Promise<ParsedDocument | undefined> {
  const session = sessions.find(document.uri);
  const path = session?.mount.pathOf(document.uri);
  if (!session || path === undefined) return undefined;
  const bytes = new TextEncoder().encode(document.getText());
  const entry = { path, size: bytes.length };
  const read = (_path: string, limit?: number) => Promise.resolve(bytes.subarray(0, limit));
  const { parseFile } = await loadEngine();
  const parsed = await parseFile({ name: session.mount.name, entries: [entry], read }, entry, targets);
  return parsed && 'subjects' in parsed ? { session, subjects: parsed.subjects } : undefined;
}
