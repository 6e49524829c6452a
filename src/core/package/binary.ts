import type { ElfFile } from './elf';

/** A program or library that a computer runs and nobody reads. */
export interface BinaryFile {
  readonly format: BinaryFormat;
  /** Of an ELF file; absent: it is damaged, or what asks for libraries lies too far behind its beginning. */
  readonly elf?: ElfFile;
}

export type BinaryFormat = 'elf' | 'pe' | 'mach-o' | 'wasm' | 'java';

/** First bytes as hex. ELF, PE (`MZ`), Mach-O in both byte orders and widths, WebAssembly. */
const magic: readonly (readonly [string, BinaryFormat])[] = [
  ['7f454c46', 'elf'],
  ['4d5a', 'pe'],
  ['feedface', 'mach-o'],
  ['feedfacf', 'mach-o'],
  ['cefaedfe', 'mach-o'],
  ['cffaedfe', 'mach-o'],
  ['0061736d', 'wasm'],
];

/** Mach-O files for several processors begin as Java classes do; those have a version from 45 on where the others count. */
const fatOrJava = 'cafebabe';
const firstJavaVersion = 45;

/** `undefined`: not a program, as far as the first 64 bytes tell. */
export function binaryFormat(head: Uint8Array): BinaryFormat | undefined {
  // A text may begin with the two letters of a Windows program, but has no zero bytes.
  if (!head.subarray(0, 64).includes(0)) return undefined;
  const start = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (start === fatOrJava) return ((head[6] ?? 0) << 8) + (head[7] ?? 0) < firstJavaVersion ? 'mach-o' : 'java';
  return magic.find(([bytes]) => start.startsWith(bytes))?.[1];
}
