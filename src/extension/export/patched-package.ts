import * as vscode from 'vscode';
import { shownPath } from '../../core/package/nested-path';
import { digest } from '../../node/digest';
import { deflateRaw } from '../../node/inflate';
import { saveAll } from '../fixes/apply';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { besides, exportTarget } from './target';
import { tellWritten } from './tell-written';
import { writeExports } from './write';
import { baseName } from '../../core/text/path';

/** Writes the package with its patches as a new archive; the answer says what came of it. */
export async function exportPackage(session: ReviewSession, given?: unknown): Promise<string | undefined> {
  const { mount } = session;
  if (!mount.archive)
    throw new Error(vscode.l10n.t('{0} is a folder: only a ZIP can be exported as a patched ZIP. Export a patch instead.', mount.name));
  const extension = /\.(\w+)$/.exec(mount.name)?.[1] ?? 'zip';
  const wanted = {
    title: vscode.l10n.t('Export Patched Package'),
    name: besides(session, '-patched', extension),
    filters: { [vscode.l10n.t('Upgrade packages')]: [extension] },
  };
  const target = await exportTarget(session, wanted, given);
  if (!target) return undefined;
  await saveAll(session);
  const { overlay, base, archive } = mount;
  const { rewriteArchive, writeOverlay } = await loadEngine();
  const options = { deflate: deflateRaw, modified: Date.now(), digest };
  const fresh = await writeOverlay(base, overlay, options);
  const pieces = rewriteArchive(archive.bytes, archive.archive, fresh.overlay, options);
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t('Exporting {0}', mount.name),
      },
      (progress, token) => writeExports([{ target, pieces: watched(pieces, archive.bytes.size, progress, token) }]),
    );
  } catch (error) {
    if (error instanceof vscode.CancellationError) return undefined;
    throw error;
  }
  const { signatures } = fresh;
  const told = [
    writtenWords(baseName(target.path), mount.patched.length),
    fresh.refreshed.length > 0 ? vscode.l10n.t('Digests were computed anew in {0}.', shown(fresh.refreshed)) : '',
    fresh.circular.length > 0 ? vscode.l10n.t('{0} hold digests of each other: they cannot match.', shown(fresh.circular)) : '',
    signatures.length > 0 ? vscode.l10n.t("The vendor's signature is no longer valid: {0}.", shown(signatures)) : '',
  ]
    .filter(Boolean)
    .join(' ');
  const isHarmless = signatures.length + fresh.circular.length === 0;
  tellWritten(told, target, isHarmless ? vscode.window.showInformationMessage : vscode.window.showWarningMessage);
  return told;
}

const shown = (paths: readonly string[]): string => paths.map(shownPath).join(', ');

function writtenWords(name: string, patched: number): string {
  if (patched === 0) return vscode.l10n.t('{0} was written, byte for byte the package: it has no patches.', name);
  return patched === 1
    ? vscode.l10n.t('{0} was written with 1 patched file.', name)
    : vscode.l10n.t('{0} was written with {1} patched files.', name, patched);
}

async function* watched(
  pieces: AsyncIterable<Uint8Array>,
  total: number,
  progress: vscode.Progress<{ increment?: number }>,
  token: vscode.CancellationToken,
): AsyncGenerator<Uint8Array> {
  let written = 0;
  let shown = 0;
  for await (const piece of pieces) {
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    yield piece;
    written += piece.length;
    const percent = Math.min(100, Math.floor((written / Math.max(1, total)) * 100));
    if (percent === shown) continue;
    progress.report({ increment: percent - shown });
    shown = percent;
  }
}
