import * as vscode from 'vscode';
import { folderOfArchive, shownPath } from '../../core/package/nested-path';
import { innerArchivesOf } from '../mount/inner-files';
import type { ReviewSessions } from '../review/sessions';
import { filesFor, sessionFor, type PackageFile, type Target } from '../targets';
import { baseName } from '../../core/text/path';

/** Shows in the Explorer what an archive inside a package holds: the one it was called on, or one that is picked. */
export async function openInnerArchive(sessions: ReviewSessions, target?: Target): Promise<void> {
  const file = target ? filesFor(sessions, target)[0] : await pickArchive(sessions);
  if (!file) return;
  const { session, path } = file;
  if (!(await session.mount.base.isArchive(path)))
    throw new Error(vscode.l10n.t('This is not an archive that can be opened, as it does not begin like one: {0}', shownPath(path)));
  const folder = folderOfArchive(path);
  await session.mount.reach(folder);
  await vscode.commands.executeCommand('revealInExplorer', session.mount.uriOf(folder));
  await vscode.commands.executeCommand('list.expand');
}

async function pickArchive(sessions: ReviewSessions): Promise<PackageFile | undefined> {
  const session = await sessionFor(sessions);
  if (!session) return undefined;
  const { mount } = session;
  const innerArchives = innerArchivesOf(mount);
  if (innerArchives.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no archives inside that were opened.', mount.name));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    innerArchives.map((path) => ({ label: baseName(path), description: path, path })),
    { title: vscode.l10n.t('Open Inner Archive'), matchOnDescription: true },
  );
  return picked && { session, path: picked.path, uri: mount.uriOf(picked.path) };
}
