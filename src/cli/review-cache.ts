import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { compareText } from '../core/text/order';
import { openPackage, sha256OfFile, type OpenedPackage } from '../node/open-package';
import type { Reviewed, ReviewTask } from '../node/review/protocol';
import { isInside } from '../node/place';
import { codeOf } from '../node/write-trouble';
import { localFolder, type StorageFolder } from '../node/storage-folder';
import type { Input } from '../node/write-guard';
import { UsageError } from './options';

/** What reports are made of. */
export interface KeptReview extends Pick<Reviewed, 'review' | 'siteProblems'> {
  /** Files that findings lie in, if a form holds them. */
  readonly shown: ReadonlyMap<string, string> | undefined;
}

/** Archives have gigabytes: whoever needs the digest of one asks for the same. */
export type Sha256 = () => Promise<string | undefined>;

/** Reviews from other runs, each under all that it depends on. */
export interface ReviewCache {
  /** `sha256`: of the package if it is an archive; asked for when it is needed. */
  keyOf(opened: OpenedPackage, sha256: Sha256, task: ReviewTask, holdsTexts: boolean): Promise<string>;
  /** `undefined` if there is none, or none that can be read. */
  read(key: string): Promise<KeptReview | undefined>;
  write(key: string, kept: KeptReview): Promise<void>;
}

/** Rules that look at the time look at the day. */
const day = 86_400_000;

/**
 * `tool`: tells this program from any other version of it. The folder is for its owner alone: a review has lines of the package.
 * @throws UsageError if it lies in a package or among the files of the site
 */
export async function reviewCacheIn(path: string, tool: string, inputs: readonly Input[], shown: string): Promise<ReviewCache> {
  for (const input of inputs)
    if (await isInside(path, input.path))
      throw new UsageError(`--cache ${shown} lies inside ${input.path}, which is never changed: use another folder`);
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR' ? new UsageError(`--cache ${shown} is no folder`) : error;
  });
  await chmod(path, 0o700);
  const folder = localFolder(path);
  const nameOf = (key: string): string => `${key.slice(0, 2)}/${key}`;
  return {
    async keyOf(opened, sha256, { baseline, now, package: _place, isOneOfMany: _shares, ...task }, holdsTexts) {
      const older = baseline && 'path' in baseline ? await packageDigest(baseline.path) : undefined;
      return digestOf({
        tool,
        package: await digestOfOpened(opened, sha256),
        older,
        day: Math.floor(now / day),
        holdsTexts,
        ...task,
        edits: [],
      });
    },
    read: (key) => readKept(folder, nameOf(key)),
    write: (key, kept) => folder.write(nameOf(key), serialize(kept)),
  };
}

async function readKept(folder: StorageFolder, name: string): Promise<KeptReview | undefined> {
  const bytes = await folder.read(name);
  try {
    return bytes && (deserialize(bytes) as KeptReview);
  } catch {
    // Of another Node, or damaged: it is made anew.
    return undefined;
  }
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

async function packageDigest(path: string): Promise<string> {
  const opened = await openPackage(resolve(path));
  try {
    return await digestOfOpened(opened, () => sha256OfFile(opened));
  } finally {
    await opened.close();
  }
}

/** Of an archive as it lies there; of a folder its files with their modes and times. The name is told in reports. */
async function digestOfOpened(opened: OpenedPackage, sha256: Sha256): Promise<string> {
  const archive = await sha256();
  if (archive !== undefined) return digestOf([basename(opened.path), archive]);
  const hash = createHash('sha256');
  for (const entry of [...opened.source.entries].sort((a, b) => compareText(a.path, b.path))) {
    hash.update(`${JSON.stringify(entry)}\n`);
    hash.update(
      createHash('sha256')
        .update(await opened.source.read(entry.path))
        .digest(),
    );
  }
  return digestOf([basename(opened.path), hash.digest('hex')]);
}
