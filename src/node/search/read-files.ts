import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { openArchive } from '../../core/archive/archive';
import { archiveSource } from '../../core/archive/archive-source';
import { bytesSource, type ByteSource } from '../../core/archive/byte-source';
import type { Inflate } from '../../core/archive/inflate';
import { directorySource } from '../directory-source';
import type { SearchRequest } from './protocol';
import { unpackMany } from './unpack-many';
import { blockSource } from './block-source';

/** A package whose files are read a batch at a time. */
export interface FileReader {
  /** Bytes; `undefined` if there is no such file. */
  sizeOf(path: string): number | undefined;
  /** Contents by path of those files that can be had together. */
  readMany(paths: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** @throws Error if there is no such file, or it is damaged. */
  read(path: string): Promise<Uint8Array>;
}

/** For a thread of which nobody else waits: reads and unpacks at once, not later. */
export async function openReader(from: SearchRequest['package']): Promise<FileReader> {
  if ('bytes' in from) return archiveReader(from.name, bytesSource(from.bytes));
  if (!statSync(from.path).isDirectory()) return archiveReader(basename(from.path), blockSource(from.path));
  const source = await directorySource(from.path);
  const sizes = new Map(source.entries.map(({ path, size }) => [path, size]));
  return { sizeOf: (path) => sizes.get(path), readMany: () => Promise.resolve(new Map()), read: (path) => source.read(path) };
}

async function archiveReader(name: string, bytes: ByteSource): Promise<FileReader> {
  const archive = await openArchive(bytes, { inflate });
  const source = archiveSource(name, archive);
  return {
    sizeOf: (path) => archive.find(path)?.size,
    readMany: (paths) => unpackMany(archive, paths),
    read: (path) => source.read(path),
  };
}

const inflate: Inflate = (packed, limit) =>
  new Promise((resolve) =>
    resolve(inflateRawSync(packed, { maxOutputLength: Math.max(1, limit), chunkSize: Math.min(Math.max(limit + 1, 64), 2 ** 20) })),
  );
