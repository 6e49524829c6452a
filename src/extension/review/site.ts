import * as vscode from 'vscode';
import { siteFolder, type SiteFile } from '../../core/catalog/site-folder';
import { loadEngine } from '../load-engine';
import { mountScheme } from '../mount/mount-uri';
import type { SiteProblem } from '../../core/inventory/inventory';
import { decodeText } from '../../core/text/decode';
import type { Settings } from '../settings';

export interface SiteFiles {
  readonly files: readonly SiteFile[];
  /** Files that are not text. */
  readonly problems: readonly SiteProblem[];
}

/**
 * The files of every role: of the `.upgrade-review` folders of the workspace and the nearest one above the archive, and
 * of the globs in the settings. Files of the package itself never count: the vendor does not describe the site.
 */
export async function findSiteFiles(archive: vscode.Uri, settings: Settings): Promise<SiteFiles> {
  const { siteRoles } = await loadEngine();
  const inFolders = await Promise.all([...realFolders().map(({ uri }) => listSiteFolder(uri)), nearestSiteFolder(archive)]);
  const all = inFolders.flat();
  const read: SiteFiles[] = [];
  for (const { id } of siteRoles) {
    const listed = all.filter(({ role }) => role === id).map(({ uri }) => uri);
    read.push(await readAll(id, [...listed, ...(await matching(settings.siteGlobs(id)))]));
  }
  return { files: read.flatMap(({ files }) => files), problems: read.flatMap(({ problems }) => problems) };
}

/** Fires when a file that `findSiteFiles` may read is saved, created or deleted. */
export function watchSiteFiles(archive: vscode.Uri, changed: () => void): vscode.Disposable {
  const bases = [...realFolders(), ...ancestors(archive)];
  const watchers = bases.flatMap((base) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(base, `${siteFolder}/*`));
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
  });
  return vscode.Disposable.from(...watchers);
}

export const realFolders = (): readonly vscode.WorkspaceFolder[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== mountScheme);

async function nearestSiteFolder(archive: vscode.Uri) {
  for (const parent of ancestors(archive)) {
    const listed = await listSiteFolder(parent);
    if (listed.length > 0) return listed;
  }
  return [];
}

function ancestors(uri: vscode.Uri): vscode.Uri[] {
  const parent = vscode.Uri.joinPath(uri, '..');
  return parent.path === uri.path ? [] : [parent, ...ancestors(parent)];
}

async function listSiteFolder(parent: vscode.Uri) {
  const { roleOfName } = await loadEngine();
  const folder = vscode.Uri.joinPath(parent, siteFolder);
  const listed = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  return listed.flatMap(([name]) => {
    const role = roleOfName(name)?.id;
    return role ? [{ role, uri: vscode.Uri.joinPath(folder, name) }] : [];
  });
}

async function matching(globs: readonly string[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    realFolders().flatMap((folder) => globs.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob)))),
  );
  return found.flat();
}

/** Each file once, by path, as the editor shows it if it is open with unsaved changes. */
async function readAll(role: string, uris: readonly vscode.Uri[]): Promise<SiteFiles> {
  const files: SiteFile[] = [];
  const problems: SiteProblem[] = [];
  for (const path of [...new Set(uris.map((uri) => uri.toString()))].sort()) {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === path);
    const text = open?.getText() ?? decodeText(await vscode.workspace.fs.readFile(vscode.Uri.parse(path)))?.text;
    if (text !== undefined) files.push({ role, path, text });
    else
      problems.push({
        code: 'not-text',
        path,
        span: { start: 0, end: 0 },
        line: 0,
        message: vscode.l10n.t('This is not a text file; UTF-16 needs its byte order mark, UTF-8 none.'),
      });
  }
  return { files, problems };
}
