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
import type { SearchRequest } from './protocol';
import { unpackMany } from './unpack-many';
import { blockSource, type BytesNow } from './block-source';

/** A package whose files are read a batch at a time. */
export interface FileReader {
  /** Bytes; `undefined` if that is not known: there is no such file, or it lies in an inner archive. */
  sizeOf(path: string): number | undefined;
  /** Contents by path of those files that can be had together. */
  readMany(paths: readonly string[]): ReadonlyMap<string, Uint8Array>;
  /** @throws Error if there is no such file, or it is damaged. */
  read(path: string): Promise<Uint8Array>;
}

/** For a thread of which nobody else waits: reads and unpacks at once, not later. */
export async function openReader(from: SearchRequest['package']): Promise<FileReader> {
  if ('bytes' in from) return archiveReader(from.name, inMemory(from.bytes));
  if (!statSync(from.path).isDirectory()) return archiveReader(basename(from.path), blockSource(from.path));
  const source = nestingSource(await directorySource(from.path), { inflate, unpack });
  const sizes = new Map(source.entries.map(({ path, size }) => [path, size]));
  return { sizeOf: (path) => sizes.get(path), readMany: () => new Map(), read: (path) => reachAndRead(source, path) };
}

async function archiveReader(name: string, bytes: BytesNow): Promise<FileReader> {
  const read = (offset: number, length: number) =>
    new Promise<Uint8Array>((resolve) => resolve(new Uint8Array(bytes.read(offset, length))));
  const archive = await openArchive({ size: bytes.size, read }, { inflate });
  const source = nestingSource(archiveSource(name, archive), { inflate, unpack });
  return {
    sizeOf: (path) => archive.find(path)?.size,
    readMany: (paths) => unpackMany(archive, bytes, paths),
    read: (path) => reachAndRead(source, path),
  };
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
