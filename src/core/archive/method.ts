export const stored = 0;
export const deflated = 8;

/** APPNOTE 4.4.5, those that are met in the field. */
const names: Readonly<Record<number, string>> = {
  0: 'no compression',
  1: 'Shrink',
  6: 'Implode',
  8: 'Deflate',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  20: 'Zstandard',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
  99: 'AES encryption',
};

export const methodName = (method: number): string => names[method] ?? `an unknown method (${method})`;
