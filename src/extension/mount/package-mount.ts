import * as vscode from 'vscode';
import { carryOver } from '../../core/patch/carry-over';
import type { NestingSource } from '../../core/archive/nesting-source';
import { sameEdit } from '../../core/patch/merge-overlays';
import { mountScheme } from './mount-uri';
import { overlaidSource, withFileEdit, withoutEdit, type Overlay } from '../../core/patch/overlay';
import { moved, withContent, withMode, type Shipped } from '../../core/patch/overlay-edits';
import { patchedPaths, type PatchedPath } from '../../core/patch/patched-paths';
import type { PackageSource, SourceEntry } from '../../core/package/source';
import type { FileChange } from '../../node/file-source';
import { DisposableStore } from '../lifetime';
import { fileTree, nodeAt, type Directory, type FileNode } from './file-tree';
import { isInnerFolder, isReadOnly, readOnlyWords } from './inner-files';
import type { Base } from './open-base';
import { mergeStates, noPatches, type OverlayStore, type PatchState, type SetAsidePatch } from './overlay-store';
import { changedPaths, freshId, reachPatched, savedOver, withOverlay } from './patch-state';

/** Where the patches of a package are kept. */
export interface KeptPatches {
  readonly folder: vscode.Uri;
  readonly store: OverlayStore;
}

