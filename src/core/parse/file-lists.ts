import { isChecksumFile, isJarList, isSignedChecksumFile, isWheelList, namesake } from '../package/checksum-files';
import { kindOfPath } from '../package/classify';
import { parseManifest } from '../package/manifest';
import { baseName } from '../text/path';
import type { Span } from '../text/span';
import { parseChecksums, type DigestAlgorithm } from './checksums';
import { readDigest } from './digest-words';

/** Which files a package should have, and what they should be: by the manifest, a checksum file, a signed jar, a Python wheel. */
export type ListKind = 'manifest' | 'checksums' | 'jar' | 'wheel';

/** What a list says of one file. */
export interface ListedFile {
  /** As written. */
  readonly named: string;
  /** Of the digest, else of the name. */
  readonly span: Span;
  readonly digest?: ListedDigest;
  /** There is a digest, of a kind that is not computed here. */
  readonly isUnknownKind?: true;
  /** Bytes. */
  readonly size?: { readonly value: number; readonly span: Span };
  /** Unix permission bits. */
  readonly mode?: { readonly value: number; readonly span: Span };
  /** What goes with the file; absent where nothing can go. */
  readonly line?: Span;
}

export interface ListedDigest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hex. */
  readonly hex: string;
  /** What stands in the span for other hex digits; absent where it cannot be rewritten in place. */
  readonly wording?: (hex: string) => string;
}

export function listKind(path: string): ListKind | undefined {
  if (isJarList(path)) return 'jar';
  if (isWheelList(path)) return 'wheel';
  if (isChecksumFile(path) || isSignedChecksumFile(path)) return 'checksums';
  return kindOfPath(path) === 'manifest' ? 'manifest' : undefined;
}

/** What a list says, in its order. `text` has no byte order mark. Never throws. */
export const filesListedIn = (kind: ListKind, path: string, text: string): ListedFile[] => readers[kind](path, text);

const readers: Readonly<Record<ListKind, (path: string, text: string) => ListedFile[]>> = {
  manifest: (_path, text) =>
    parseManifest(text).files.map(({ path, digest, size, mode }) => {
      const word = digest && readDigest(digest.value.trim());
      const bits = mode && /^[0-7]{3,6}$/.test(mode.value) ? parseInt(mode.value, 8) & 0o7777 : undefined;
      return {
        named: path.value,
        span: digest?.span ?? path.span,
        ...(word && { digest: { algorithm: word.algorithm, hex: word.hex, wording: (hex) => JSON.stringify(word.rewritten(hex)) } }),
        ...(digest && !word && { isUnknownKind: true }),
        ...(size && { size }),
        ...(mode && bits !== undefined && { mode: { value: bits, span: mode.span } }),
      };
    }),
  checksums: (path, text) => {
    const holder = namesake(path);
    return parseChecksums(text).flatMap(({ algorithm, path: written, digest, line }) => {
      const named = written ?? (holder === undefined ? undefined : baseName(holder));
      if (named === undefined) return [];
      const hex = text.slice(digest.start, digest.end);
      const isUpper = /[A-F]/.test(hex);
      const wording = (fresh: string) => (isUpper ? fresh.toUpperCase() : fresh);
      return { named, span: digest, digest: { algorithm, hex: hex.toLowerCase(), wording }, line };
    });
  },
  jar: (_path, text) => listedInJar(text),
  wheel: (_path, text) => listedInWheel(text),
};

/** Lines of comma-separated values: path, digest, bytes. */
function listedInWheel(text: string): ListedFile[] {
  return [...text.matchAll(/^("(?:[^"\s]|""| )*"|[^",\r\n\u2028\u2029]*),([\w=+/-]{1,200}),(\d{0,15})\r?$/gm)].map(
    ({ index, 0: line, 1: name = '', 2: word = '', 3: bytes = '' }) => {
      const start = index + name.length + 1;
      const size = start + word.length + 1;
      const read = readDigest(word);
      return {
        named: name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name,
        span: { start, end: start + word.length },
        ...(read ? { digest: { algorithm: read.algorithm, hex: read.hex, wording: read.rewritten } } : { isUnknownKind: true }),
        ...(bytes !== '' && { size: { value: Number(bytes), span: { start: size, end: size + bytes.length } } }),
        line: { start: index, end: index + line.length },
      };
    },
  );
}

/** Sections of `Name: value` with a blank line between them; a line that begins with a blank goes on with the one before. */
function listedInJar(text: string): ListedFile[] {
  const found: ListedFile[] = [];
  let name = '';
  for (const { key, value, span, isFolded } of fieldsOfJar(text)) {
    if (/^name$/i.test(key)) name = value;
    if (name === '' || !/^(?:sha-?\d{0,3}|md5)-digest$/i.test(key)) continue;
    const word = readDigest(value);
    if (!word) found.push({ named: name, span, isUnknownKind: true });
    else
      found.push({
        named: name,
        span,
        digest: { algorithm: word.algorithm, hex: word.hex, ...(!isFolded && { wording: word.rewritten }) },
      });
  }
  return found;
}

function fieldsOfJar(text: string): { readonly key: string; value: string; span: Span; isFolded: boolean }[] {
  const fields: ReturnType<typeof fieldsOfJar> = [];
  for (let start = 0, next = 0; start < text.length; start = next) {
    const end = text.indexOf('\n', start);
    next = end < 0 ? text.length : end + 1;
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    const last = fields.at(-1);
    if (line.startsWith(' ') && last) {
      last.value += line.slice(1);
      last.span = { start: last.span.start, end: start + line.length };
      last.isFolded = true;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const at = colon + (line.startsWith(' ', colon + 1) ? 2 : 1);
    fields.push({
      key: line.slice(0, colon),
      value: line.slice(at),
      span: { start: start + at, end: start + line.length },
      isFolded: false,
    });
  }
  return fields;
}
