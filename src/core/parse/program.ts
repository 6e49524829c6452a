/** What the headers of a program or library say. */
export interface ProgramFacts {
  readonly format: 'ELF' | 'PE';
  readonly bits: 32 | 64;
  /** `x86-64`; `machine 0x1234` for one that is not known here. */
  readonly architecture: string;
  readonly kind: 'executable' | 'library' | 'object' | 'other';
  /** Lower-case hex of the GNU build id, or the text of Go's. */
  readonly buildId?: string;
  /** The loader that the system starts it with; absent for a static program. */
  readonly interpreter?: string;
  /** When it was linked, in milliseconds since 1970, as the file says; reproducible builds put something else there. */
  readonly built?: number;
}

/** Bytes from the start of a file within which headers, loader and notes lie. */
export const programHead = 64 * 1024;

// e_machine (System V ABI, and the registry of machine numbers) and IMAGE_FILE_MACHINE_* (PE format).
const elfMachines: Readonly<Record<number, string>> = {
  0x03: 'x86',
  0x08: 'MIPS',
  0x14: 'PowerPC',
  0x15: 'PowerPC 64',
  0x16: 'S/390',
  0x28: 'ARM',
  0x3e: 'x86-64',
  0xb7: 'AArch64',
  0xf3: 'RISC-V',
  0x102: 'LoongArch',
};
const peMachines: Readonly<Record<number, string>> = { 0x14c: 'x86', 0x8664: 'x86-64', 0x1c4: 'ARM', 0xaa64: 'AArch64' };

/** More headers and notes than this have no program that a linker made. */
const maxHeaders = 256;
const noteSegment = 4;
const loaderSegment = 3;

/** Reads the head of a file. `undefined`: neither ELF nor PE, or its headers break off. Never throws. */
export function readProgram(head: Uint8Array): ProgramFacts | undefined {
  try {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (view.getUint32(0) === 0x7f454c46) return readElf(view);
    return view.getUint16(0) === 0x4d5a ? readPe(view) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readElf(view: DataView): ProgramFacts | undefined {
  const [width, order] = [view.getUint8(4), view.getUint8(5)];
  if (width < 1 || width > 2 || order < 1 || order > 2) return undefined;
  const wide = width === 2;
  const little = order === 1;
  const half = (at: number) => view.getUint16(at, little);
  const word = (at: number) => view.getUint32(at, little);
  /** An address or offset; what does not fit into a number is far outside of the file. */
  const long = (at: number) => (wide ? Number(view.getBigUint64(at, little)) : word(at));
  const kinds = ['other', 'object', 'executable', 'library'] as const;
  const machine = half(18);
  const count = Math.min(half(wide ? 56 : 44), maxHeaders);
  const size = half(wide ? 54 : 42);
  const table = long(wide ? 32 : 28);
  let buildId: string | undefined;
  let interpreter: string | undefined;
  for (let index = 0; index < count && table + (index + 1) * size <= view.byteLength; index++) {
    const at = table + index * size;
    const offset = long(at + (wide ? 8 : 4));
    const length = long(at + (wide ? 32 : 16));
    if (offset + length > view.byteLength) continue;
    if (word(at) === loaderSegment) interpreter ??= textAt(view, offset, length);
    if (word(at) === noteSegment) buildId ??= buildIdIn(view, offset, offset + length, little);
  }
  const kind = kinds[half(16)] ?? 'other';
  return {
    format: 'ELF',
    bits: wide ? 64 : 32,
    architecture: elfMachines[machine] ?? unknownMachine(machine),
    // Position-independent programs have the type of a library, and a loader.
    kind: kind === 'library' && interpreter !== undefined ? 'executable' : kind,
    ...(buildId !== undefined && { buildId }),
    ...(interpreter !== undefined && { interpreter }),
  };
}

/** Notes: length of the name, length of the content, type; name and content padded to four bytes. */
function buildIdIn(view: DataView, start: number, end: number, little: boolean): string | undefined {
  let at = start;
  for (let count = 0; count < maxHeaders && at + 12 <= end; count++) {
    const [nameLength, length, type] = [view.getUint32(at, little), view.getUint32(at + 4, little), view.getUint32(at + 8, little)];
    const content = at + 12 + padded(nameLength);
    if (content + length > end) return undefined;
    const name = textAt(view, at + 12, nameLength);
    if (name === 'GNU' && type === 3) return hexAt(view, content, Math.min(length, 64));
    if (name === 'Go' && type === 4) return textAt(view, content, Math.min(length, 256));
    at = content + padded(length);
  }
  return undefined;
}

function readPe(view: DataView): ProgramFacts | undefined {
  const at = view.getUint32(0x3c, true);
  if (at + 26 > view.byteLength || view.getUint32(at) !== 0x50450000) return undefined;
  const machine = view.getUint16(at + 4, true);
  const built = view.getUint32(at + 8, true);
  const characteristics = view.getUint16(at + 22, true);
  return {
    format: 'PE',
    bits: view.getUint16(at + 24, true) === 0x20b ? 64 : 32,
    architecture: peMachines[machine] ?? unknownMachine(machine),
    kind: characteristics & 0x2000 ? 'library' : characteristics & 0x0002 ? 'executable' : 'object',
    ...(built > 0 && { built: built * 1000 }),
  };
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;
const unknownMachine = (machine: number): string => `machine 0x${machine.toString(16)}`;

/** Up to the first NUL, printable characters only. */
function textAt(view: DataView, offset: number, length: number): string {
  let text = '';
  for (let at = offset; at < offset + Math.min(length, 256); at++) {
    const byte = view.getUint8(at);
    if (byte === 0) break;
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?';
  }
  return text;
}

const hexAt = (view: DataView, offset: number, length: number): string =>
  Array.from({ length }, (_, index) =>
    view
      .getUint8(offset + index)
      .toString(16)
      .padStart(2, '0'),
  ).join('');
