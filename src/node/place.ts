import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Without symlinks and `..`; the last names of the path need not exist. */
export async function realPlace(path: string): Promise<string> {
  const absolute = resolve(path);
  const real = await realpath(absolute).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(await realPlace(parent), basename(absolute));
}

/** Whether both are one file or folder, whatever names lead there: symlinks, hard links, other case, other mounts. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if ((await realPlace(one)) === (await realPlace(other))) return true;
  const id = await identityOf(one);
  return id !== undefined && id === (await identityOf(other));
}

/** Whether a path, which need not exist, leads into the folder or is the folder. */
export async function isInside(path: string, folder: string): Promise<boolean> {
  const [real, root] = [await realPlace(path), await realPlace(folder)];
  const id = await identityOf(root);
  for (let at = real; ; at = dirname(at)) {
    if (at === root || (id !== undefined && (await identityOf(at)) === id)) return true;
    if (at === dirname(at)) return false;
  }
}

/** Of what lies at the path, through symlinks; `undefined` if nothing does. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  // Some file systems number nothing.
  return found && found.ino !== 0n ? `${found.dev}:${found.ino}` : undefined;
}
