import { structuredPatch, type StructuredPatchHunk } from 'diff';
import { encodeText, latin1 } from '../text/decode';
import { quotedPath } from './patch-path';

export interface PatchedFile {
  readonly path: string;
  /** `undefined`: the file did not exist. */
  readonly before: Uint8Array | undefined;
  /** `undefined`: the file was deleted. */
  readonly after: Uint8Array | undefined;
  /** Unix permission bits, where known. */
  readonly oldMode?: number;
  readonly newMode?: number;
  /** It is a symbolic link, whose content is where it leads. */
  readonly symlink?: boolean;
  /** The path that the file had; `before` is its content there. */
  readonly movedFrom?: string;
}

/** More changed lines than this are told as one block: finding the shortest difference takes time with their square. */
const mostChanges = 4000;
const context = 3;

/**
 * A unified diff that `git apply` and `patch -p1` accept, for files of any encoding and line ends. Binary files cannot be
 * told in it: they are listed in front of it, where both tools pass over prose.
 */
export function unifiedDiff(files: readonly PatchedFile[]): Uint8Array {
  const binaries = files.filter((file) => isUntold(file));
  const remarks = binaries.map(({ path, before, after }) => `  ${quotedPath(path)}: ${sizeOf(before)} before, ${sizeOf(after)} after\n`);
  const head = remarks.length > 0 ? `Not in this patch, because they are binary:\n${remarks.join('')}\n` : '';
  return encodeText({ text: head + files.map(fileDiff).join(''), encoding: 'latin1', bom: false });
}

const sizeOf = (bytes: Uint8Array | undefined): string => (bytes ? `${bytes.length} bytes` : 'no file');

const isUntold = ({ before, after }: PatchedFile): boolean =>
  !same(before, after) && ((before?.includes(0) ?? false) || (after?.includes(0) ?? false));

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b || (a !== undefined && a.length === b?.length && a.every((byte, at) => byte === b[at]));

function fileDiff(file: PatchedFile): string {
  const { path, before, after, movedFrom } = file;
  const untold = isUntold(file);
  const hunks = untold ? [] : hunksOf(before, after);
  const [from, to] = [`a/${movedFrom ?? path}`, `b/${path}`];
  const headers = headersOf(file);
  if (headers.length === 0 && hunks.length === 0) return '';
  // What the headers say of content that cannot be told would be wrong.
  if (untold && (before === undefined || after === undefined || movedFrom !== undefined)) return '';
  return [
    `diff --git ${quotedPath(from)} ${quotedPath(to)}`,
    ...headers,
    ...(hunks.length > 0 ? [`--- ${before ? quotedPath(from) : '/dev/null'}`, `+++ ${after ? quotedPath(to) : '/dev/null'}`] : []),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldLines === 0 ? oldStart - 1 : oldStart},${oldLines} +${newLines === 0 ? newStart - 1 : newStart},${newLines} @@`,
      ...lines,
    ]),
    '',
  ].join('\n');
}

/** Git knows of modes only whether the owner may execute the file. */
const gitMode = (mode: number | undefined): string => ((mode ?? 0) & 0o100 ? '100755' : '100644');

/** The abbreviated name of empty content in git, by which both tools know files that come or go without a line. */
const emptyBlob = 'e69de29';

function headersOf({ path, before, after, oldMode, newMode, movedFrom, symlink }: PatchedFile): string[] {
  if (symlink && movedFrom === undefined) return linkHeaders(before, after);
  if (!before) return after ? [`new file mode ${gitMode(newMode)}`, ...(after.length === 0 ? [`index 0000000..${emptyBlob}`] : [])] : [];
  if (!after) return [`deleted file mode ${gitMode(oldMode)}`, ...(before.length === 0 ? [`index ${emptyBlob}..0000000`] : [])];
  const remoded = oldMode !== undefined && newMode !== undefined && gitMode(oldMode) !== gitMode(newMode);
  return [
    ...(remoded ? [`old mode ${gitMode(oldMode)}`, `new mode ${gitMode(newMode)}`] : []),
    ...(movedFrom === undefined
      ? []
      : [
          ...(same(before, after) ? ['similarity index 100%'] : []),
          `rename from ${quotedPath(movedFrom)}`,
          `rename to ${quotedPath(path)}`,
        ]),
  ];
}

function linkHeaders(before: Uint8Array | undefined, after: Uint8Array | undefined): string[] {
  if (!before) return ['new file mode 120000'];
  if (!after) return ['deleted file mode 120000'];
  // Patch refuses a link unless the mode tells of it, for which there is this line alone. Nobody reads the names of contents.
  return same(before, after) ? [] : ['index 1111111..2222222 120000'];
}

function hunksOf(before: Uint8Array | undefined, after: Uint8Array | undefined): readonly StructuredPatchHunk[] {
  if (same(before, after)) return [];
  const [old, fresh] = [latin1(before ?? new Uint8Array()), latin1(after ?? new Uint8Array())];
  return structuredPatch('', '', old, fresh, '', '', { context, maxEditLength: mostChanges })?.hunks ?? [blockHunk(old, fresh)];
}

/** Everything between what both have at the start and at the end. */
function blockHunk(before: string, after: string): StructuredPatchHunk {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const shortest = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shortest && old[start] === fresh[start]) start++;
  let tail = 0;
  while (tail < shortest - start && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const lead = Math.min(start, context);
  const trail = Math.min(tail, context);
  const mark = (sign: string) => (line: string) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'];
  const oldEnd = old.length - tail;
  return {
    oldStart: start - lead + 1,
    oldLines: oldEnd + trail - start + lead,
    newStart: start - lead + 1,
    newLines: fresh.length - tail + trail - start + lead,
    lines: [
      ...old.slice(start - lead, start).flatMap(mark(' ')),
      ...old.slice(start, oldEnd).flatMap(mark('-')),
      ...fresh.slice(start, fresh.length - tail).flatMap(mark('+')),
      ...old.slice(oldEnd, oldEnd + trail).flatMap(mark(' ')),
    ],
  };
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)(?=.)/s).filter((line) => line !== '');
