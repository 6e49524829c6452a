import { setUint64, viewOf } from '../../src/core/archive/records';

export interface SparseEntry {
  readonly name: string;
  /** Of zero bytes, stored; in bytes. */
  readonly size: number;
  /** Instead of zeros. */
  readonly content?: Uint8Array;
  /** Of the content. */
  readonly crc32?: number;
}

export interface SparseArchive {
  readonly size: number;
  /** Everything else is zero bytes. */
  readonly pieces: readonly { readonly offset: number; readonly bytes: Buffer }[];
}

/** A zip64 archive of any size, made without writing its zeros: the pieces go into a file with holes, or into a test. */
export function sparseArchive(entries: readonly SparseEntry[]): SparseArchive {
  const pieces: { offset: number; bytes: Buffer }[] = [];
  const records: Buffer[] = [];
  let at = 0;
  for (const { name, size, content, crc32 = 0 } of entries) {
    const local = header(30, name, 20);
    local.writeUInt32LE(0x04034b50, 0);
    common(local, 4, crc32);
    local.writeUInt16LE(20, 28);
    zip64Field(local, 30 + Buffer.byteLength(name), [size, size]);
    pieces.push({ offset: at, bytes: content ? Buffer.concat([local, content]) : local });

    const record = header(46, name, 28);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE((3 << 8) | 45, 4);
    common(record, 6, crc32);
    record.writeUInt16LE(28, 30);
    record.writeUInt32LE(0o100644 * 2 ** 16, 38);
    record.writeUInt32LE(0xffffffff, 42);
    zip64Field(record, 46 + Buffer.byteLength(name), [size, size, at]);
    records.push(record);
    at += local.length + size;
  }
  const directory = Buffer.concat(records);
  pieces.push({ offset: at, bytes: Buffer.concat([directory, endOf(entries.length, at, directory.length)]) });
  return { size: at + directory.length + 98, pieces };
}

function header(fixed: number, name: string, extra: number): Buffer {
  const bytes = Buffer.alloc(fixed + Buffer.byteLength(name) + extra);
  bytes.write(name, fixed);
  if (fixed === 30) bytes.writeUInt16LE(Buffer.byteLength(name), 26);
  else bytes.writeUInt16LE(Buffer.byteLength(name), 28);
  return bytes;
}

/** Version 4.5, UTF-8, stored, 2021-03-04, sizes in the zip64 field. */
function common(bytes: Buffer, at: number, crc32: number): void {
  bytes.writeUInt16LE(45, at);
  bytes.writeUInt16LE(0x800, at + 2);
  bytes.writeUInt16LE((41 << 9) | (3 << 5) | 4, at + 8);
  bytes.writeUInt32LE(crc32, at + 10);
  bytes.writeUInt32LE(0xffffffff, at + 14);
  bytes.writeUInt32LE(0xffffffff, at + 18);
}

function zip64Field(bytes: Buffer, at: number, values: readonly number[]): void {
  bytes.writeUInt16LE(1, at);
  bytes.writeUInt16LE(values.length * 8, at + 2);
  values.forEach((value, index) => setUint64(viewOf(bytes), at + 4 + index * 8, value));
}

function endOf(count: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(98);
  const view = viewOf(bytes);
  bytes.writeUInt32LE(0x06064b50, 0);
  setUint64(view, 4, 44);
  bytes.writeUInt16LE((3 << 8) | 45, 12);
  bytes.writeUInt16LE(45, 14);
  for (const at of [24, 32]) setUint64(view, at, count);
  setUint64(view, 40, length);
  setUint64(view, 48, offset);
  bytes.writeUInt32LE(0x07064b50, 56);
  setUint64(view, 64, offset + length);
  bytes.writeUInt32LE(1, 72);
  bytes.writeUInt32LE(0x06054b50, 76);
  for (const at of [8, 10]) bytes.writeUInt16LE(0xffff, 76 + at);
  for (const at of [12, 16]) bytes.writeUInt32LE(0xffffffff, 76 + at);
  return bytes;
}
