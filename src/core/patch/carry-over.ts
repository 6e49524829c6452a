import type { PackageSource, SourceEntry } from '../package/source';
import { sameBytes } from './merge-overlays';
import type { FileEdit, Overlay, OverlayEdit } from './overlay';

export interface CarriedOver {
  /** What still applies. */
  readonly overlay: Overlay;
  /** Edits of files that are other ones now. */
  readonly conflicts: ReadonlyMap<string, OverlayEdit>;
}

/** An overlay of one version of a package for another version: an edit applies as long as the file that it was made of is the same. */
export async function carryOver(before: PackageSource, after: PackageSource, { edits }: Overlay): Promise<CarriedOver> {
  const [old, now] = [before, after].map(({ entries }) => new Map(entries.map((entry) => [entry.path, entry])));
  const carried = new Map<string, OverlayEdit>();
  const conflicts = new Map<string, OverlayEdit>();
  const unchanged = (path: string) => sameFile(before, old?.get(path), after, now?.get(path));
  for (const [path, edit] of edits) {
    const present = now?.get(path);
    const rest = await stillNeeded(after, present, edit);
    if (rest === undefined) continue;
    const applies =
      (await unchanged(path)) &&
      (edit === 'deleted' || edit.movedFrom === undefined || (await unchanged(edit.movedFrom))) &&
      (rest === 'deleted' || rest.content !== undefined || present !== undefined);
    (applies || isModeOnly(rest, present) ? carried : conflicts).set(path, rest);
  }
  return { overlay: { edits: carried }, conflicts };
}

/** A mode fits any content. */
const isModeOnly = (edit: OverlayEdit, present: SourceEntry | undefined): boolean =>
  edit !== 'deleted' && edit.content === undefined && present !== undefined;

/** Without what the other version has already; `undefined` if that is all. */
async function stillNeeded(after: PackageSource, present: SourceEntry | undefined, edit: OverlayEdit): Promise<OverlayEdit | undefined> {
  if (edit === 'deleted') return present && edit;
  const { content, mode, ...others } = edit;
  const hasContent = content && present?.size === content.length && sameBytes(content, await contentIn(after, present.path));
  const rest: FileEdit = {
    ...(!present && others),
    ...(content && !hasContent && { content }),
    ...(mode !== undefined && mode !== present?.mode && { mode }),
  };
  return rest.content === undefined && rest.mode === undefined ? undefined : rest;
}

/** Whether two versions of a package have the same file, or neither has it. What can no longer be read counts by its recorded CRC-32. */
async function sameFile(
  before: PackageSource,
  old: SourceEntry | undefined,
  after: PackageSource,
  now: SourceEntry | undefined,
): Promise<boolean> {
  if (!old || !now) return old === now;
  if (old.size !== now.size || (old.crc !== undefined && now.crc !== undefined && old.crc !== now.crc)) return false;
  const contents = [await contentIn(before, old.path), await contentIn(after, now.path)];
  return contents[0] && contents[1] ? sameBytes(contents[0], contents[1]) : old.crc !== undefined && old.crc === now.crc;
}

const contentIn = (source: PackageSource, path: string): Promise<Uint8Array | undefined> => source.read(path).catch(() => undefined);
