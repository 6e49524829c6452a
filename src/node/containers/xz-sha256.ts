import { createHash } from 'node:crypto';
import { crc32 } from '../../core/archive/crc32';

/**
 * The .xz file format 1.2.1, https://tukaani.org/xz/xz-file-format.txt: stream header and footer, blocks that each end in a checksum
 * of their content, and an index of their sizes.
 */
const headerSize = 12;
const footerSize = 12;
/** The second byte of the stream's flags says which checksum. */
const [none, sha256] = [0, 10];
const checksumSize = 32;
const cutOff = 'its xz data is damaged or cut off';

export interface Unchecked {
  /** The same stream without checksums. */
  readonly bytes: Uint8Array;
  /** @throws Error if the content is not what the checksums were made of */
  readonly check: (content: Uint8Array) => void;
}

interface Block {
  /** With its checksum, without the bytes that fill up the last four. */
  readonly size: number;
  readonly contentSize: number;
}

/**
 * rpm writes SHA-256, which the decoder does not know: it gets the stream without checksums, and they are compared here. Other
 * streams are `undefined`.
 * @throws Error
 */
export function unchecked(bytes: Uint8Array): Unchecked | undefined {
  if (bytes[headerSize - 5] !== sha256) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < headerSize + footerSize || view.toString('latin1', view.length - 2) !== 'YZ') throw new Error(cutOff);
  const indexSize = (view.readUInt32LE(view.length - 8) + 1) * 4;
  const indexAt = view.length - footerSize - indexSize;
  if (indexAt < headerSize) throw new Error(cutOff);
  const blocks = blocksOf(view.subarray(indexAt, indexAt + indexSize));
  const parts: Uint8Array[] = [headerOf(none)];
  const sums: Uint8Array[] = [];
  let at = headerSize;
  for (const { size } of blocks) {
    const end = at + toFour(size) - checksumSize;
    parts.push(view.subarray(at, end));
    sums.push(view.subarray(end, end + checksumSize));
    at = end + checksumSize;
  }
  if (at !== indexAt) throw new Error(cutOff);
  const index = indexOf(blocks.map((block) => ({ ...block, size: block.size - checksumSize })));
  parts.push(index, footerOf(index.length));
  return { bytes: Buffer.concat(parts), check: (content) => compare(content, blocks, sums) };
}

function compare(content: Uint8Array, blocks: readonly Block[], sums: readonly Uint8Array[]): void {
  let at = 0;
  for (const [nth, { contentSize }] of blocks.entries()) {
    const sum = createHash('sha256')
      .update(content.subarray(at, at + contentSize))
      .digest();
    if (!sum.equals(sums[nth] ?? sum.subarray(1))) throw new Error('its xz data does not match its checksum');
    at += contentSize;
  }
}

const toFour = (size: number): number => Math.ceil(size / 4) * 4;

function blocksOf(index: Buffer): Block[] {
  let at = 1;
  /** Seven bits a byte, the lowest first; all but the last byte have the eighth. */
  const next = (): number => {
    let number = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = index[at++];
      if (byte === undefined || scale > 2 ** 49) throw new Error(cutOff);
      number += (byte & 0x7f) * scale;
      if (byte < 0x80) return number;
    }
  };
  const count = next();
  const blocks: Block[] = [];
  for (let nth = 0; nth < count; nth++) {
    const block = { size: next(), contentSize: next() };
    if (block.size <= checksumSize) throw new Error(cutOff);
    blocks.push(block);
  }
  return blocks;
}

function bytesOf(number: number): number[] {
  const bytes: number[] = [];
  for (let left = number; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 0x80);
  }
}

function indexOf(blocks: readonly Block[]): Buffer {
  const records = [0, ...bytesOf(blocks.length), ...blocks.flatMap(({ size, contentSize }) => [...bytesOf(size), ...bytesOf(contentSize)])];
  const padded = Buffer.alloc(toFour(records.length));
  padded.set(records);
  return Buffer.concat([padded, sumOf(padded)]);
}

const headerOf = (checksum: number): Buffer => {
  const flags = Buffer.from([0, checksum]);
  return Buffer.concat([Buffer.from('fd377a585a00', 'hex'), flags, sumOf(flags)]);
};

function footerOf(indexSize: number): Buffer {
  const told = Buffer.alloc(6);
  told.writeUInt32LE(indexSize / 4 - 1);
  told.writeUInt8(none, 5);
  return Buffer.concat([sumOf(told), told, Buffer.from('YZ')]);
}

function sumOf(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(bytes));
  return sum;
}
