import * as vscode from 'vscode';
import { reviewQuietly, reviewWithProgress } from './commands';
import { mountScheme } from './mount/mount-uri';
import { isLeaving } from './mount/window-folders';
import type { ReviewSession } from './review/session';
import type { ReviewSessions } from './review/sessions';
import { showTrouble } from './trouble';

interface Host {
  readonly sessions: ReviewSessions;
  readonly log: vscode.LogOutputChannel;
  readonly memory: vscode.Memento;
}

/** Milliseconds in which a window in a browser tells its folders: it starts extensions before it has read them. */
const untilFolders = 1000;

/** Opens what the window shows as folders from its start on, calls `opened`, and reviews it. */
export async function openAtStart(host: Host, opened: () => void): Promise<void> {
  const folders = await foldersOfWindow();
  const mounted = await openAll(folders, host);
  opened();
  await reviewAll(mounted, host);
}

/** Reviews what became a folder of the window: after a reload, or because somebody added it by hand. */
export async function openMounted(folders: readonly vscode.WorkspaceFolder[], host: Host): Promise<void> {
  await reviewAll(await openAll(folders, host), host);
}

function foldersOfWindow(): Promise<readonly vscode.WorkspaceFolder[]> {
  const now = vscode.workspace.workspaceFolders;
  if (now || vscode.env.uiKind !== vscode.UIKind.Web) return Promise.resolve(now ?? []);
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(late);
      listening.dispose();
      resolve(vscode.workspace.workspaceFolders ?? []);
    };
    const late = setTimeout(settle, untilFolders);
    const listening = vscode.workspace.onDidChangeWorkspaceFolders(settle);
  });
}

async function openAll(folders: readonly vscode.WorkspaceFolder[], { sessions, log }: Host): Promise<ReviewSession[]> {
  const opened: ReviewSession[] = [];
  for (const { uri } of folders) {
    // It may have been closed since.
    if (uri.scheme !== mountScheme || !isShown(uri)) continue;
    try {
      opened.push(await sessions.open(uri));
    } catch (error) {
      showTrouble(log, error);
    }
  }
  return opened;
}

const isShown = (root: vscode.Uri): boolean =>
  !isLeaving(root) && vscode.workspace.workspaceFolders?.some(({ uri }) => uri.authority === root.authority) === true;

/** A package that is new in this window was asked for a moment ago; after a reload nobody asked for anything. */
async function reviewAll(mounted: readonly ReviewSession[], { memory }: Host): Promise<void> {
  for (const session of mounted) {
    const isNew = await showOnce(session.mount.root.authority, memory);
    if (session.state === 'waiting') await (isNew ? reviewWithProgress : reviewQuietly)(session);
  }
}

/** Shows the views when a package is new in this window, and answers whether it is; later the side bar is the user's. */
async function showOnce(authority: string, memory: vscode.Memento): Promise<boolean> {
  const shown = memory.get<readonly string[]>('shown', []);
  if (shown.includes(authority)) return false;
  await memory.update('shown', [...shown, authority]);
  await vscode.commands.executeCommand('upgradeReview.packages.focus');
  return true;
}
