import type { Anomaly } from './anomaly';
import type { ArchiveEntry } from './entry';
import { flag, localSignature, localSize, over32, viewOf } from './records';

/** The header in front of an entry's data; it repeats what the central directory says, or should. */
export interface LocalHeader {
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
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
  return {
    flags: view.getUint16(6, true),
    method: view.getUint16(8, true),
    crc32: view.getUint32(14, true),
    compressedSize: view.getUint32(18, true),
    size: view.getUint32(22, true),
    name: bytes.subarray(localSize, nameEnd),
    length: nameEnd + view.getUint16(28, true),
  };
}

/** Where a reader that trusts local headers would see something else than one that trusts the directory. */
export function localDifferences(entry: ArchiveEntry, centralName: Uint8Array, local: LocalHeader): Anomaly[] {
  const found: Anomaly[] = [];
  const compare = (field: string, central: number | string, own: number | string) => {
    if (central !== own) found.push({ code: 'local-header-differs', entry: entry.name, data: { field, central, local: own } });
  };
  compare('name', hexOf(centralName), hexOf(local.name));
  compare('method', entry.method, local.method);
  compare('encrypted', entry.flags & flag.encrypted, local.flags & flag.encrypted);
  compare('descriptor', entry.flags & flag.descriptor, local.flags & flag.descriptor);
  const later = (local.flags & flag.descriptor) !== 0;
  const compareNumber = (field: string, central: number, own: number) => {
    if (own !== over32 && !(later && own === 0)) compare(field, central, own);
  };
  compareNumber('crc32', entry.crc32, local.crc32);
  compareNumber('compressedSize', entry.compressedSize, local.compressedSize);
  compareNumber('size', entry.size, local.size);
  return found;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
