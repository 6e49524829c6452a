/** First bytes (in hex) of what people mistake for a ZIP, and its name in a sentence. */
const magics: readonly (readonly [string, string])[] = [
  ['1f8b', 'gzip (often a .tar.gz)'],
  ['1f9d', 'compress (.Z)'],
  ['425a68', 'bzip2'],
  ['fd377a585a00', 'xz (often a .tar.xz)'],
  ['28b52ffd', 'Zstandard'],
  ['04224d18', 'LZ4'],
  ['377abcaf271c', 'a 7-Zip archive'],
  ['526172211a07', 'a RAR archive'],
  ['4d534346', 'a Windows cabinet'],
  ['213c617263683e0a64656269616e', 'a Debian package'],
  ['213c617263683e', 'a static library (ar archive)'],
  ['edabeedb', 'an RPM package'],
  ['d0cf11e0a1b11ae1', 'an MSI installer or an old Office document'],
  ['7f454c46', 'a Linux program (ELF)'],
  ['4d5a', 'a Windows program'],
  ['25504446', 'a PDF document'],
  ['2d2d2d2d2d424547494e', 'a PEM file'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
];

/** What the head of a file (512 bytes say enough) looks like, with its article; empty if unknown. */
export function looksLike(head: Uint8Array): string {
  const hex = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const known = magics.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  if (latin(head.subarray(257, 262)) === 'ustar') return 'a tar archive';
  const text = latin(head).trimStart();
  if (/^<(!doctype html|html|head|\?xml)/i.test(text)) return 'a web page (a login or error page, perhaps?)';
  if (text.startsWith('#!')) return 'a script (a self-extracting installer, perhaps?)';
  if (head.length > 0 && head.every((byte) => byte === 0)) return 'nothing but zero bytes (an unfinished download, perhaps?)';
  return '';
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
