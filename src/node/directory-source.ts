import type { Stats } from 'node:fs';
import { lstat, open, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import type { RangedSource } from '../core/archive/archive-source';
import type { Gap, SourceEntry } from '../core/package/source';

/** Far above any package; a mistaken `/` stops here. */
const maxEntries = 1_000_000;
const maxDepth = 200;

/**
 * An unpacked package. Symlinks are listed and not followed (their content is the target, as in an archive); sockets,
 * pipes and devices are left out. Lists once: later changes of the folder do not show.
 * @throws Error if a folder cannot be listed, or holds too much.
 */
export async function directorySource(path: string): Promise<RangedSource> {
  const root = resolve(path);
  const entries: SourceEntry[] = [];
  const gaps: Gap[] = [];
  await walk(root, '', 0, entries, gaps);
  entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return {
    name: basename(root),
    entries,
    gaps,
    async read(file, limit) {
      const entry = byPath.get(file);
      if (!entry) throw new Error(`${root} has no file ${file}`);
      const place = join(root, ...file.split('/'));
      if (entry.symlink) return new TextEncoder().encode(await readlink(place));
      return limit === undefined || limit >= entry.size ? new Uint8Array(await readFile(place)) : rangeOf(place, 0, limit);
    },
    bytesOf(file) {
      const entry = byPath.get(file);
      const place = join(root, ...file.split('/'));
      return Promise.resolve(
        entry && !entry.symlink ? { size: entry.size, read: (offset, length) => rangeOf(place, offset, length) } : undefined,
      );
    },
  };
}

async function walk(root: string, below: string, depth: number, entries: SourceEntry[], gaps: Gap[]): Promise<void> {
  if (depth > maxDepth) throw new Error(`${join(root, below)} is nested more than ${maxDepth} folders deep`);
  for (const found of await readdir(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? found.name : `${below}/${found.name}`;
    if (found.isDirectory()) await walk(root, path, depth + 1, entries, gaps);
    else if (found.isFile() || found.isSymbolicLink()) entries.push(describe(path, await lstat(join(root, path))));
    else gaps.push({ what: path, why: 'neither a file nor a folder: a socket, pipe or device' });
    if (entries.length > maxEntries) throw new Error(`${root} holds more than ${maxEntries} files`);
  }
}

const describe = (path: string, info: Stats): SourceEntry => ({
  path,
  size: info.size,
  ...(sep === '/' && { mode: info.mode & 0o7777 }),
  modified: Math.floor(info.mtimeMs),
  ...(info.isSymbolicLink() && { symlink: true }),
});

/** Fewer bytes if the file ends before. */
async function rangeOf(place: string, from: number, length: number): Promise<Uint8Array> {
  const handle = await open(place, 'r');
  try {
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (let read = -1; filled < length && read !== 0; filled += read) {
      read = (await handle.read(bytes, filled, length - filled, from + filled)).bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}
