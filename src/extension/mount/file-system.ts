import * as vscode from 'vscode';
import { errorText, reasonFirst } from '../../core/text/error-text';
import { filesBelow, isDirectory, type Directory } from './file-tree';
import { isHidden } from '../../core/package/hidden';
import { shownPath } from '../../core/package/nested-path';
import { innerFolders, isInnerFolder, isPatchedInside, isReadOnly, readOnlyWords } from './inner-files';
import type { PackageMounts } from './mounts';
import type { PackageMount } from './package-mount';
import { folderOf } from '../../core/text/path';

/** Files of mounted packages: reads come from the archive, writes go to the overlay. */
export class PackageFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly listening: vscode.Disposable;

  readonly onDidChangeFile = this.changed.event;

  constructor(private readonly mounts: PackageMounts) {
    this.listening = mounts.onDidOpen((mount) =>
      mount.onDidChangeFiles((paths) => this.changed.fire(paths.map((path) => changeOf(mount, path)))),
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { mount, path } = await this.locate(uri);
    const node = mount.nodeAt(path);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    if (isDirectory(node)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const mtime = mount.savedTime(path) ?? node.modified ?? 0;
    const type = node.symlink ? ((vscode.FileType.File | vscode.FileType.SymbolicLink) as vscode.FileType) : vscode.FileType.File;
    return { type, ctime: mtime, mtime, size: node.size, ...(node.readOnly && { permissions: vscode.FilePermission.Readonly }) };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const { mount, directory } = await this.directory(uri);
    const names = new Map(
      [...directory].map(([name, node]) => [name, isDirectory(node) ? vscode.FileType.Directory : vscode.FileType.File]),
    );
    for (const name of await innerFolders(mount, directory)) names.set(name, vscode.FileType.Directory);
    return [...names];
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { mount, path } = await this.locate(uri);
    const node = mount.nodeAt(path);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    if (isDirectory(node)) throw vscode.FileSystemError.FileIsADirectory(uri);
    try {
      return await mount.source.read(path);
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(errorText(error));
    }
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array, options: { readonly create: boolean; readonly overwrite: boolean }): Promise<void> {
    const { mount, path } = await this.locate(uri);
    const node = mount.nodeAt(path);
    if (node && isDirectory(node)) throw vscode.FileSystemError.FileIsADirectory(uri);
    if (!node && !options.create) throw vscode.FileSystemError.FileNotFound(uri);
    if (node && options.create && !options.overwrite) throw vscode.FileSystemError.FileExists(uri);
    if (!node) this.checkPlace(mount, uri, path);
    checkArchives(mount, path, [path]);
    await mount.write(path, content);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    const { mount, path } = await this.locate(uri);
    if (mount.nodeAt(path)) throw vscode.FileSystemError.FileExists(uri);
    this.checkPlace(mount, uri, path);
    checkArchives(mount, path, []);
    mount.addDirectory(path);
    this.changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  async delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    const { mount, path } = await this.locate(uri);
    const node = mount.nodeAt(path);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    if (path === '') throw vscode.FileSystemError.NoPermissions(uri);
    const files = isDirectory(node) ? [...filesBelow(node)] : [path];
    if (isDirectory(node) && node.size > 0 && !options.recursive)
      throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('The folder is not empty: {0}', path));
    checkArchives(mount, path, files);
    await mount.change(files.map((file) => [file, 'deleted']));
    mount.removeDirectory(path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  async rename(oldUri: vscode.Uri, newUri: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    const { mount, path: oldPath } = await this.locate(oldUri);
    const target = await this.locate(newUri);
    const node = mount.nodeAt(oldPath);
    const newPath = target.path;
    if (!node) throw vscode.FileSystemError.FileNotFound(oldUri);
    if (oldPath === '' || target.mount !== mount || newPath.startsWith(`${oldPath}/`)) throw vscode.FileSystemError.NoPermissions(newUri);
    if (mount.nodeAt(newPath) && !options.overwrite) throw vscode.FileSystemError.FileExists(newUri);
    this.checkPlace(mount, newUri, newPath);
    const files = isDirectory(node) ? [...filesBelow(node)] : [oldPath];
    checkArchives(mount, oldPath, files);
    checkArchives(mount, newPath, []);
    await mount.rename(files.map((file) => [file, newPath + file.slice(oldPath.length)]));
    if (isDirectory(node)) {
      mount.removeDirectory(oldPath);
      if (files.length === 0) mount.addDirectory(newPath);
    }
    this.changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: oldUri },
      { type: vscode.FileChangeType.Created, uri: newUri },
    ]);
  }

  /** Nothing but this provider changes a package, so there is nothing to watch. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  private async locate(uri: vscode.Uri): Promise<{ mount: PackageMount; path: string }> {
    try {
      const mount = await this.mounts.open(uri.authority);
      const path = mount.pathOf(uri);
      if (path !== undefined) {
        await mount.reach(path);
        return { mount, path };
      }
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(reasonFirst(error));
    }
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  private async directory(uri: vscode.Uri): Promise<{ mount: PackageMount; directory: Directory }> {
    const { mount, path } = await this.locate(uri);
    const node = mount.nodeAt(path);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    if (!isDirectory(node)) throw vscode.FileSystemError.FileNotADirectory(uri);
    return { mount, directory: node };
  }

  /** Whether a new file or directory can be at a path. */
  private checkPlace(mount: PackageMount, uri: vscode.Uri, path: string): void {
    const parentPath = folderOf(path);
    const parent = mount.nodeAt(parentPath);
    if (!parent) throw vscode.FileSystemError.FileNotFound(mount.uriOf(parentPath));
    if (!isDirectory(parent)) throw vscode.FileSystemError.FileNotADirectory(mount.uriOf(parentPath));
    if (isHidden(path))
      throw vscode.FileSystemError.NoPermissions(
        vscode.l10n.t('A package cannot have what would act as settings of this window: {0}', uri.path),
      );
  }
}

/** What an archive holds cannot go without the archive, and an archive not while files in it are patched. */
function checkArchives(mount: PackageMount, path: string, files: readonly string[]): void {
  if (isReadOnly(mount, path)) throw vscode.FileSystemError.NoPermissions(readOnlyWords(path));
  if (isInnerFolder(mount, path))
    throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('What an archive holds stays with the archive: {0}', shownPath(path)));
  const patched = files.find((file) => isPatchedInside(mount, file));
  if (patched !== undefined)
    throw vscode.FileSystemError.NoPermissions(
      vscode.l10n.t('Files inside {0} are patched: discard their patches first.', shownPath(patched)),
    );
}

function changeOf(mount: PackageMount, path: string): vscode.FileChangeEvent {
  const uri = mount.uriOf(path);
  if (!mount.nodeAt(path)) return { type: vscode.FileChangeType.Deleted, uri };
  // Whoever shows a folder reads it again only if it is told of what is new.
  return {
    type: mount.overlay.edits.has(path) && mount.shippedAt(path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created,
    uri,
  };
}
