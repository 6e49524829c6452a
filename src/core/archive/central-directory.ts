import { directoryType, symlinkType, typeMask, type ArchiveEntry } from './entry';
import { placeName } from './entry-name';
import { extraFields, type ExtraField } from './extra-field';
import { centralSize, extra, flag, isUnixHost, over32, uint64, viewOf } from './records';
import { modificationTime } from './times';

/**
 * The central directory as it is in the file, with an index over it. Entries are decoded when asked for: a hundred
 * thousand of them cost the directory's bytes, a name each, and two numbers each.
 */
export class CentralDirectory {
  private readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    /** Of the records in `bytes`. */
    private readonly starts: Uint32Array,
    private readonly names: readonly string[],
    private readonly shift: number,
  ) {
    this.view = viewOf(bytes);
  }

  get length(): number {
    return this.names.length;
  }

  /** The record's bytes, with name, extra fields and comment. */
  record(index: number): Uint8Array {
    return this.bytes.subarray(this.starts[index], this.starts[index + 1]);
  }

  at(index: number): ArchiveEntry {
    const { view } = this;
    const start = this.starts[index] ?? 0;
    const name = this.names[index] ?? '';
    const madeBy = view.getUint16(start + 4, true);
    const flags = view.getUint16(start + 8, true);
    const attributes = view.getUint32(start + 38, true);
    const unixMode = isUnixHost(madeBy) ? attributes >>> 16 : 0;
    const fields = this.extras(start);
    const { path } = placeName(name);
    return {
      index,
      name,
      ...(path !== undefined && { path }),
      kind: kindOf(name, unixMode, view.getUint32(start + 24, true)),
      method: view.getUint16(start + 10, true),
      flags,
      encrypted: (flags & flag.encrypted) !== 0,
      crc32: view.getUint32(start + 16, true),
      ...sizesOf(view, start, fields, this.shift),
      ...(unixMode !== 0 && { mode: unixMode & 0o7777 }),
      modified: modificationTime(view.getUint16(start + 14, true), view.getUint16(start + 12, true), fields),
    };
  }

  private extras(start: number): readonly ExtraField[] {
    const length = this.view.getUint16(start + 30, true);
    if (length === 0) return [];
    const from = start + centralSize + this.view.getUint16(start + 28, true);
    return extraFields(this.bytes.subarray(from, from + length));
  }
}

const kindOf = (name: string, unixMode: number, size: number): ArchiveEntry['kind'] =>
  name.endsWith('/') || (name.endsWith('\\') && size === 0) || (unixMode & typeMask) === directoryType
    ? 'directory'
    : (unixMode & typeMask) === symlinkType
      ? 'symlink'
      : 'file';

/** The zip64 field holds, in this order, those of the values that do not fit into the record. */
function sizesOf(view: DataView, start: number, fields: readonly ExtraField[], shift: number) {
  const size = view.getUint32(start + 24, true);
  const compressedSize = view.getUint32(start + 20, true);
  const offset = view.getUint32(start + 42, true);
  const large = fields.find(({ kind }) => kind === extra.zip64)?.data;
  if (!large) return { size, compressedSize, offset: offset + shift };
  let at = 0;
  const next = (value: number): number => {
    if (value !== over32 || at + 8 > large.length) return value;
    at += 8;
    return uint64(viewOf(large), at - 8);
  };
  return { size: next(size), compressedSize: next(compressedSize), offset: next(offset) + shift };
}
