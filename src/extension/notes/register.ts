import * as vscode from 'vscode';
import type { PlacedNote } from '../../core/review/placed-notes';
import { groupBy } from '../../core/text/groups';
import { visible } from '../../core/text/visible';
import { loadPages } from '../load-pages';
import { mountScheme } from '../mount/mount-uri';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';

/** A note as the editor shows it. */
interface NoteComment extends vscode.Comment {
  readonly session: ReviewSession;
  readonly note: PlacedNote;
}

/** Notes on lines of packages, as comments of the editor: read and written by keyboard like those of a code review. */
export class LineNotes implements vscode.Disposable {
  private readonly controller = vscode.comments.createCommentController('upgradeReview.notes', vscode.l10n.t('Notes on Upgrade Packages'));
  private readonly threads = new Map<
    ReviewSession,
    { readonly of: readonly PlacedNote[]; readonly shown: readonly vscode.CommentThread[] }
  >();
  private readonly watch: vscode.Disposable;

  constructor(private readonly sessions: ReviewSessions) {
    this.controller.options = {
      prompt: vscode.l10n.t('Write a note'),
      placeHolder: vscode.l10n.t('What should others know of this line? The report has it as well.'),
    };
    this.controller.commentingRangeProvider = {
      provideCommentingRanges: ({ uri, lineCount }) =>
        uri.scheme === mountScheme && this.sessions.find(uri) ? [new vscode.Range(0, 0, lineCount - 1, 0)] : [],
    };
    this.watch = sessions.onDidChange(() => this.show());
  }

  /** Those of a package, by place. */
  of(session: ReviewSession): readonly vscode.CommentThread[] {
    return this.threads.get(session)?.shown ?? [];
  }

  private show(): void {
    for (const [session, { shown }] of this.threads) {
      if (this.sessions.all.includes(session)) continue;
      for (const thread of shown) thread.dispose();
      this.threads.delete(session);
    }
    for (const session of this.sessions.all) {
      const notes = session.review?.notes ?? [];
      const known = this.threads.get(session);
      if (known?.of === notes) continue;
      for (const thread of known?.shown ?? []) thread.dispose();
      const there = notes.filter(({ state }) => state !== 'gone');
      const shown = [...groupBy(there, ({ path, line }) => `${line} ${path}`).values()].map((own) => this.threadOf(session, own));
      this.threads.set(session, { of: notes, shown });
    }
  }

  private threadOf(session: ReviewSession, notes: readonly [PlacedNote, ...PlacedNote[]]): vscode.CommentThread {
    const [{ path, line, state }] = notes;
    const at = new vscode.Range(line - 1, 0, line - 1, 0);
    const thread = this.controller.createCommentThread(
      session.mount.uriOf(path),
      at,
      notes.map((note) => commentOf(session, note)),
    );
    thread.label = state === 'changed' ? vscode.l10n.t('Notes: the line says something else since') : vscode.l10n.t('Notes of reviewers');
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    return thread;
  }

  dispose(): void {
    this.watch.dispose();
    this.controller.dispose();
  }
}

const commentOf = (session: ReviewSession, note: PlacedNote): NoteComment => ({
  session,
  note,
  // As text: what somebody has typed leads nowhere.
  body: new vscode.MarkdownString().appendText(note.text.split('\n').map(visible).join('\n')),
  mode: vscode.CommentMode.Preview,
  author: { name: visible(note.by ?? vscode.l10n.t('somebody')) },
  contextValue: 'note',
  ...(note.on !== undefined && { label: visible(note.on) }),
});

/** Their commands: for the line of the cursor, for what was typed into a comment, and to take one out. */
export function registerNoteCommands(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  return vscode.Disposable.from(
    register('addNote', async (given?: vscode.Uri, line?: number, text?: string) => {
      const editor = vscode.window.activeTextEditor;
      const uri = given ?? editor?.document.uri;
      const session = sessions.find(uri);
      const path = uri && session?.mount.pathOf(uri);
      if (!uri || !session || path === undefined) return;
      const at = line ?? editor?.selection.active.line ?? 0;
      const pages = await loadPages();
      const said = text ?? (await pages.askNote(path, at));
      if (said !== undefined) await pages.addNote(session, { uri, line: at, text: said });
    }),
    register('saveNote', async ({ thread, text }: vscode.CommentReply) => {
      const session = sessions.find(thread.uri);
      if (!session) return;
      const line = thread.range?.start.line ?? 0;
      // One that was begun empty is replaced by the one that the review shows.
      if (thread.comments.length === 0) thread.dispose();
      await (await loadPages()).addNote(session, { uri: thread.uri, line, text });
    }),
    register('deleteNote', async ({ session, note }: NoteComment) => (await loadPages()).deleteNote(session, note)),
  );
}
