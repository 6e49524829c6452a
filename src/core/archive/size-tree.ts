import type { Archive } from './archive';
import { folderOf } from '../text/path';
import { byPath } from '../text/order';
import { entryOf } from '../text/groups';

/** A file or folder of an archive with what it takes. Sizes in bytes. */
export interface SizeRow {
  /** Mounted path; a folder's ends without a slash. */
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'link';
  /** Files in it, at every depth; 1 for a file. */
  readonly files: number;
  /** Unpacked. */
  readonly size: number;
  readonly packed: number;
}

interface Totals {
  files: number;
  size: number;
  packed: number;
}

const noTotals = (): Totals => ({ files: 0, size: 0, packed: 0 });

/** What each folder of an archive holds, in one pass. `''` is the root; folders come first, then by name. */
export function sizeTree({ entries, byPath }: Archive): {
  readonly total: SizeRow;
  /** Files whose content nobody can read without a password. */
  readonly encrypted: number;
  readonly children: (folder: string) => readonly SizeRow[];
} {
  const files = new Map<string, SizeRow[]>();
  const folders = new Map<string, Totals>([['', noTotals()]]);
  const below = new Map<string, Set<string>>();
  let encrypted = 0;
  for (const [path, index] of byPath) {
    const entry = entries.at(index);
    const { kind, size, compressedSize: packed } = entry;
    if (kind === 'directory') continue;
    if (entry.encrypted) encrypted++;
    const own = folderOf(path);
    const row: SizeRow = { path, kind: kind === 'symlink' ? 'link' : 'file', files: 1, size, packed };
    entryOf(files, own, () => []).push(row);
    for (let folder = own; ; folder = folderOf(folder)) {
      const totals = entryOf(folders, folder, noTotals);
      totals.files++;
      totals.size += size;
      totals.packed += packed;
      if (folder === '') break;
      const parent = folderOf(folder);
      entryOf(below, parent, () => new Set()).add(folder);
    }
  }
  const folderRow = (path: string): SizeRow => ({ path, kind: 'folder', ...(folders.get(path) ?? noTotals()) });
  return {
    total: folderRow(''),
    encrypted,
    children: (folder) => [...sorted([...(below.get(folder) ?? [])].map(folderRow)), ...sorted(files.get(folder) ?? [])],
  };
}

const sorted = (rows: readonly SizeRow[]): SizeRow[] => [...rows].sort(byPath);
