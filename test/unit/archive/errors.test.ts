import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import JSZip from 'jszip';
import type { ArchiveErrorCode } from '../../../src/core/archive/archive-faults';
import { openBytes } from '../../support/archives';
import { refusal } from '../../support/refusal';

const sampleZip = async (compression: 'STORE' | 'DEFLATE' = 'STORE'): Promise<Buffer> => {
  const zip = new JSZip();
  zip.file('a.txt', 'first file\n'.repeat(20)).file('b.txt', 'second file\n'.repeat(20));
  return zip.generateAsync({ type: 'nodebuffer', compression });
};

/** A copy with `change` done to the record of the directory (0) or of the end (1). */
async function changed(which: 0 | 1, change: (view: DataView, at: number) => void): Promise<Buffer> {
  const bytes = await sampleZip();
  const { end } = await openBytes(bytes);
  change(new DataView(bytes.buffer, bytes.byteOffset), which === 0 ? end.directoryOffset : end.offset);
  return bytes;
}

describe('archives that cannot be opened', () => {
  const tar = Buffer.alloc(1024);
  tar.write('install.sh');
  tar.write('ustar', 257);

  const others: readonly (readonly [string, Uint8Array, ArchiveErrorCode, RegExp])[] = [
    ['an empty file', Buffer.alloc(0), 'empty-file', /is empty \(0 bytes\)/],
    ['text', Buffer.from('Dear customer,\n'.repeat(500)), 'not-a-zip', /neither the beginning nor the end/],
    ['one byte', Buffer.from('P'), 'not-a-zip', /not a ZIP/],
    ['gzip', gzipSync('x'.repeat(1000)), 'not-a-zip', /looks like gzip \(often a \.tar\.gz\)/],
    ['tar', tar, 'not-a-zip', /looks like a tar archive/],
    ['a login page', Buffer.from('<!DOCTYPE html><title>Sign in</title>'), 'not-a-zip', /a web page/],
    ['zeros', Buffer.alloc(100_000), 'not-a-zip', /zero bytes/],
  ];
  for (const [what, bytes, code, message] of others) {
    it(`${what}: ${code}`, () => refusal(openBytes(bytes), code, message));
  }

  it('cut off anywhere: truncated, or a directory that is not there', async () => {
    const bytes = await sampleZip();
    const { end } = await openBytes(bytes);
    for (let length = 4; length < end.offset + 22; length++) {
      await refusal(openBytes(bytes.subarray(0, length)), 'truncated', new RegExp(`cut off.* ${length} bytes`));
    }
  });

  it('without its beginning: directory-outside or damaged-directory', async () => {
    const bytes = await sampleZip();
    const { end } = await openBytes(bytes);
    await refusal(openBytes(bytes.subarray(end.directoryOffset + 1)), 'directory-outside', /the file has only \d+/);
  });

  it('a part of a split archive: multi-disk', async () => {
    await refusal(openBytes(await changed(1, (view, at) => view.setUint16(at + 4, 3, true))), 'multi-disk', /part 4.*begins in part 1/s);
  });

  it('entries that run over the end of the directory: damaged-directory', async () => {
    const bytes = await changed(0, (view, at) => view.setUint16(at + 28, 60_000, true));
    await refusal(openBytes(bytes), 'damaged-directory', /entry 1 reaches past its end/);
  });

  it('fewer entries than declared: damaged-directory', async () => {
    const bytes = await changed(0, (view, at) => view.setUint32(at + 46 + 5, 0, true));
    await refusal(openBytes(bytes), 'damaged-directory', /1 of 2 entries can be read/);
  });

  it('an encrypted directory: encrypted-directory', async () => {
    const bytes = await changed(0, (view, at) => view.setUint16(at + 8, 0x2000, true));
    await refusal(openBytes(bytes), 'encrypted-directory', /encrypts its list of files/);
  });

  it('more than the budget: over-budget', async () => {
    const bytes = await sampleZip();
    await refusal(openBytes(bytes, { entries: 1 }), 'over-budget', /lists 2 entries, more than the 1/);
    await refusal(openBytes(bytes, { directory: 50 }), 'over-budget', /list of files alone has 102 bytes/);
  });
});

describe('an empty archive', () => {
  it('is an archive without entries', async () => {
    const archive = await openBytes(await new JSZip().generateAsync({ type: 'nodebuffer' }));
    assert.equal(archive.entries.length, 0);
    assert.deepEqual(archive.anomalies, []);
    assert.equal(archive.find('a'), undefined);
  });
});

describe('entries that cannot be read', () => {
  it('a wrong byte: wrong-crc', async () => {
    const bytes = await sampleZip();
    bytes[50]! ^= 1;
    const archive = await openBytes(bytes);
    await refusal(
      archive.readEntry(archive.find('a.txt')!),
      'wrong-crc',
      /a\.txt has the checksum [0-9a-f]{8}, and the archive says [0-9a-f]{8}/,
    );
    assert.equal((await archive.readEntry(archive.find('b.txt')!)).length, 240);
  });

  const central = (at: number, value: number) => changed(0, (view, start) => view.setUint32(start + at, value, true));
  const read = async (bytes: Buffer) => {
    const archive = await openBytes(bytes, { entry: 10_000 });
    return archive.readEntry(archive.find('a.txt')!);
  };

  it('a stored size that is wrong: wrong-size', async () => refusal(read(await central(24, 10)), 'wrong-size', /a\.txt.*10 bytes/));
  it('data beyond the file: entry-outside', async () => refusal(read(await central(20, 9_999)), 'entry-outside', /past the end/));
  it('a header beyond the file: entry-outside', async () => refusal(read(await central(42, 2 ** 31)), 'entry-outside', /past the end/));
  it('no header: no-local-header', async () => refusal(read(await central(42, 1)), 'no-local-header', /no entry begins there/));
  it('larger than the budget: over-budget', async () => refusal(read(await central(24, 10_001)), 'over-budget', /10001 bytes/));

  it('damaged deflate data: damaged-data', async () => {
    const bytes = await sampleZip('DEFLATE');
    bytes[35] = 0xff;
    await refusal(read(bytes), 'damaged-data', /compressed data of a\.txt is damaged \(.+\)/);
  });

  it('more data than declared: wrong-size, and no more is unpacked', async () => {
    const zip = new JSZip();
    zip.file('a.txt', Buffer.alloc(5_000_000));
    const bytes = await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
    const { end } = await openBytes(bytes);
    bytes.writeUInt32LE(100, end.directoryOffset + 24);
    await refusal(read(bytes), 'wrong-size', /unpacks to more than the 100 bytes/);
  });
});
