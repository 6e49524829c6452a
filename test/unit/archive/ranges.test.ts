import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { bytesSource, type ByteSource } from '../../../src/core/archive/byte-source';
import { openBytes, randomBytes } from '../../support/archives';

interface Range {
  readonly from: number;
  readonly to: number;
}

function countingSource(bytes: Uint8Array): ByteSource & { readonly ranges: Range[] } {
  const inner = bytesSource(bytes);
  const ranges: Range[] = [];
  return {
    ranges,
    size: inner.size,
    read(offset, length) {
      ranges.push({ from: offset, to: offset + length });
      return inner.read(offset, length);
    },
  };
}

const sum = (ranges: readonly Range[]) => ranges.reduce((total, { from, to }) => total + to - from, 0);
/** The longest comment, and all records of the end. */
const longestTail = 0xffff + 22 + 20 + 56;

describe('ranged reads', () => {
  const big = randomBytes(3_000_000, 5);
  let bytes: Buffer;
  before(async () => {
    const zip = new JSZip();
    zip.file('big.bin', big).file('big.txt', 'all work and no play\n'.repeat(100_000), { compression: 'DEFLATE' });
    for (let number = 0; number < 2_000; number++) zip.file(`d${number % 7}/f${number}`, `content ${number}`);
    bytes = await zip.generateAsync({ type: 'nodebuffer' });
  });

  it('open reads the tail and the directory and nothing else', async () => {
    const source = countingSource(bytes);
    const { directorySpan } = await openBytes(source);
    const tail = bytes.length - longestTail;
    for (const { from } of source.ranges) assert.ok(from >= Math.min(tail, directorySpan.offset), `byte ${from}`);
    assert.ok(sum(source.ranges) <= longestTail + directorySpan.length + 200, `${sum(source.ranges)} bytes`);
    assert.ok(source.ranges.length <= 4, `${source.ranges.length} reads`);
  });

  it('an entry is read with its header in one read', async () => {
    const source = countingSource(bytes);
    const archive = await openBytes(source);
    source.ranges.length = 0;
    assert.equal(Buffer.from(await archive.readEntry(archive.find('d3/f10')!)).toString(), 'content 10');
    assert.equal(source.ranges.length, 1);
    assert.ok(sum(source.ranges) < 200);
  });

  it('a large entry is read once, and its neighbours are not', async () => {
    const source = countingSource(bytes);
    const archive = await openBytes(source);
    source.ranges.length = 0;
    assert.deepEqual(Buffer.from(await archive.readEntry(archive.find('big.bin')!)), big);
    assert.ok(sum(source.ranges) < big.length + 200);
  });

  it('the head of an entry is read without the rest', async () => {
    const source = countingSource(bytes);
    const archive = await openBytes(source);
    for (const [path, start] of [
      ['big.bin', big.subarray(0, 1000)],
      ['big.txt', Buffer.from('all work and no play\n'.repeat(50)).subarray(0, 1000)],
    ] as const) {
      source.ranges.length = 0;
      assert.deepEqual(Buffer.from(await archive.readEntry(archive.find(path)!, 1000)), start);
      assert.ok(sum(source.ranges) < 4000, `${path}: ${sum(source.ranges)} bytes`);
    }
  });
});
