import { emptyOverlay, type Overlay, type OverlayEdit } from '../../core/patch/overlay';
import { mergeOverlays } from '../../core/patch/merge-overlays';
import type { StorageFolder } from '../../node/storage-folder';
import { errorText } from '../../core/text/error-text';

/** Everything that is kept about the patches of one package. Windows that show the same package share it. */
export interface PatchState {
  readonly overlay: Overlay;
  /** Milliseconds since 1970, by path. */
  readonly savedAt: ReadonlyMap<string, number>;
  /** Why the package is patched; empty if nobody has said. */
  readonly reason: string;
  readonly setAside: readonly SetAsidePatch[];
}

/** A patch that has no place in the package, as there is another one for the same file. It is kept until somebody decides. */
export interface SetAsidePatch {
  readonly id: string;
  readonly path: string;
  readonly edit: OverlayEdit;
}

export const noPatches: PatchState = { overlay: emptyOverlay, savedAt: new Map(), reason: '', setAside: [] };

/** There is an overlay that cannot be read: to go on without it would lose the patches. */
export class UnreadableOverlay extends Error {}

/**
 * Patches on disk: `index-<revision>.json` names the edited paths and the file under `content/` that holds each new
 * content. Contents are written under fresh names first, the index with the next revision last, and former indexes are
 * removed after that: a crash leaves the old or the new overlay, never a mixture. As an index is never replaced, only one
 * of two windows that save at the same time gets the next revision; the other one is told.
 */
interface Index {
  /** Version 1 had no modes, renames, reason and revisions, and is read as well. */
  readonly version: 1 | 2;
  /** URI of the archive that was patched, for people who look into the storage. */
  readonly archive: string;
  readonly reason?: string;
  readonly edits: readonly (IndexEdit & { readonly savedAt: number })[];
  readonly setAside?: readonly (IndexEdit & { readonly id: string })[];
}

interface IndexEdit {
  readonly path: string;
  /** `null`: the file is gone; absent: it is as shipped. */
  readonly content?: string | null;
  readonly mode?: number;
  readonly movedFrom?: string;
}

/**
 * Former indexes stay a while, although their contents may be gone: a listing that is made while others save may miss
 * the newest name, and must not take a revision for the next one that was given away long ago.
 */
const keptRevisions = 8;

/** How often an index may be replaced while it is read. */
const maxAttempts = 20;

export class OverlayStore {
  private revision = 0;
  /** Which content file holds a content that is on disk. */
  private readonly stored = new Map<Uint8Array, string>();

  constructor(
    private readonly folder: StorageFolder,
    private readonly archive: string,
  ) {}

  /** Whether somebody has saved since the last `load` or `save`. */
  async isOutdated(): Promise<boolean> {
    return (await this.latest()) > this.revision;
  }

  /** @throws UnreadableOverlay */
  async load(): Promise<PatchState> {
    for (let attempt = 1; ; attempt++) {
      const revision = await this.latest();
      try {
        const bytes = await this.folder.read(indexName(revision));
        if (!bytes && revision > 0) throw new Error(`${indexName(revision)} is gone`);
        const state = bytes ? await this.read(bytes) : noPatches;
        this.revision = revision;
        return state;
      } catch (error) {
        // Another window may have saved, and removed what this one was about to read.
        if (attempt < maxAttempts && (await this.latest()) > revision) continue;
        throw new UnreadableOverlay(errorText(error), { cause: error });
      }
    }
  }

  /**
   * False if somebody else has saved meanwhile: then load, merge, and save again. Not to be called again before it has
   * resolved.
   */
  async save({ overlay, savedAt, reason, setAside }: PatchState): Promise<boolean> {
    const index: Index = {
      version: 2,
      archive: this.archive,
      ...(reason && { reason }),
      edits: await Promise.all(
        [...overlay.edits].map(async ([path, edit]) => ({ path, ...(await this.writeEdit(edit)), savedAt: savedAt.get(path) ?? 0 })),
      ),
      ...(setAside.length > 0 && {
        setAside: await Promise.all(setAside.map(async ({ id, path, edit }) => ({ id, path, ...(await this.writeEdit(edit)) }))),
      }),
    };
    const next = this.revision + 1;
    if (!(await this.folder.create(indexName(next), new TextEncoder().encode(JSON.stringify(index, undefined, 2))))) return false;
    const revisions = await this.revisions();
    if (revisions.some((revision) => revision > next)) {
      // Somebody else is further on: the name was free again, or they went on from this very index, which merging does not mind.
      await this.folder.remove(indexName(next));
      return false;
    }
    this.revision = next;
    for (const revision of revisions) if (revision <= next - keptRevisions) await this.folder.remove(indexName(revision));
    await this.removeUnused(index);
    return true;
  }

