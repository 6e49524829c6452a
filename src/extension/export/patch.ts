import * as vscode from 'vscode';
import { saveAll } from '../fixes';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { exportTarget, writeExport } from './target';

/** Writes the patches as a unified diff and shows it. */
export async function exportPatch(session: ReviewSession, given?: unknown): Promise<void> {
  const { mount } = session;
  await saveAll(session);
  if (mount.patched.length === 0) throw new Error(vscode.l10n.t('{0} has no patches to export.', mount.name));
  const wanted = { title: vscode.l10n.t('Export Patch'), suffix: '', extension: 'patch', kind: vscode.l10n.t('Patches') };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const { patchedFiles, unifiedDiff } = await loadEngine();
  await writeExport(target, [unifiedDiff(await patchedFiles(mount.base, mount.overlay))]);
  await vscode.window.showTextDocument(target);
}
