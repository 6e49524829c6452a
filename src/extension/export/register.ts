import * as vscode from 'vscode';
import { commandRegistrar } from '../register-command';
import type { ReviewSession } from '../review/session';
import type { ReviewSessions } from '../review/sessions';
import type { PackageSourceControls } from '../source-control/source-control';
import { sessionFor, type Target } from '../targets';
import { exportEvidence } from './evidence';
import { importPatch } from './import-patch';
import { exportPatch } from './patch';
import { exportPackage } from './patched-package';

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
  const onPackage = (name: string, run: (session: ReviewSession, file?: unknown) => Promise<unknown>) =>
    register(name, async (target?: Target, file?: unknown) => {
      const session = await sessionFor(sessions, target);
      return session && run(session, file);
    });
  return vscode.Disposable.from(
    onPackage('exportPackage', exportPackage),
    onPackage('exportPatch', exportPatch),
    onPackage('exportEvidence', async (session, file) => {
      await sourceControls.find(session)?.saveReason();
      await exportEvidence(session, version, file);
    }),
    onPackage('importPatch', importPatch),
  );
}
