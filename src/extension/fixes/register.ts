import * as vscode from 'vscode';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import { sessionFor, type Target } from '../targets';
import { fixInOverlay, patchesBefore, saveAll, type FixFilter } from './apply';
import { registerCodeActions } from './code-actions';
import { Proposals } from './proposals';
import { tellFixed, undoLast } from './tell';
import { fixedWords } from './words';

/** Lamps on findings, and the commands behind them. */
export function registerFixes(sessions: ReviewSessions, log: vscode.LogOutputChannel): vscode.Disposable {
  const register = commandRegistrar(log);
  const proposals = new Proposals();
  return vscode.Disposable.from(
    proposals,
    registerCodeActions(sessions),
    register('acceptFix', () => proposals.accept()),
    register('discardFix', () => proposals.discard()),
    register('saveFixed', async (root: vscode.Uri, paths: readonly string[], title: string) => {
      const session = sessions.find(root);
      if (!session) return;
      const before = patchesBefore(session, paths);
      // The list need not wait for the disk: what is typed is reviewed, and what is saved is the same.
      const reviewed = session.reviewNow();
      await saveAll(session, new Set(paths));
      await reviewed;
      tellFixed(session, vscode.l10n.t('Done: {0}', title), { before: await before, after: session.mount.overlay });
    }),
    register('applyFix', async (root: vscode.Uri, fingerprint: string) => {
      const session = sessions.find(root);
      const finding = session?.review?.findings.find((each) => each.fingerprint === fingerprint);
      if (!session || !finding?.fix) return;
      if (finding.fix.applies === 'after-review') await proposals.show(session, [finding]);
      else await fixAll(session, proposals, (each) => each.fingerprint === fingerprint);
    }),
    register('fixAllInFile', async (uri: vscode.Uri, rule?: string) => {
      const session = sessions.find(uri);
      const path = session?.mount.pathOf(uri);
      if (session) await fixAll(session, proposals, (finding) => finding.path === path && (rule === undefined || finding.rule === rule));
    }),
    register('fixAllInPackage', async (target?: Target, rule?: unknown) => {
      const session = await sessionFor(sessions, target);
      if (session) await fixAll(session, proposals, (finding) => typeof rule !== 'string' || finding.rule === rule);
    }),
    register('undoFix', async (target?: Target) => {
      const session = await sessionFor(sessions, target);
      if (session && !(await undoLast(session))) throw new Error(vscode.l10n.t('No fix was made in this window that could be taken back.'));
    }),
  );
}

/** Fixes what is always safe; if nothing is, shows the others first, all in one. */
async function fixAll(session: ReviewSession, proposals: Proposals, wanted: FixFilter): Promise<void> {
  await saveAll(session);
  const fixable = (session.review?.findings ?? []).filter((finding) => finding.fix && wanted(finding));
  if (fixable.length > 0 && fixable.every(({ fix }) => fix?.applies === 'after-review')) {
    await proposals.show(session, fixable);
    return;
  }
  const before = session.mount.overlay;
  const applied = await fixInOverlay(session, (finding) => finding.fix?.applies === 'always' && wanted(finding));
  const waiting = (session.review?.findings ?? []).filter((finding) => finding.fix?.applies === 'after-review' && wanted(finding));
  tellFixed(session, fixedWords(applied, waiting.length), { before, after: session.mount.overlay });
}
