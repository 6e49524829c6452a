import { createHash } from 'node:crypto';

export interface ProgramSpec {
  /** What the program prints before it ends. */
  readonly banner: string;
  /** Read-only strings, as they would stand in a larger program. */
  readonly strings: readonly string[];
  /** Shared libraries; none makes a static program. */
  readonly needed: readonly string[];
  /** What the compiler leaves in `.comment`. */
  readonly compiler: string;
}

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly align: number;
  readonly bytes: Buffer;
  readonly link?: string;
  readonly info?: number;
  readonly entrySize?: number;
}

interface Placed extends Section {
  readonly offset: number;
  readonly address: number;
}

const interpreter = '/lib64/ld-linux-x86-64.so.2';
const codeBase = 0x400000;
const dataBase = 0x600000;
const headerSize = 64;
const segmentSize = 56;
const sectionSize = 64;
const codeSize = 33;

const [progbits, strtab, hash, dynamic, note, dynsym] = [1, 3, 5, 6, 7, 11];
const [write, alloc, exec] = [1, 2, 4];

const strings = (texts: readonly string[]): Buffer => Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1');
const words = (...values: number[]): Buffer => Buffer.concat(values.map((value) => uint(value, 4)));
const longs = (...values: number[]): Buffer => Buffer.concat(values.map((value) => uint(value, 8)));

function uint(value: number, size: 2 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, Math.min(size, 6));
  return bytes;
}

/**
 * An ELF64 executable for x86-64 Linux, byte by byte (System V ABI, AMD64 supplement): prints its banner and ends. The
 * same spec gives the same bytes; the build id is the SHA-1 of what the program consists of.
 */
export function elfProgram(spec: ProgramSpec): Buffer {
  const segments = spec.needed.length > 0 ? 6 : 3;
  const sections = place(sectionsOf(spec), headerSize + segments * segmentSize);
  const at = (name: string): Placed => sections.find((section) => section.name === name) ?? missing(name);
  at('.text').bytes.set(code(at('.rodata').address - at('.text').address, spec.banner.length));
  if (spec.needed.length > 0) at('.dynamic').bytes.set(dynamicTable(spec, at));
  const names = strings(['', ...sections.map(({ name }) => name), '.shstrtab']);
  const end = sections.at(-1) ?? missing('sections');
  const namesOffset = end.offset + end.bytes.length;
  const tableOffset = Math.ceil((namesOffset + names.length) / 8) * 8;
  const file = Buffer.alloc(tableOffset + (sections.length + 2) * sectionSize);
  file.set(header(at('.text').address, segments, tableOffset, sections.length + 2));
  file.set(Buffer.concat(segmentTable(at, spec.needed.length > 0)), headerSize);
  for (const { offset, bytes } of sections) file.set(bytes, offset);
  file.set(names, namesOffset);
  file.set(sectionTable(sections, names, namesOffset), tableOffset);
  return file;
}

function missing(name: string): never {
  throw new Error(`no ${name}`);
}

function sectionsOf({ banner, strings: texts, needed, compiler }: ProgramSpec): Section[] {
  const rodata = Buffer.concat([Buffer.from(banner, 'latin1'), Buffer.from([0]), strings(texts)]);
  const id = createHash('sha1').update(rodata).update(strings(needed)).update(compiler).digest();
  const shared: Section[] = [
    { name: '.interp', type: progbits, flags: alloc, align: 1, bytes: strings([interpreter]) },
    { name: '.hash', type: hash, flags: alloc, align: 8, link: '.dynsym', entrySize: 4, bytes: words(1, 1, 0, 0) },
    { name: '.dynsym', type: dynsym, flags: alloc, align: 8, link: '.dynstr', info: 1, entrySize: 24, bytes: Buffer.alloc(24) },
    { name: '.dynstr', type: strtab, flags: alloc, align: 1, bytes: strings(['', ...needed]) },
  ];
  const entries = Buffer.alloc((needed.length + 6) * 16);
  return [
    {
      name: '.note.gnu.build-id',
      type: note,
      flags: alloc,
      align: 4,
      bytes: Buffer.concat([words(4, id.length, 3), strings(['GNU']), id]),
    },
    ...(needed.length > 0 ? shared : []),
    { name: '.text', type: progbits, flags: alloc | exec, align: 16, bytes: Buffer.alloc(codeSize) },
    { name: '.rodata', type: progbits, flags: alloc, align: 32, bytes: rodata },
    ...(needed.length > 0
      ? [{ name: '.dynamic', type: dynamic, flags: alloc | write, align: 8, link: '.dynstr', entrySize: 16, bytes: entries }]
      : []),
    { name: '.comment', type: progbits, flags: 0, align: 1, bytes: strings([compiler]) },
  ];
}

