import { parsePatch, type StructuredPatch, type StructuredPatchHunk } from 'diff';
import { contentOf, fileEditOf, withEdit, withFileEdit, withoutEdit, type Overlay } from './overlay';
import { pathInArchive } from '../package/nested-path';
import type { PackageSource } from '../package/source';
import { encodeText, latin1 } from '../text/decode';
import { applyHunks } from './apply-hunks';
import { archiveLine, isSafePath, patchPaths } from './patch-names';
import { errorText } from '../text/error-text';

/** Bytes: far above the longest path. */
const longestLine = 2 ** 16;

export type RejectReason = 'hunks' | 'missing' | 'exists' | 'differs' | 'binary' | 'symlink' | 'path';

/** What of a patch could not be applied to a file. */
export interface Rejected {
  readonly path: string;
  /** `hunks`: the places were not found; `differs`: a file to be deleted holds something else. */
  readonly why: RejectReason;
  readonly hunks: readonly StructuredPatchHunk[];
}

export interface PatchImport {
  readonly overlay: Overlay;
  /** Paths that the patch changed, in its order. */
  readonly changed: readonly string[];
  /** Paths of which the package already had all or a part. */
  readonly present: readonly string[];
  readonly rejected: readonly Rejected[];
}

/** The bytes are no unified diff. The message says where. */
export class PatchSyntaxError extends Error {}

/**
 * Applies a unified diff to a package as its overlay makes it. What fits is applied, what is there already is passed over,
 * the rest is handed back whole. Every file is changed as bytes: encodings and line ends stay.
 * @throws PatchSyntaxError
 */
export async function importPatch(base: PackageSource, overlay: Overlay, patch: Uint8Array): Promise<PatchImport> {
  const archive = archiveOfPatch(patch);
  const root = archive === undefined ? '' : pathInArchive(archive, '');
  const shipped = new Map(base.entries.map((entry) => [entry.path, entry]));
  const changed = new Set<string>();
  const present = new Set<string>();
  const rejected: Rejected[] = [];
  const exists = (path: string): boolean => {
    const edit = overlay.edits.get(path);
    return edit === 'deleted' ? false : edit?.content !== undefined || shipped.has(path);
  };
  const read = (path: string): Promise<Uint8Array> => Promise.resolve(contentOf(overlay, path) ?? base.read(path));
  const remove = (path: string): void => {
    overlay = shipped.has(path) ? withEdit(overlay, path, 'deleted') : withoutEdit(overlay, path);
    changed.add(path);
  };
  /** What gives back the vendor's file is no edit. */
  const put = async (path: string, content: Uint8Array, gitMode: string | undefined, movedFrom?: string): Promise<void> => {
    const before = shipped.get(path);
    const mode = modeAfter(fileEditOf(overlay, path)?.mode ?? before?.mode, gitMode);
    const same = before !== undefined && equal(await base.read(path), content);
    const edit = {
      ...(!same && { content }),
      ...(mode !== undefined && mode !== before?.mode && { mode }),
      ...(movedFrom !== undefined && shipped.has(movedFrom) && !before && { movedFrom }),
    };
    overlay = Object.keys(edit).length === 0 ? withoutEdit(overlay, path) : withFileEdit(overlay, path, edit);
    changed.add(path);
  };

  for (const file of parsed(patch)) {
    const named = patchPaths(file, (path) => exists(root + path));
    const [from, to] = [named.from, named.to].map((path) => (path === undefined ? undefined : root + path));
    const refuse = (why: RejectReason, hunks: readonly StructuredPatchHunk[] = file.hunks) =>
      rejected.push({ path: to ?? from ?? '', why, hunks });
    if ([from, to].some((path) => path !== undefined && !isSafePath(path))) refuse('path');
    else if (file.isBinary) refuse('binary');
    else if ([file.oldMode, file.newMode].includes('120000')) refuse('symlink');
    else if (from === undefined && to !== undefined) {
      const content = bytesOf(applyHunks('', file.hunks).text);
      if (!exists(to)) await put(to, content, file.newMode);
      else if (equal(await read(to), content)) present.add(to);
      else refuse('exists');
    } else if (from !== undefined && to === undefined) {
      if (!exists(from)) present.add(from);
      else if (applyHunks(latin1(await read(from)), file.hunks).text === '') remove(from);
      else refuse('differs');
    } else if (from !== undefined && to !== undefined) {
      const moved = from !== to && file.isCopy !== true;
      const source = exists(from) ? from : to;
      if (!exists(source)) refuse('missing');
      else if (source !== to && exists(to)) refuse('exists');
      else {
        const before = await read(source);
        const { text, fitted, held, left } = applyHunks(latin1(before), file.hunks);
        if (held > 0) present.add(to);
        if (left.length > 0) refuse('hunks', left);
        if (fitted > 0 || source !== to || file.newMode !== undefined)
          await put(to, fitted > 0 ? bytesOf(text) : before, file.newMode, moved ? source : undefined);
        if (moved && source !== to) remove(source);
      }
    }
  }
  return { overlay, changed: [...changed], present: [...present], rejected };
}

/** The inner archive that a patch says its files lie in; `undefined`: they are the package's own. */
export function archiveOfPatch(patch: Uint8Array): string | undefined {
  const [line = ''] = latin1(patch.subarray(0, longestLine)).split('\n', 1);
  if (!line.startsWith(archiveLine)) return undefined;
  try {
    return decodeURI(line.slice(archiveLine.length).trim());
  } catch {
    throw new PatchSyntaxError(`the inner archive in its first line cannot be read: ${line}`);
  }
}

function parsed(patch: Uint8Array): StructuredPatch[] {
  let files: StructuredPatch[];
  try {
    files = parsePatch(latin1(patch));
  } catch (error) {
    throw new PatchSyntaxError(errorText(error), { cause: error });
  }
  const named = files.filter(({ oldFileName, newFileName }) => oldFileName !== undefined || newFileName !== undefined);
  if (named.length === 0) throw new PatchSyntaxError('it names no files');
  return named;
}

const bytesOf = (text: string): Uint8Array => encodeText({ text, encoding: 'latin1', bom: false });

/** Git tells of modes only whether a file can be executed. */
function modeAfter(mode: number | undefined, gitMode: string | undefined): number | undefined {
  if (gitMode === undefined) return mode;
  if (gitMode === '100755') return (mode ?? 0o644) | 0o111;
  return mode === undefined ? undefined : mode & ~0o111;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
