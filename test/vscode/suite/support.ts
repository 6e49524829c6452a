import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../../src/extension/extension';
import type { ReviewSession } from '../../../src/extension/review/session';
import { mountUri } from '../../../src/extension/mount/mount-uri';

/** The real folder of the window: the sample's site, with the package beside it. */
export function site(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.path.endsWith('/site'));
  assert.ok(folder, 'the window has no folder "site"');
  return folder.uri;
}

export const sampleArchive = (): vscode.Uri => vscode.Uri.joinPath(site(), 'Full-upgrade-package-dten.zip');

export async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>('upgrade-review.upgrade-review');
  assert.ok(extension);
  return extension.activate();
}

/** Opens an archive or folder as a user does, and waits for its review. */
export async function review(archive: vscode.Uri): Promise<ReviewSession> {
  await vscode.commands.executeCommand('upgradeReview.reviewPackage', archive);
  const session = (await api()).sessions.find(vscode.Uri.parse(mountUri(archive.toString())));
  assert.ok(session, `${archive.toString()} is not open`);
  await session.idle();
  assert.ok(session.review, `${archive.toString()} was not reviewed`);
  return session;
}

/** Closes a package as a user does: a folder that stayed in the window would bring it back. */
export const close = async ({ mount }: ReviewSession): Promise<unknown> =>
  vscode.commands.executeCommand('upgradeReview.closePackage', mount.root);

/** Closes all editors, takes back all patches, and what was only typed: without an editor it would stay. */
export async function restore(session: ReviewSession): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await session.mount.discard(session.mount.patchedPaths);
  await session.idle();
}

/** The next event that `wanted` accepts. Start waiting before what causes it. */
export function next<T>(event: vscode.Event<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const listening = event((value) => {
      if (!wanted(value)) return;
      listening.dispose();
      resolve(value);
    });
  });
}

/** The next review of which `isSo` holds. Start waiting before what causes it. @throws if a review fails meanwhile. */
export async function nextReview(session: ReviewSession, isSo: () => boolean): Promise<void> {
  await next(session.onDidChange, () => session.state === 'failed' || (session.state === 'reviewed' && isSo()));
  assert.notEqual(session.state, 'failed', 'the review failed');
}

export const textOf = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

export const ruleOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

/** Asks again until it is so; the test's own time limit ends the waiting. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A notification as it was asked for. */
export interface Told {
  readonly level: 'information' | 'warning' | 'error';
  readonly message: string;
  readonly buttons: readonly string[];
}

/** What notifications say while `run` goes on; `press` is the button that somebody chooses, where it is offered. */
export async function told(run: () => Thenable<unknown>, press?: string): Promise<Told[]> {
  const { showInformationMessage, showWarningMessage, showErrorMessage } = vscode.window;
  const all: Told[] = [];
  const instead =
    (level: Told['level']) =>
    (message: string, ...buttons: string[]) => {
      all.push({ level, message, buttons });
      return Promise.resolve(buttons.find((button) => button === press));
    };
  Object.assign(vscode.window, {
    showInformationMessage: instead('information'),
    showWarningMessage: instead('warning'),
    showErrorMessage: instead('error'),
  });
  try {
    await run();
  } finally {
    Object.assign(vscode.window, { showInformationMessage, showWarningMessage, showErrorMessage });
  }
  return all;
}
