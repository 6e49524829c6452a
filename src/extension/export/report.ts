import * as vscode from 'vscode';
import { exportTarget } from './target';
import { writeExports } from './write';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';

/** What the editor shows as a page, and therefore offers first. */
const previewed = 'text/markdown';

/** Reviews if needed, asks where the report shall go, writes it there in the form that the file's ending says, and opens it. */
export async function generateReport(session: ReviewSession, toolVersion: string, given?: unknown): Promise<void> {
  const { signaturesBrokenBy, reportFormats } = await loadEngine();
  await session.idle();
  const review = session.review ?? (await session.reviewNow());
  if (!review) throw new Error(vscode.l10n.t('The review failed: the log says why ({0}).', session.mount.name));
  const preferred = reportFormats.find(({ mediaType }) => mediaType === previewed) ?? reportFormats[0];
  const { name, version } = review.package;
  const fileName = `preflight-${[name, version].filter(Boolean).join('-')}.${preferred.ending}`.replace(/[^\w.-]+/g, '-');
  const wanted = {
    title: vscode.l10n.t('Save Preflight Report'),
    name: fileName,
    filters: Object.fromEntries([preferred, ...reportFormats].map((format) => [format.name, [format.ending]])),
  };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const sha256 = await session.mount.archiveSha256();
  const format = reportFormats.find(({ ending }) => target.path.endsWith(`.${ending}`)) ?? preferred;
  const texts = format.holdsTexts ? await session.ask('shown', { paths: review.findings.map(({ path }) => path) }) : undefined;
  const report = format.write(review, {
    generatedAt: new Date().toISOString(),
    toolVersion,
    patched: session.mount.patchedPaths,
    newOnly: session.newOnly,
    confidence: session.leastSure,
    brokenSignatures: signaturesBrokenBy(session.mount.base, session.mount.overlay),
    ...(session.mount.reason && { patchReason: session.mount.reason }),
    ...(sha256 && { sha256 }),
    ...(texts && { texts }),
  });
  await writeExports([{ target, pieces: [new TextEncoder().encode(report)] }]);
  await vscode.commands.executeCommand(format.mediaType === previewed ? 'markdown.showPreview' : 'vscode.open', target);
}
