import * as vscode from 'vscode';
import { saveAll } from '../fixes/apply';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { mustBeWritable } from './guard';
import { besides, exportTarget } from './target';
import { writeExports, type Export } from './write';

/** Writes the patches as unified diffs and shows them: one for the package, and one for each archive in it that has patched files. */
export async function exportPatch(session: ReviewSession, given?: unknown): Promise<void> {
  const { mount } = session;
  await saveAll(session);
  if (mount.patched.length === 0) throw new Error(vscode.l10n.t('{0} has no patches to export.', mount.name));
  const wanted = {
    title: vscode.l10n.t('Export Patch'),
    name: besides(session, '', 'patch'),
    filters: { [vscode.l10n.t('Patches')]: ['patch'] },
  };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const { packagePatches } = await loadEngine();
  const files: Export[] = [];
  for (const { suffix, patch } of await packagePatches(mount.base, mount.overlay)) {
    if (patch.length === 0) continue;
    const derived = suffix !== '';
    const place = target.with({ path: target.path.replace(/(\.[^./]*)?$/, (extension) => suffix + extension) });
    if (derived) await mustBeWritable(session, place, derived);
    files.push({ target: place, pieces: [patch], fresh: derived });
  }
  // The one that was asked for is the last to take its place, and lies on top.
  files.reverse();
  await writeExports(files);
  for (const { target: place } of files) await vscode.window.showTextDocument(place, { preview: false });
}
