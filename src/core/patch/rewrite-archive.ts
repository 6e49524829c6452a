import type { Archive } from '../archive/archive';
import { ArchiveError } from '../archive/archive-error';
import type { ByteSource } from '../archive/byte-source';
import { withMode, withOffset } from '../archive/central-write';
import type { EndRecord } from '../archive/end-record';
import { endRecords, type OldEndRecords } from '../archive/end-write';
import type { ArchiveEntry } from '../archive/entry';
import { editedEntry, joined, newEntry, type FreshEntry, type FreshOptions } from '../archive/fresh-entry';
import type { FileEdit, Overlay } from './overlay';
import { readLocalHeader } from '../archive/read-entry';
import { end64Size, localSize, viewOf } from '../archive/records';

/** Bytes that are copied at once. */
const copied = 2 ** 20;

/**
 * The archive as the overlay makes it, in pieces. What is not edited is copied as it lies there, with everything between
 * the entries, in the same order; new files come last. Without edits the pieces are the archive, byte for byte.
 * A piece is good until the next one is asked for: its memory is used again.
 * @throws ArchiveError (before or between pieces) if entries overlap, lie outside, or an edited one cannot be found.
 */
export async function* rewriteArchive(
  bytes: ByteSource,
  archive: Archive,
  overlay: Overlay,
  options: FreshOptions,
): AsyncGenerator<Uint8Array> {
  const plan = planRewrite(archive, overlay);
  const space = bytes.readInto && [0, 1].map(() => new Uint8Array(Math.min(copied, bytes.size)));
  if (!plan) {
    yield* copyOf(bytes, 0, bytes.size, space);
    return;
  }
  const { entries, end, directorySpan } = archive;
  const records = new Array<Uint8Array>(entries.length);
  // `source`: how far the old archive is used up; `written`: how long the new one is.
  let source = 0;
  let written = 0;
  for (const step of plan.steps) {
    if (step.kind === 'keep') {
      records[step.entry.index] = withOffset(
        moded(entries.record(step.entry.index), step.mode),
        step.entry.offset - source + written - end.shift,
      );
      continue;
    }
    yield* copyOf(bytes, source, step.entry.offset, space);
    written += step.entry.offset - source;
    source = step.next;
    if (step.kind === 'drop') continue;
    const fresh = await edited(bytes, archive, step.entry, step.content, options);
    yield* [fresh.local, fresh.data];
    records[step.entry.index] = withOffset(moded(fresh.central, step.mode), written - end.shift);
    written += fresh.local.length + fresh.data.length;
  }
  yield* copyOf(bytes, source, directorySpan.offset, space);
  written += directorySpan.offset - source;
  for (const [path, content, mode] of plan.created) {
    const fresh = await newEntry(path, content, options);
    yield* [fresh.local, fresh.data];
    records.push(withOffset(moded(fresh.central, mode), written - end.shift));
    written += fresh.local.length + fresh.data.length;
  }
  const listed = records.filter(Boolean);
  const directory = joined(listed);
  yield directory;
  yield endRecords({ count: listed.length, offset: written, length: directory.length }, await readEndRecords(bytes, end), end.shift);
}

/** What becomes of an entry; with `next` its bytes, and those up to the next entry, are not copied. */
type Step =
  | { readonly kind: 'keep'; readonly entry: ArchiveEntry; readonly mode?: number }
  | { readonly kind: 'drop'; readonly entry: ArchiveEntry; readonly next: number }
  | { readonly kind: 'edit'; readonly entry: ArchiveEntry; readonly next: number; readonly content: Uint8Array; readonly mode?: number };

interface Plan {
  /** By place in the archive. */
  readonly steps: readonly Step[];
  readonly created: readonly (readonly [path: string, content: Uint8Array, mode: number | undefined])[];
}

