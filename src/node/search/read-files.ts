import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { openArchive } from '../../core/archive/archive';
import { archiveSource } from '../../core/archive/archive-source';
import { nestingSource, type NestingSource } from '../../core/archive/nesting-source';
import type { Inflate } from '../../core/archive/inflate';
import { directorySource } from '../directory-source';
import { unpack } from '../containers/late';
import { inflateRaw } from '../inflate';
import type { Places } from './places';
import type { SearchRequest } from './protocol';
import { unpackMany } from './unpack-many';
import { blockSource, type BytesNow } from './block-source';

/** A package whose files are read a batch at a time. */
export interface FileReader {
  /** Contents by index of those files that can be had together. */
  readMany(indices: readonly number[]): ReadonlyMap<number, Uint8Array>;
  /**
   * For all others; opened once.
   * @throws Error if the package cannot be opened.
   */
  open(): Promise<OpenedReader>;
}

export interface OpenedReader {
  /** Bytes; `undefined` if that is not known: there is no such file, or it lies in an inner archive. */
  readonly sizeOf: (path: string) => number | undefined;
  /** @throws Error if there is no such file, or it is damaged. */
  readonly read: (path: string) => Promise<Uint8Array>;
}

/**
 * For a thread of which nobody else waits: reads and unpacks at once, not later.
 * @throws Error if there is no such package.
 */
export function fileReader(from: SearchRequest['package'], places: Places | undefined): FileReader {
  if ('path' in from && statSync(from.path).isDirectory()) {
    const open = once(() => openFolder(from.path));
    return { readMany: () => new Map(), open };
  }
  const [name, bytes] = 'bytes' in from ? [from.name, inMemory(from.bytes)] : [basename(from.path), blockSource(from.path)];
  const open = once(() => openZip(name, bytes));
  return { readMany: (indices) => (places ? unpackMany(places, bytes, indices) : new Map()), open };
}

async function openFolder(path: string): Promise<OpenedReader> {
  const source = nestingSource(await directorySource(path), { inflate, unpack });
  const sizes = new Map(source.entries.map((entry) => [entry.path, entry.size]));
  return { sizeOf: (file) => sizes.get(file), read: (file) => reachAndRead(source, file) };
}

async function openZip(name: string, bytes: BytesNow): Promise<OpenedReader> {
  const read = (offset: number, length: number) =>
    new Promise<Uint8Array>((resolve) => resolve(new Uint8Array(bytes.read(offset, length))));
  const archive = await openArchive({ size: bytes.size, read }, { inflate });
  const source = nestingSource(archiveSource(name, archive), { inflate, unpack });
  return { sizeOf: (path) => archive.find(path)?.size, read: (path) => reachAndRead(source, path) };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

async function reachAndRead(source: NestingSource, path: string): Promise<Uint8Array> {
  await source.reach(path);
  return source.read(path);
}

function inMemory(bytes: Uint8Array): BytesNow {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { size: all.length, read: (offset, length) => all.subarray(offset, offset + length) };
}

const inflate: Inflate = (packed, limit, part) =>
  part === 'head'
    ? inflateRaw(packed, limit, part)
    : new Promise((resolve) =>
        resolve(inflateRawSync(packed, { maxOutputLength: Math.max(1, limit), chunkSize: Math.min(Math.max(limit + 1, 64), 2 ** 20) })),
      );
