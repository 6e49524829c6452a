/** One value of ASN.1's DER or BER encoding, as offsets into the bytes: what is hashed is then what was received. */
export interface DerValue {
  /** Identifier octet: class, constructed bit and tag number. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  /** After the end-of-contents octets, if there are any. */
  readonly end: number;
}

/** Deeper nesting occurs in no certificate or signature. */
const maxDepth = 32;

/** More children than any bundle of certificates has. */
const maxChildren = 20_000;

export const tags = { integer: 0x02, bitString: 0x03, oid: 0x06, sequence: 0x30, set: 0x31, utcTime: 0x17, generalizedTime: 0x18 } as const;

/** The value at `at`; `undefined` if none is complete before `limit`. */
export function readDer(bytes: Uint8Array, at: number, limit: number, depth = 0): DerValue | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  // Tag numbers above 30 take more octets and occur in none of the structures that are read here.
  if (tag === undefined || first === undefined || at + 2 > limit || depth > maxDepth || (tag & 0x1f) === 0x1f) return undefined;
  if (first === 0x80) return indefinite(bytes, at, limit, depth);
  const extra = first < 0x80 ? 0 : first & 0x7f;
  if (extra > 4) return undefined;
  const contentStart = at + 2 + extra;
  let length = first < 0x80 ? first : 0;
  for (let i = at + 2; i < contentStart; i++) length = length * 256 + (bytes[i] ?? 0);
  const end = contentStart + length;
  return end <= limit && end <= bytes.length ? { tag, start: at, contentStart, contentEnd: end, end } : undefined;
}

function indefinite(bytes: Uint8Array, start: number, limit: number, depth: number): DerValue | undefined {
  let at = start + 2;
  for (let count = 0; count < maxChildren && at + 2 <= limit; count++) {
    if (bytes[at] === 0 && bytes[at + 1] === 0)
      return { tag: bytes[start] ?? 0, start, contentStart: start + 2, contentEnd: at, end: at + 2 };
    const child = readDer(bytes, at, limit, depth + 1);
    if (!child) return undefined;
    at = child.end;
  }
  return undefined;
}

/** The values inside a constructed value; those before the first damaged one. */
export function childrenOf(bytes: Uint8Array, parent: DerValue): DerValue[] {
  const children: DerValue[] = [];
  let at = parent.contentStart;
  while (at < parent.contentEnd && children.length < maxChildren) {
    const child = readDer(bytes, at, parent.contentEnd);
    if (!child) break;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** Dotted form of an object identifier. */
export function oidOf(bytes: Uint8Array, { contentStart, contentEnd }: DerValue): string {
  const arcs: number[] = [];
  let arc = 0;
  for (let at = contentStart; at < contentEnd && arcs.length < 32; at++) {
    const octet = bytes[at] ?? 0;
    arc = arc * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
