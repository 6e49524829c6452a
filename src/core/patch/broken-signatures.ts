import { splitOverlay } from './inner-edits';
import type { NestingSource } from '../archive/nesting-source';
import { contentOf, withEdit, type Overlay } from './overlay';
import { pathInArchive } from '../package/nested-path';
import { decodeText } from '../text/decode';
import { changedContents } from './refresh-digests';
import { baseName } from '../text/path';

const signature = /\.(?:sig|asc|sign|p7s|p7m|p7|cms|minisig|gpg|sigstore)$/i;
const signedJar = /(?:^|\/)META-INF\/[^/]+\.(?:SF|RSA|DSA|EC)$/i;

/**
 * Signatures of the package that cannot hold once the overlay is applied: of a changed file by its name (`SHA256SUMS.sig`,
 * in whatever folder), inside a changed file, of a changed file's archive (`META-INF`), and those whose name tells no file,
 * as they may be of all.
 */
export function brokenSignatures(paths: readonly string[], overlay: Overlay): string[] {
  const edited = changedContents(overlay);
  if (edited.size === 0) return [];
  const present = new Set(paths.map(baseName));
  const changed = new Set([...edited].map(baseName));
  return paths.filter((path) => {
    if (edited.has(path)) return isSigned(contentOf(overlay, path));
    if (signedJar.test(path)) return inOneFolder(path, edited);
    if (!signature.test(path)) return false;
    const signed = baseName(path).replace(signature, '');
    return changed.has(signed) || !present.has(signed);
  });
}

export const pathsOf = ({ own }: NestingSource): string[] => own.entries.map(({ path }) => path);

/** The same for a package with its inner archives, each of which has signatures of its own and is changed with its files. */
export function signaturesBrokenBy(base: NestingSource, overlay: Overlay): string[] {
  const { own, inner } = splitOverlay(base, overlay);
  let changed = own;
  for (const name of inner.keys()) changed = withEdit(changed, name, new Uint8Array());
  const below = [...inner].flatMap(([name, { source, overlay: edits }]) =>
    signaturesBrokenBy(source, edits).map((path) => pathInArchive(name, path)),
  );
  return [...brokenSignatures(pathsOf(base), changed), ...below].sort();
}

const isSigned = (content: Uint8Array | undefined): boolean =>
  content !== undefined && (decodeText(content)?.text.includes('-----BEGIN PGP SIGNATURE-----') ?? false);

/** A jar that lies unpacked in the package signs what is below its own folder. */
function inOneFolder(path: string, changed: ReadonlySet<string>): boolean {
  const root = path.slice(0, path.toUpperCase().lastIndexOf('META-INF/'));
  return [...changed].some((edited) => edited.startsWith(root));
}
