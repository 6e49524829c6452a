import type { ArchiveEntry } from './entry';
import { crc32 } from './crc32';
import { extraFields } from './extra-field';
import { deflated, stored } from './method';
import { centralSignature, centralSize, extra, flag, localSignature, localSize, over32, setUint64, viewOf } from './records';
import { toDosTime, withTime } from './times';

/** An entry that is written anew: all of it but the place in the archive, which its central record gets at last. */
export interface FreshEntry {
  readonly local: Uint8Array;
  readonly data: Uint8Array;
  readonly central: Uint8Array;
}

export interface FreshOptions {
  readonly deflate: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array;
  /** Of what is written anew, in milliseconds since 1970. */
  readonly modified: number;
}

/** ZIP specification 2.0 (deflate) and 4.5 (zip64); new files are made by the latter, on Unix. */
const plainVersion = 20;
const zip64Version = 45;
const madeOnUnix = (3 << 8) | zip64Version;
const regularFile = 0o100644;

/** Everything about an edited entry that is not its content stays: name, mode, comment, extra fields, being stored. */
export function editedEntry(
  entry: ArchiveEntry,
  record: Uint8Array,
  localExtra: Uint8Array,
  content: Uint8Array,
  options: FreshOptions,
): Promise<FreshEntry> {
  const view = viewOf(record);
  const nameEnd = centralSize + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  return freshEntry(
    {
      head: record.subarray(0, centralSize),
      name: record.subarray(centralSize, nameEnd),
      localExtra: keptFields(localExtra, options.modified),
      centralExtra: keptFields(record.subarray(nameEnd, extraEnd), options.modified),
      comment: record.subarray(extraEnd),
      mayDeflate: entry.method !== stored,
    },
    content,
    options,
  );
}

/** A regular file, readable by everybody and writable by its owner. */
export function newEntry(path: string, content: Uint8Array, options: FreshOptions): Promise<FreshEntry> {
  const name = new TextEncoder().encode(path);
  const head = new Uint8Array(centralSize);
  const view = viewOf(head);
  view.setUint16(4, madeOnUnix, true);
  view.setUint16(8, name.length > path.length ? flag.utf8 : 0, true);
  view.setUint32(38, regularFile * 2 ** 16, true);
  const time = withTime({ kind: extra.time, data: new Uint8Array([1, 0, 0, 0, 0]) }, options.modified);
  const field = fieldBytes(extra.time, time);
  return freshEntry({ head, name, localExtra: field, centralExtra: field, comment: new Uint8Array(), mayDeflate: true }, content, options);
}

interface Shell {
  /** Fixed part of the central record, of which the host, the UTF-8 flag and the attributes are kept. */
  readonly head: Uint8Array;
  readonly name: Uint8Array;
  readonly localExtra: Uint8Array;
  readonly centralExtra: Uint8Array;
  readonly comment: Uint8Array;
  readonly mayDeflate: boolean;
}

async function freshEntry(shell: Shell, content: Uint8Array, { deflate, modified }: FreshOptions): Promise<FreshEntry> {
  const packed = shell.mayDeflate && content.length > 0 ? await deflate(content) : content;
  const data = packed.length < content.length ? packed : content;
  const large = content.length >= over32;
  const sizes = large ? zip64Sizes(content.length, data.length) : new Uint8Array();
  const localExtra = joined([sizes, shell.localExtra]);
  const centralExtra = joined([sizes, shell.centralExtra]);

  const central = joined([shell.head, shell.name, centralExtra, shell.comment]);
  const view = viewOf(central);
  view.setUint32(0, centralSignature, true);
  const { date, time } = toDosTime(modified);
  view.setUint16(6, large ? zip64Version : plainVersion, true);
  view.setUint16(8, view.getUint16(8, true) & flag.utf8, true);
  view.setUint16(10, data === content ? stored : deflated, true);
  view.setUint16(12, time, true);
  view.setUint16(14, date, true);
  view.setUint32(16, crc32(content), true);
  view.setUint32(20, large ? over32 : data.length, true);
  view.setUint32(24, large ? over32 : content.length, true);
  view.setUint16(28, shell.name.length, true);
  view.setUint16(30, centralExtra.length, true);
  view.setUint16(32, shell.comment.length, true);
  view.setUint16(34, 0, true);
  view.setUint32(42, 0, true);

  // From the version needed to the length of the name, both headers hold the same fields in the same order.
  const local = joined([new Uint8Array(localSize), shell.name, localExtra]);
  viewOf(local).setUint32(0, localSignature, true);
  local.set(central.subarray(6, 30), 4);
  viewOf(local).setUint16(28, localExtra.length, true);
  return { local, data, central };
}

/** Those that do not speak of the old data; with the new time. Bytes that are no field are left out. */
const keptFields = (bytes: Uint8Array, modified: number): Uint8Array =>
  joined(
    extraFields(bytes)
      .filter(({ kind }) => kind !== extra.zip64 && kind !== extra.aes)
      .map((field) => fieldBytes(field.kind, withTime(field, modified))),
  );

function zip64Sizes(size: number, compressedSize: number): Uint8Array {
  const data = new Uint8Array(16);
  setUint64(viewOf(data), 0, size);
  setUint64(viewOf(data), 8, compressedSize);
  return fieldBytes(extra.zip64, data);
}

export function fieldBytes(kind: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + data.length);
  viewOf(bytes).setUint16(0, kind, true);
  viewOf(bytes).setUint16(2, data.length, true);
  bytes.set(data, 4);
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
