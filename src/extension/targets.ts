import * as vscode from 'vscode';
import { mountScheme } from './mount/mount-uri';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';

/** A tree node of a package or one of its files, as VS Code hands it to commands. */
export interface TreeNode {
  readonly session?: ReviewSession;
  readonly path?: string;
}

/** What a command can be called on: from the Explorer, a tree of ours, or the Source Control view. */
export type Target = vscode.Uri | TreeNode | vscode.SourceControlResourceState | vscode.SourceControl;

/** The package that a command is about: the one it was called on, that of the active editor, the only one, or asked for. */
export async function sessionFor(sessions: ReviewSessions, target?: Target): Promise<ReviewSession | undefined> {
  if (target && 'session' in target && target.session) return target.session;
  const named = sessions.find((target && uriOf(target)) ?? vscode.window.activeTextEditor?.document.uri);
  if (named) return named;
  const { all } = sessions;
  if (all.length === 0) tellNoneIsOpen();
  if (all.length < 2) return all[0];
  const picked = await vscode.window.showQuickPick(
    all.map((session) => ({ label: session.mount.name, description: session.mount.archiveUri.fsPath, session })),
    { title: vscode.l10n.t('Which package?') },
  );
  return picked?.session;
}

/** Says that a package is needed, and offers to open one. */
export function tellNoneIsOpen(): void {
  const review = vscode.l10n.t('Review Upgrade Package…');
  void vscode.window.showInformationMessage(vscode.l10n.t('No package is open.'), review).then(async (chosen) => {
    if (chosen) await vscode.commands.executeCommand('upgradeReview.reviewPackage');
  });
}

/** The files of a package that a command is about; trees and the Source Control view hand over several when several are selected. */
export function filesFor(sessions: ReviewSessions, ...targets: readonly (Target | readonly Target[] | undefined)[]): PackageFile[] {
  const given = targets.flat().filter((target) => target !== undefined);
  const active = vscode.window.activeTextEditor?.document.uri;
  const uris = given.length > 0 ? given.map(uriOf) : [active];
  const unique = new Map(uris.map((uri) => [uri?.toString(), uri]));
  return [...unique.values()].flatMap((uri) => {
    const session = uri?.scheme === mountScheme ? sessions.find(uri) : undefined;
    const path = uri && session?.mount.pathOf(uri);
    return uri && session && path !== undefined ? [{ session, path, uri }] : [];
  });
}

export interface PackageFile {
  readonly session: ReviewSession;
  readonly path: string;
  readonly uri: vscode.Uri;
}

function uriOf(target: Target): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if ('resourceUri' in target) return target.resourceUri;
  if ('rootUri' in target) return target.rootUri;
  if ('session' in target && target.session) return target.session.mount.uriOf(target.path ?? '');
  return undefined;
}
