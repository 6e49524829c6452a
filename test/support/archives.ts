import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openArchive, type Archive, type ArchiveBudget } from '../../src/core/archive/archive';
import { bytesSource, type ByteSource } from '../../src/core/archive/byte-source';
import type { ArchiveEntry } from '../../src/core/archive/entry';
import { inflateRaw } from '../../src/node/inflate';
import { randomSource } from './random';

export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'upgrade-review-archive-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TreeFile {
  readonly content: Buffer;
  readonly mode: number;
  readonly symlink?: true;
}

/** An odd second, which DOS times cannot tell. */
export const treeTime = Date.UTC(2021, 2, 4, 5, 6, 7);

const lines = (count: number) => Buffer.from(Array.from({ length: count }, (_, line) => `line ${line} of a log\n`).join(''));

/** Deflated data of every size class of the reader, data that does not deflate, none, and names of several kinds. */
export const tree: Readonly<Record<string, TreeFile>> = {
  'bin/run.sh': { content: Buffer.from('#!/bin/sh\nexec true\n'), mode: 0o755 },
  current: { content: Buffer.from('bin/run.sh'), mode: 0o777, symlink: true },
  'data/log.txt': { content: lines(20_000), mode: 0o644 },
  'data/random.bin': { content: randomBytes(100_000, 11), mode: 0o600 },
  'docs/größe 日本.txt': { content: Buffer.from('Grüße\n'), mode: 0o644 },
  empty: { content: Buffer.alloc(0), mode: 0o640 },
  'etc/app.conf': { content: lines(50), mode: 0o640 },
};

export function randomBytes(length: number, seed: number): Buffer {
  const random = randomSource(seed);
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

export function writeTree(folder: string, links = true): void {
  for (const [path, { content, mode, symlink }] of Object.entries(tree)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    if (symlink) {
      if (links) symlinkSync(content.toString(), place);
      continue;
    }
    writeFileSync(place, content);
    chmodSync(place, mode);
    utimesSync(place, treeTime / 1000, treeTime / 1000);
  }
}

export const openBytes = (bytes: Uint8Array | ByteSource, budget?: Partial<ArchiveBudget>): Promise<Archive> =>
  openArchive(bytes instanceof Uint8Array ? bytesSource(bytes) : bytes, { inflate: inflateRaw, ...(budget && { budget }) });

export const entriesOf = ({ entries }: Archive): ArchiveEntry[] => Array.from({ length: entries.length }, (_, index) => entries.at(index));

export async function concat(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}
