import * as vscode from 'vscode';
import { archiveUriOf, mountScheme, mountUri } from '../../core/archive/mount-uri';
import { localFolder } from '../../node/storage-folder';
import { messageOf } from '../log';
import { editorFolder } from './editor-folder';
import { openBase, type Base } from './open-base';
import { OverlayStore, UnreadableOverlay, type PatchState } from './overlay-store';
import { PackageMount, type KeptPatches } from './package-mount';

/** The mounted packages, opened at first use from nothing but the authority of their URIs. */
export class PackageMounts implements vscode.Disposable {
  private readonly opening = new Map<string, Promise<PackageMount>>();
  private readonly opened = new vscode.EventEmitter<PackageMount>();

  readonly onDidOpen = this.opened.event;

  constructor(
    private readonly storage: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** @throws Error whose message says why the package cannot be opened. */
  open(authority: string): Promise<PackageMount> {
    const known = this.opening.get(authority);
    if (known) return known;
    const mount = this.mount(authority);
    this.opening.set(authority, mount);
    mount.catch(() => this.opening.delete(authority));
    return mount;
  }

  close(authority: string): void {
    const mount = this.opening.get(authority);
    this.opening.delete(authority);
    void mount?.then((opened) => opened.dispose());
  }

  dispose(): void {
    for (const authority of [...this.opening.keys()]) this.close(authority);
    this.opened.dispose();
  }

  private async mount(authority: string): Promise<PackageMount> {
    const archive = archiveUriOf(authority);
    if (archive === undefined) throw new Error(vscode.l10n.t('{0} does not name a package', `${mountScheme}://${authority}`));
    const archiveUri = vscode.Uri.parse(archive);
    const started = performance.now();
    const base = await openBase(archiveUri);
    try {
      const kept = this.keeping(archiveUri, base);
      const mount = new PackageMount(vscode.Uri.parse(mountUri(archive)), archiveUri, base, kept, await patchesIn(kept));
      await this.followOthers(mount);
      this.log.info(
        `${archiveUri.toString(true)}: ${base.source.entries.length} files, opened in ${Math.round(performance.now() - started)} ms`,
      );
      this.opened.fire(mount);
      return mount;
    } catch (error) {
      await base.close();
      throw error;
    }
  }

  private keeping(archiveUri: vscode.Uri, { key }: Base): KeptPatches {
    const folder = vscode.Uri.joinPath(this.storage, 'overlays', key);
    const files = folder.scheme === 'file' ? localFolder(folder.fsPath) : editorFolder(folder);
    return { folder, store: new OverlayStore(files, archiveUri.toString()) };
  }

  /** What another window saves of the same package is shown in this one: when it is told, and at the latest when the user comes back. */
  private async followOthers(mount: PackageMount): Promise<void> {
    const { folder } = mount.kept;
    const refresh = () => void mount.refresh().catch((error: unknown) => this.log.error(messageOf(error), error));
    await vscode.workspace.fs.createDirectory(folder);
    const watcher = mount.owned.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, 'index-*.json'), false, true, true),
    );
    mount.owned.add(watcher.onDidCreate(refresh));
    mount.owned.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && refresh()));
  }
}

async function patchesIn({ store, folder }: KeptPatches): Promise<PatchState> {
  try {
    return await store.load();
  } catch (error) {
    if (!(error instanceof UnreadableOverlay)) throw error;
    throw new Error(
      vscode.l10n.t('The patches of this package cannot be read ({0}). Move {1} away to start without them.', error.message, folder.fsPath),
      { cause: error },
    );
  }
}
