import type { ArchiveEntry } from './entry';
import { descriptorSignature, uint64, viewOf } from './records';

/** The record behind the data of an entry that was written into a pipe: CRC-32 and sizes, known only then. */
export interface Descriptor {
  readonly length: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
}

/** Of the longest form: signature, CRC-32 and two sizes of eight bytes. */
export const longestDescriptor = 24;

/**
 * Reads what follows an entry's data. There are four forms and nothing tells which one it is but that the values are
 * right: the first that fits; else the usual one, if there is a signature; else none.
 */
export function parseDescriptor(
  bytes: Uint8Array,
  expected: Pick<ArchiveEntry, 'crc32' | 'compressedSize' | 'size'>,
): Descriptor | undefined {
  const view = viewOf(bytes);
  const signed = bytes.length >= 4 && view.getUint32(0, true) === descriptorSignature;
  const fits = (found: Descriptor | undefined): found is Descriptor =>
    found?.crc32 === expected.crc32 && found.compressedSize === expected.compressedSize && found.size === expected.size;
  const forms = [signed && read(view, 4, 4), signed && read(view, 4, 8), read(view, 0, 4), read(view, 0, 8)];
  for (const form of forms) if (form && fits(form)) return form;
  return signed ? read(view, 4, 4) : undefined;
}

function read(view: DataView, at: number, width: 4 | 8): Descriptor | undefined {
  if (view.byteLength < at + 4 + 2 * width) return undefined;
  const number = (from: number) => (width === 4 ? view.getUint32(from, true) : uint64(view, from));
  return {
    length: at + 4 + 2 * width,
    crc32: view.getUint32(at, true),
    compressedSize: number(at + 4),
    size: number(at + 4 + width),
  };
}
