import { algorithmOfHex, type DigestAlgorithm } from './checksums';

/** A digest as somebody wrote it, and how another one would be written in its place. */
export interface DigestWord {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hex. */
  readonly hex: string;
  /** The word for other hex digits. */
  readonly rewritten: (hex: string) => string;
}

/** `9f86…`, `sha256:9f86…`, `SHA-256=9f86…`. */
const inHex = /^((?:md5|sha-?\d{1,3})[:=-])?([0-9a-f]{32,128})$/i;
/** `sha256-n4bQ…` as in `integrity`; `sha256=n4bQ…` with the letters of addresses, as wheels have it. */
const inBase64 = /^(sha-?\d{1,3}[-=:])?([A-Za-z0-9+/_-]{22,86}={0,2})$/i;

/** `undefined`: none, or of a kind that is not computed here. */
export function readDigest(word: string): DigestWord | undefined {
  const [, prefix = '', hex] = inHex.exec(word) ?? [];
  const algorithm = hex === undefined ? undefined : algorithmOfHex[hex.length];
  if (hex !== undefined && algorithm) {
    const isUpper = /[A-F]/.test(hex);
    return { algorithm, hex: hex.toLowerCase(), rewritten: (fresh) => prefix + (isUpper ? fresh.toUpperCase() : fresh) };
  }
  const [, start = '', letters] = inBase64.exec(word) ?? [];
  const bytes = letters === undefined ? undefined : hexOfBase64(letters);
  const of = bytes === undefined ? undefined : algorithmOfHex[bytes.length];
  if (letters === undefined || bytes === undefined || !of) return undefined;
  const isForAddresses = /[-_]/.test(letters) || (start !== '' && !start.endsWith('-') && !letters.endsWith('='));
  return { algorithm: of, hex: bytes, rewritten: (fresh) => start + base64OfHex(fresh, isForAddresses) };
}

function hexOfBase64(letters: string): string | undefined {
  const plain = letters
    .replace(/={1,2}$/, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  // One letter alone is no byte.
  if (plain.length % 4 === 1) return undefined;
  return Array.from(atob(plain), (unit) => unit.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function base64OfHex(hex: string, isForAddresses: boolean): string {
  const letters = btoa(hex.replace(/../g, (byte) => String.fromCharCode(parseInt(byte, 16))));
  return isForAddresses
    ? letters
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/={1,2}$/, '')
    : letters;
}
