import * as vscode from 'vscode';
import type { Rejected, RejectReason } from '../../core/patch/import-patch';
import { folderOfArchive, shownPath } from '../../core/package/nested-path';
import { decodeText } from '../../core/text/decode';
import { saveAll } from '../fixes/apply';
import { isReadOnly, readOnlyWords } from '../mount/inner-files';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { baseName } from '../../core/text/path';

/** Applies a unified diff to the package's overlay. What does not fit is shown as a patch in an untitled document. */
export async function importPatch(session: ReviewSession, given?: unknown): Promise<string | undefined> {
  const { mount } = session;
  const file = given instanceof vscode.Uri ? given : await pickPatch();
  if (!file) return undefined;
  const engine = await loadEngine();
  await saveAll(session);
  const patch = await vscode.workspace.fs.readFile(file);
  const name = baseName(file.path);
  const archive = engine.archiveOfPatch(patch);
  if (archive !== undefined) {
    await mount.reach(folderOfArchive(archive));
    if (isReadOnly(mount, `${folderOfArchive(archive)}/`)) throw new Error(readOnlyWords(archive));
  }
  let result: Awaited<ReturnType<typeof engine.importPatch>> | undefined;
  await mount.update(async (overlay) => {
    result = await engine.importPatch(mount.base, overlay, patch).catch((error: unknown) => {
      if (error instanceof engine.PatchSyntaxError) throw new Error(vscode.l10n.t('This is not a patch: {0} ({1})', error.message, name));
      throw error;
    });
    return result.overlay;
  });
  if (!result) return undefined;
  const { changed, present, rejected } = result;
  const told = [
    changed.length === 1 ? vscode.l10n.t('1 file was patched.') : vscode.l10n.t('{0} files were patched.', changed.length),
    present.length > 0
      ? vscode.l10n.t('The package already has the changes, or some of them, of {0}.', present.map(shownPath).join(', '))
      : '',
    rejected.length > 0 ? vscode.l10n.t('Not everything fits: {0}.', rejected.map(reasonOf).join('; ')) : '',
  ]
    .filter(Boolean)
    .join(' ');
  if (rejected.length > 0) {
    const content = decodeText(engine.rejectsPatch(rejected))?.text ?? '';
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'diff', content }));
  }
  tellImported(told, session, changed.length > 0, rejected.length === 0);
  return told;
}

function tellImported(told: string, { mount }: ReviewSession, isChanged: boolean, isWhole: boolean): void {
  const tell = isWhole ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void tell(told, ...(isChanged ? [vscode.l10n.t('Show Changes')] : [])).then(
    (chosen) => chosen && vscode.commands.executeCommand('upgradeReview.openAllChanges', mount.root),
  );
}

function reasonOf({ path: rejected, why, hunks }: Rejected): string {
  const path = shownPath(rejected);
  const reasons: Record<RejectReason, string> = {
    hunks:
      hunks.length === 1
        ? vscode.l10n.t('1 place of {0} was not found', path)
        : vscode.l10n.t('{0} places of {1} were not found', hunks.length, path),
    missing: vscode.l10n.t('{0} does not exist', path),
    exists: vscode.l10n.t('{0} exists with other content', path),
    differs: vscode.l10n.t('{0} should be deleted, but has other content', path),
    binary: vscode.l10n.t('{0} is binary', path),
    symlink: vscode.l10n.t('{0} is a symbolic link', path),
    path: vscode.l10n.t('{0} lies outside of the package', path),
  };
  return reasons[why];
}

async function pickPatch(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Patch'),
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Patches')]: ['patch', 'diff', 'rej'], [vscode.l10n.t('All files')]: ['*'] },
  });
  return picked?.[0];
}
