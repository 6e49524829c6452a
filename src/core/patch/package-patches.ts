import { splitOverlay } from './inner-edits';
import type { NestingSource } from '../archive/nesting-source';
import type { Overlay } from './overlay';
import { archiveLine } from './patch-names';
import { pathInArchive } from '../package/nested-path';
import { encodeText } from '../text/decode';
import { unifiedDiff } from './unified-diff';
import { patchedFiles } from './patched-files';

export interface PackagePatch {
  /** Of the file's name: empty for the package's own files, else made of the inner archive's path. */
  readonly suffix: string;
  /** Path of the inner archive whose files the patch is for; absent for the package's own. */
  readonly archive?: string;
  readonly patch: Uint8Array;
}

/**
 * What an overlay changes, one patch for the package's own files and one for each inner archive, to be applied where that
 * is unpacked: no tool patches through archives. The first is the package's own, and may be empty.
 */
export async function packagePatches(base: NestingSource, overlay: Overlay): Promise<PackagePatch[]> {
  const patches: PackagePatch[] = [];
  const taken = new Set<string>();
  const add = async (source: NestingSource, edits: Overlay, archive: string): Promise<void> => {
    const { own, inner } = splitOverlay(source, edits);
    const diff = unifiedDiff(await patchedFiles(source.own, own));
    if (archive === '') patches.push({ suffix: '', patch: diff });
    else if (diff.length > 0) patches.push({ suffix: suffixOf(archive, taken), archive, patch: headed(archive, diff) });
    for (const [name, part] of inner) await add(part.source, part.overlay, archive === '' ? name : pathInArchive(archive, name));
  };
  await add(base, overlay, '');
  return patches;
}

function headed(archive: string, diff: Uint8Array): Uint8Array {
  const head = encodeText({ text: `${archiveLine}${encodeURI(archive)}\n\n`, encoding: 'latin1', bom: false });
  const both = new Uint8Array(head.length + diff.length);
  both.set(head);
  both.set(diff, head.length);
  return both;
}

/** Characters of a path that make a file's name: the end says most, and file systems take 255 bytes. */
const longestSuffix = 100;

/** Of letters, digits, `.`, `_` and `-` only. Names that differ in case are one name to some file systems. */
function suffixOf(archive: string, taken: Set<string>): string {
  const name = `.${archive.replace(/[^\w.-]+/g, '-').slice(-longestSuffix)}`;
  let suffix = name;
  for (let number = 2; taken.has(suffix.toLowerCase()); number++) suffix = `${name}-${number}`;
  taken.add(suffix.toLowerCase());
  return suffix;
}
