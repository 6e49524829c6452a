import type { Span } from '../text/span';

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** Lower-case hex. */
export type Digest = (algorithm: DigestAlgorithm, bytes: Uint8Array) => Promise<string> | string;

/** One line of a checksum file. */
export interface ChecksumLine {
  readonly algorithm: DigestAlgorithm;
  /** As written; `undefined` for a digest alone, which is of the file that the checksum file is named after. */
  readonly path: string | undefined;
  /** Of the hex digits. */
  readonly digest: Span;
  /** The line with its line end. */
  readonly line: Span;
}

/** By the number of hex digits. */
export const algorithmOfHex: Readonly<Record<number, DigestAlgorithm>> = {
  32: 'md5',
  40: 'sha1',
  56: 'sha224',
  64: 'sha256',
  96: 'sha384',
  128: 'sha512',
};

/** `digest  path` and `digest *path` as GNU coreutils write them, a backslash in front if the path has escapes. */
const gnu = /^(\\?)([0-9a-f]{32,128})(?: [ *]|\t| )(.+)$/i;
/** `SHA256 (path) = digest`, as BSD and `--tag` write it; OpenSSL leaves the blanks out. */
const bsd = /^(\\?)(?:MD5|SHA\d?-?\d*)[ ]?\((.+)\)[ ]?= ?([0-9a-f]{32,128})$/i;
const alone = /^[0-9a-f]{32,128}$/i;
/** The line above a digest, as certutil of Windows writes it: `SHA256 hash of file app.msi:`. */
const heading = /^(?:MD5|SHA-?\d+) hash of (?:file )?(.{1,4096}):$/i;

/** Lines longer than any path are not looked at. */
const longestLine = 10_000;

/** The lines that are checksums; others (comments, signatures around them) are passed over. Never throws. */
export function parseChecksums(text: string): ChecksumLine[] {
  const lines: ChecksumLine[] = [];
  let above: string | undefined;
  for (let start = 0, next = 0; start < text.length; start = next) {
    const end = text.indexOf('\n', start);
    next = end < 0 ? text.length : end + 1;
    if (next - start > longestLine) continue;
    const written = text
      .slice(start, next)
      .replace(/\r?\n$/, '')
      .trimEnd();
    const read = readLine(written, above);
    above = heading.exec(written)?.[1];
    const algorithm = read && algorithmOfHex[read.hex.length];
    if (!algorithm) continue;
    const at = start + read.at;
    lines.push({ algorithm, path: read.path, digest: { start: at, end: at + read.hex.length }, line: { start, end: next } });
  }
  return lines;
}

function readLine(
  line: string,
  above: string | undefined,
): { readonly hex: string; readonly at: number; readonly path: string | undefined } | undefined {
  if (alone.test(line)) return { hex: line, at: 0, path: above };
  const [, escape, hex, path] = gnu.exec(line) ?? [];
  if (hex !== undefined && path !== undefined) return { hex, at: escape ? 1 : 0, path: escape ? unescaped(path) : path };
  const [, tagEscape, tagged, tagHex] = bsd.exec(line) ?? [];
  if (tagHex === undefined || tagged === undefined) return undefined;
  return { hex: tagHex, at: line.length - tagHex.length, path: tagEscape ? unescaped(tagged) : tagged };
}

const unescaped = (path: string): string =>
  path.replace(/\\([nr\\])/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\'));
