import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { UsageError } from './options';

/**
 * Absolute path of a file to write, once it is sure that no input is changed by it.
 * @throws UsageError if it is one of the inputs, lies inside an unpacked one, or in a folder that does not exist
 */
export async function targetOf(path: string, cwd: string, inputs: readonly string[]): Promise<string> {
  const target = resolve(cwd, path);
  const real = await realOf(target);
  for (const input of inputs) {
    const place = await realpath(resolve(cwd, input)).catch(() => undefined);
    if (place === undefined) continue;
    if (real === place) throw new UsageError(`${path} is the package itself, which is never overwritten: write to another file`);
    if (real.startsWith(place.endsWith(sep) ? place : place + sep)) {
      throw new UsageError(`${path} lies inside the package, which is never changed: write outside of ${input}`);
    }
  }
  if ((await stat(real).catch(() => undefined))?.isDirectory()) throw new UsageError(`${path} is a folder: name a file`);
  return target;
}

/** Without symlinks; the file itself need not exist. */
async function realOf(target: string): Promise<string> {
  const found = await realpath(target).catch(() => undefined);
  if (found !== undefined) return found;
  const folder = await realpath(dirname(target)).catch(() => undefined);
  if (folder === undefined) throw new UsageError(`the folder ${dirname(target)} does not exist`);
  return join(folder, basename(target));
}
