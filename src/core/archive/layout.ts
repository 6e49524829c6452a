import type { AnomalyLog } from './anomaly';
import type { ByteSource } from './byte-source';
import { longestDescriptor, parseDescriptor } from './descriptor';
import type { ArchiveEntry } from './entry';
import { parseLocalHeader, type LocalHeader } from './local-header';
import { flag, localSize, uint64, viewOf } from './records';

/** Zero bytes between entries align them; more than this is no alignment, whatever it holds. */
const longestPadding = 16 * 2 ** 20;
const piece = 64 * 1024;
/** Two sizes and the magic. */
const smallestSignatures = 32;

/** Follows the entries in the order of their places, and tells what lies between and over them. */
export class Layout {
  private end: number | undefined;
  private last = '';

  constructor(
    private readonly bytes: ByteSource,
    private readonly directoryOffset: number,
    private readonly log: AnomalyLog,
  ) {}

  /** Whether the entry has its bytes for itself. What lies before the first one is told at opening. */
  async place(entry: ArchiveEntry, header: LocalHeader): Promise<boolean> {
    const { name, offset } = entry;
    const before = this.end ?? offset;
    const dataEnd = offset + header.length + entry.compressedSize;
    const end = dataEnd + (await this.descriptorAfter(dataEnd, entry, header));
    const shared = Math.min(before, end) - offset;
    if (shared > 0) this.log.add('overlapping-entry', { other: this.last, length: shared }, name);
    else await this.lookBetween(before, offset);
    const inDirectory = dataEnd - this.directoryOffset;
    if (inDirectory > 0) this.log.add('overlapping-entry', { other: 'the list of files', length: inDirectory }, name);
    if (end >= before) this.last = name;
    this.end = Math.max(before, end);
    return shared <= 0 && inDirectory <= 0;
  }

  /** Call it after the last entry. */
  async finish(): Promise<void> {
    if (this.end !== undefined) await this.lookBetween(this.end, await this.startOfSignatures());
  }

  /** Android's signatures lie between the last entry and the directory: the size, pairs, the size again, and a magic. */
  private async startOfSignatures(): Promise<number> {
    const end = this.directoryOffset;
    if (end < smallestSignatures) return end;
    const tail = await this.bytes.read(end - 24, 24);
    if (new TextDecoder().decode(tail.subarray(8)) !== 'APK Sig Block 42') return end;
    const size = uint64(viewOf(tail), 0);
    // The size does not count the field in front; some tools count it all the same.
    for (const start of [end - size - 8, end - size]) {
      if (start < (this.end ?? 0) || start + smallestSignatures > end) continue;
      if (uint64(viewOf(await this.bytes.read(start, 8)), 0) === size) return start;
    }
    return end;
  }

  private async descriptorAfter(dataEnd: number, entry: ArchiveEntry, local: LocalHeader): Promise<number> {
    if (!(local.flags & flag.descriptor) || dataEnd > this.directoryOffset) return 0;
    const found = parseDescriptor(await this.bytes.read(dataEnd, Math.min(longestDescriptor, this.directoryOffset - dataEnd)), entry);
    const after = found ? valuesOf(found) : 'missing';
    if (after !== valuesOf(entry)) {
      this.log.add('local-header-differs', { field: 'the record after the data', central: valuesOf(entry), local: after }, entry.name);
    }
    return found?.length ?? 0;
  }

  private async lookBetween(from: number, to: number): Promise<void> {
    if (to <= from) return;
    const holds = await this.firstByte(from, to);
    if (holds === undefined) return;
    const entry = await this.unlisted(holds, to);
    if (entry) this.log.add('unlisted-entry', { offset: entry.offset, length: to - from }, entry.name);
    else this.log.add('gap', { offset: from, length: to - from, after: this.last });
  }

  /** Offset of the first byte that is not zero. */
  private async firstByte(from: number, to: number): Promise<number | undefined> {
    for (let at = from; at < to; at += piece) {
      if (at - from >= longestPadding) return at;
      const bytes = await this.bytes.read(at, Math.min(piece, to - at));
      const found = bytes.findIndex((byte) => byte !== 0);
      if (found >= 0) return at + found;
    }
    return undefined;
  }

  /** A local header in the first bytes of a gap. */
  private async unlisted(from: number, to: number): Promise<{ readonly offset: number; readonly name: string } | undefined> {
    const bytes = await this.bytes.read(from, Math.min(piece, to - from));
    for (let at = bytes.indexOf(0x50); at >= 0 && at + localSize <= bytes.length; at = bytes.indexOf(0x50, at + 1)) {
      const header = parseLocalHeader(bytes.subarray(at));
      if (header) return { offset: from + at, name: new TextDecoder().decode(header.name) };
    }
    return undefined;
  }
}

const valuesOf = ({ crc32, compressedSize, size }: Pick<ArchiveEntry, 'crc32' | 'compressedSize' | 'size'>): string =>
  `CRC-32 ${crc32.toString(16).padStart(8, '0')}, ${compressedSize} bytes packed, ${size} unpacked`;
