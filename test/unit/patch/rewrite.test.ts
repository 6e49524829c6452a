import assert from 'node:assert/strict';
import JSZip from 'jszip';
import type { Archive } from '../../../src/core/archive/archive';
import { ArchiveError } from '../../../src/core/archive/archive-error';
import { bytesSource, type ByteSource } from '../../../src/core/archive/byte-source';
import { emptyOverlay, overlayOf, withEdit, type Overlay } from '../../../src/core/patch/overlay';
import { rewriteArchive } from '../../../src/core/patch/rewrite-archive';
import { deflateRaw } from '../../../src/node/inflate';
import { sparseArchive } from '../../bench/sparse-archive';
import { concat, openBytes } from '../../support/archives';

/** An odd second again. */
const modified = Date.UTC(2026, 1, 3, 4, 5, 7);
const rewritten = (bytes: Uint8Array, archive: Archive, overlay: Overlay): Promise<Buffer> =>
  concat(rewriteArchive(bytesSource(bytes), archive, overlay, { deflate: deflateRaw, modified }));

describe('rewritten archives', () => {
  it('have no duplicates of an edited path, which other programs might unpack instead', async () => {
    const bytes = await stored({ 'one.txt': 'first', 'two.txt': 'second' });
    const twice = Buffer.from(bytes.toString('latin1').replaceAll('two.txt', 'one.txt'), 'latin1');
    const archive = await openBytes(twice);
    assert.deepEqual(archive.anomalies.map(({ code }) => code), ['duplicate-name']); // prettier-ignore
    const again = await openBytes(await rewritten(twice, archive, withEdit(emptyOverlay, 'one.txt', Buffer.from('edited'))));
    assert.deepEqual([again.entries.length, again.anomalies], [1, []]);
    const gone = await openBytes(await rewritten(twice, archive, withEdit(emptyOverlay, 'one.txt', 'deleted')));
    assert.equal(gone.entries.length, 0);
  });

  it('are refused if an entry shares bytes with an edited one', async () => {
    const bytes = await stored({ 'one.txt': 'first', 'two.txt': 'second' });
    const archive = await openBytes(bytes);
    bytes.writeUInt32LE(60, archive.directorySpan.offset + 20);
    bytes.writeUInt32LE(60, archive.directorySpan.offset + 24);
    const overlapping = await openBytes(bytes);
    const edit = (path: string) => rewritten(bytes, overlapping, withEdit(emptyOverlay, path, Buffer.from('x')));
    await assert.rejects(edit('two.txt'), (error) => error instanceof ArchiveError && error.code === 'overlapping-entries');
    assert.equal((await openBytes(await edit('one.txt'))).entries.length, 2);
  });

  it('are refused if an entry lies outside', async () => {
    const bytes = await stored({ 'one.txt': 'first', 'two.txt': 'second' });
    bytes.writeUInt32LE(bytes.length - 30, (await openBytes(bytes)).directorySpan.offset + 42);
    const work = rewritten(bytes, await openBytes(bytes), withEdit(emptyOverlay, 'two.txt', Buffer.from('x')));
    await assert.rejects(work, (error) => error instanceof ArchiveError && error.code === 'entry-outside');
  });

  for (const size of [5 * 2 ** 30, 2 ** 32 - 250]) {
    it(`reach over 4 GiB with ${size} bytes in front`, async () => {
      const last = Buffer.from('the last entry\n');
      const old = virtualFile(sparseArchive([
        { name: 'first.txt', size: 4, content: Buffer.from('1st\n') },
        { name: 'hole.bin', size },
        { name: 'last.txt', size: last.length, content: last, crc32: 0xdeadbeef },
      ])); // prettier-ignore
      const archive = await openBytes(old);
      const edits = new Map([['first.txt', Buffer.from('no longer that short\n'.repeat(30).split('').reverse().join(''))]]);
      const pieces: { offset: number; bytes: Buffer }[] = [];
      let at = 0;
      for await (const piece of rewriteArchive(old, archive, overlayOf(edits), { deflate: (bytes) => bytes, modified })) {
        if (piece.length < 2 ** 20) pieces.push({ offset: at, bytes: Buffer.from(piece) });
        else pieces.push(...nonZero(Buffer.from(piece.buffer, piece.byteOffset, piece.length), at));
        at += piece.length;
      }
      const again = await openBytes(virtualFile({ size: at, pieces }));
      assert.deepEqual(again.anomalies, []);
      assert.deepEqual(Buffer.from(await again.readEntry(again.find('first.txt')!)), edits.get('first.txt'));
      assert.equal(again.find('hole.bin')?.size, size);
      const moved = again.find('last.txt')!;
      assert.equal(moved.crc32, 0xdeadbeef);
      assert.ok(moved.offset > 2 ** 32, `${moved.offset}`);
      await assert.rejects(again.readEntry(moved), { code: 'wrong-crc' });
      assert.deepEqual(Buffer.from(await again.readEntry(moved, last.length - 1)), last.subarray(0, -1));
    });
  }
});

const stored = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content);
  return zip.generateAsync({ type: 'nodebuffer' });
};

/** What is not zero, as far as records go: pieces of a copied hole hold at most one run of other bytes. */
function nonZero(bytes: Buffer, at: number): { offset: number; bytes: Buffer }[] {
  if (bytes.equals(zeros.subarray(0, bytes.length))) return [];
  const first = bytes.findIndex((byte) => byte !== 0);
  return [{ offset: at + first, bytes: Buffer.from(bytes.subarray(first)) }];
}

const zeros = Buffer.alloc(4 * 2 ** 20);

function virtualFile({ size, pieces }: { size: number; pieces: readonly { offset: number; bytes: Buffer }[] }): ByteSource {
  return {
    size,
    read(offset, length) {
      if (length > zeros.length) return Promise.reject(new RangeError(`${length} bytes at once`));
      const touched = pieces.filter((piece) => piece.offset < offset + length && piece.offset + piece.bytes.length > offset);
      if (touched.length === 0) return Promise.resolve(zeros.subarray(0, length));
      const read = Buffer.alloc(length);
      for (const piece of touched) {
        const skip = Math.max(0, offset - piece.offset);
        piece.bytes.copy(read, Math.max(0, piece.offset - offset), skip);
      }
      return Promise.resolve(read);
    },
  };
}
