import * as vscode from 'vscode';
import { withEdit, type Overlay } from '../../core/patch/overlay';
import type { FileEdit, Finding } from '../../core/rules/finding';
import { decodeText, encodeText } from '../../core/text/decode';
import { loadEngine } from '../load-engine';
import { spanRange } from '../review/diagnostics';
import type { ReviewSession } from '../review/session';

/** Which of a package's fixes to apply. */
export type FixFilter = (finding: Finding) => boolean;

/**
 * The edits of fixes as one edit of documents, or `undefined` if a document has moved on since the review: its ranges
 * would be wrong.
 */
export function workspaceEditOf(session: ReviewSession, edits: readonly FileEdit[]): vscode.WorkspaceEdit | undefined {
  const result = new vscode.WorkspaceEdit();
  for (const { path, span, text } of edits) {
    const reviewed = session.reviewedText(path);
    if (reviewed === undefined || !isCurrent(session, path, reviewed)) return undefined;
    result.replace(session.mount.uriOf(path), spanRange(reviewed, span), text);
  }
  return result;
}

/** The patches as they were before a fix was typed into open documents; what was typed before, saved or not, is part of them. */
export async function patchesBefore(session: ReviewSession, paths: readonly string[]): Promise<Overlay> {
  const { source } = session.mount;
  let { overlay } = session.mount;
  const reviewed = paths.map((path) => [path, session.reviewedText(path)] as const);
  for (const [path, text] of reviewed) {
    const saved = decodeText(await source.read(path));
    if (saved && text !== undefined && uniform(saved.text) !== uniform(text))
      overlay = withEdit(overlay, path, encodeText({ ...saved, text }));
  }
  return overlay;
}

/** Applies all fixes that `wanted` accepts, in as many rounds as it takes, and saves the result into the overlay. */
export async function fixInOverlay(session: ReviewSession, wanted: FixFilter): Promise<readonly Finding[]> {
  const engine = await loadEngine();
  await saveAll(session);
  let done: readonly Finding[] = [];
  await session.mount.update(async (before) => {
    const { overlay, applied } = await engine.fixPackage(session.mount.base, (patched) => session.reviewOf(patched), before, wanted);
    done = applied;
    return overlay;
  });
  await session.reviewNow();
  return done;
}

const saveAttempts = 3;

/**
 * Saves what is open of the package, so that nothing typed is lost when its file is rewritten. `paths`: those that were just edited, which
 * a busy editor may tell of only later.
 * @throws Error if a file cannot be saved.
 */
export async function saveAll({ mount }: ReviewSession, paths?: ReadonlySet<string>): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const path = mount.pathOf(document.uri);
    if (path === undefined || !(paths ? paths.has(path) : document.isDirty)) continue;
    // A busy editor gives a save up after a while, and takes the next one.
    let saved = false;
    for (let attempt = 0; attempt < saveAttempts && !saved; attempt++) saved = await document.save();
    // That it is not dirty any more may be told a moment later.
    if (!saved && isDirty(document)) throw new Error(vscode.l10n.t('Save or revert {0} first: it could not be saved.', path));
  }
}

const isDirty = (document: vscode.TextDocument): boolean => document.isDirty;

/** Line ends differ harmlessly: the editor makes them uniform when it opens a file. */
function isCurrent({ mount }: ReviewSession, path: string, reviewed: string): boolean {
  const uri = mount.uriOf(path).toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  return !open || uniform(open.getText()) === uniform(reviewed);
}

const uniform = (text: string): string => text.replace(/\r\n?/g, '\n');
