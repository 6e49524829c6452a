import * as vscode from 'vscode';
import { loadPages, type Pages } from '../load-pages';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import type { PackageSourceControls } from '../source-control/source-control';
import { showTrouble } from '../trouble';
import { sessionFor, type Target } from '../targets';

interface Host {
  readonly context: vscode.ExtensionContext;
  readonly sessions: ReviewSessions;
  readonly sourceControls: PackageSourceControls;
  readonly log: vscode.LogOutputChannel;
}

/** Commands that hand on what came of a review. Each takes the package and, from other extensions, the file to write or read. */
export function registerExports({ context, sessions, sourceControls, log }: Host): vscode.Disposable {
  const register = commandRegistrar(log);
  const { version } = context.extension.packageJSON as { version: string };
  const reportHost = {
    media: vscode.Uri.joinPath(context.extensionUri, 'media'),
    toolVersion: version,
    tellTrouble: (error: unknown) => showTrouble(log, error),
  };
  const onPackage = (name: string, run: (pages: Pages, session: ReviewSession, file?: unknown) => Promise<unknown>) =>
    register(name, async (target?: Target, file?: unknown) => {
      const session = await sessionFor(sessions, target);
      return session && run(await loadPages(), session, file);
    });
  return vscode.Disposable.from(
    onPackage('exportPackage', ({ exportPackage }, session, file) => exportPackage(session, file)),
    onPackage('exportPatch', ({ exportPatch }, session, file) => exportPatch(session, file)),
    onPackage('exportEvidence', async ({ exportEvidence }, session, file) => {
      await sourceControls.find(session)?.saveReason();
      await exportEvidence(session, version, file);
    }),
    onPackage('importPatch', ({ importPatch }, session, file) => importPatch(session, file)),
    onPackage('generateReport', async ({ generateReport }, session, file) => {
      await sourceControls.find(session)?.saveReason();
      await generateReport(session, reportHost, file);
    }),
    onPackage('writeCleanupScript', ({ writeNote }, session, file) => writeNote(session, reportHost, 'cleanup', file)),
    onPackage('verifySigningKey', ({ writeNote }, session, file) => writeNote(session, reportHost, 'signingKey', file)),
  );
}