/** `undefined` if nothing changes. Of entries with the same name the mounted one is edited, and the others go. */
function planRewrite({ entries, byPath, directorySpan }: Archive, { edits }: Overlay): Plan | undefined {
  const created = [...edits].flatMap(([path, edit]) =>
    edit === 'deleted' || !edit.content || byPath.has(path) ? [] : [[path, edit.content, edit.mode] as const],
  );
  if (created.length === 0 && ![...edits.keys()].some((path) => byPath.has(path))) return undefined;
  const order = Array.from({ length: entries.length }, (_, index) => entries.at(index)).sort((a, b) => a.offset - b.offset);
  let reaching: ArchiveEntry | undefined;
  const steps = order.map((entry, at): Step => {
    if (entry.offset >= directorySpan.offset) throw new ArchiveError('entry-outside', { entry: entry.name, offset: entry.offset });
    const edit = entry.path === undefined || entry.name.endsWith('/') ? undefined : edits.get(entry.path);
    const mounted = byPath.get(entry.path ?? '') === entry.index;
    if (edit === undefined || (edit !== 'deleted' && !edit.content)) {
      if (!reaching || endOf(entry) > endOf(reaching)) reaching = entry;
      return { kind: 'keep', entry, ...modeOf(mounted ? edit : undefined) };
    }
    if (reaching && endOf(reaching) > entry.offset)
      throw new ArchiveError('overlapping-entries', { entry: entry.name, other: reaching.name });
    const next = order[at + 1]?.offset ?? directorySpan.offset;
    return edit === 'deleted' || !edit.content || !mounted
      ? { kind: 'drop', entry, next }
      : { kind: 'edit', entry, next, content: edit.content, ...modeOf(edit) };
  });
  return { steps, created };
}

const modeOf = (edit: FileEdit | undefined): { mode?: number } => (edit?.mode === undefined ? {} : { mode: edit.mode });

const moded = (record: Uint8Array, mode: number | undefined): Uint8Array => (mode === undefined ? record : withMode(record, mode));

/** At least: its header may be longer. */
const endOf = ({ offset, compressedSize }: ArchiveEntry): number => offset + localSize + compressedSize;

async function edited(
  bytes: ByteSource,
  { entries }: Archive,
  entry: ArchiveEntry,
  content: Uint8Array,
  options: FreshOptions,
): Promise<FreshEntry> {
  const record = entries.record(entry.index);
  const { name, length } = await readLocalHeader(bytes, entry, viewOf(record).getUint16(28, true));
  const extraStart = entry.offset + localSize + name.length;
  if (entry.offset + length > bytes.size) throw new ArchiveError('entry-outside', { entry: entry.name, offset: entry.offset });
  const localExtra = await bytes.read(extraStart, entry.offset + length - extraStart);
  return editedEntry(entry, record, localExtra, content, options);
}

/** The fixed part of the zip64 record alone: what may follow it is for encrypted directories. */
const readEndRecords = async (bytes: ByteSource, { offset, offset64 }: EndRecord): Promise<OldEndRecords> => ({
  tail: await bytes.read(offset, bytes.size - offset),
  ...(offset64 !== undefined && { zip64: await bytes.read(offset64, end64Size) }),
});

/** While one piece is being written, the next is being read. */
async function* copyOf(bytes: ByteSource, from: number, to: number, space?: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  const read = (at: number): Promise<Uint8Array> => {
    const length = Math.min(copied, to - at);
    const target = space?.[((at - from) / copied) % 2]?.subarray(0, length);
    const piece = target && bytes.readInto ? bytes.readInto(at, target).then(() => target) : bytes.read(at, length);
    // Nobody waits for it if the writing ends early; otherwise it fails where it is awaited.
    piece.catch(() => undefined);
    return piece;
  };
  let next = from < to ? read(from) : undefined;
  for (let at = from; next; at += copied) {
    const piece = await next;
    next = at + copied < to ? read(at + copied) : undefined;
    yield piece;
  }
}
