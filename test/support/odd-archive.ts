import { crc32, deflateRawSync } from 'node:zlib';

/** What a header says; what is left out is what is true. */
export interface HeaderFields {
  readonly name?: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packed?: number;
}

/** An entry as somebody with bad intentions writes it. Bytes are given in hex. */
export interface OddEntry extends HeaderFields {
  readonly name: string;
  /** The name as bytes, instead of UTF-8. */
  readonly nameBytes?: string;
  readonly content?: string;
  /** The content so many times. */
  readonly repeat?: number;
  /** File type and permissions in octal, `100644`; without it the archive records none. */
  readonly mode?: string;
  readonly local?: HeaderFields;
  readonly central?: HeaderFields & { readonly disk?: number; readonly offset?: number };
  readonly extra?: string;
  readonly localExtra?: string;
  /** What follows the data. */
  readonly descriptor?: 'right' | 'wrong' | 'none' | 'unsigned' | 'wide';
  /** Instead of the packed content. */
  readonly data?: string;
  /** Between this entry and the next. */
  readonly after?: string;
  /** The directory does not have it. */
  readonly unlisted?: boolean;
  /** Nothing but a record of the directory, which points to this entry. */
  readonly at?: string;
}

export interface OddArchive {
  readonly entries: readonly OddEntry[];
  readonly before?: string;
  /** Behind the directory. */
  readonly between?: string;
  readonly after?: string;
  readonly end?: { readonly count?: number; readonly length?: number; readonly offset?: number; readonly disk?: number };
  readonly zip64?: { readonly count?: number; readonly length?: number; readonly offset?: number };
  readonly comment?: string;
}

const utf8 = 0x800;
const hasDescriptor = 8;

/** The archive of a recipe, byte by byte. */
export function oddArchive({ entries, before = '', between = '', after = '', end = {}, zip64, comment = '' }: OddArchive): Buffer {
  const pieces: Buffer[] = [Buffer.from(before, 'hex')];
  const length = () => pieces.reduce((sum, piece) => sum + piece.length, 0);
  const records: Buffer[] = [];
  const offsets = new Map<string, number>();
  for (const entry of entries) {
    const fields = fieldsOf(entry);
    const offset = entry.at === undefined ? length() : (offsets.get(entry.at) ?? 0);
    if (entry.at === undefined) pieces.push(localPart(entry, fields));
    offsets.set(entry.name, offset);
    if (!entry.unlisted) records.push(record(entry, fields, offset));
  }
  const directory = Buffer.concat(records);
  const offset = length();
  pieces.push(directory, Buffer.from(between, 'hex'));
  const facts = { count: records.length, length: directory.length, offset };
  if (zip64) pieces.push(zip64Records({ ...facts, ...zip64 }, length()));
  pieces.push(endRecord({ disk: 0, ...facts, ...end }, Buffer.from(comment, 'hex')), Buffer.from(after, 'hex'));
  return Buffer.concat(pieces);
}

interface TrueFields extends Required<HeaderFields> {
  readonly nameBytes: Buffer;
  readonly data: Buffer;
}

function fieldsOf(entry: OddEntry): TrueFields {
  const { name, nameBytes, content = '', repeat = 1, method = 0, descriptor, data } = entry;
  const plain = Buffer.from(content.repeat(repeat));
  const packed = data !== undefined ? Buffer.from(data, 'hex') : method === 8 ? deflateRawSync(plain) : plain;
  const bytes = nameBytes === undefined ? Buffer.from(name) : Buffer.from(nameBytes, 'hex');
  const flags = (bytes.length !== name.length && nameBytes === undefined ? utf8 : 0) | (descriptor ? hasDescriptor : 0);
  return {
    name,
    method,
    flags: entry.flags ?? flags,
    crc: entry.crc ?? crc32(plain),
    size: entry.size ?? plain.length,
    packed: entry.packed ?? packed.length,
    nameBytes: bytes,
    data: packed,
  };
}

function localPart(entry: OddEntry, fields: TrueFields): Buffer {
  const { local = {}, descriptor, after = '', localExtra = entry.extra ?? '' } = entry;
  const late = descriptor ? { crc: 0, size: 0, packed: 0 } : {};
  const told = { ...fields, ...late, ...local };
  const name = local.name === undefined ? fields.nameBytes : Buffer.from(local.name);
  const extra = Buffer.from(localExtra, 'hex');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  common(header, 4, told);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra, fields.data, descriptorOf(fields, descriptor), Buffer.from(after, 'hex')]);
}

function descriptorOf({ crc, size, packed }: TrueFields, kind: OddEntry['descriptor']): Buffer {
  if (kind === undefined || kind === 'none') return Buffer.alloc(0);
  const wide = kind === 'wide';
  const bytes = Buffer.alloc(wide ? 24 : 16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE((kind === 'wrong' ? crc ^ 1 : crc) >>> 0, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, wide ? 16 : 12);
  return kind === 'unsigned' ? bytes.subarray(4) : bytes;
}

function record(entry: OddEntry, fields: TrueFields, offset: number): Buffer {
  const { central = {}, mode, extra = '' } = entry;
  const name = central.name === undefined ? fields.nameBytes : Buffer.from(central.name);
  const extraBytes = Buffer.from(extra, 'hex');
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(mode === undefined ? 20 : (3 << 8) | 20, 4);
  common(header, 6, { ...fields, ...central });
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extraBytes.length, 30);
  header.writeUInt16LE(central.disk ?? 0, 34);
  header.writeUInt32LE(Number.parseInt(mode ?? '0', 8) * 2 ** 16, 38);
  header.writeUInt32LE(central.offset ?? offset, 42);
  return Buffer.concat([header, name, extraBytes]);
}

/** Version 2.0, 2021-03-04. */
function common(bytes: Buffer, at: number, { flags, method, crc, packed, size }: Required<HeaderFields>): void {
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(flags, at + 2);
  bytes.writeUInt16LE(method, at + 4);
  bytes.writeUInt16LE((41 << 9) | (3 << 5) | 4, at + 8);
  bytes.writeUInt32LE(crc >>> 0, at + 10);
  bytes.writeUInt32LE(packed, at + 14);
  bytes.writeUInt32LE(size, at + 18);
}

function endRecord(facts: { disk: number; count: number; length: number; offset: number }, comment: Buffer): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(facts.disk, 4);
  bytes.writeUInt16LE(facts.disk, 6);
  bytes.writeUInt16LE(facts.count, 8);
  bytes.writeUInt16LE(facts.count, 10);
  bytes.writeUInt32LE(facts.length, 12);
  bytes.writeUInt32LE(facts.offset, 16);
  bytes.writeUInt16LE(comment.length, 20);
  return Buffer.concat([bytes, comment]);
}

/** The zip64 end record at `at`, and its locator. */
function zip64Records({ count, length, offset }: { count: number; length: number; offset: number }, at: number): Buffer {
  const bytes = Buffer.alloc(76);
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeUInt16LE(45, 12);
  bytes.writeUInt16LE(45, 14);
  bytes.writeBigUInt64LE(BigInt(count), 24);
  bytes.writeBigUInt64LE(BigInt(count), 32);
  bytes.writeBigUInt64LE(BigInt(length), 40);
  bytes.writeBigUInt64LE(BigInt(offset), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(at), 64);
  bytes.writeUInt32LE(1, 72);
  return bytes;
}
