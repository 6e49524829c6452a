import * as vscode from 'vscode';
import { digest } from '../../node/digest';
import { saveAll } from '../fixes/apply';
import { loadEngine } from '../load-engine';
import type { ReviewSession } from '../review/session';
import { besides, exportTarget } from './target';
import { baseName } from '../../core/text/path';
import { tellWritten } from './tell-written';
import { writeExports } from './write';

const sha256 = (bytes: Uint8Array) => digest('sha256', bytes);

/** Reviews if needed, and writes what the verdict is based on as one ZIP. */
export async function exportEvidence(session: ReviewSession, toolVersion: string, given?: unknown): Promise<void> {
  const { mount } = session;
  await saveAll(session);
  await session.idle();
  const review = session.review ?? (await session.reviewNow());
  if (!review) throw new Error(vscode.l10n.t('The review failed: the log says why ({0}).', mount.name));
  const wanted = {
    title: vscode.l10n.t('Export Evidence Bundle'),
    name: besides(session, '-evidence', 'zip'),
    filters: { ZIP: ['zip'] },
  };
  const target = await exportTarget(session, wanted, given);
  if (!target) return;
  const { evidenceBundle } = await loadEngine();
  const bundle = evidenceBundle(
    {
      review,
      base: mount.base,
      overlay: mount.overlay,
      patchReason: mount.reason,
      sha256: await mount.archiveSha256(),
      site: await siteDigests(session),
      generatedAt: new Date().toISOString(),
      toolVersion,
    },
    sha256,
  );
  await writeExports([{ target, pieces: bundle }]);
  tellWritten(vscode.l10n.t('The evidence of {0} was written to {1}.', mount.name, baseName(target.path)), target);
}

async function siteDigests(session: ReviewSession) {
  const { files } = await session.siteFiles();
  return Promise.all(
    files.map(async ({ role, path }) => ({ role, path, sha256: await sha256(await vscode.workspace.fs.readFile(vscode.Uri.parse(path))) })),
  );
}
