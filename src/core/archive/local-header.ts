import type { Anomaly } from './anomaly';
import type { ArchiveEntry } from './entry';
import { extraFields } from './extra-field';
import { methodName } from './method';
import { extra, flag, localSignature, localSize, over32, uint64, viewOf } from './records';

/** The header in front of an entry's data; it repeats what the central directory says, or should. */
export interface LocalHeader {
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  /** From the zip64 field, if the header leaves it to that. */
  readonly compressedSize: number;
  readonly size: number;
  readonly name: Uint8Array;
  /** Of header, name and extra fields. */
  readonly length: number;
}

/** `bytes` begin with the header; `undefined` if they do not, or if they end before its name does. */
export function parseLocalHeader(bytes: Uint8Array): LocalHeader | undefined {
  const view = viewOf(bytes);
  if (bytes.length < localSize || view.getUint32(0, true) !== localSignature) return undefined;
  const nameEnd = localSize + view.getUint16(26, true);
  if (nameEnd > bytes.length) return undefined;
  const length = nameEnd + view.getUint16(28, true);
  return {
    flags: view.getUint16(6, true),
    method: view.getUint16(8, true),
    crc32: view.getUint32(14, true),
    ...sizesOf(view, bytes.subarray(nameEnd, length)),
    name: bytes.subarray(localSize, nameEnd),
    length,
  };
}

function sizesOf(view: DataView, extraBytes: Uint8Array): Pick<LocalHeader, 'size' | 'compressedSize'> {
  const size = view.getUint32(22, true);
  const compressedSize = view.getUint32(18, true);
  if (size !== over32 && compressedSize !== over32) return { size, compressedSize };
  const large = extraFields(extraBytes).find(({ kind }) => kind === extra.zip64)?.data;
  let at = 0;
  const next = (value: number): number => {
    if (value !== over32 || !large || at + 8 > large.length) return value;
    at += 8;
    return uint64(viewOf(large), at - 8);
  };
  return { size: next(size), compressedSize: next(compressedSize) };
}

/** Where a reader that trusts local headers would see something else than one that trusts the directory. */
export function localDifferences(entry: ArchiveEntry, centralName: Uint8Array, local: LocalHeader): Anomaly[] {
  const found: Anomaly[] = [];
  const compare = (field: string, central: number | string, own: number | string) => {
    if (central !== own) found.push({ code: 'local-header-differs', entry: entry.name, data: { field, central, local: own } });
  };
  if (!equal(centralName, local.name)) found.push(nameDiffers(entry, centralName, local.name));
  // A folder has no data that a method would matter to; some archivers write another one in each place.
  const isFolder = entry.name.endsWith('/') && entry.size === 0;
  if (!isFolder) compare('the compression method', methodName(entry.method), methodName(local.method));
  compare('encryption', yesNo(entry.flags & flag.encrypted), yesNo(local.flags & flag.encrypted));
  compare('a data descriptor', yesNo(entry.flags & flag.descriptor), yesNo(local.flags & flag.descriptor));
  if (centralName.some((byte) => byte > 0x7f)) compare('a name in UTF-8', yesNo(entry.flags & flag.utf8), yesNo(local.flags & flag.utf8));
  // With a descriptor, the values follow the data; some writers know them in time all the same.
  const later = (local.flags & flag.descriptor) !== 0;
  const known = (value: number) => !(later && (value === 0 || value === over32));
  if (known(local.crc32)) compare('the CRC-32', hex(entry.crc32), hex(local.crc32));
  if (known(local.compressedSize)) compare('the packed size', entry.compressedSize, local.compressedSize);
  if (known(local.size)) compare('the size', entry.size, local.size);
  return found;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** By what people can read, else byte by byte. */
function nameDiffers({ name }: ArchiveEntry, central: Uint8Array, local: Uint8Array): Anomaly {
  const text = new TextDecoder().decode(local);
  const data = text === name ? { central: hexOf(central), local: hexOf(local) } : { central: name, local: text };
  return { code: 'local-header-differs', entry: name, data: { field: 'the name', ...data } };
}

const yesNo = (bit: number): string => (bit ? 'yes' : 'no');
const hex = (value: number): string => value.toString(16).padStart(8, '0');
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
