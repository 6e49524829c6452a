import * as vscode from 'vscode';
import { archiveUriOf, mountScheme, mountUri } from '../../core/archive/mount-uri';
import { openBase } from './open-base';
import { OverlayStore } from './overlay-store';
import { PackageMount } from './package-mount';

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
    const store = new OverlayStore(vscode.Uri.joinPath(this.storage, 'overlays', base.key), archiveUri);
    try {
      const mount = new PackageMount(vscode.Uri.parse(mountUri(archive)), archiveUri, base, store, await store.load());
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
}