/** One package as the editor sees it: the vendor's files with our overlay over them. */
export class PackageMount implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly string[]>();
  private readonly notesChanged = new vscode.EventEmitter<void>();
  private readonly clashed = new vscode.EventEmitter<readonly SetAsidePatch[]>();
  private readonly emptyDirectories = new Set<string>();
  private updating: Promise<void> = Promise.resolve();
  private tree: { readonly of: readonly SourceEntry[]; readonly root: Directory } | undefined;
  private listed: readonly PatchedPath[] | undefined;
  private followed: vscode.Disposable | undefined;
  private shippedEntries: { readonly of: readonly SourceEntry[]; readonly byPath: ReadonlyMap<string, SourceEntry> } | undefined;
  private readonly shipped: Shipped = { at: (path) => this.shippedAt(path), read: (path) => this.base.read(path) };

  /** Paths whose content came, went or changed. */
  readonly onDidChangeFiles = this.changed.event;
  /** The reason of the patches, or what is set aside. */
  readonly onDidChangeNotes = this.notesChanged.event;
  /** Another window had patched the same files: what this one saved last was set aside. */
  readonly onDidClash = this.clashed.event;
  /** What lives as long as the mount. */
  readonly owned = new DisposableStore();
  /** Settles when nobody compares it with what lies at its place; never rejects. */
  compared: Promise<unknown> = Promise.resolve();
  /** Which other archive was found at the place of the one that is shown: it is told once. */
  replacedBy: string | undefined;
  readonly name: string;
  source: PackageSource;

  constructor(
    readonly root: vscode.Uri,
    readonly archiveUri: vscode.Uri,
    private opened: Base,
    public kept: KeptPatches,
    private state: PatchState,
  ) {
    this.name = opened.source.name;
    this.source = overlaidSource(this.base, this.overlay);
  }

  get overlay(): Overlay {
    return this.state.overlay;
  }

  /** Why the package is patched, in the user's words. */
  get reason(): string {
    return this.state.reason;
  }

  get setAside(): readonly SetAsidePatch[] {
    return this.state.setAside;
  }

  /** Which archive this is, wherever it lies. */
  get key(): string {
    return this.opened.key;
  }

  /** Which file is shown: another one, or the same with another content, has another identity. Absent for what is no file of this computer. */
  get identity(): string | undefined {
    return this.opened.identity;
  }

  /** Which file with which content is shown. */
  get version(): string {
    return `${this.key} ${this.identity ?? ''}`;
  }

  /** What tells this mount of other windows; it is disposed with the mount, or when another one takes its place. */
  set following(following: vscode.Disposable) {
    this.followed?.dispose();
    this.followed = this.owned.add(following);
  }

  /** The package as the vendor shipped it. */
  get base(): NestingSource {
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
    const { entries } = this.base;
    if (this.shippedEntries?.of !== entries)
      this.shippedEntries = { of: entries, byPath: new Map(entries.map((entry) => [entry.path, entry])) };
    return this.shippedEntries.byPath.get(path);
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
    const { entries } = this.source;
    if (this.tree?.of !== entries) this.tree = { of: entries, root: fileTree(entries, this.emptyDirectories) };
    return nodeAt(this.tree.root, path) ?? (isInnerFolder(this, path) ? new Map<string, FileNode>() : undefined);
  }

  /** Opens the archives on the way to a path, so that `nodeAt` and `source` know it. @throws Error if one cannot be opened. */
  reach(path: string): Promise<void> {
    return this.base.reach(path);
  }

  /** When an edit was saved, in milliseconds since 1970; `undefined` for a file that is not patched. */
  savedTime(path: string): number | undefined {
    return this.state.savedAt.get(path);
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
      for (const [path, content] of contents) overlay = await withContent(overlay, this.shipped, path, content);
      return overlay;
    });
  }

  /** Moves files in one saved step; what is edited of them moves along. */
  rename(moves: readonly (readonly [from: string, to: string])[]): Promise<void> {
    return this.update(async (overlay) => {
      for (const [from, to] of moves) overlay = await moved(overlay, this.shipped, from, to);
      return overlay;
    });
  }

  /** @param mode Unix permission bits. */
  setMode(path: string, mode: number): Promise<void> {
    if (isReadOnly(this, path)) return Promise.reject(new Error(readOnlyWords(path)));
    return this.update((overlay) => withMode(overlay, this.shipped, path, mode));
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
    return this.replace((state) => Promise.resolve({ ...state, reason }));
  }

  /** A patch that was set aside takes the place of the present one, which is set aside instead. */
  useSetAside(id: string): Promise<void> {
    return this.replace((state) => {
      const patch = state.setAside.find((each) => each.id === id);
      if (!patch) return Promise.resolve(state);
      const { path, edit } = patch;
      const present = state.overlay.edits.get(path);
      const setAside = state.setAside.filter((each) => each !== patch);
      if (present) setAside.push({ id: freshId(), path, edit: present });
      return Promise.resolve({ ...withOverlay(state, withFileEdit(state.overlay, path, edit)), setAside });
    });
  }

  discardSetAside(id: string): Promise<void> {
    return this.replace((state) => Promise.resolve({ ...state, setAside: state.setAside.filter((patch) => patch.id !== id) }));
  }

  /** The content that a patch gives its file; `undefined` if it deletes it. */
  async patchedContent({ path, edit }: SetAsidePatch): Promise<Uint8Array | undefined> {
    if (edit === 'deleted') return undefined;
    return edit.content ?? (this.shippedAt(path) && (await this.base.read(path)));
  }

  /**
   * Makes the next overlay from the present one, one change at a time. It takes effect when it is on disk; if it cannot
   * be saved, the promise rejects and the old one stays.
   */
  update(next: (overlay: Overlay) => Promise<Overlay>): Promise<void> {
    return this.replace(async (state) => withOverlay(state, await next(state.overlay)));
  }

  /** Takes over what another window has saved. */
  refresh(): Promise<void> {
    return this.queue(async () => {
      if (!(await this.kept.store.isOutdated())) return;
      const state = await this.kept.store.load();
      await reachPatched(this.base, state);
      this.adopt(state);
    });
  }

  /**
   * Shows another version of the archive. With `carry` the patches go along as far as their files are still the same; the
   * others are set aside. The old version's patches stay where they are kept.
   */
  rebase(opened: Base, kept: KeptPatches, carry: boolean): Promise<void> {
    return this.queue(async () => {
      const stored = await kept.store.load();
      for (const state of [stored, this.state]) await reachPatched(opened.source, state);
      const carried = carry ? await this.carriedTo(opened.source, stored) : undefined;
      const state = carried ? (await savedOver(kept.store, stored, mergeStates(noPatches, carried, stored, freshId))).state : stored;
      const paths = new Set([...this.source.entries, ...opened.source.entries].map(({ path }) => path));
      const former = this.opened;
      this.opened = opened;
      this.kept = kept;
      this.shippedEntries = undefined;
      this.show(state, [...paths, ...state.overlay.edits.keys()]);
      this.notesChanged.fire();
      await former.close();
    });
  }

  /** Whether what is shown can still be read, whatever lies at the place of the archive now. */
  isReadable(): Promise<boolean> {
    return this.opened.isReadable();
  }

  /** What became since of the archive that is shown. */
  archiveChange(): Promise<FileChange> {
    return this.opened.changed();
  }

  archiveSha256(): Promise<string | undefined> {
    return this.opened.sha256();
  }

  dispose(): void {
    this.changed.dispose();
    this.notesChanged.dispose();
    this.clashed.dispose();
    this.owned.dispose();
    void this.opened.close();
  }

  private queue(work: () => Promise<void>): Promise<void> {
    const done = this.updating.then(work);
    this.updating = done.catch(() => undefined);
    return done;
  }

  private replace(next: (state: PatchState) => Promise<PatchState>): Promise<void> {
    return this.queue(async () => {
      const before = this.state;
      const mine = await next(before);
      if (mine.reason === before.reason && mine.setAside === before.setAside && changedPaths(before, mine).length === 0) return;
      const { state, clashes } = await savedOver(this.kept.store, before, mine);
      this.adopt(state);
      if (clashes.length > 0) this.clashed.fire(clashes);
    });
  }

  private adopt(state: PatchState): void {
    const before = this.state;
    const paths = changedPaths(before, state);
    if (paths.length > 0) this.show(state, paths);
    else this.state = state;
    if (state.reason !== before.reason || state.setAside !== before.setAside) this.notesChanged.fire();
  }

  private show(state: PatchState, paths: readonly string[]): void {
    this.state = state;
    this.source = overlaidSource(this.base, state.overlay);
    this.tree = undefined;
    this.listed = undefined;
    this.changed.fire(paths);
  }

  /** The patches as they are for another version of the package. */
  private async carriedTo(after: PackageSource, stored: PatchState): Promise<PatchState> {
    const { overlay, conflicts } = await carryOver(this.base, after, this.overlay);
    const conflicting = [...conflicts].map(([path, edit]) => ({ id: freshId(), path, edit }));
    // Another window may have brought them over already.
    const setAside = [...this.setAside, ...conflicting].filter(
      ({ path, edit }) => !stored.setAside.some((patch) => patch.path === path && sameEdit(patch.edit, edit)),
    );
    const savedAt = new Map([...overlay.edits.keys()].map((path) => [path, this.savedTime(path) ?? 0]));
    return { overlay, savedAt, reason: this.reason, setAside };
  }
}
