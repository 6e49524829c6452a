import type { PackageSource, SourceEntry } from '../package/source';
import { sameBytes } from './merge-overlays';
import { fileEditOf, withEdit, withFileEdit, withoutEdit, type FileEdit, type Overlay } from './overlay';

/** The package under the overlay, as the vendor shipped it. */
export interface Shipped {
  at(path: string): SourceEntry | undefined;
  /** @throws what reading the package throws. */
  read(path: string): Promise<Uint8Array>;
}

/** Looks through all files at the first question of a file. */
export const shippedIn = (base: PackageSource): Shipped => {
  let byPath: ReadonlyMap<string, SourceEntry> | undefined;
  return {
    at: (path) => (byPath ??= new Map(base.entries.map((entry) => [entry.path, entry]))).get(path),
    read: (path) => base.read(path),
  };
};

/** A file has this content, or is gone. */
export function withContent(overlay: Overlay, shipped: Shipped, path: string, content: Uint8Array | 'deleted'): Promise<Overlay> {
  if (content !== 'deleted') return settled(overlay, shipped, path, { ...fileEditOf(overlay, path), content });
  return Promise.resolve(shipped.at(path) ? withEdit(overlay, path, content) : withoutEdit(overlay, path));
}

/** A file has these Unix permission bits. */
export const withMode = (overlay: Overlay, shipped: Shipped, path: string, mode: number): Promise<Overlay> =>
  settled(overlay, shipped, path, { ...fileEditOf(overlay, path), mode });

/** A file is at another path; what is edited of it moves along. */
export async function moved(overlay: Overlay, shipped: Shipped, from: string, to: string): Promise<Overlay> {
  const original = shipped.at(from);
  const edit = fileEditOf(overlay, from);
  const content = edit?.content ?? (await shipped.read(from));
  const mode = edit?.mode ?? original?.mode;
  const movedFrom = original ? from : edit?.movedFrom;
  const without = original ? withEdit(overlay, from, 'deleted') : withoutEdit(overlay, from);
  return settled(without, shipped, to, { content, ...(mode !== undefined && { mode }), ...(movedFrom && { movedFrom }) });
}

/** What gives back the vendor's content or mode is no patch. */
async function settled(overlay: Overlay, shipped: Shipped, path: string, { content, mode, movedFrom }: FileEdit): Promise<Overlay> {
  const original = shipped.at(path);
  const sameContent = content && original?.size === content.length && sameBytes(await shipped.read(path), content);
  const edit: FileEdit = {
    ...(content && !sameContent && { content }),
    ...(mode !== undefined && mode !== original?.mode && { mode }),
    ...(movedFrom !== undefined && !original && { movedFrom }),
  };
  return Object.keys(edit).length === 0 ? withoutEdit(overlay, path) : withFileEdit(overlay, path, edit);
}
