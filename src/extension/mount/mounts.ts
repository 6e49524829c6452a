import * as vscode from 'vscode';
import { archiveUriOf, mountScheme, mountUri } from './mount-uri';
import { localFolder } from '../../node/storage-folder';
import { errorText } from '../../core/text/error-text';
import { watchArchive } from './archive-watch';
import { editorFolder } from './editor-folder';
import { openBase, type Base } from './open-base';
import { OverlayStore, UnreadableOverlay, type PatchState } from './overlay-store';
import { PackageMount, type KeptPatches } from './package-mount';
import { reachPatched } from './patch-state';

/** The mounted packages, opened at first use from nothing but the authority of their URIs. */
export class PackageMounts implements vscode.Disposable {
  private readonly opening = new Map<string, Promise<PackageMount>>();
  private readonly opened = new vscode.EventEmitter<PackageMount>();

  private readonly replaced = new vscode.EventEmitter<PackageMount>();

  readonly onDidOpen = this.opened.event;
  /** Another archive lies at the place of the one that is shown. */
  readonly onDidReplace = this.replaced.event;

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

  /**
   * As `open`, for who begins with it. The editor may have looked at a package that nobody reviews, and a file that was written
   * to since is another package, with patches of its own.
   */
  async openCurrent(authority: string): Promise<PackageMount> {
    const mount = await this.open(authority);
    if ((await mount.archiveChange()) === 'no') return mount;
    this.close(authority);
    return this.open(authority);
  }

  close(authority: string): void {
    const mount = this.opening.get(authority);
    this.opening.delete(authority);
    void mount?.then((opened) => opened.dispose());
  }

  dispose(): void {
    for (const authority of [...this.opening.keys()]) this.close(authority);
    this.opened.dispose();
    this.replaced.dispose();
  }

  private async mount(authority: string): Promise<PackageMount> {
    const archive = archiveUriOf(authority);
    if (archive === undefined) throw new Error(vscode.l10n.t('{0} does not name a package', `${mountScheme}://${authority}`));
    const archiveUri = vscode.Uri.parse(archive);
    const started = performance.now();
    const base = await openBase(archiveUri);
    try {
      const kept = this.keeping(archiveUri, base);
      const patches = await patchesIn(kept);
      await reachPatched(base.source, patches);
      const mount = new PackageMount(vscode.Uri.parse(mountUri(archive)), archiveUri, base, kept, patches);
      await this.followOthers(mount);
      // A folder's content is read when it is asked for.
      if (base.archive) mount.owned.add(await watchArchive(archiveUri, base.identity, () => this.compare(mount)));
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

  /**
   * Shows what lies at the archive's place now, with the patches or without.
   * @throws Error whose message says why it cannot be opened.
   */
  async reload(mount: PackageMount, carry: boolean): Promise<void> {
    const base = await openBase(mount.archiveUri);
    try {
      await mount.rebase(base, this.keeping(mount.archiveUri, base), carry);
    } catch (error) {
      await base.close();
      throw error;
    }
    await this.followOthers(mount);
  }

  /** What another window saves is shown in this one: when it is told, and at the latest when the user comes back. */
  private async followOthers(mount: PackageMount): Promise<void> {
    const { folder } = mount.kept;
    const refresh = () => void mount.refresh().catch((error: unknown) => this.log.error(errorText(error), error));
    await vscode.workspace.fs.createDirectory(folder);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, 'index-*.json'), false, true, true);
    mount.following = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(refresh),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && refresh()),
    );
  }

  /**
   * Follows an archive that was touched. Resolves with whether it could: one that is being written is to be looked at again.
   * One look after the other: two that find the same file would both show it, and the second close what a review of the first reads.
   */
  compare(mount: PackageMount): Promise<boolean> {
    const looked = mount.compared.then(() => this.compareNow(mount));
    mount.compared = looked;
    return looked;
  }

  private async compareNow(mount: PackageMount): Promise<boolean> {
    try {
      const base = await openBase(mount.archiveUri);
      await base.close();
      const found = `${base.key} ${base.identity ?? ''}`;
      if (base.key !== mount.key) {
        if (mount.replacedBy !== found) this.replaced.fire(mount);
        mount.replacedBy = found;
      }
      // Its files are the same: it was copied anew, or touched.
      else if (base.identity !== mount.identity) await this.reload(mount, true);
      return true;
    } catch (error) {
      this.log.info(`${mount.archiveUri.toString(true)}: ${errorText(error)}`);
      return false;
    }
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
