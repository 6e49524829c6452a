import * as vscode from 'vscode';
import { differingPaths } from '../../core/patch/merge-overlays';
import { contentOf, type Overlay } from '../../core/patch/overlay';
import { shownPath } from '../../core/package/nested-path';
import { memo } from '../../core/text/memo';
import { loadEngine } from '../load-engine';
import { originalUri } from '../mount/original';
import type { ReviewSession } from '../review/session';
import { saveAll } from './apply';

/** What a fix made of the patches. */
export interface Made {
  readonly before: Overlay;
  readonly after: Overlay;
}

/** What the last fix of a package made. */
const lastOf = memo((_session: ReviewSession): { made?: Made } => ({}));

/** Says what was done, and offers to show it and to take it back. Not waited for: it stays until somebody closes it. */
export function tellFixed(session: ReviewSession, words: string, { before, after }: Made): void {
  const paths = differingPaths(before, after);
  if (paths.length === 0) {
    void vscode.window.showInformationMessage(words);
    return;
  }
  lastOf(session).made = { before, after };
  void vscode.commands.executeCommand('setContext', 'upgradeReview.fixed', true);
  const [show, undoIt] = [vscode.l10n.t('Show Changes'), vscode.l10n.t('Undo')];
  void vscode.window.showInformationMessage(words, show, undoIt).then(async (chosen) => {
    if (chosen === show) await showChanges(session, paths);
    if (chosen === undoIt) await undo(session, { before, after });
  });
}

/** Takes back the last fix; `false` if there is none. */
export async function undoLast(session: ReviewSession): Promise<boolean> {
  const { made } = lastOf(session);
  if (made) await undo(session, made);
  return made !== undefined;
}

/** The files beside what the vendor shipped. Permissions are only told where all patches are. */
async function showChanges({ mount }: ReviewSession, paths: readonly string[]): Promise<void> {
  const files = mount.patched.filter(({ path }) => paths.includes(path) && contentOf(mount.overlay, path) !== undefined);
  const changes = files.map(({ path, original }) => [
    mount.uriOf(path),
    original === undefined ? undefined : originalUri(mount.uriOf(original)),
    mount.uriOf(path),
  ]);
  const [only] = files;
  if (!only) await vscode.commands.executeCommand('workbench.view.scm');
  else if (files.length === 1) await vscode.commands.executeCommand('upgradeReview.compareWithOriginal', mount.uriOf(only.path));
  else await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Patches of {0}', mount.name), changes);
}

/** Takes exactly these edits back; what was edited since stays. */
async function undo(session: ReviewSession, { before, after }: Made): Promise<void> {
  const last = lastOf(session);
  if (last.made?.after === after) delete last.made;
  const { takeBack } = await loadEngine();
  await saveAll(session, new Set(differingPaths(before, after)));
  let left: readonly string[] = [];
  await session.mount.update(async (now) => {
    const taken = await takeBack(session.mount.base, now, before, after);
    left = taken.left;
    return taken.overlay;
  });
  await session.reviewNow();
  if (left.length === 0) return;
  const message = vscode.l10n.t('Not taken back, as the same lines were changed since: {0}', left.map(shownPath).join(', '));
  void vscode.window.showWarningMessage(message);
}
