import { generic } from '../inventory/versions/generic';
import { parseManifest } from '../package/manifest';
import { packageRoot } from '../package/root';
import type { PackageSource } from '../package/source';
import { decodeText } from '../text/decode';
import { versionless } from './same-place';

/** What is known of a package that lies beside others. */
export interface Neighbour {
  /** File name. */
  readonly file: string;
  /** As the manifest says; absent if it does not. */
  readonly product?: string;
  readonly version?: string;
}

/** Bytes of a manifest that is read for its name and version. */
const manifestBytes = 2 ** 20;

/** What the manifest of a package says of it. Never rejects: a package without one has its file name. */
export async function neighbourOf(file: string, source: PackageSource): Promise<Neighbour> {
  const wanted = `${packageRoot(source.entries)}manifest.json`.toLowerCase();
  const entry = source.entries.find(({ path, size }) => size <= manifestBytes && path.toLowerCase() === wanted);
  const bytes = entry && (await source.read(entry.path, manifestBytes).catch(() => undefined));
  const { product, version } = parseManifest((bytes && decodeText(bytes)?.text) ?? '{}');
  return { file, ...(product && { product: product.value }), ...(version && { version: version.value }) };
}

/** Whether two files are called alike but for their versions. */
export const isNamesake = (one: string, other: string): boolean => stemOf(one) === stemOf(other);

/**
 * Neighbours of the same product in an earlier version, by manifests, else by file names: the newest first, then those whose
 * version nobody can tell.
 */
export function likelyPrevious(own: Neighbour, neighbours: readonly Neighbour[]): Neighbour[] {
  const version = versionOf(own);
  const alike = neighbours.filter((one) => one.file !== own.file && isSameProduct(own, one));
  const isEarlier = (one: Neighbour): boolean => version !== undefined && earlier(versionOf(one), version);
  const known = alike.filter(isEarlier).sort((a, b) => generic.compare(versionOf(b) ?? '', versionOf(a) ?? ''));
  const unknown = alike.filter((one) => version === undefined || versionOf(one) === undefined);
  return [...known, ...unknown];
}

const isSameProduct = (one: Neighbour, other: Neighbour): boolean =>
  one.product !== undefined && other.product !== undefined
    ? one.product.toLowerCase() === other.product.toLowerCase()
    : isNamesake(one.file, other.file);

const earlier = (one: string | undefined, other: string): boolean =>
  one !== undefined && generic.isValid(one) && generic.isValid(other) && generic.compare(one, other) < 0;

/** `dten-5.1.0.zip`: `5.1.0`. */
export const versionOf = ({ file, version }: Neighbour): string | undefined =>
  version ?? /(?<![\d.])\d{1,9}(?:\.\d{1,9}){1,5}/.exec(file.slice(0, longestName))?.[0];

/** As `versionOf`, for the size of a step: a day in a file name says nothing of it. */
export function steppedVersionOf(own: Neighbour): string | undefined {
  const version = versionOf(own);
  return own.version === undefined && version !== undefined && /^(19|20)\d\d\./.test(version) ? undefined : version;
}

/** Characters of a file name that are looked at. */
const longestName = 300;

const stemOf = (file: string): string => versionless(file.slice(0, longestName).replace(/\.[a-z]\w{1,6}$/i, '')).toLowerCase();
