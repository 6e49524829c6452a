import assert from 'node:assert/strict';
import { crc32 as zlibCrc32 } from 'node:zlib';
import JSZip from 'jszip';
import { openArchive } from '../../../src/core/archive/archive';
import { ArchiveError } from '../../../src/core/archive/archive-error';
import type { ByteSource } from '../../../src/core/archive/byte-source';
import type { Inflate } from '../../../src/core/archive/inflate';
import { overlayOf } from '../../../src/core/archive/overlay';
import { rewriteArchive } from '../../../src/core/archive/write';
import { deflateRaw, inflateRaw } from '../../../src/node/inflate';
import { randomSource, type RandomSource } from '../../support/random';
import { concat, openBytes } from './tools';
import { sparseArchive } from '../../bench/sparse-archive';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_711);
const rounds = 3_000;
const budget = { entries: 1_000, directory: 100_000, entry: 1_000_000 };
/** Far more than any takes, and far less than one that hangs. Milliseconds. */
const tooLong = 5_000;

async function seeds(): Promise<Buffer[]> {
  const plain = new JSZip();
  plain.file('manifest.json', '{"product":"x"}').file('bin/run.sh', '#!/bin/sh\n'.repeat(50)).file('größe.txt', 'x'.repeat(3_000));
  const bomb = new JSZip();
  bomb.file('zeros', Buffer.alloc(900_000)).file('a/b/c/d', 'd');
  const make = (zip: JSZip, options: JSZip.JSZipGeneratorOptions) => zip.generateAsync({ ...options, type: 'nodebuffer' });
  return [
    await make(plain, { compression: 'STORE' }),
    await make(plain, { compression: 'DEFLATE', streamFiles: true, comment: 'a comment' }),
    await make(bomb, { compression: 'DEFLATE', platform: 'UNIX' }),
    await make(new JSZip(), {}),
    Buffer.concat(sparseArchive([{ name: 'hole', size: 0 }]).pieces.map(({ bytes }) => bytes)),
  ];
}

const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const signatures = [0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50, 0x08074b50, 0x08064b50];

/** One to eight of: another byte, a field of a record set to an extreme, a piece cut out, doubled or moved, an end cut off. */
function mutated(original: Buffer, random: RandomSource): Buffer {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random.below(8); changes > 0 && bytes.length > 8; changes--) {
    const at = random.below(bytes.length);
    const piece = bytes.subarray(at, at + random.below(100));
    const to = random.below(bytes.length);
    const change = random.below(12);
    if (change < 3) bytes[at] = random.below(256);
    else if (change < 8) setField(bytes, random);
    else if (change === 8) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + piece.length)]);
    else if (change === 9) bytes = Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)]);
    else if (change === 10) bytes.set(piece.subarray(0, bytes.length - to), to);
    else bytes = random.below(3) === 0 ? bytes.subarray(0, at) : bytes;
  }
  return bytes;
}

/** Sets two or four bytes within the header of a record. */
function setField(bytes: Buffer, random: RandomSource): void {
  const starts: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) if (signatures.includes(bytes.readUInt32LE(at))) starts.push(at);
  const at = (starts.length > 0 ? random.pick(starts) : 0) + random.below(56);
  const value = random.below(2) === 0 ? random.pick(extremes) : random.below(bytes.length * 2);
  const wide = random.below(2) === 0;
  if (at + 4 > bytes.length) return;
  if (wide) bytes.writeUInt32LE(value, at);
  else bytes.writeUInt16LE(value & 0xffff, at);
}

/** Fails on reads outside the bytes, which a file would answer with less than was asked for. */
const strictSource = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read(offset, length) {
    assert.ok(Number.isSafeInteger(offset) && Number.isSafeInteger(length), `bytes ${offset}, ${length}`);
    assert.ok(offset >= 0 && length >= 0 && offset + length <= bytes.length, `bytes ${offset}, ${length} of ${bytes.length}`);
    return Promise.resolve(bytes.subarray(offset, offset + length));
  },
});

const strictInflate: Inflate = async (deflated, limit, part) => {
  assert.ok(limit >= 0 && limit <= budget.entry, `limit ${limit}`);
  const content = await inflateRaw(deflated, limit, part);
  assert.ok(content.length <= limit, `${content.length} bytes, ${limit} allowed`);
  return content;
};

const counts = { opened: 0, read: 0, refused: 0, rewritten: 0 };

async function onlyArchiveErrors<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    assert.ok(error.message.length > 20);
    counts.refused++;
    return undefined;
  }
}

async function exercise(bytes: Buffer): Promise<void> {
  const source = strictSource(bytes);
  const archive = await onlyArchiveErrors(() => openArchive(source, { inflate: strictInflate, budget }));
  if (!archive) return;
  counts.opened++;
  for (let index = 0; index < Math.min(archive.entries.length, 20); index++) {
    const entry = archive.entries.at(index);
    await onlyArchiveErrors(() => archive.inspectEntry(entry));
    const head: Uint8Array | undefined = await onlyArchiveErrors(() => archive.readEntry(entry, 100));
    assert.ok(head === undefined || head.length <= Math.max(100, entry.size));
    const content: Uint8Array | undefined = await onlyArchiveErrors(() => archive.readEntry(entry));
    if (!content) continue;
    counts.read++;
    assert.equal(content.length, entry.size);
    assert.equal(zlibCrc32(content), entry.crc32, entry.name);
    if (head) assert.deepEqual(Buffer.from(head.subarray(0, 100)), Buffer.from(content.subarray(0, 100)), entry.name);
  }
  assert.deepEqual(await concat(rewriteArchive(source, archive, { edits: new Map() }, { deflate: deflateRaw, modified: 0 })), bytes);
  await rewrite(source, archive);
}

/** An edited copy can be read again, and holds the edits. */
async function rewrite(source: ByteSource, archive: Awaited<ReturnType<typeof openBytes>>): Promise<void> {
  const [first = 'first'] = archive.byPath.keys();
  const edits = new Map([
    [first, Buffer.from('edited')],
    ['new/file.txt', Buffer.from('new')],
  ]);
  const out = await onlyArchiveErrors(() =>
    concat(rewriteArchive(source, archive, overlayOf(edits), { deflate: deflateRaw, modified: 0 })),
  );
  if (!out) return;
  counts.rewritten++;
  const again = await onlyArchiveErrors(() => openBytes(out));
  assert.ok(again, 'what is written opens');
  for (const [path, content] of edits) assert.deepEqual(Buffer.from(await again.readEntry(again.find(path)!)), content, path);
}

describe(`damaged archives (seed ${seed})`, () => {
  it(`${rounds} of them: errors with a code, bounded, and never wrong content`, async () => {
    const originals = await seeds();
    for (let round = 0; round < rounds; round++) {
      const bytes = mutated(originals[round % originals.length]!, randomSource(seed + round));
      const started = performance.now();
      try {
        await exercise(bytes);
      } catch (error) {
        throw new Error(`round ${round}, seed ${seed}: ${String(error)}`, { cause: error });
      }
      assert.ok(performance.now() - started < tooLong, `round ${round}, seed ${seed} takes too long`);
    }
    // The rounds must reach everything that is asserted.
    for (const [what, count] of Object.entries(counts)) assert.ok(count > rounds / 10, `${count} ${what}`);
  }).timeout(120_000);
});
