import { kindOfPath } from '../package/classify';
import { isWorthOpening, withoutCompression } from '../package/compressed';
import { installerBehind, packedAs } from '../package/packed';
import type { SourceEntry } from '../package/source';
import type { RangedSource } from './archive-source';
import type { ByteSource } from './byte-source';
import { beginsLikeContainer, containerHead, containerName, isSurelyContainer } from './container-signs';
import { endOfProgram, programHead } from './program-end';

/** The shortest archive is its end record. */
const shortest = 22;

/** Names of what is a ZIP. */
export const archiveName = /\.(zip|jar|war|ear|apk|aab|aar|whl|egg|nupkg|vsix|xpi|ipa|sar|par|kar)$/i;
/** Read as they are, by programs: what only matters to who unpacks them is nothing odd. */
export const isUsedPacked = (path: string): boolean => archiveName.test(path) && !/\.zip$/i.test(path);
/** Names that never hold files that anybody would review; documents of offices are ZIPs as well. */
const neverArchive =
  /\.(svg|css|html?|xml|xsd|js|mjs|cjs|ts|map|md|rst|txt|log|csv|py|pyc|rb|p[lm]|php|java|[ch]|hh|cpp|po|gz|bz2|xz|zst|tar|tgz|deb|rpm|7z|rar|docx?|xlsx?|pptx?|od[tspg]|epub)$/i;

/** Pictures, sounds, fonts and documents, which show what they are from their beginning on: an archive may follow. */
const media = /\.(png|jpe?g|gif|ico|bmp|webp|tiff?|mp[34]|wav|ogg|webm|woff2?|ttf|otf|eot|pdf)$/i;

/** What holds files, and from which byte on. */
export type InnerKind =
  | { readonly is: 'zip' }
  | { readonly is: 'container'; readonly from: number }
  /** A program that carries what nobody opens here; for people. */
  | { readonly is: 'carrier'; readonly what: string };

/** Bytes of a script in which its tail may begin: those of installers that unpack themselves have some hundred lines. */
const longestScript = 2 ** 20;
/** The longest comment and the end record. */
const tailLength = 0xffff + shortest;

/**
 * What a file is, by its content. `bytesOf` is asked only for files that may have a ZIP or a container behind a program, or a ZIP
 * behind a picture.
 * @throws what reading throws
 */
export async function innerKind(base: RangedSource, path: string, bytesOf: () => Promise<ByteSource>): Promise<InnerKind | undefined> {
  const head = await base.read(path, containerHead).catch(() => new Uint8Array());
  const named = containerName.test(path);
  if (named ? beginsLikeContainer(head) : isSurelyContainer(head)) return { is: 'container', from: 0 };
  if (named) return undefined;
  if (isZipHead(head)) return { is: 'zip' };
  const isScript = startsWith(head, 0x23, 0x21);
  const isProgram = startsWith(head, 0x4d, 0x5a) || startsWith(head, 0x7f, 0x45, 0x4c, 0x46);
  if (!isScript && !isProgram && !archiveName.test(path) && !media.test(path)) return undefined;
  const bytes = await bytesOf();
  const start = Math.max(0, bytes.size - tailLength);
  if (endsLikeZip(await bytes.read(start, bytes.size - start))) return { is: 'zip' };
  if (isProgram) return behindProgram(bytes);
  const from = isScript ? tailOfScript(await bytes.read(0, Math.min(bytes.size, longestScript))) : undefined;
  return from === undefined ? undefined : { is: 'container', from };
}

const startsWith = (head: Uint8Array, ...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte);

const isZipHead = ([a, b, c, d]: Uint8Array): boolean => a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));

/** Whether bytes begin like an archive that is opened where nothing speaks against it. */
export const holdsFiles = (head: Uint8Array): boolean => isZipHead(head) || isSurelyContainer(head);

/** An end record whose comment ends with the file. */
function endsLikeZip(tail: Uint8Array): boolean {
  for (let at = tail.lastIndexOf(0x50, tail.length - shortest); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(0x50, at - 1)) {
    if (!(tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6)) continue;
    if (at + shortest + (tail[at + 20] ?? 0) + 256 * (tail[at + 21] ?? 0) === tail.length) return true;
  }
  return false;
}

/** What a program carries behind its end, where that shows what it is. */
async function behindProgram(bytes: ByteSource): Promise<InnerKind | undefined> {
  const end = endOfProgram(await bytes.read(0, Math.min(bytes.size, programHead)));
  if (end === undefined || end >= bytes.size) return undefined;
  const tail = await bytes.read(end, Math.min(bytes.size - end, containerHead));
  if (isSurelyContainer(tail)) return { is: 'container', from: end };
  const what = packedAs(tail) ?? installerBehind(tail);
  return what === undefined ? undefined : { is: 'carrier', what };
}

/** Where a line of a script is followed by what begins like a container. */
function tailOfScript(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    if (isSurelyContainer(bytes.subarray(at + 1, at + 1 + containerHead))) return at + 1;
  }
  return undefined;
}

const newline = 0x0a;
/** Larger scripts carry something. */
const largeScript = 2 ** 13;

/** By name and size; of what has no telling name the content decides. */
export function mayBeArchive({ path, size, symlink }: SourceEntry): boolean {
  if (symlink || size < shortest) return false;
  if (archiveName.test(path) || containerName.test(path)) return true;
  const kind = kindOfPath(path);
  if (kind === 'shell') return size > largeScript;
  const inside = withoutCompression(path);
  if (inside !== undefined) return containerName.test(inside) || archiveName.test(inside) || isWorthOpening(inside);
  return (kind === undefined || kind === 'other') && !neverArchive.test(path);
}
