import { constants } from 'node:fs';
import { access, lstat, opendir, readlink, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { roleOfName } from '../core/catalog/site';
import { isInside, isSameFile } from './place';
import { codeOf, writeTrouble } from './write-trouble';

/** What must stay as it is. */
export interface Input {
  /** Absolute. */
  readonly path: string;
  /** `site`: a file that describes the site; `site-folder`: the folder that such files are read from. */
  readonly kind: 'package' | 'baseline' | 'site' | 'site-folder';
}

/** Why nothing is written to a path. */
export type Refusal =
  | { readonly code: 'is-input' | 'inside-input' | 'becomes-input'; readonly input: Input }
  /** The folder that it would lie in does not exist. */
  | { readonly code: 'no-folder'; readonly folder: string }
  | { readonly code: 'folder' | 'not-a-file' | 'dangling-link' }
  /** It is there already, and its name was not chosen by anybody. */
  | { readonly code: 'exists' }
  | { readonly code: 'not-writable'; readonly why: string };

/**
 * Looks whether a file can be written without changing any input, by real path and by file identity. Writes nothing.
 * `derived`: its name comes from the package, so that nobody agreed to lose what has it now.
 */
export async function refusalOf(
  path: string,
  inputs: readonly Input[],
  { derived = false }: { readonly derived?: boolean } = {},
): Promise<Refusal | undefined> {
  if (await isStream(path)) return { code: 'not-a-file' };
  for (const input of inputs) {
    const code = await clashOf(path, input);
    if (code) return { code, input };
  }
  const folder = dirname(path);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return { code: 'no-folder', folder };
  try {
    const link = await lstat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (link && derived) return { code: 'exists' };
    const there = link && (await stat(path).catch(() => undefined));
    if (link && !there) return { code: 'dangling-link' };
    if (there?.isDirectory()) return { code: 'folder' };
    if (there && !there.isFile()) return { code: 'not-a-file' };
    if (there) await access(path, constants.W_OK);
    // The file is made beside its place, and takes it when it is complete.
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return { code: 'not-writable', why: writeTrouble(error) };
  }
}

async function clashOf(path: string, { path: input, kind }: Input): Promise<'is-input' | 'inside-input' | 'becomes-input' | undefined> {
  const found = await stat(input).catch(() => undefined);
  if (!found) return undefined;
  if (kind === 'site-folder') return (await isInside(dirname(path), input)) && roleOfName(basename(path)) ? 'becomes-input' : undefined;
  if (await isSameFile(path, input)) return 'is-input';
  if (!found.isDirectory()) return undefined;
  if (await isInside(path, input)) return 'inside-input';
  return (await isLinkedIn(path, input)) ? 'is-input' : undefined;
}

/** Whether a file of the folder is the same file under another name. Looks into the folder only if the file has several. */
async function isLinkedIn(path: string, folder: string): Promise<boolean> {
  const file = await stat(path, { bigint: true }).catch(() => undefined);
  if (!file?.isFile() || file.nlink < 2n) return false;
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isFile()) continue;
    const found = await lstat(join(entry.parentPath, entry.name), { bigint: true }).catch(() => undefined);
    if (found && found.ino === file.ino && found.dev === file.dev) return true;
  }
  return false;
}

/** Names of what this process has open (`/dev/stdout`), at the end of symlinks too: writing beside them is not possible. */
async function isStream(path: string, links = 40): Promise<boolean> {
  if (/^\/(dev\/(std(in|out|err)|fd\/)|proc\/)/.test(path)) return true;
  const next = await readlink(path).catch(() => undefined);
  return next !== undefined && links > 0 && isStream(resolve(dirname(path), next), links - 1);
}
