import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../../../src/core/archive/archive';
import type { ArchiveEntry } from '../../../src/core/archive/entry';
import { centralSize, flag, viewOf } from '../../../src/core/archive/records';
import { openFileSource } from '../../../src/node/file-source';
import { makers, type Maker } from './makers';
import { pythonListing, pythonMakes } from './python';
import { entriesOf, openBytes, scratchFolder, tree, treeTime, writeTree } from '../../support/archives';
import { run } from '../../support/programs';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const rawName = ({ entries }: Archive, { index }: ArchiveEntry): string => {
  const record = entries.record(index);
  return Buffer.from(record.subarray(centralSize, centralSize + viewOf(record).getUint16(28, true))).toString('hex');
};

describe('archives of other programs', () => {
  for (const [title, maker] of Object.entries(makers)) {
    describe(title, () => {
      const scratch = scratchFolder();
      const target = join(scratch.path, 'made.zip');
      let archive: Archive;
      let close = () => Promise.resolve();

      before(async function () {
        const folder = join(scratch.path, 'tree');
        mkdirSync(folder);
        writeTree(folder, maker.symlinks === true);
        await maker.make(this, folder, target);
        const source = await openFileSource(target);
        close = () => source.close();
        archive = await openBytes(source);
      });
      after(async () => {
        await close();
        scratch.remove();
      });

      it('is read as Python reads it', async function () {
        const python = pythonListing(this, target);
        const rows = await Promise.all(
          entriesOf(archive).map(async (entry) => ({
            rawName: rawName(archive, entry),
            size: entry.size,
            compressedSize: entry.compressedSize,
            crc32: entry.crc32,
            method: entry.method,
            flags: entry.flags,
            offset: entry.offset,
            mode: entry.mode ?? 0,
            sha256: sha256(await archive.readEntry(entry)),
          })),
        );
        assert.deepEqual(
          rows,
          python.entries.map((entry) => ({ ...entry, mode: entry.mode & 0o7777 })),
        );
        assert.equal(archive.comment, python.comment);
        assert.equal(archive.comment, maker.comment ?? '');
      });

      if (!maker.names) {
        it('unpacks to what unzip unpacks', async function () {
          const out = join(scratch.path, 'out');
          // 1: a warning, as on data before the archive.
          const { status, text } = run(this, scratch.path, ['unzip', '-q', '-o', '-d', out, target]);
          assert.ok(status === 0 || (status === 1 && maker.prepended), text);
          for (const entry of entriesOf(archive)) {
            if (entry.kind === 'directory') continue;
            const place = join(out, entry.path ?? '');
            const info = lstatSync(place);
            const found = info.isSymbolicLink() ? Buffer.from(readlinkSync(place)) : readFileSync(place);
            assert.deepEqual(Buffer.from(await archive.readEntry(entry)), found, entry.name);
            assert.equal(info.isSymbolicLink(), entry.kind === 'symlink', entry.name);
            if (entry.mode !== undefined && entry.kind === 'file') assert.equal(info.mode & 0o777, entry.mode & 0o777, entry.name);
          }
        });
      }

      it('has the expected features and oddities', async () => {
        const files = entriesOf(archive).filter(({ kind }) => kind === 'file');
        assert.ok(files.length >= 3);
        // Whether Info-ZIP declares UTF-8 depends on how it was built and on the locale.
        assert.deepEqual(
          archive.anomalies.map(({ code }) => code).filter((code) => !(title.startsWith('Info-ZIP') && code === 'undeclared-encoding')),
          maker.anomalies ?? [],
        );
        if (maker.names) assert.deepEqual([...archive.byPath.keys()], maker.names);
        assert.equal(archive.anomalies.find(({ code }) => code === 'prepended-data')?.data.length, maker.prepended);
        if (maker.descriptors) assert.ok(files.every(({ flags }) => flags & flag.descriptor));
        if (maker.method === 0) assert.ok(files.every(({ method }) => method === 0));
        if (maker.zip64) assert.ok(archive.end.offset64 !== undefined);
        for (const entry of entriesOf(archive)) assert.deepEqual(await archive.inspectEntry(entry), [], entry.name);
      });

      if (maker.times) {
        it('gives back the files that were packed', () => compareWithTree(archive, maker));
        it('reads as much of a file as is asked for', async () => {
          for (const [path, { content }] of Object.entries(tree)) {
            const entry = archive.find(path);
            for (const limit of entry ? [0, 1, 10, 5000, content.length, 2 ** 40] : []) {
              assert.deepEqual(Buffer.from(await archive.readEntry(entry!, limit)), content.subarray(0, limit), `${limit} of ${path}`);
            }
          }
        });
      }
    }).timeout(30_000);
  }

  it('are read with more entries than 16 bits count', async function () {
    const scratch = scratchFolder();
    const target = join(scratch.path, 'many.zip');
    try {
      const many = `
with zipfile.ZipFile(sys.argv[1], 'w') as archive:
    for number in range(65600): archive.writestr(zipfile.ZipInfo('d%d/%d' % (number % 97, number)), b'')`;
      pythonMakes(this, scratch.path, many, target);
      const archive = await openBytes(readFileSync(target));
      assert.equal(archive.entries.length, 65_600);
      assert.ok(archive.end.offset64 !== undefined);
      assert.deepEqual(archive.anomalies, []);
      assert.deepEqual(
        entriesOf(archive).map(({ offset }) => offset),
        pythonListing(this, target, false).entries.map(({ offset }) => offset),
      );
    } finally {
      scratch.remove();
    }
  }).timeout(60_000);
});

async function compareWithTree(archive: Archive, { times, modes, symlinks }: Maker): Promise<void> {
  for (const [path, { content, mode, symlink }] of Object.entries(tree)) {
    const entry = archive.find(path);
    if (symlink && !symlinks) {
      assert.equal(entry, undefined);
      continue;
    }
    assert.ok(entry, path);
    assert.equal(entry.kind, symlink ? 'symlink' : 'file');
    assert.equal(entry.size, content.length, path);
    assert.deepEqual(Buffer.from(await archive.readEntry(entry)), content, path);
    if (symlink) continue;
    if (modes) assert.equal(entry.mode, mode, path);
    if (times === 'exact') assert.equal(entry.modified, treeTime, path);
    // DOS times have even seconds; some programs round them up.
    else assert.ok(Math.abs(entry.modified - treeTime) <= 1000, `${path}: ${new Date(entry.modified).toISOString()}`);
  }
}
