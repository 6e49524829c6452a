import { decodeText } from '../../core/text/decode';
import type { PackageMount } from '../mount/package-mount';

/** Bytes. Larger documents never reach extensions, and freeze the editor. */
const maxText = 50 * 2 ** 20;
/** Bytes at the start of a file that tell whether it is text. */
const textHead = 8192;

export const fileAt = (mount: PackageMount, path: string) => {
  const node = mount.nodeAt(path);
  return node && 'size' in node && 'path' in node ? node : undefined;
};

/** Whether an editor would show garbage, or freeze: programs and other bytes, and huge texts. */
export async function isOpaque(mount: PackageMount, path: string): Promise<boolean> {
  const entry = fileAt(mount, path);
  if (!entry || entry.symlink) return false;
  if (entry.size > maxText) return true;
  return entry.size > 0 && decodeText((await mount.source.read(path, textHead)).subarray(0, textHead)) === undefined;
}
