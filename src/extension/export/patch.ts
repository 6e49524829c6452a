import * as vscode from 'vscode';
import { saveAll } from '../fixes';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { exportTarget, writeExport } from './target';

/** Writes the patches as unified diffs and shows them: one for the package, and one for each archive in it that has patched files. */
export async function exportPatch(session: ReviewSession, given?: unknown): Promise<void> {
  const { mount } = session;
  await saveAll(session);
  if (mount.patched.length === 0) throw new Error(vscode.l10n.t('{0} has no patches to export.', mount.name));
  const wanted = { title: vscode.l10n.t('Export Patch'), suffix: '', extension: 'patch', kind: vscode.l10n.t('Patches') };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const { packagePatches } = await loadEngine();
  const written: vscode.Uri[] = [];
  for (const { suffix, patch } of await packagePatches(mount.base, mount.overlay)) {
    if (patch.length === 0) continue;
    const place = target.with({ path: target.path.replace(/(\.[^./]*)?$/, (extension) => suffix + extension) });
    await writeExport(place, [patch]);
    written.push(place);
  }
  for (const place of written.reverse()) await vscode.window.showTextDocument(place, { preview: false });
}
