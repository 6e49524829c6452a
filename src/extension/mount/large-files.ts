import { isDirectory } from './file-tree';
import type { PackageMount } from './package-mount';

/** Bytes. Handing the text of a larger file from thread to thread, and taking what it names, would hold the extension host up. */
const mostBytes = 2 ** 20;

/** Whether a file is too large for what helps people to read it: outline, links, marks in the gutter. */
export function isLarge(mount: PackageMount, path: string): boolean {
  const node = mount.nodeAt(path);
  return node !== undefined && !isDirectory(node) && node.size > mostBytes;
}
