import { sentence } from './sentence';

/** The words of whatever was thrown; what the system answers by a code is told in words. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reason = systemReason(error);
  if (reason === undefined) return error.message;
  return 'path' in error && typeof error.path === 'string' ? `${error.path}: ${reason}` : sentence(reason);
}

/** What the system's answer means, of a clause without a full stop; `undefined` for errors of another kind. */
export const systemReason = (error: unknown): string | undefined =>
  error instanceof Error && 'syscall' in error && 'code' in error ? systemReasons.get(String(error.code)) : undefined;

/** Codes of POSIX, which Node uses on every system. */
const systemReasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'access is not permitted: change its permissions, or run this as somebody who may'],
  ['EPERM', 'this is not permitted here: change its permissions, or run this as somebody who may'],
  ['ENOENT', 'it does not exist'],
  ['EISDIR', 'it is a folder: name a file'],
  ['ENOTDIR', 'a part of its path is a file and not a folder'],
  ['EEXIST', 'it exists already'],
  ['ENOTEMPTY', 'the folder is not empty'],
  ['ENOSPC', 'the disk is full: free some space'],
  ['EDQUOT', 'the quota of this disk is used up: free some space'],
  ['EROFS', 'the disk can only be read'],
  ['EFBIG', 'it is larger than files may be here'],
  ['EMFILE', 'this program has too many files open: raise the limit (ulimit -n), or close some'],
  ['ENFILE', 'the system has too many files open: close other programs'],
  ['EBUSY', 'another program has it open: close it there'],
  ['ETXTBSY', 'it is a program that runs: end it first'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long: choose a shorter one'],
  ['EIO', 'the disk reports an error'],
  ['ENODEV', 'the disk is not there any more'],
  ['ENXIO', 'the disk is not there any more'],
  ['ESTALE', 'the network drive has lost it: connect it again'],
  ['ETIMEDOUT', 'the network drive does not answer'],
  ['ENOMEM', 'there is not enough memory'],
]);

/** What is wrong with a file. Its message begins with the path, as command lines have it. */
export class FileError extends Error {
  constructor(
    readonly path: string,
    /** Of a clause; without a full stop. */
    readonly reason: string,
    options?: ErrorOptions,
    message = `${path}: ${reason}`,
  ) {
    super(message, options);
  }
}

/** What is wrong, without where; of a clause or a sentence. A FileError of another bundle is of another class. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'reason' in error && typeof error.reason === 'string'
    ? error.reason
    : (systemReason(error) ?? errorText(error));

/** Where little space is, as in a notification: what is wrong, then where, shortened to the last folder. */
export function reasonFirst(error: unknown): string {
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const reason = sentence(reasonOf(error));
  return path === undefined || reason.includes(path) ? reason : `${reason} (${shortPlace(path)})`;
}

/** The file and the folder that it lies in, of a path of any system or a URI. */
export function shortPlace(path: string): string {
  const parts = path.split(/[\\/]/);
  return parts.length > 3 ? `…/${parts.slice(-2).join('/')}` : path;
}