  private async latest(): Promise<number> {
    return Math.max(0, ...(await this.revisions()));
  }

  private async revisions(): Promise<number[]> {
    const numbers = (await this.folder.list()).map((name) =>
      name === indexName(0) ? 0 : Number(/^index-(\d+)\.json$/.exec(name)?.[1] ?? NaN),
    );
    return numbers.filter((number) => !Number.isNaN(number));
  }

  private async read(bytes: Uint8Array): Promise<PatchState> {
    const { version, edits, reason = '', setAside = [] } = JSON.parse(new TextDecoder().decode(bytes)) as Index;
    // Indexes of later versions come from later versions of this program.
    if (![1, 2].includes(version)) throw new Error(`version ${String(version)} is not known`);
    const names = new Map([...this.stored].map(([content, name]) => [name, content]));
    return {
      overlay: { edits: new Map(await Promise.all(edits.map(async (edit) => [edit.path, await this.readEdit(edit, names)] as const))) },
      savedAt: new Map(edits.map(({ path, savedAt }) => [path, savedAt])),
      reason,
      setAside: await Promise.all(
        setAside.map(async (patch) => ({ id: patch.id, path: patch.path, edit: await this.readEdit(patch, names) })),
      ),
    };
  }

  private async readEdit({ content, mode, movedFrom }: IndexEdit, names: ReadonlyMap<string, Uint8Array>): Promise<OverlayEdit> {
    if (content === null) return 'deleted';
    return {
      ...(content !== undefined && { content: names.get(content) ?? (await this.readContent(content)) }),
      ...(mode !== undefined && { mode }),
      ...(movedFrom !== undefined && { movedFrom }),
    };
  }

  private async writeEdit(edit: OverlayEdit): Promise<Omit<IndexEdit, 'path'>> {
    if (edit === 'deleted') return { content: null };
    const { content, ...others } = edit;
    return content ? { content: this.stored.get(content) ?? (await this.writeContent(content)), ...others } : others;
  }

  private async readContent(name: string): Promise<Uint8Array> {
    const bytes = await this.folder.read(contentName(name));
    if (!bytes) throw new Error(`${contentName(name)} is gone`);
    this.stored.set(bytes, name);
    return bytes;
  }

  private async writeContent(bytes: Uint8Array): Promise<string> {
    const name = crypto.randomUUID();
    await this.folder.write(contentName(name), bytes);
    this.stored.set(bytes, name);
    return name;
  }

  private async removeUnused({ edits, setAside = [] }: Index): Promise<void> {
    const used = new Set([...edits, ...setAside].map(({ content }) => content));
    for (const [bytes, name] of this.stored) {
      if (used.has(name)) continue;
      this.stored.delete(bytes);
      await this.folder.remove(contentName(name));
    }
  }
}

/** Revision 0 is what versions without revisions wrote. */
const indexName = (revision: number): string => (revision === 0 ? 'index.json' : `index-${revision}.json`);

const contentName = (name: string): string => `content/${name}`;

/** What is to be saved when two windows went on from `before`: what I edited and they did not, and all that they edited. */
export function mergeStates(before: PatchState, mine: PatchState, theirs: PatchState, freshId: () => string): PatchState {
  const { overlay, clashes } = mergeOverlays(before.overlay, mine.overlay, theirs.overlay);
  const savedAt = new Map<string, number>();
  for (const [path, edit] of overlay.edits)
    savedAt.set(path, (edit === theirs.overlay.edits.get(path) ? theirs : mine).savedAt.get(path) ?? 0);
  const had = (state: PatchState, id: string) => state.setAside.some((patch) => patch.id === id);
  return {
    overlay,
    savedAt,
    reason: mine.reason === before.reason ? theirs.reason : mine.reason,
    setAside: [
      ...theirs.setAside.filter(({ id }) => !had(before, id) || had(mine, id)),
      ...mine.setAside.filter(({ id }) => !had(before, id) && !had(theirs, id)),
      ...[...clashes].map(([path, edit]) => ({ id: freshId(), path, edit })),
    ],
  };
}
