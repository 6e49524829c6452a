import * as vscode from 'vscode';
import { unwaived } from '../../core/rules/finding';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';
import { fixInOverlay, patchesBefore, saveAll, type FixFilter } from './apply';
import { Proposals } from './proposals';
import { tellFixed, undoLast } from './tell';
import { fixedWords } from './words';

/** What the commands on fixes do, and the proposals that they show. */
export class FixCommands implements vscode.Disposable {
  private readonly proposals = new Proposals();

  constructor(private readonly sessions: ReviewSessions) {}

  dispose(): void {
    this.proposals.dispose();
  }

  acceptFix(): Promise<void> {
    return this.proposals.accept();
  }

  discardFix(): Promise<void> {
    return this.proposals.discard();
  }

  async saveFixed(root: vscode.Uri, paths: readonly string[], title: string): Promise<void> {
    const session = this.sessions.find(root);
    if (!session) return;
    const before = patchesBefore(session, paths);
    // The list need not wait for the disk: what is typed is reviewed, and what is saved is the same.
    const reviewed = session.reviewNow();
    await saveAll(session, new Set(paths));
    await reviewed;
    tellFixed(session, vscode.l10n.t('Done: {0}', title), { before: await before, after: session.mount.overlay });
  }

  async applyFix(root: vscode.Uri, fingerprint: string): Promise<void> {
    const session = this.sessions.find(root);
    const finding = session?.review?.findings.find((each) => each.fingerprint === fingerprint);
    if (!session || !finding?.fix) return;
    if (finding.fix.applies === 'after-review') await this.proposals.show(session, [finding]);
    else await fixAll(session, this.proposals, (each) => each.fingerprint === fingerprint);
  }

  async fixAllInFile(uri: vscode.Uri, rule?: string): Promise<void> {
    const session = this.sessions.find(uri);
    const path = session?.mount.pathOf(uri);
    if (session) await fixAll(session, this.proposals, (finding) => finding.path === path && (rule === undefined || finding.rule === rule));
  }

  async fixAllInPackage(target?: Target, rule?: unknown): Promise<void> {
    const session = await sessionFor(this.sessions, target);
    if (session) await fixAll(session, this.proposals, (finding) => typeof rule !== 'string' || finding.rule === rule);
  }

  async undoFix(target?: Target): Promise<void> {
    const session = await sessionFor(this.sessions, target);
    if (session && !(await undoLast(session))) throw new Error(vscode.l10n.t('No fix was made in this window that could be taken back.'));
  }
}

/** Fixes what is always safe; if nothing is, shows the others first, all in one. */
async function fixAll(session: ReviewSession, proposals: Proposals, wanted: FixFilter): Promise<void> {
  await saveAll(session);
  const fixable = unwaived(session.review?.findings ?? []).filter((finding) => finding.fix && wanted(finding));
  if (fixable.length > 0 && fixable.every(({ fix }) => fix?.applies === 'after-review')) {
    await proposals.show(session, fixable);
    return;
  }
  const before = session.mount.overlay;
  const applied = await fixInOverlay(session, (finding) => finding.fix?.applies === 'always' && wanted(finding));
  const waiting = unwaived(session.review?.findings ?? []).filter((finding) => finding.fix?.applies === 'after-review' && wanted(finding));
  tellFixed(session, fixedWords(applied, waiting.length), { before, after: session.mount.overlay });
}
