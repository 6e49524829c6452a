export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** A byte order mark stood before the text; it is not part of `text`. */
  readonly bom: boolean;
}

const marks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/**
 * Bytes to text: by byte order mark, else UTF-8, else UTF-16 where every other byte says so, else Latin-1 (every byte is a character, so
 * nothing is lost). `undefined` for binary content: a NUL byte, and it is no UTF-16.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const mark = marks.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) {
    const text = new TextDecoder(mark.encoding, { ignoreBOM: true }).decode(bytes.subarray(mark.bytes.length));
    return { text, encoding: mark.encoding, bom: true };
  }
  if (bytes.includes(0)) return unmarkedWide(bytes);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8', bom: false };
  } catch {
    return { text: latin1(bytes), encoding: 'latin1', bom: false };
  }
}

/** Bytes that tell what a text is; programs and pictures are told by fewer. */
const wideSample = 512;
/** What no text holds, but for what a terminal obeys. */
const unprintable = /[\0-\x06\x0E-\x1A\x1C-\x1F\x7F\uFFFE\uFFFF]/;

/** UTF-16 without a mark: many bytes are the empty halves of Latin letters, nearly all of them on one side, and all of it is text. */
function unmarkedWide(bytes: Uint8Array): DecodedText | undefined {
  const sample = bytes.subarray(0, wideSample);
  if (bytes.length % 2 !== 0 || sample.length < 8) return undefined;
  const empty: [number, number] = [0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) empty[at % 2 === 0 ? 0 : 1]++;
  const [big, little] = empty;
  if (4 * Math.max(big, little) < sample.length || 8 * Math.min(big, little) > Math.max(big, little)) return undefined;
  const encoding = big > little ? 'utf-16be' : 'utf-16le';
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return unprintable.test(text) ? undefined : { text, encoding, bom: false };
  } catch {
    return undefined;
  }
}

/**
 * The inverse of `decodeText`: `encodeText(decodeText(bytes))` gives the same bytes.
 * @throws RangeError if the text has a character that Latin-1 lacks.
 */
export function encodeText(decoded: DecodedText): Uint8Array {
  const mark = decoded.bom ? (marks.find(({ encoding }) => encoding === decoded.encoding)?.bytes ?? []) : [];
  const body = decoded.encoding === 'utf-8' ? new TextEncoder().encode(decoded.text) : encodeUnits(decoded.text, decoded.encoding);
  const bytes = new Uint8Array(mark.length + body.length);
  bytes.set(mark);
  bytes.set(body, mark.length);
  return bytes;
}

/** One character per byte. TextDecoder's "latin1" is windows-1252, which would not round-trip 0x80 to 0x9f. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function encodeUnits(text: string, encoding: Exclude<Encoding, 'utf-8'>): Uint8Array {
  const wide = encoding !== 'latin1';
  const bytes = new Uint8Array(text.length * (wide ? 2 : 1));
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (wide) view.setUint16(i * 2, unit, encoding === 'utf-16le');
    else if (unit > 0xff) throw new RangeError(`character U+${unit.toString(16).padStart(4, '0')} does not exist in Latin-1`);
    else bytes[i] = unit;
  }
  return bytes;
}
