/** A path as patches write it: in quotes, with C escapes for bytes, if it has characters that end or hide it (blanks: for patch). */
export function quotedPath(path: string): string {
  const bytes = [...new TextEncoder().encode(path)];
  const plain = bytes.every((byte) => byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c);
  return plain ? path : `"${bytes.map(escaped).join('')}"`;
}

function escaped(byte: number): string {
  if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
}
