import { errorText, FileError } from '../core/text/error-text';

/** Why a file could not be written and what to do, for people, without a full stop. */
export function writeTrouble(error: unknown): string {
  return troubles.get(codeOf(error)) ?? errorText(error);
}

const troubles: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full: free some space, or write to another one'],
  ['EDQUOT', 'the quota of this disk is used up: free some space, or write to another one'],
  ['EFBIG', 'it is larger than files may be here: write to another disk'],
  ['EROFS', 'the disk can only be read: write to another one'],
  ['EACCES', 'writing is not permitted there: change the permissions, or write elsewhere'],
  ['EPERM', 'writing is not permitted there: change the permissions, or write elsewhere'],
  ['EBUSY', 'another program has it open: close it there, or write elsewhere'],
  ['ENAMETOOLONG', 'the name is too long: choose a shorter one'],
  ['ENOENT', 'its folder does not exist: make it, or write elsewhere'],
  ['EISDIR', 'there is a folder of this name: choose another one'],
  ['ENOTDIR', 'a part of its path is a file and not a folder: write elsewhere'],
  ['EIO', 'the disk reports an error: write to another one'],
]);

/** A file that was to be written: the message says which, why, what to do, and that the old one is still there. */
export const notWritten = (path: string, error: unknown): Error =>
  Object.assign(
    new FileError(
      path,
      writeTrouble(error),
      { cause: error },
      `${path} could not be written: ${writeTrouble(error)}. What was there before is unchanged`,
    ),
    { code: codeOf(error) },
  );

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
