import { constants, type Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import type { RangedSource } from '../core/archive/archive-source';
import type { Gap, SourceEntry } from '../core/package/source';
import { errorText } from '../core/text/error-text';
import { openFile } from './file-source';
import { compareText } from '../core/text/order';

/** Far above any package; a mistaken `/` stops here. */
const maxEntries = 1_000_000;
const maxDepth = 200;

/**
 * An unpacked package. Symlinks are listed and not followed (their content is the target, as in an archive). Sockets,
 * pipes and devices are gaps, and so is what cannot be listed: a folder without permission, a name that is not UTF-8.
 * Lists once: later changes of the folder do not show.
 * @throws Error if the folder itself cannot be listed, or holds too much.
 */
export async function directorySource(path: string): Promise<RangedSource> {
  const root = resolve(path);
  const entries: SourceEntry[] = [];
  const gaps: Gap[] = [];
  await walk(root, '', 0, entries, gaps);
  entries.sort((a, b) => compareText(a.path, b.path));
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return {
    name: basename(root),
    entries,
    gaps,
    async read(file, limit = Infinity) {
      const entry = byPath.get(file);
      if (!entry) throw new Error(`${root} has no file ${file}`);
      const place = join(root, ...file.split('/'));
      if (entry.symlink) return new TextEncoder().encode(await readlink(place));
      return rangeOf(place, 0, Math.min(limit, entry.size));
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
  // Bytes: a name that is not UTF-8 would come as another one, which no file has.
  for (const found of await readdir(join(root, below), { withFileTypes: true, encoding: 'buffer' })) {
    const { name, isUtf8 } = shownName(found.name);
    const path = below === '' ? name : `${below}/${name}`;
    const leave = (why: string, decisive = true) => gaps.push({ what: path, why, decisive });
    if (!isUtf8) leave('its name is not UTF-8');
    else if (found.isDirectory()) {
      if (depth === maxDepth) leave(`folders more than ${maxDepth} deep are not looked into`);
      else await walk(root, path, depth + 1, entries, gaps).catch((error: unknown) => leaveOrThrow(error, leave));
    } else if (found.isFile() || found.isSymbolicLink()) {
      await lstat(join(root, path)).then(
        (info) => entries.push(describe(path, info)),
        (error: unknown) => leave(errorText(error)),
      );
    } else leave('neither a file nor a folder: a socket, pipe or device', false);
    if (entries.length + gaps.length > maxEntries) throw new TooMany(`${root} holds more than ${maxEntries} files`);
  }
}

class TooMany extends Error {}

function leaveOrThrow(error: unknown, leave: (why: string) => void): void {
  if (error instanceof TooMany) throw error;
  leave(errorText(error));
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes that are not ASCII as `\xff` if they are not UTF-8. */
function shownName(bytes: Uint8Array): { readonly name: string; readonly isUtf8: boolean } {
  try {
    return { name: strictUtf8.decode(bytes), isUtf8: true };
  } catch {
    const shown = Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`));
    return { name: shown.join(''), isUtf8: false };
  }
}

const describe = (path: string, info: Stats): SourceEntry => ({
  path,
  size: info.size,
  ...(sep === '/' && { mode: info.mode & 0o7777 }),
  modified: Math.floor(info.mtimeMs),
  ...(info.isSymbolicLink() && { symlink: true }),
});

/** Windows has no such flag. */
const noFollow = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/** Fewer bytes if the file ends before. @throws Error if it is no file any more */
async function rangeOf(place: string, from: number, length: number): Promise<Uint8Array> {
  const handle = await openFile(place, noFollow);
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
