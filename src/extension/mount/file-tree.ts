import { folderOfArchive } from '../../core/package/nested-path';
import type { SourceEntry } from '../../core/package/source';
import { isHidden } from '../../core/package/hidden';
import { baseName, folderOf } from '../../core/text/path';

/** A directory by child name; a file as its entry. */
export type FileNode = SourceEntry | Directory;
export type Directory = ReadonlyMap<string, FileNode>;

export const isDirectory = (node: FileNode): node is Directory => node instanceof Map;

/** Directories of a package, made from its paths; where a file and a directory share one name, the directory is shown. */
export function fileTree(entries: readonly SourceEntry[], emptyDirectories: Iterable<string>): Directory {
  const root = new Map<string, FileNode>();
  const directories = new Map<string, Map<string, FileNode>>([['', root]]);
  const directoryOf = (path: string): Map<string, FileNode> => {
    const known = directories.get(path);
    if (known) return known;
    const made = new Map<string, FileNode>();
    directories.set(path, made);
    directoryOf(folderOf(path)).set(baseName(path), made);
    return made;
  };
  for (const entry of entries) {
    if (isHidden(entry.path)) continue;
    const parent = directoryOf(folderOf(entry.path));
    const name = baseName(entry.path);
    if (!parent.has(name)) parent.set(name, entry);
  }
  for (const path of emptyDirectories) directoryOf(path);
  return root;
}

/** The node at a path; `''` is the root. */
export function nodeAt(root: Directory, path: string): FileNode | undefined {
  let node: FileNode | undefined = root;
  if (path === '') return node;
  for (const name of path.split('/')) node = node && isDirectory(node) ? node.get(name) : undefined;
  return node;
}

/** Paths of all files below a directory. What an archive among them holds goes where the archive goes. */
export function* filesBelow(directory: Directory): Iterable<string> {
  const inArchives = new Set([...directory.keys()].map(folderOfArchive));
  for (const [name, node] of directory) {
    if (!isDirectory(node)) yield node.path;
    else if (!inArchives.has(name)) yield* filesBelow(node);
  }
}
