import { overlaidSource, withEdit, type Overlay } from './overlay';
import { kindOfPath } from '../package/classify';
import { parseManifest } from '../package/manifest';
import type { PackageSource } from '../package/source';
import { isChecksumFile, namesake } from '../package/checksum-files';
import { parseChecksums, type DigestAlgorithm } from '../parse/checksums';
import { decodeText, encodeText } from '../text/decode';
import { applyEdits, type TextEdit } from '../text/edit';
import { entryOf } from '../text/groups';
import { baseName, folderWithSlash } from '../text/path';

/** Lower-case hex. */
export type Digest = (algorithm: DigestAlgorithm, bytes: Uint8Array) => Promise<string> | string;

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
 * Digests in checksum files and in the manifest's `files` follow what the overlay changed; all other digests, even wrong
 * ones, stay as the vendor wrote them. Lines of deleted files go.
 */
export async function refreshDigests(base: PackageSource, overlay: Overlay, digest: Digest): Promise<RefreshedDigests> {
  const refreshed = new Set<string>();
  let changed = changedContents(overlay);
  for (let round = 0; changed.size > 0; round++) {
    if (round === maxRounds) return { overlay, refreshed: [...refreshed].sort(), circular: [...changed].sort() };
    const source = overlaidSource(base, overlay);
    const present = new Set(source.entries.map(({ path }) => path));
    const known = new Map<string, Promise<string>>();
    const digestOf = (path: string, algorithm: DigestAlgorithm): Promise<string> =>
      entryOf(known, `${algorithm} ${path}`, () => source.read(path).then((bytes) => digest(algorithm, bytes)));
    const next = new Set<string>();
    for (const { path, size, symlink } of source.entries) {
      const read = isChecksumFile(path) ? checksumFacts : kindOfPath(path) === 'manifest' ? manifestFacts : undefined;
      if (!read || symlink || size > largest) continue;
      const decoded = decodeText(await source.read(path));
      if (!decoded) continue;
      const edits: TextEdit[] = [];
      for (const fact of read(path, decoded.text)) {
        const target = fact.places.find((place) => present.has(place) || changed.has(place));
        if (target === undefined || target === path || !changed.has(target)) continue;
        const text = present.has(target) ? fact.wording(await digestOf(target, fact.algorithm)) : fact.line && '';
        const span = present.has(target) ? fact.span : fact.line;
        if (span && text !== undefined && decoded.text.slice(span.start, span.end) !== text) edits.push({ span, text });
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

/** A digest in a file, and where the file may be that it is of. */
interface DigestFact {
  readonly places: readonly string[];
  readonly algorithm: DigestAlgorithm;
  readonly span: TextEdit['span'];
  /** What stands in the span for a digest. */
  readonly wording: (hex: string) => string;
  /** What goes with the file; absent where nothing can go. */
  readonly line?: TextEdit['span'];
}

function checksumFacts(path: string, text: string): DigestFact[] {
  return parseChecksums(text).flatMap(({ algorithm, path: named, digest, line }) => {
    const holder = namesake(path);
    const own = named ?? (holder === undefined ? undefined : baseName(holder));
    if (own === undefined) return [];
    const upper = /[A-F]/.test(text.slice(digest.start, digest.end));
    return { places: placesOf(path, own), algorithm, span: digest, line, wording: (hex) => (upper ? hex.toUpperCase() : hex) };
  });
}

function manifestFacts(path: string, text: string): DigestFact[] {
  return parseManifest(text).files.flatMap(({ path: named, sha256 }) => {
    const [, prefix, hex] = /^(sha256[:-])?([0-9a-f]{64})$/i.exec(sha256?.value ?? '') ?? [];
    if (!sha256 || hex === undefined) return [];
    const upper = /[A-F]/.test(hex);
    const wording = (fresh: string) => JSON.stringify(`${prefix ?? ''}${upper ? fresh.toUpperCase() : fresh}`);
    return { places: placesOf(path, named.value), algorithm: 'sha256', span: sha256.span, wording };
  });
}

/** Beside the file that names it, else from the root of the package. */
function placesOf(holder: string, named: string): string[] {
  const relative = named.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const folder = folderWithSlash(holder);
  return folder === '' ? [relative] : [folder + relative, relative];
}
