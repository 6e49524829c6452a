import * as vscode from 'vscode';
import { loadEngine } from './load-engine';
import type { ReviewSession } from './review/session';
import { realFolders } from './review/site';

/** Reviews if needed, asks where the report shall go, writes it there and opens it in the preview. */
export async function generateReport(session: ReviewSession, context: vscode.ExtensionContext): Promise<void> {
  const { signaturesBrokenBy, markdownReport } = await loadEngine();
  await session.idle();
  const review = session.review ?? (await session.reviewNow());
  if (!review) throw new Error(vscode.l10n.t('{0} could not be reviewed: see the log.', session.mount.name));
  const { name, version } = review.package;
  const fileName = `preflight-${[name, version].filter(Boolean).join('-')}.md`.replace(/[^\w.-]+/g, '-');
  const folder = realFolders()[0]?.uri ?? vscode.Uri.joinPath(session.mount.archiveUri, '..');
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Preflight Report'),
    defaultUri: vscode.Uri.joinPath(folder, fileName),
    filters: { Markdown: ['md'] },
  });
  if (!target) return;
  const sha256 = await session.mount.archiveSha256();
  const report = markdownReport(review, {
    generatedAt: new Date().toISOString(),
    toolVersion: (context.extension.packageJSON as { version: string }).version,
    patched: session.mount.patchedPaths,
    newOnly: session.newOnly,
    brokenSignatures: signaturesBrokenBy(session.mount.base, session.mount.overlay),
    ...(session.mount.reason && { patchReason: session.mount.reason }),
    ...(sha256 && { sha256 }),
  });
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(report));
  await vscode.commands.executeCommand('markdown.showPreview', target);
}
