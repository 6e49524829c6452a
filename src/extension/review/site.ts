import * as vscode from 'vscode';
import { siteFolder, type SiteFile } from '../../core/catalog/site-folder';
import { loadEngine } from '../load-engine';
import { mountScheme } from '../mount/mount-uri';
import { isWithin, shownPlace } from '../mount/place';
import type { SiteProblem } from '../../core/inventory/inventory';
import { siteText } from '../../node/site-text';
import type { Settings } from '../settings';

export interface SiteFiles {
  readonly files: readonly SiteFile[];
  /** Files that are not text. */
  readonly problems: readonly SiteProblem[];
  /** Paths, for people, of what lies inside a package and was not believed. */
  readonly passedOver: readonly string[];
}

/**
 * The files of every role: of the `.upgrade-review` folders of the workspace and the nearest one above the archive, and
 * of the globs in the settings. Files inside one of the packages never count: the vendor does not describe the site.
 */
export async function findSiteFiles(archive: vscode.Uri, packages: readonly vscode.Uri[], settings: Settings): Promise<SiteFiles> {
  const { siteRoles } = await loadEngine();
  const passedOver = new Set<string>();
  const believed = async <T extends { readonly uri: vscode.Uri }>(found: readonly T[]): Promise<T[]> => {
    const outside: T[] = [];
    for (const file of found) {
      if (await isVendors(file.uri, packages)) passedOver.add(shownPlace(file.uri));
      else outside.push(file);
    }
    return outside;
  };
  const inFolders = await Promise.all(realFolders().map(async ({ uri }) => believed(await listSiteFolder(uri))));
  const listed = [...inFolders.flat(), ...(await nearestSiteFolder(archive, believed))];
  const read = await Promise.all(
    siteRoles
      .filter(({ needsTrust }) => !needsTrust || vscode.workspace.isTrusted)
      .map(async ({ id }) => {
        const matched = await believed((await matching(settings.siteGlobs(id))).map((uri) => ({ uri })));
        return readAll(
          id,
          [...listed.filter(({ role }) => role === id), ...matched].map(({ uri }) => uri),
        );
      }),
  );
  return {
    files: read.flatMap(({ files }) => files),
    problems: read.flatMap(({ problems }) => problems),
    passedOver: [...passedOver].sort(),
  };
}

/** Whether a review would say the same. */
export const sameSite = (a: SiteFiles, b: SiteFiles): boolean => JSON.stringify(a) === JSON.stringify(b);

async function isVendors(uri: vscode.Uri, packages: readonly vscode.Uri[]): Promise<boolean> {
  for (const vendor of packages) if (await isWithin(uri, vendor)) return true;
  return false;
}

/** Fires when a file that `findSiteFiles` may read is saved, created or deleted. */
export function watchSiteFiles(archive: vscode.Uri, changed: () => void): vscode.Disposable {
  const inWindow = realFolders().map((folder) => new vscode.RelativePattern(folder, `**/${siteFolder}/*`));
  // A pattern with more than a name has everything below watched: from an ancestor on that would be the whole disk.
  const above = ancestors(archive)
    .filter((folder) => !vscode.workspace.getWorkspaceFolder(folder))
    .flatMap((folder) => [
      new vscode.RelativePattern(folder, siteFolder),
      new vscode.RelativePattern(vscode.Uri.joinPath(folder, siteFolder), '*'),
    ]);
  const watchers = [...inWindow, ...above].flatMap((pattern) => {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)];
  });
  return vscode.Disposable.from(...watchers);
}

export const realFolders = (): readonly vscode.WorkspaceFolder[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme !== mountScheme);

async function nearestSiteFolder(archive: vscode.Uri, believed: (found: readonly Listed[]) => Promise<Listed[]>): Promise<Listed[]> {
  // All at once: each look waits for the editor.
  for (const files of await Promise.all(ancestors(archive).map(listSiteFolder))) {
    const listed = await believed(files);
    if (listed.length > 0) return listed;
  }
  return [];
}

/** The folders that files describing the site are read from. */
export const siteFolders = (archive: vscode.Uri): readonly vscode.Uri[] =>
  [...realFolders().map(({ uri }) => uri), ...ancestors(archive)].map((parent) => vscode.Uri.joinPath(parent, siteFolder));

function ancestors(uri: vscode.Uri): vscode.Uri[] {
  const parent = vscode.Uri.joinPath(uri, '..');
  return parent.path === uri.path ? [] : [parent, ...ancestors(parent)];
}

interface Listed {
  readonly role: string;
  readonly uri: vscode.Uri;
}

async function listSiteFolder(parent: vscode.Uri): Promise<Listed[]> {
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
async function readAll(role: string, uris: readonly vscode.Uri[]): Promise<Pick<SiteFiles, 'files' | 'problems'>> {
  const paths = [...new Set(uris.map((uri) => uri.toString()))].sort();
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await textAt(path) })));
  return {
    files: texts.flatMap(({ path, text }) => (text === undefined ? [] : [{ role, path, text }])),
    problems: texts.flatMap(({ path, text }) => (text === undefined ? [notText(path)] : [])),
  };
}

async function textAt(path: string): Promise<string | undefined> {
  // What is open without changes may be behind the disk: the editor hears of a change later.
  const open = vscode.workspace.textDocuments.find((document) => document.isDirty && document.uri.toString() === path);
  return open?.getText() ?? (await siteText(await vscode.workspace.fs.readFile(vscode.Uri.parse(path))).catch(() => undefined));
}

const notText = (path: string): SiteProblem => ({
  code: 'not-text',
  path,
  span: { start: 0, end: 0 },
  line: 0,
  message: vscode.l10n.t('This is not a text file, in UTF-8 or UTF-16.'),
});
