import * as vscode from 'vscode';
import { mountScheme, mountUri } from './mount/mount-uri';
import { saveAll } from './fixes/apply';
import { loadPages } from './load-pages';
import type { Log } from './log';
import { addFolder, removeFolder } from './mount/window-folders';
import { showOverview } from './overview/overview';
import { commandRegistrar } from './register-command';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';
import { prepareSample } from './sample';
import { showTrouble } from './trouble';
import { sessionFor, type TreeNode } from './targets';

interface Host {
  readonly context: vscode.ExtensionContext;
  readonly sessions: ReviewSessions;
  readonly kept: Log;
}

export function registerCommands(host: Host): vscode.Disposable {
  const { context, sessions, kept } = host;
  const log = kept.channel;
  const register = commandRegistrar(log);

  return vscode.Disposable.from(
    register('reviewPackage', async (uri?: vscode.Uri) => {
      const archive = uri ?? (await pickPackage());
      if (archive) await openPackage(host, archive);
    }),
    register('openSample', async () => openPackage(host, await prepareSample(context))),
    register('showOverview', async (target?: vscode.Uri | TreeNode) => {
      const archive = await overviewTarget(sessions, target);
      if (archive) await showOverview(archive);
    }),
    register('openMatrix', async (target?: vscode.Uri | TreeNode) => {
      const session = await sessionFor(sessions, target);
      if (!session) return;
      const { openMatrix } = await loadPages();
      openMatrix(session, { extension: context.extensionUri, tellTrouble: (error) => showTrouble(log, error) });
    }),
    register('closePackage', async (target?: vscode.Uri | TreeNode) => {
      const session = await sessionFor(sessions, target);
      if (!session) return;
      await saveAll(session);
      await closeEditors(session);
      sessions.close(session);
      await removeFolder(session.mount.root);
    }),
    register('reviewAgain', async (target?: vscode.Uri | TreeNode) => {
      const session = await sessionFor(sessions, target);
      if (session) await reviewWithProgress(session);
    }),
    register('openRulePage', (rule: string) => {
      if (!/^[a-z-]+\/[a-z-]+$/.test(rule)) throw new Error(vscode.l10n.t('There is no rule called {0}.', rule));
      return vscode.commands.executeCommand(
        'markdown.showPreview',
        vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`),
      );
    }),
    register('addInventory', async () => (await loadPages()).addInventory(sessions)),
    register('collectInventoryScript', async (target?: unknown) =>
      (await loadPages()).collectInventoryScript(context.extensionUri, target),
    ),
    register('collectDiagnostics', async () => (await loadPages()).collectDiagnostics({ context, sessions, log: kept })),
    register('showActions', async () => (await loadPages()).showActions(sessions)),
    register('showLog', () => log.show()),
  );
}

/** The archive named, the one in front, one of those under review, or a chosen one. */
async function overviewTarget(sessions: ReviewSessions, target?: vscode.Uri | TreeNode): Promise<vscode.Uri | undefined> {
  if (target instanceof vscode.Uri && target.scheme !== mountScheme) return target;
  const inFront = target ? undefined : archiveInFront();
  if (inFront) return inFront;
  return sessions.all.length > 0 ? (await sessionFor(sessions, target))?.mount.archiveUri : pickPackage();
}

/** An archive is no text: what the editor shows of it is a tab of another kind. */
function archiveInFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri && uri.scheme !== mountScheme && archiveName.test(uri.path) ? uri : undefined;
}

/** Mounts an archive or directory as the last workspace folder and reviews it. */
async function openPackage(host: Host, archive: vscode.Uri): Promise<void> {
  const root = vscode.Uri.parse(mountUri(archive.toString()));
  // Opening first: a damaged archive must give its message here and not become a broken folder.
  const session = await host.sessions.open(root);
  await vscode.commands.executeCommand('upgradeReview.packages.focus');
  if (await addFolder(root, session.mount.name)) await reviewWithProgress(session);
}

/** Editors of a package that is closed would fail at the next look. */
async function closeEditors({ mount }: ReviewSession): Promise<void> {
  const shows = ({ input }: vscode.Tab): boolean => {
    if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return mount.pathOf(input.uri) !== undefined;
    return input instanceof vscode.TabInputTextDiff && mount.pathOf(input.modified) !== undefined;
  };
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(shows)));
}

export async function reviewWithProgress(session: ReviewSession): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title: vscode.l10n.t('Reviewing {0}', session.mount.name) },
    (progress, token) => session.reviewNow(token, progress),
  );
}

/** For reviews that nobody asked for: the view shows that something is under way. */
export async function reviewQuietly(session: ReviewSession): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: 'upgradeReview.findings' } }, () => session.reviewNow());
}

const archiveEndings = ['zip', 'jar', 'war', 'ear', 'whl', 'nupkg', 'vsix', 'apk'];
const archiveName = new RegExp(`\\.(${archiveEndings.join('|')})$`, 'i');

async function pickPackage(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Review Upgrade Package'),
    openLabel: vscode.l10n.t('Review'),
    canSelectFiles: true,
    canSelectFolders: true,
    filters: {
      [vscode.l10n.t('Upgrade packages')]: archiveEndings,
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return picked?.[0];
}
