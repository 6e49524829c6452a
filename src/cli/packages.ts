import { availableParallelism, totalmem } from 'node:os';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { groupBy } from '../core/text/groups';
import { usualBounds } from '../node/review/reviewer';
import { expandGlob } from '../node/site-files';
import { standardInput } from './standard-input';
import { mustBeAlone, type Options } from './options';

/**
 * The packages that are named, each once, in the order of the arguments; what a glob names is ordered by name. What lies there under just that
 * name is no glob.
 * @throws UsageError, Error if a glob names nothing
 */
export async function withPackagesOfGlobs(options: Options, cwd: string): Promise<Options> {
  const named = await Promise.all(
    options.packages.map(async (path) => {
      const isThere = path === standardInput || (await stat(resolve(cwd, path)).catch(() => undefined)) !== undefined;
      const found = isThere ? [path] : await expandGlob(path, cwd);
      // Named as it was, it is told as it was.
      return found.length === 1 && found[0] === resolve(cwd, path) ? [path] : found;
    }),
  );
  const packages = [...groupBy(named.flat(), (path) => resolve(cwd, path)).values()].map(([first]) => first);
  mustBeAlone(options.command, { ...options, packages });
  return { ...options, packages };
}

/** Of this machine's memory, what reviews may take together. */
const share = 0.5;

/** Packages that are reviewed at the same time: one for each processor, as far as their memory goes. */
export function atOnceOf({ jobs, packages }: Pick<Options, 'jobs' | 'packages'>): number {
  const fit = Math.floor((totalmem() * share) / (usualBounds.memory * 2 ** 20));
  return Math.max(1, Math.min(packages.length, jobs ?? Math.min(availableParallelism(), fit)));
}
