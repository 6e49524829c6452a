import * as vscode from 'vscode';
import type { Neighbour } from '../../core/compare/previous';
import { baseName } from '../../core/text/path';
import { loadEngine, type Engine } from '../load-engine';
import { openBase } from '../mount/open-base';
import type { ReviewSession } from '../review/session';

/** Archives beside the package whose manifests are looked at, those that are called like it first. */
const mostOpened = 20;

/** Bytes: where only whole files can be read, larger ones are known by their names. */
const largestRemote = 64 * 2 ** 20;

const archiveName = /\.(zip|jar|war|ear|whl|nupkg|vsix|apk|pkg|upg|upd|bundle|bin)$/i;

/** Asks for the package that came before; those beside it that may be it stand first. `undefined`: nobody was chosen. */
export async function pickPrevious(session: ReviewSession): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Which package came before {0}?', session.mount.name);
  const folder = vscode.Uri.joinPath(session.mount.archiveUri, '..');
  const likely = await likelyPrevious(session, folder);
  if (likely.length === 0) return pickFile(title, folder);
  const items = likely.map(({ file, product, version }, index) => ({
    label: file,
    description: [product, version].filter(Boolean).join(' '),
    iconPath: new vscode.ThemeIcon('package'),
    uri: vscode.Uri.joinPath(folder, file),
    ...(index === 0 && { detail: vscode.l10n.t('In the same folder, and the version just before') }),
  }));
  const other = { label: vscode.l10n.t('Choose Another Package…'), iconPath: new vscode.ThemeIcon('folder-opened'), uri: undefined };
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, uri: undefined };
  const picked = await vscode.window.showQuickPick([...items, separator, other], { title });
  return picked && (picked.uri ?? pickFile(title, folder));
}

/** Packages in the folder that may have come before, the likeliest first. */
export async function likelyPrevious({ mount }: ReviewSession, folder: vscode.Uri): Promise<readonly Neighbour[]> {
  const engine = await loadEngine();
  const own = baseName(mount.archiveUri.path);
  // A folder that cannot be listed has no suggestions: the file can be chosen all the same.
  const listed = await vscode.workspace.fs.readDirectory(folder).then(undefined, () => []);
  const names = listed.flatMap(([name, type]) => (type & vscode.FileType.File && archiveName.test(name) && name !== own ? [name] : []));
  const isStranger = (name: string): number => Number(!engine.isNamesake(name, own));
  names.sort((a, b) => isStranger(a) - isStranger(b));
  const opened = names.slice(0, mostOpened).map((name) => neighbourAt(engine, vscode.Uri.joinPath(folder, name)));
  const rest = names.slice(mostOpened).map((file): Neighbour => ({ file }));
  return engine.likelyPrevious(await engine.neighbourOf(own, mount.base), [...(await Promise.all(opened)), ...rest]);
}

async function neighbourAt({ neighbourOf }: Engine, uri: vscode.Uri): Promise<Neighbour> {
  const file = baseName(uri.path);
  try {
    if (uri.scheme !== 'file' && (await vscode.workspace.fs.stat(uri)).size > largestRemote) return { file };
    const base = await openBase(uri);
    return await neighbourOf(file, base.source).finally(() => base.close());
  } catch {
    return { file };
  }
}

async function pickFile(title: string, defaultUri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title,
    openLabel: vscode.l10n.t('Compare'),
    defaultUri,
    canSelectFiles: true,
    canSelectFolders: true,
  });
  return picked?.[0];
}
