import * as vscode from 'vscode';
import type { PackageMounts } from '../mount/mounts';
import { showDiagnostics, clearDiagnostics } from './diagnostics';
import { ReviewSession } from './session';
import { showSiteProblems } from './site-problems';

/** The packages under review, by authority of their mount. */
export class ReviewSessions implements vscode.Disposable {
  private readonly byAuthority = new Map<string, Promise<ReviewSession>>();
  private readonly opened = new Map<string, ReviewSession>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('upgrade-review');
  private readonly siteDiagnostics = vscode.languages.createDiagnosticCollection('upgrade-review-site');

  private readonly replaced: vscode.Disposable;

  /** A session came, went, or has another state. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly mounts: PackageMounts,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.replaced = mounts.onDidReplace(({ root }) => this.find(root)?.markOutdated());
  }

  get all(): readonly ReviewSession[] {
    return [...this.opened.values()];
  }

  private get packages(): readonly vscode.Uri[] {
    return this.all.flatMap(({ mount, previous }) => [mount.archiveUri, ...(previous ? [previous] : [])]);
  }

  find(uri: vscode.Uri | undefined): ReviewSession | undefined {
    return uri && this.opened.get(uri.authority);
  }

  /**
   * The session of a mounted package, made at the first call; the caller starts its first review.
   * @throws what opening the archive throws.
   */
  open(root: vscode.Uri): Promise<ReviewSession> {
    const known = this.byAuthority.get(root.authority);
    if (known) return known;
    const opening = this.mounts.openCurrent(root.authority).then((mount) => {
      const session = new ReviewSession(
        mount,
        () => this.packages,
        this.log,
        () => void this.mounts.compare(mount),
      );
      this.opened.set(root.authority, session);
      session.onDidChange(() => {
        void showDiagnostics(this.diagnostics, session);
        showSiteProblems(this.siteDiagnostics, this.all);
        this.changed.fire();
      });
      // What describes the site of others may lie in this folder, and is not believed from now on.
      if (!mount.archive) for (const other of this.all) if (other !== session) other.siteChanged();
      this.changed.fire();
      return session;
    });
    this.byAuthority.set(root.authority, opening);
    opening.catch(() => this.byAuthority.delete(root.authority));
    return opening;
  }

  close(session: ReviewSession): void {
    const { authority } = session.mount.root;
    clearDiagnostics(this.diagnostics, session);
    session.dispose();
    this.opened.delete(authority);
    this.byAuthority.delete(authority);
    this.mounts.close(authority);
    showSiteProblems(this.siteDiagnostics, this.all);
    this.changed.fire();
  }

  dispose(): void {
    this.replaced.dispose();
    for (const session of this.opened.values()) session.dispose();
    this.diagnostics.dispose();
    this.siteDiagnostics.dispose();
    this.changed.dispose();
  }
}
