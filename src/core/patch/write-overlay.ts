import { splitOverlay } from './inner-edits';
import { joined, type FreshOptions } from '../archive/fresh-entry';
import type { NestingSource } from '../archive/nesting-source';
import { withEdit, type Overlay } from './overlay';
import { rewriteArchive } from './rewrite-archive';
import { pathInArchive } from '../package/nested-path';
import { brokenSignatures, pathsOf } from './broken-signatures';
import type { Digest } from '../parse/checksums';
import { refreshDigests } from './refresh-digests';

export interface WrittenOverlay {
  /** Of the package's own files alone: inner archives with edited files have new content. */
  readonly overlay: Overlay;
  /** Files that carry digests and were made to agree. */
  readonly refreshed: readonly string[];
  /** Files that vouch for each other in a circle. */
  readonly circular: readonly string[];
  /** The vendor's signatures that do not hold any more. */
  readonly signatures: readonly string[];
}

/** Bytes. An inner archive with an edited file is written anew in memory. */
const largest = 2 ** 30;

/**
 * What becomes of an overlay when the package is written: inner archives are written with their edits, the innermost
 * first, and digests of everything that changed are made true at every level.
 * @throws Error if an inner archive is too large, or cannot be written.
 */
export async function writeOverlay(
  base: NestingSource,
  overlay: Overlay,
  options: FreshOptions & { readonly digest: Digest },
): Promise<WrittenOverlay> {
  const { own, inner } = splitOverlay(base, overlay);
  const refreshed: string[] = [];
  const circular: string[] = [];
  const signatures: string[] = [];
  let changed = own;
  for (const [name, { source, zip, overlay: edits }] of inner) {
    if (zip.bytes.size > largest)
      throw new Error(`${name} has ${zip.bytes.size} bytes; inner archives above ${largest} cannot be written with patches`);
    const written = await writeOverlay(source, edits, options);
    changed = withEdit(changed, name, await whole(rewriteArchive(zip.bytes, zip.archive, written.overlay, options)));
    refreshed.push(...written.refreshed.map((path) => pathInArchive(name, path)));
    circular.push(...written.circular.map((path) => pathInArchive(name, path)));
    signatures.push(...written.signatures.map((path) => pathInArchive(name, path)));
  }
  const fresh = await refreshDigests(base.own, changed, options.digest);
  return {
    overlay: fresh.overlay,
    refreshed: [...fresh.refreshed, ...refreshed].sort(),
    circular: [...fresh.circular, ...circular].sort(),
    signatures: [...brokenSignatures(pathsOf(base), fresh.overlay), ...signatures].sort(),
  };
}

/** Pieces use their memory again. */
async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const copies: Uint8Array[] = [];
  for await (const piece of pieces) copies.push(new Uint8Array(piece));
  return joined(copies);
}
