import { overlaidSource, withEdit, type Overlay } from './overlay';
import type { PackageSource } from '../package/source';
import type { Digest, DigestAlgorithm } from '../parse/checksums';
import { filesListedIn, listKind } from '../parse/file-lists';
import { decodeText, encodeText } from '../text/decode';
import { applyEdits, type TextEdit } from '../text/edit';
import { entryOf } from '../text/groups';
import { folderWithSlash } from '../text/path';

export interface RefreshedDigests {
  /** The overlay with checksum files and the manifest made to agree with it. */
  readonly overlay: Overlay;
  /** Files that carry digests and had to be changed, by path. */
  readonly refreshed: readonly string[];
  /** Files that vouch for each other in a circle: no digests can ever agree. */
  readonly circular: readonly string[];
}

/** Checksum files of whole distributions have a few megabytes. */
const largest = 16 * 2 ** 20;

/** A manifest listed in a checksum file that is listed in another: real packages chain no longer. */
const maxRounds = 5;

/**
 * Digests and sizes in checksum files, in the manifest's `files` and in other lists follow what the overlay changed; all other digests, even wrong
 * ones, stay as the vendor wrote them. Lines of deleted files go.
 */
export async function refreshDigests(base: PackageSource, overlay: Overlay, digest: Digest): Promise<RefreshedDigests> {
  const refreshed = new Set<string>();
  let changed = changedContents(overlay);
  for (let round = 0; changed.size > 0; round++) {
    if (round === maxRounds) return { overlay, refreshed: [...refreshed].sort(), circular: [...changed].sort() };
    const source = overlaidSource(base, overlay);
    const present = new Map(source.entries.map((entry) => [entry.path, entry]));
    const known = new Map<string, Promise<string>>();
    const digestOf = (path: string, algorithm: DigestAlgorithm): Promise<string> =>
      entryOf(known, `${algorithm} ${path}`, () => source.read(path).then((bytes) => digest(algorithm, bytes)));
    const next = new Set<string>();
    for (const { path, size, symlink } of source.entries) {
      const kind = listKind(path);
      if (!kind || symlink || size > largest) continue;
      const decoded = decodeText(await source.read(path));
      if (!decoded) continue;
      const edits: TextEdit[] = [];
      const put = (span: TextEdit['span'] | undefined, text: string | undefined): void => {
        if (span && text !== undefined && decoded.text.slice(span.start, span.end) !== text) edits.push({ span, text });
      };
      for (const { named, digest: listed, span, line, size: told } of filesListedIn(kind, path, decoded.text)) {
        const target = placesOf(path, named).find((place) => present.has(place) || changed.has(place));
        if (target === undefined || target === path || !changed.has(target)) continue;
        const now = present.get(target);
        if (!now) put(line, '');
        else {
          if (listed?.wording) put(span, listed.wording(await digestOf(target, listed.algorithm)));
          put(told?.span, String(now.size));
        }
      }
      if (edits.length === 0) continue;
      overlay = withEdit(overlay, path, encodeText({ ...decoded, text: applyEdits(decoded.text, edits) }));
      refreshed.add(path);
      next.add(path);
    }
    changed = next;
  }
  return { overlay, refreshed: [...refreshed].sort(), circular: [] };
}

/** Paths of files that are gone, new or have other content. */
export const changedContents = ({ edits }: Overlay): ReadonlySet<string> =>
  new Set([...edits].flatMap(([path, edit]) => (edit === 'deleted' || edit.content ? [path] : [])));

/** Beside the file that names it, else from the root of the package. */
function placesOf(holder: string, named: string): string[] {
  const relative = named.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const folder = folderWithSlash(holder);
  return folder === '' ? [relative] : [folder + relative, relative];
}
