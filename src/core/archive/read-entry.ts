import { ArchiveError } from './archive-error';
import { rangeOf, type ByteSource } from './byte-source';
import { crc32 } from './crc32';
import type { ArchiveEntry } from './entry';
import type { Inflate } from './inflate';
import { parseLocalHeader, type LocalHeader } from './local-header';
import { deflated, stored } from './method';
import { localSize } from './records';
import { errorText } from '../text/error-text';

/** Local extra fields are rarely longer than this: header and data then come with one read. */
const extraGuess = 64;
/** Entries up to this size are read together with their header. */
const oneRead = 256 * 1024;

/**
 * An entry's content, checked against the declared size and CRC-32.
 * @throws ArchiveError if it is encrypted, compressed in an unknown way, damaged, or larger than `maxSize`.
 */
export async function readWhole(
  bytes: ByteSource,
  entry: ArchiveEntry,
  nameLength: number,
  inflate: Inflate,
  maxSize: number,
): Promise<Uint8Array> {
  mustBeReadable(entry);
  const { name, size, compressedSize } = entry;
  if (Math.max(size, compressedSize) > maxSize) {
    throw new ArchiveError('over-budget', { what: 'entry', value: Math.max(size, compressedSize), limit: maxSize, entry: name });
  }
  const data = await packedData(bytes, entry, nameLength, compressedSize);
  const content = entry.method === stored ? data : await unpack(entry, data, inflate);
  if (content.length !== size) throw new ArchiveError('wrong-size', { entry: name, declared: size, found: content.length });
  const found = crc32(content);
  if (found !== entry.crc32) throw new ArchiveError('wrong-crc', { entry: name, declared: entry.crc32, found });
  return content;
}

/** The first `limit` bytes, or all if there are fewer. Only what is needed is read; the CRC-32 cannot be checked. */
export async function readHead(
  bytes: ByteSource,
  entry: ArchiveEntry,
  nameLength: number,
  inflate: Inflate,
  limit: number,
): Promise<Uint8Array> {
  mustBeReadable(entry);
  const wanted = Math.min(limit, entry.size);
  if (wanted <= 0) return new Uint8Array();
  if (entry.method === stored) return packedData(bytes, entry, nameLength, Math.min(wanted, entry.compressedSize));
  for (let length = wanted + 512; ; length *= 2) {
    const all = length >= entry.compressedSize;
    const data = await packedData(bytes, entry, nameLength, all ? entry.compressedSize : length);
    const head = await inflate(data, wanted, 'head').catch((error: unknown) => damaged(entry, error));
    if (head.length >= wanted) return head;
    if (all) throw new ArchiveError('wrong-size', { entry: entry.name, declared: entry.size, found: head.length });
  }
}

/**
 * The bytes of an entry where they lie; `undefined` if it is not stored as it is.
 * @throws ArchiveError if it is not in the archive.
 */
export async function storedBytes(bytes: ByteSource, entry: ArchiveEntry, nameLength: number): Promise<ByteSource | undefined> {
  if (entry.encrypted || entry.method !== stored || entry.size !== entry.compressedSize) return undefined;
  const start = entry.offset + (await readLocalHeader(bytes, entry, nameLength)).length;
  if (start + entry.size > bytes.size) throw new ArchiveError('entry-outside', { entry: entry.name, offset: start });
  return rangeOf(bytes, start, entry.size);
}

export async function readLocalHeader(bytes: ByteSource, entry: ArchiveEntry, nameLength: number): Promise<LocalHeader> {
  const { header, read } = await headerAnd(bytes, entry, localSize + nameLength + extraGuess);
  if (header.length <= read.length || entry.offset + header.length > bytes.size) return header;
  return (await headerAnd(bytes, entry, header.length)).header;
}

function mustBeReadable({ name, method, encrypted }: ArchiveEntry): void {
  if (encrypted) throw new ArchiveError('encrypted-entry', { entry: name });
  if (method !== stored && method !== deflated) throw new ArchiveError('unsupported-method', { entry: name, method });
}

async function unpack(entry: ArchiveEntry, data: Uint8Array, inflate: Inflate): Promise<Uint8Array> {
  try {
    return await inflate(data, entry.size, 'whole');
  } catch (error) {
    if (error instanceof RangeError)
      throw new ArchiveError('wrong-size', { entry: entry.name, declared: entry.size, found: entry.size + 1 });
    return damaged(entry, error);
  }
}

function damaged(entry: ArchiveEntry, error: unknown): never {
  throw new ArchiveError('damaged-data', { entry: entry.name, why: errorText(error) });
}

/** The first `length` bytes of the entry's data as they lie in the archive. */
async function packedData(bytes: ByteSource, entry: ArchiveEntry, nameLength: number, length: number): Promise<Uint8Array> {
  const guess = localSize + nameLength + extraGuess + (length <= oneRead ? length : 0);
  const { header, read } = await headerAnd(bytes, entry, guess);
  const start = entry.offset + header.length;
  if (start + length > bytes.size) throw new ArchiveError('entry-outside', { entry: entry.name, offset: start });
  return header.length + length <= read.length ? read.subarray(header.length, header.length + length) : bytes.read(start, length);
}

async function headerAnd(bytes: ByteSource, { name, offset }: ArchiveEntry, length: number) {
  if (offset + localSize > bytes.size) throw new ArchiveError('entry-outside', { entry: name, offset });
  let read = await bytes.read(offset, Math.min(length, bytes.size - offset));
  let header = parseLocalHeader(read);
  if (!header) {
    // The local name may be longer than the one in the directory.
    read = await bytes.read(offset, Math.min(localSize + 2 * 0xffff, bytes.size - offset));
    header = parseLocalHeader(read);
  }
  if (!header) throw new ArchiveError('no-local-header', { entry: name, offset });
  return { header, read };
}
