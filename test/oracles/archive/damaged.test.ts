import assert from 'node:assert/strict';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { openArchive, type Archive } from '../../../src/core/archive/archive';
import { ArchiveError } from '../../../src/core/archive/archive-error';
import type { ByteSource } from '../../../src/core/archive/byte-source';
import type { Inflate } from '../../../src/core/archive/inflate';
import { overlayOf } from '../../../src/core/patch/overlay';
import { rewriteArchive } from '../../../src/core/patch/rewrite-archive';
import type { Inspection } from '../../../src/core/package/source';
import { deflateRaw, inflateRaw } from '../../../src/node/inflate';
import { randomSource } from '../../support/random';
import { mutated, seeds } from '../../support/mutations';
import { concat, openBytes } from '../../support/archives';
import { cpuTime } from '../../support/cpu-time';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_711);
const rounds = 3_000;
const budget = { entries: 1_000, directory: 100_000, entry: 1_000_000 };
/** Far more than any takes, and far less than one that hangs. Milliseconds. */
const tooLong = 5_000;

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

/** Up to its end, with no more read or unpacked than there is. */
async function inspectAll(archive: Archive): Promise<void> {
  let found: Inspection | undefined;
  const looking = archive.inspect(
    () => false,
    (inspection) => (found = inspection),
  );
  let steps = 0;
  while (!(await looking.next()).done) steps++;
  assert.equal(steps, archive.entries.length);
  assert.ok(found);
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
  await inspectAll(archive);
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
      const started = cpuTime();
      try {
        await exercise(bytes);
      } catch (error) {
        throw new Error(`round ${round}, seed ${seed}: ${String(error)}`, { cause: error });
      }
      assert.ok(cpuTime() - started < tooLong, `round ${round}, seed ${seed} takes too long`);
    }
    // The rounds must reach everything that is asserted.
    for (const [what, count] of Object.entries(counts)) assert.ok(count > rounds / 10, `${count} ${what}`);
  }).timeout(120_000);
});
