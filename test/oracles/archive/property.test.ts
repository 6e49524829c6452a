import assert from 'node:assert/strict';
import fc from 'fast-check';
import JSZip from 'jszip';
import { concat, openBytes } from '../../support/archives';
import { bytesSource } from '../../../src/core/archive/byte-source';
import { overlaidSource, overlayOf } from '../../../src/core/patch/overlay';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { rewriteArchive } from '../../../src/core/patch/rewrite-archive';
import { deflateRaw } from '../../../src/node/inflate';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_711);

const segment = fc.stringMatching(/^[a-z0-9 _~äß日-]{1,12}$/u).map((name) => `${name}.x`);
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.integer({ min: 0, max: 20_000 })).map(([unit, times]) => {
    const bytes = new Uint8Array(unit.length * times);
    for (let at = 0; at < bytes.length; at += unit.length) bytes.set(unit, at);
    return bytes;
  }),
);
/** A file cannot be a folder as well. */
const files = fc
  .dictionary(path, content, { maxKeys: 12 })
  .filter((tree) => Object.keys(tree).every((one) => Object.keys(tree).every((other) => !other.startsWith(`${one}/`))));
const options = fc.record({
  compression: fc.constantFrom('STORE' as const, 'DEFLATE' as const),
  platform: fc.constantFrom('UNIX' as const, 'DOS' as const),
  streamFiles: fc.boolean(),
  comment: fc.string({ maxLength: 60, unit: 'grapheme-ascii' }),
});

async function packed(tree: Readonly<Record<string, Uint8Array>>, how: JSZip.JSZipGeneratorOptions): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, bytes] of Object.entries(tree)) zip.file(name, bytes);
  return zip.generateAsync({ ...how, type: 'nodebuffer' });
}

describe(`random archives (seed ${seed})`, () => {
  it('give the content that JSZip packed', () =>
    fc.assert(
      fc.asyncProperty(files, options, async (tree, how) => {
        const archive = await openBytes(await packed(tree, how));
        assert.deepEqual([...archive.byPath.keys()].sort(), Object.keys(tree).sort());
        assert.deepEqual(archive.anomalies, []);
        assert.equal(archive.comment, how.comment);
        for (const [name, bytes] of Object.entries(tree)) {
          assert.deepEqual(Buffer.from(await archive.readEntry(archive.find(name)!)), Buffer.from(bytes));
        }
      }),
      { seed, numRuns: 100 },
    ));

  it('rewritten with random edits are what the overlay says, for JSZip as well', () =>
    fc.assert(
      fc.asyncProperty(files, options, fc.dictionary(path, content, { maxKeys: 3 }), fc.integer(), async (tree, how, created, pick) => {
        const bytes = await packed(tree, how);
        const archive = await openBytes(bytes);
        const edits = new Map<string, Uint8Array | 'deleted'>(Object.entries(created));
        Object.keys(tree).forEach((name, index) => {
          if ((pick >>> (2 * (index % 16))) % 4 === 1) edits.set(name, 'deleted');
          if ((pick >>> (2 * (index % 16))) % 4 === 2) edits.set(name, Buffer.from(`edited ${name}`));
        });
        const out = await concat(rewriteArchive(bytesSource(bytes), archive, overlayOf(edits), { deflate: deflateRaw, modified: 1e12 }));
        const expected = overlaidSource(archiveSource('a', archive), overlayOf(edits));
        const zip = await JSZip.loadAsync(out);
        const listed = Object.values(zip.files).filter(({ dir }) => !dir);
        assert.deepEqual(listed.map(({ name }) => name).sort(), expected.entries.map((entry) => entry.path).sort());
        const again = await openBytes(out);
        for (const { name } of listed) {
          assert.deepEqual(await zip.file(name)!.async('nodebuffer'), Buffer.from(await expected.read(name)), name);
          assert.deepEqual(Buffer.from(await again.readEntry(again.find(name)!)), Buffer.from(await expected.read(name)), name);
        }
      }),
      { seed, numRuns: 100 },
    ));
});