function place(sections: readonly Section[], start: number): Placed[] {
  let offset = start;
  return sections.map((section) => {
    offset = Math.ceil(offset / section.align) * section.align;
    const base = section.flags & write ? dataBase : codeBase;
    const placed = { ...section, offset, address: section.flags & alloc ? base + offset : 0 };
    offset += section.bytes.length;
    return placed;
  });
}

/** write(1, banner, length); exit(0). `distance`: from the code to the banner. */
const code = (distance: number, length: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0, 0x48, 0x8d, 0x35]),
    uint(distance - 17, 4),
    Buffer.from([0xba]),
    uint(length, 4),
    Buffer.from([0x0f, 0x05, 0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05]),
  ]);

function dynamicTable({ needed }: ProgramSpec, at: (name: string) => Placed): Buffer {
  const offsets = needed.map((_, index) => 1 + strings(needed.slice(0, index)).length);
  const [tagNeeded, tagHash, tagStrings, tagSymbols, tagStringSize, tagSymbolSize] = [1, 4, 5, 6, 10, 11];
  return longs(
    ...offsets.flatMap((offset) => [tagNeeded, offset]),
    ...[tagHash, at('.hash').address, tagStrings, at('.dynstr').address, tagSymbols, at('.dynsym').address],
    ...[tagStringSize, at('.dynstr').bytes.length, tagSymbolSize, 24, 0, 0],
  );
}

/** ELF64, little endian, version 1, System V; executable for x86-64. */
function header(entry: number, segments: number, tableOffset: number, count: number): Buffer {
  const ident = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const halves = [headerSize, segmentSize, segments, sectionSize, count, count - 1].map((value) => uint(value, 2));
  return Buffer.concat([ident, uint(2, 2), uint(62, 2), words(1), longs(entry, headerSize, tableOffset), words(0), ...halves]);
}

function segmentTable(at: (name: string) => Placed, shared: boolean): Buffer[] {
  const [read, readCode, readWrite] = [4, 5, 6];
  const segment = (type: number, flags: number, offset: number, address: number, size: number, align: number): Buffer =>
    Buffer.concat([words(type, flags), longs(offset, address, address, size, size, align)]);
  const ofSection = (type: number, flags: number, { offset, address, bytes, align }: Placed): Buffer =>
    segment(type, flags, offset, address, bytes.length, align);
  const rodata = at('.rodata');
  const codeLoad = segment(1, readCode, 0, codeBase, rodata.offset + rodata.bytes.length, 0x1000);
  const ends = [ofSection(4, read, at('.note.gnu.build-id')), segment(0x6474e551, readWrite, 0, 0, 0, 16)];
  if (!shared) return [codeLoad, ...ends];
  const data = at('.dynamic');
  return [
    ofSection(3, read, at('.interp')),
    codeLoad,
    segment(1, readWrite, data.offset, data.address, data.bytes.length, 0x1000),
    ofSection(2, readWrite, data),
    ...ends,
  ];
}

function sectionTable(sections: readonly Placed[], names: Buffer, namesOffset: number): Buffer {
  const index = (name: string | undefined): number => sections.findIndex((section) => section.name === name) + 1;
  const nameAt = (name: string): number => names.indexOf(`\0${name}\0`, 0, 'latin1') + 1;
  const row = (
    name: string,
    type: number,
    flags: number,
    rest: readonly number[],
    link: number,
    info: number,
    tail: readonly number[],
  ): Buffer => Buffer.concat([words(nameAt(name), type), longs(flags, ...rest), words(link, info), longs(...tail)]);
  return Buffer.concat([
    Buffer.alloc(sectionSize),
    ...sections.map(({ name, type, flags, address, offset, bytes, link, info, align, entrySize }) =>
      row(name, type, flags, [address, offset, bytes.length], index(link), info ?? 0, [align, entrySize ?? 0]),
    ),
    row('.shstrtab', strtab, 0, [0, namesOffset, names.length], 0, 0, [1, 0]),
  ]);
}
