import * as vscode from 'vscode';
import { mountScheme } from '../../core/archive/mount-uri';
import { fileEditOf, overlaidSource, withEdit, withFileEdit, withoutEdit, type FileEdit, type Overlay } from '../../core/archive/overlay';
import { patchedPaths, type PatchedPath } from '../../core/archive/patched-paths';
import type { PackageSource, SourceEntry } from '../../core/package/source';
import { fileTree, nodeAt, type Directory, type FileNode } from './file-tree';
import type { Base } from './open-base';
import type { OverlayStore, StoredOverlay } from './overlay-store';

/** One package as the editor sees it: the vendor's files with our overlay over them. */
export class PackageMount implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly string[]>();
  private readonly reasonChanged = new vscode.EventEmitter<void>();
  private readonly emptyDirectories = new Set<string>();
  private savedAt: ReadonlyMap<string, number>;
  private updating: Promise<void> = Promise.resolve();
  private tree: Directory | undefined;
  private listed: readonly PatchedPath[] | undefined;
  private shipped: ReadonlyMap<string, SourceEntry> | undefined;

  /** Paths whose content came, went or changed. */
  readonly onDidChangeFiles = this.changed.event;
  readonly onDidChangeReason = this.reasonChanged.event;
  readonly name: string;
  /** Why the package is patched, in the user's words. */
  reason: string;
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
    this.reason = stored.reason;
    this.source = overlaidSource(this.base, this.overlay);
  }

  /** The package as the vendor shipped it. */
  get base(): PackageSource {
    return this.opened.source;
  }

  /** Absent if the package is a directory. */
  get archive(): Base['archive'] {
    return this.opened.archive;
  }

  /** Every path that differs from what was shipped. */
  get patchedPaths(): readonly string[] {
    return [...this.overlay.edits.keys()].sort();
  }

  /** The patched files as every list shows them. */
  get patched(): readonly PatchedPath[] {
    return (this.listed ??= patchedPaths(this.overlay, (path) => this.shippedAt(path) !== undefined));
  }

  /** The shipped file that a path is to be compared with. */
  originalOf(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    return this.shippedAt(path) ? path : this.patched.find((file) => file.path === path)?.original;
  }

  shippedAt(path: string): SourceEntry | undefined {
    this.shipped ??= new Map(this.base.entries.map((entry) => [entry.path, entry]));
    return this.shipped.get(path);
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

  /** Moves files in one saved step; what is edited of them moves along. */
  rename(moves: readonly (readonly [from: string, to: string])[]): Promise<void> {
    return this.update(async (overlay) => {
      for (const [from, to] of moves) {
        const shipped = this.shippedAt(from);
        const edit = fileEditOf(overlay, from);
        const content = edit?.content ?? (await this.base.read(from));
        const mode = edit?.mode ?? shipped?.mode;
        const movedFrom = shipped ? from : edit?.movedFrom;
        overlay = shipped ? withEdit(overlay, from, 'deleted') : withoutEdit(overlay, from);
        overlay = await this.settled(overlay, to, { content, ...(mode !== undefined && { mode }), ...(movedFrom && { movedFrom }) });
      }
      return overlay;
    });
  }

  /** @param mode Unix permission bits. */
  setMode(path: string, mode: number): Promise<void> {
    return this.update((overlay) => this.settled(overlay, path, { ...fileEditOf(overlay, path), mode }));
  }

  /** The files are again what the vendor shipped; renamed ones are back under their old names. */
  discard(paths: readonly string[]): Promise<void> {
    return this.update((overlay) => {
      const renamed = this.patched.filter(({ path, status }) => status === 'renamed' && paths.includes(path));
      for (const path of [...paths, ...renamed.map(({ original }) => original)])
        if (path !== undefined) overlay = withoutEdit(overlay, path);
      return Promise.resolve(overlay);
    });
  }

  setReason(reason: string): Promise<void> {
    const updated = this.updating.then(async () => {
      if (reason === this.reason) return;
      await this.store.save({ overlay: this.overlay, savedAt: this.savedAt, reason });
      this.reason = reason;
      this.reasonChanged.fire();
    });
    this.updating = updated.catch(() => undefined);
    return updated;
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
    this.reasonChanged.dispose();
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
    await this.store.save({ overlay, savedAt, reason: this.reason });
    this.overlay = overlay;
    this.savedAt = savedAt;
    this.source = overlaidSource(this.base, overlay);
    this.tree = undefined;
    this.listed = undefined;
    this.changed.fire(paths);
  }

  private async edited(overlay: Overlay, path: string, content: Uint8Array | 'deleted'): Promise<Overlay> {
    if (content === 'deleted') return this.shippedAt(path) ? withEdit(overlay, path, content) : withoutEdit(overlay, path);
    return this.settled(overlay, path, { ...fileEditOf(overlay, path), content });
  }

  /** What gives back the vendor's content or mode is no patch. */
  private async settled(overlay: Overlay, path: string, { content, mode, movedFrom }: FileEdit): Promise<Overlay> {
    const shipped = this.shippedAt(path);
    const sameContent = content && shipped?.size === content.length && equal(await this.base.read(path), content);
    const edit: FileEdit = {
      ...(content && !sameContent && { content }),
      ...(mode !== undefined && mode !== shipped?.mode && { mode }),
      ...(movedFrom !== undefined && !shipped && { movedFrom }),
    };
    return Object.keys(edit).length === 0 ? withoutEdit(overlay, path) : withFileEdit(overlay, path, edit);
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
