import * as vscode from 'vscode';
import { emptyOverlay, type Overlay, type OverlayEdit } from '../../core/archive/overlay';

/**
 * An overlay on disk: `index.json` names the edited paths and the file under `content/` that holds each new content.
 * Contents are written under fresh names first and the index is replaced last, so a crash leaves the old or the new
 * overlay, never a mixture.
 */
interface Index {
  /** Version 1 had no modes and no renames, and is read as well. */
  readonly version: 2;
  /** URI of the archive that was patched, for people who look into the storage. */
  readonly archive: string;
  /** Why the package is patched; absent if nobody has said. */
  readonly reason?: string;
  readonly edits: readonly IndexEdit[];
}

interface IndexEdit {
  readonly path: string;
  /** `null`: the file is gone; absent: it is as shipped. */
  readonly content?: string | null;
  readonly mode?: number;
  readonly movedFrom?: string;
  readonly savedAt: number;
}

export interface StoredOverlay {
  readonly overlay: Overlay;
  /** Milliseconds since 1970, by path. */
  readonly savedAt: ReadonlyMap<string, number>;
  /** Why the package is patched; empty if nobody has said. */
  readonly reason: string;
}

export class OverlayStore {
  private readonly index: vscode.Uri;
  /** Which content file holds an edit that is already on disk. */
  private readonly stored = new Map<Uint8Array, string>();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly archive: vscode.Uri,
  ) {
    this.index = vscode.Uri.joinPath(folder, 'index.json');
  }

  /** @throws Error if there is an overlay that cannot be read: to go on without it would lose the patches. */
  async load(): Promise<StoredOverlay> {
    const bytes = await Promise.resolve(vscode.workspace.fs.readFile(this.index)).catch((error: unknown) => {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    });
    if (!bytes) return { overlay: emptyOverlay, savedAt: new Map(), reason: '' };
    try {
      const { edits, reason = '' } = JSON.parse(new TextDecoder().decode(bytes)) as Index;
      const read = await Promise.all(edits.map(async (edit) => [edit.path, await this.readEdit(edit)] as const));
      return { overlay: { edits: new Map(read) }, savedAt: new Map(edits.map(({ path, savedAt }) => [path, savedAt])), reason };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        vscode.l10n.t('The patches of this package cannot be read ({0}). Move {1} away to start without them.', reason, this.folder.fsPath),
        { cause: error },
      );
    }
  }

  /** Not to be called again before it has resolved. */
  async save({ overlay, savedAt, reason }: StoredOverlay): Promise<void> {
    const edits: IndexEdit[] = [];
    for (const [path, edit] of overlay.edits) {
      edits.push({ path, ...(await this.writeEdit(edit)), savedAt: savedAt.get(path) ?? 0 });
    }
    const index: Index = { version: 2, archive: this.archive.toString(), ...(reason && { reason }), edits };
    const fresh = vscode.Uri.joinPath(this.folder, `index.${crypto.randomUUID()}.json`);
    await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(JSON.stringify(index, undefined, 2)));
    await vscode.workspace.fs.rename(fresh, this.index, { overwrite: true });
    await this.removeUnused(new Set(edits.map(({ content }) => content)));
  }

  private async readEdit({ content, mode, movedFrom }: IndexEdit): Promise<OverlayEdit> {
    if (content === null) return 'deleted';
    return {
      ...(content !== undefined && { content: await this.readContent(content) }),
      ...(mode !== undefined && { mode }),
      ...(movedFrom !== undefined && { movedFrom }),
    };
  }

  private async writeEdit(edit: OverlayEdit): Promise<Omit<IndexEdit, 'path' | 'savedAt'>> {
    if (edit === 'deleted') return { content: null };
    const { content, ...others } = edit;
    return content ? { content: this.stored.get(content) ?? (await this.writeContent(content)), ...others } : others;
  }

  private async readContent(name: string): Promise<Uint8Array> {
    const bytes = await vscode.workspace.fs.readFile(this.contentUri(name));
    this.stored.set(bytes, name);
    return bytes;
  }

  private async writeContent(bytes: Uint8Array): Promise<string> {
    const name = crypto.randomUUID();
    await vscode.workspace.fs.writeFile(this.contentUri(name), bytes);
    this.stored.set(bytes, name);
    return name;
  }

  private async removeUnused(used: ReadonlySet<string | null | undefined>): Promise<void> {
    for (const [bytes, name] of this.stored) {
      if (used.has(name)) continue;
      this.stored.delete(bytes);
      await vscode.workspace.fs.delete(this.contentUri(name));
    }
  }

  private contentUri(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, 'content', name);
  }
}
