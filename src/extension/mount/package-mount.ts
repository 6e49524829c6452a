import * as vscode from 'vscode';
import { mountScheme } from '../../core/archive/mount-uri';
import { overlaidSource, withEdit, withoutEdit, type Overlay } from '../../core/archive/overlay';
import type { PackageSource } from '../../core/package/source';
import { fileTree, nodeAt, type Directory, type FileNode } from './file-tree';
import type { Base } from './open-base';
import type { OverlayStore, StoredOverlay } from './overlay-store';

/** One package as the editor sees it: the vendor's files with our overlay over them. */
export class PackageMount implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly string[]>();
  private readonly emptyDirectories = new Set<string>();
  private savedAt: ReadonlyMap<string, number>;
  private updating: Promise<void> = Promise.resolve();
  private tree: Directory | undefined;

  /** Paths whose content came, went or changed. */
  readonly onDidChangeFiles = this.changed.event;
  readonly name: string;
  overlay: Overlay;
  source: PackageSource;

  constructor(
    readonly root: vscode.Uri,
    readonly archiveUri: vscode.Uri,
    private readonly opened: Base,
    private readonly store: OverlayStore,
    stored: StoredOverlay,
  ) {
    this.name = opened.source.name;
    this.overlay = stored.overlay;
    this.savedAt = stored.savedAt;
    this.source = overlaidSource(this.base, this.overlay);
  }

  /** The package as the vendor shipped it. */
  get base(): PackageSource {
    return this.opened.source;
  }

  get patchedPaths(): readonly string[] {
    return [...this.overlay.edits.keys()].sort();
  }

  /** The path inside the package, or `undefined` for a URI of something else. */
  pathOf(uri: vscode.Uri): string | undefined {
    const { authority, path: root } = this.root;
    if (uri.scheme !== mountScheme || uri.authority !== authority) return undefined;
    if (uri.path !== root && !uri.path.startsWith(`${root}/`)) return undefined;
    return uri.path.slice(root.length + 1).replace(/\/$/, '');
  }

  uriOf(path: string): vscode.Uri {
    return path === '' ? this.root : this.root.with({ path: `${this.root.path}/${path}` });
  }

  nodeAt(path: string): FileNode | undefined {
    this.tree ??= fileTree(this.source.entries, this.emptyDirectories);
    return nodeAt(this.tree, path);
  }

  /** When an edit was saved, in milliseconds since 1970; `undefined` for a file that is not patched. */
  savedTime(path: string): number | undefined {
    return this.savedAt.get(path);
  }

  /** Directories exist by their files; an empty one lasts until the window is closed. */
  addDirectory(path: string): void {
    this.emptyDirectories.add(path);
    this.tree = undefined;
  }

  removeDirectory(path: string): void {
    for (const known of this.emptyDirectories) if (known === path || known.startsWith(`${path}/`)) this.emptyDirectories.delete(known);
    this.tree = undefined;
  }

  write(path: string, content: Uint8Array): Promise<void> {
    return this.change([[path, content]]);
  }

  /** Replaces, adds or removes several files in one saved step. */
  change(contents: readonly (readonly [path: string, content: Uint8Array | 'deleted'])[]): Promise<void> {
    return this.update(async (overlay) => {
      for (const [path, content] of contents) overlay = await this.edited(overlay, path, content);
      return overlay;
    });
  }

  /** The file is again what the vendor shipped. */
  discard(path: string): Promise<void> {
    return this.update((overlay) => Promise.resolve(withoutEdit(overlay, path)));
  }

  /**
   * Makes the next overlay from the present one, one change at a time. It takes effect when it is on disk; if it cannot
   * be saved, the promise rejects and the old one stays.
   */
  update(next: (overlay: Overlay) => Promise<Overlay>): Promise<void> {
    const updated = this.updating.then(async () => this.replace(await next(this.overlay)));
    this.updating = updated.catch(() => undefined);
    return updated;
  }

  archiveSha256(): Promise<string | undefined> {
    return this.opened.sha256();
  }

  dispose(): void {
    this.changed.dispose();
    void this.opened.close();
  }

  private async replace(overlay: Overlay): Promise<void> {
    const before = this.overlay;
    const paths = [...new Set([...before.edits.keys(), ...overlay.edits.keys()])].filter(
      (path) => before.edits.get(path) !== overlay.edits.get(path),
    );
    if (paths.length === 0) return;
    const savedAt = new Map(this.savedAt);
    for (const path of paths) {
      if (overlay.edits.has(path)) savedAt.set(path, Date.now());
      else savedAt.delete(path);
    }
    await this.store.save({ overlay, savedAt });
    this.overlay = overlay;
    this.savedAt = savedAt;
    this.source = overlaidSource(this.base, overlay);
    this.tree = undefined;
    this.changed.fire(paths);
  }

  /** An edit that gives back the vendor's content is no patch. */
  private async edited(overlay: Overlay, path: string, content: Uint8Array | 'deleted'): Promise<Overlay> {
    const shipped = this.base.entries.find((entry) => entry.path === path);
    if (content === 'deleted') return shipped ? withEdit(overlay, path, content) : withoutEdit(overlay, path);
    const same = shipped?.size === content.length && equal(await this.base.read(path), content);
    return same ? withoutEdit(overlay, path) : withEdit(overlay, path, content);
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
