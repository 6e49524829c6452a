import type { StructuredPatch } from 'diff';

export interface PatchPaths {
  /** `undefined`: the file is new. */
  readonly from: string | undefined;
  /** `undefined`: the file goes. */
  readonly to: string | undefined;
}

/** Begins a patch for an inner archive, whose path follows percent-encoded; `git apply` and `patch` pass over the line. */
export const archiveLine = 'Files of the inner archive ';

const nothing = '/dev/null';

/** Paths inside the package: without the first folder (`a/`, `b/`), unless the whole name is a file of the package. */
export function patchPaths(file: StructuredPatch, exists: (path: string) => boolean): PatchPaths {
  const { oldFileName = nothing, newFileName = nothing, isGit = false } = file;
  const prefixed = isGit || (startsWith(oldFileName, 'a/') && startsWith(newFileName, 'b/'));
  const inside = (name: string): string => {
    const path = inUtf8(name);
    const stripped = path.slice(path.indexOf('/') + 1);
    return !prefixed && exists(path) ? path : stripped;
  };
  const isNew = file.isCreate === true || oldFileName === nothing || (isEpoch(file.oldHeader) && file.hunks[0]?.oldLines === 0);
  const isGone = file.isDelete === true || newFileName === nothing || (isEpoch(file.newHeader) && file.hunks[0]?.newLines === 0);
  return { from: isNew ? undefined : inside(oldFileName), to: isGone ? undefined : inside(newFileName) };
}

/** With `diff -N` the time alone tells that there was no file: 1970 began, in zones west of Greenwich 1969 ended. */
const isEpoch = (header: string | undefined): boolean => /^(?:1970-01-01|1969-12-31) /.test(header ?? '');

const startsWith = (name: string, prefix: string): boolean => name === nothing || name.startsWith(prefix);

/** Names in quotes are decoded by the parser; plain ones are still one character per byte. */
function inUtf8(name: string): string {
  const codes = Array.from(name, (character) => character.codePointAt(0) ?? 0);
  if (codes.some((code) => code > 0xff)) return name;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(codes));
  } catch {
    return name;
  }
}

/** Whether a path stays inside the package on every system. */
export const isSafePath = (path: string): boolean =>
  path !== '' &&
  !path.includes('\0') &&
  !/^[a-z]:/i.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
