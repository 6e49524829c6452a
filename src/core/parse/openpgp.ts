import sha1 from 'node-forge/lib/sha1';
import sha256 from 'node-forge/lib/sha256';
import type { Span } from '../text/span';

/** A public key of OpenPGP, as it stands in the text of a file. */
export interface PublicKey {
  /** The BEGIN line. */
  readonly span: Span;
  /**
   * Upper-case hex, as `gpg --with-fingerprint` prints it without its blanks; of what is no key, its base64: it is compared all
   * the same.
   */
  readonly id: string;
  readonly isKey: boolean;
}

const label = 'PGP PUBLIC KEY BLOCK';

/** More than the keyring of a distribution holds. */
const mostKeys = 500;

const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];

/** Characters of a block; keyrings of distributions have 200,000. */
const longestBlock = 4_000_000;

/**
 * The primary keys of all armored blocks (RFC 9580, RFC 4880), also of those that are indented, as in `Signed-By:` of a source of apt and in
 * YAML, or whose ends of lines are written out. Subkeys and user names come and go with a key, and are no other one.
 */
export function publicKeysIn(text: string): readonly PublicKey[] {
  const found: PublicKey[] = [];
  for (let at = text.indexOf(begin); at >= 0 && found.length < mostKeys;) {
    const start = at + begin.length;
    const next = text.indexOf(begin, start);
    const block = text.slice(start, Math.min(next < 0 ? text.length : next, start + longestBlock));
    const closed = block.indexOf(end);
    if (closed >= 0) found.push(...keysOf(block.slice(0, closed), { start: at, end: start }));
    at = next;
  }
  return found.slice(0, mostKeys);
}

function keysOf(block: string, span: Span): readonly PublicKey[] {
  const lines = block.replace(/\\[nr]/g, '\n').split('\n');
  const packed = lines
    .map((line) => line.trim())
    .filter((line) => line !== '.' && !noContent.test(line))
    .join('');
  const keys = primaryKeys(bytesOf(packed));
  return keys.length > 0 ? keys.map((key) => ({ span, id: fingerprint(key), isKey: true })) : [{ span, id: packed, isKey: false }];
}

/** A header, and the last line of a block, which is a checksum. */
const noContent = /^(?:[\w-]{1,40}:(?:\s|$)|=[A-Za-z0-9+/]{4}$)/;

/** Of a keyring in binary form, as apt and gpgv read them: it has no text, and so no places. */
export function keyringKeys(bytes: Uint8Array): readonly PublicKey[] {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return primaryKeys(pieces.join('')).map((key) => ({ span: { start: 0, end: 0 }, id: fingerprint(key), isKey: true }));
}

/** One character for each byte, as node-forge takes them; `''` of what is no base64. */
function bytesOf(base64: string): string {
  return base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64) ? atob(base64) : '';
}

/** A packet's tag of a public key; 14 is that of a subkey. */
const publicKeyTag = 6;

/** The bodies of the packets that are primary keys. */
function primaryKeys(bytes: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < bytes.length && found.length < mostKeys;) {
    const packet = packetAt(bytes, at);
    if (!packet) break;
    if (packet.tag === publicKeyTag && isKeyVersion(packet.body.charCodeAt(0))) found.push(packet.body);
    at = packet.end;
  }
  return found;
}

const isKeyVersion = (version: number): boolean => version === 4 || version === 6;

/** `undefined` where there is none, or one of unknown length, as no key has. */
function packetAt(bytes: string, at: number): { readonly tag: number; readonly body: string; readonly end: number } | undefined {
  const head = bytes.charCodeAt(at);
  if (!(head & 0x80)) return undefined;
  const isNew = (head & 0x40) !== 0;
  const tag = isNew ? head & 0x3f : (head >> 2) & 0x0f;
  const length = isNew ? newLength(bytes, at + 1) : oldLength(bytes, at + 1, head & 3);
  if (!length || length.start + length.size > bytes.length) return undefined;
  const end = length.start + length.size;
  return { tag, body: bytes.slice(length.start, end), end };
}

interface Length {
  readonly start: number;
  readonly size: number;
}

const number = (bytes: string, at: number, count: number): number => {
  let value = 0;
  for (let index = at; index < at + count; index++) value = value * 256 + bytes.charCodeAt(index);
  return value;
};

/** Section 4.2.1 of RFC 9580. */
function newLength(bytes: string, at: number): Length | undefined {
  const first = bytes.charCodeAt(at);
  if (first < 192) return { start: at + 1, size: first };
  if (first < 224) return { start: at + 2, size: (first - 192) * 256 + bytes.charCodeAt(at + 1) + 192 };
  return first === 255 ? { start: at + 5, size: number(bytes, at + 1, 4) } : undefined;
}

/** Section 4.2.2 of RFC 9580. */
function oldLength(bytes: string, at: number, type: number): Length | undefined {
  return type === 3 ? undefined : { start: at + 2 ** type, size: number(bytes, at, 2 ** type) };
}

/** Section 5.5.4 of RFC 9580. */
function fingerprint(body: string): string {
  const isSix = body.charCodeAt(0) === 6;
  const digest = (isSix ? sha256 : sha1).create();
  const size = body.length;
  const length = isSix ? [0x9b, size >>> 24, size >>> 16, size >>> 8, size] : [0x99, size >>> 8, size];
  digest.update(String.fromCharCode(...length.map((value) => value & 0xff)) + body);
  return digest.digest().toHex().toUpperCase();
}
