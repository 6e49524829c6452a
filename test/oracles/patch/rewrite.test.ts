import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import type { Archive } from '../../../src/core/archive/archive';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { bytesSource } from '../../../src/core/archive/byte-source';
import type { ArchiveEntry } from '../../../src/core/archive/entry';
import { contentOf, emptyOverlay, overlaidSource, overlayOf, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import { centralSize } from '../../../src/core/archive/records';
import { rewriteArchive } from '../../../src/core/patch/rewrite-archive';
import { deflateRaw } from '../../../src/node/inflate';
import { makers } from '../archive/makers';
import { pythonListing, pythonMakes } from '../archive/python';
import { concat, entriesOf, openBytes, scratchFolder, writeTree } from '../../support/archives';
import { made, run } from '../../support/programs';

/** An odd second again. */
const modified = Date.UTC(2026, 1, 3, 4, 5, 7);
const rewritten = (bytes: Uint8Array, archive: Archive, overlay: Overlay): Promise<Buffer> =>
  concat(rewriteArchive(bytesSource(bytes), archive, overlay, { deflate: deflateRaw, modified }));

/** From the local header up to the next entry or the directory. */
function spanOf(bytes: Buffer, archive: Archive, { offset }: ArchiveEntry): Buffer {
  const next = entriesOf(archive).map((entry) => entry.offset).filter((other) => other > offset); // prettier-ignore
  return bytes.subarray(offset, Math.min(...next, archive.directorySpan.offset));
}

/** The record but for the offset, in it or in its zip64 field. */
function recordOf({ entries }: Archive, { index, offset }: ArchiveEntry, shift: number): string {
  const record = Buffer.from(entries.record(index));
  const plain = Buffer.alloc(4);
  plain.writeUInt32LE(offset - shift);
  if (record.readUInt32LE(42) === 0xffffffff) return record.toString('hex').replace(`${plain.toString('hex')}00000000`, 'offset');
  assert.equal(record.readUInt32LE(42), offset - shift);
  return record.fill(0, 42, centralSize).toString('hex');
}

describe('rewritten archives', () => {
  for (const [title, maker] of Object.entries(makers)) {
    if (maker.names) continue;
    describe(title, () => {
      const scratch = scratchFolder();
      let bytes: Buffer;
      let archive: Archive;
      const edited = Buffer.from('#!/bin/sh\n# patched\nexec true\n');
      const path = 'bin/run.sh';

      before(async function () {
        const folder = join(scratch.path, 'tree');
        mkdirSync(folder);
        writeTree(folder, maker.symlinks === true);
        await maker.make(this, folder, join(scratch.path, 'made.zip'));
        bytes = readFileSync(join(scratch.path, 'made.zip'));
        archive = await openBytes(bytes);
      });
      after(() => scratch.remove());

      it('without edits are the same bytes', async () => {
        assert.ok((await rewritten(bytes, archive, emptyOverlay)).equals(bytes));
        assert.ok((await rewritten(bytes, archive, withEdit(emptyOverlay, 'not/there', 'deleted'))).equals(bytes));
      });

      it('differ in the edited entry only', async () => {
        const before = Buffer.from(bytes);
        const out = await rewritten(bytes, archive, withEdit(emptyOverlay, path, edited));
        assert.ok(bytes.equals(before), 'the archive itself is untouched');
        const again = await openBytes(out);
        assert.deepEqual(again.anomalies, archive.anomalies);
        assert.equal(again.comment, archive.comment);
        assert.equal(again.end.shift, archive.end.shift);
        assert.equal(again.end.offset64 === undefined, archive.end.offset64 === undefined);
        assert.deepEqual(out.subarray(0, maker.prepended ?? 0), bytes.subarray(0, maker.prepended ?? 0));
        const [old, fresh] = [entriesOf(archive), entriesOf(again)];
        assert.deepEqual(
          fresh.map(({ name }) => name),
          old.map(({ name }) => name),
        );
        for (const [index, entry] of old.entries()) {
          const copy = fresh[index]!;
          assert.deepEqual(await again.inspectEntry(copy), [], copy.name);
          if (entry.path === path) continue;
          assert.ok(spanOf(out, again, copy).equals(spanOf(bytes, archive, entry)), entry.name);
          assert.equal(recordOf(again, copy, again.end.shift), recordOf(archive, entry, archive.end.shift), entry.name);
        }
        const [was, is] = [archive.find(path)!, again.find(path)!];
        assert.deepEqual(Buffer.from(await again.readEntry(is)), edited);
        assert.equal(is.mode, was.mode);
        assert.equal(is.size, edited.length);
        assert.equal(Math.abs(is.modified - modified) <= (maker.times === 'exact' ? 0 : 1000), true, new Date(is.modified).toISOString());
        if (maker.method === 0) assert.equal(is.method, 0);
      });

      it('are accepted by Python, unzip and 7-Zip, with what was edited, deleted and added', async function () {
        const overlay = overlayOf([
          [path, edited],
          ['data/log.txt', Buffer.from('a line\n'.repeat(50_000))],
          ['etc/app.conf', 'deleted'],
          ['empty', Buffer.from('no more')],
          ['data/random.bin', Buffer.alloc(0)],
          ['neu/größe.txt', Buffer.from('new\n'.repeat(1000))],
          ['neu/empty', Buffer.alloc(0)],
        ]);
        const out = await rewritten(bytes, archive, overlay);
        const target = join(scratch.path, 'rewritten.zip');
        writeFileSync(target, out);

        const unzip = run(this, scratch.path, ['unzip', '-tq', target]);
        assert.ok(unzip.status === 0 || (unzip.status === 1 && maker.prepended), unzip.text);
        made(this, scratch.path, ['7z', 't', '-tzip', target]);
        assert.deepEqual(
          (await openBytes(out)).anomalies.map(({ code }) => code),
          archive.anomalies.map(({ code }) => code),
        );
        assert.deepEqual(
          pythonListing(this, target).entries.filter(({ sha256 }) => !sha256),
          [],
        );
        const script =
          'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: z.read(n).hex() for n in sys.argv[2:]}))';
        const read = JSON.parse(made(this, scratch.path, ['python3', '-c', script, target, ...writtenNames(overlay)]).text) as object;
        assert.deepEqual(
          read,
          Object.fromEntries(writtenNames(overlay).map((name) => [name, Buffer.from(contentOf(overlay, name)!).toString('hex')])),
        );
        const names = new Set((await openBytes(out)).byPath.keys());
        assert.ok(!names.has('etc/app.conf'));
        for (const name of ['neu/größe.txt', 'neu/empty']) assert.ok(names.has(name));
        assert.equal(names.size, archive.byPath.size + 1);
      });
    }).timeout(30_000);
  }

  const writtenNames = ({ edits }: Overlay) => [...edits].flatMap(([name, edit]) => (edit === 'deleted' ? [] : [name]));

  it('gets the time and mode of a new file right for Info-ZIP', async function () {
    const scratch = scratchFolder();
    try {
      const bytes = await new JSZip().generateAsync({ type: 'nodebuffer' });
      const target = join(scratch.path, 'new.zip');
      writeFileSync(target, await rewritten(bytes, await openBytes(bytes), withEdit(emptyOverlay, 'new.txt', Buffer.from('new'))));
      assert.match(made(this, scratch.path, ['zipinfo', '-T', target]).text, /^-rw-r--r-- .* 20260203\.040507 new\.txt$/m);
    } finally {
      scratch.remove();
    }
  });

  it('carry modes that Info-ZIP and Python read, over any host', async function () {
    const scratch = scratchFolder();
    try {
      for (const platform of ['UNIX', 'DOS'] as const) {
        const zip = new JSZip();
        for (const name of ['kept.sh', 'run.sh', 'edited.sh']) zip.file(name, `echo ${name}\n`, { unixPermissions: 0o640 });
        const bytes = await zip.generateAsync({ type: 'nodebuffer', platform });
        let overlay = withFileEdit(emptyOverlay, 'run.sh', { mode: 0o755 });
        overlay = withFileEdit(overlay, 'edited.sh', { content: Buffer.from('edited\n'), mode: 0o700 });
        overlay = withFileEdit(overlay, 'new.sh', { content: Buffer.from('new\n'), mode: 0o555 });
        overlay = withFileEdit(overlay, 'not/there', { mode: 0o755 });
        const archive = await openBytes(bytes);
        const target = join(scratch.path, `${platform}.zip`);
        const out = await rewritten(bytes, archive, overlay);
        writeFileSync(target, out);
        const again = await openBytes(out);
        assert.deepEqual(again.anomalies, []);
        const kept = platform === 'UNIX' ? 0o640 : undefined;
        const expected = { 'kept.sh': kept, 'run.sh': 0o755, 'edited.sh': 0o700, 'new.sh': 0o555 };
        assert.deepEqual(Object.fromEntries(entriesOf(again).map(({ name, mode }) => [name, mode])), expected);
        const mounted = overlaidSource(archiveSource('a', archive), overlay).entries.map(({ path, mode }) => [path, mode]);
        assert.deepEqual(Object.fromEntries(mounted), expected);
        const run = again.find('run.sh')!;
        assert.ok(spanOf(out, again, run).equals(spanOf(bytes, archive, archive.find('run.sh')!)), 'a mode is in the directory only');
        made(this, scratch.path, ['unzip', '-tq', target]);
        const listing = made(this, scratch.path, ['zipinfo', target]).text;
        for (const line of [/^-rwxr-xr-x .* run\.sh$/m, /^-rwx------ .* edited\.sh$/m, /^-r-xr-xr-x .* new\.sh$/m])
          assert.match(listing, line);
      }
    } finally {
      scratch.remove();
    }
  });

  it('keep symlinks, comments and foreign extra fields of an edited entry', async function () {
    const scratch = scratchFolder();
    try {
      writeTree(scratch.path);
      const target = join(scratch.path, 'a.zip');
      made(this, scratch.path, ['zip', '-q', '-y', '-c', target, 'current', 'etc/app.conf'], 'first comment\nsecond comment\n');
      const bytes = readFileSync(target);
      const edits = new Map([['current', Buffer.from('etc/app.conf')], ['etc/app.conf', Buffer.from('x')]]); // prettier-ignore
      const again = await openBytes(await rewritten(bytes, await openBytes(bytes), overlayOf(edits)));
      assert.equal(again.find('current')?.kind, 'symlink');
      const record = Buffer.from(again.entries.record(1)).toString('latin1');
      assert.ok(record.endsWith('second comment') && record.includes('ux\x0b\0'), record);
    } finally {
      scratch.remove();
    }
  });

  it('take the zip64 form when a new file is one more than 16 bits count', async function () {
    const scratch = scratchFolder();
    const target = join(scratch.path, 'many.zip');
    try {
      const many =
        "archive = zipfile.ZipFile(sys.argv[1], 'w')\nfor n in range(65534): archive.writestr(zipfile.ZipInfo(str(n)), b'')\narchive.close()";
      pythonMakes(this, scratch.path, many, target);
      const archive = await openBytes(readFileSync(target));
      assert.equal(archive.end.offset64, undefined);
      const out = await rewritten(readFileSync(target), archive, withEdit(emptyOverlay, 'one-more', Buffer.from('x')));
      const again = await openBytes(out);
      assert.deepEqual([again.entries.length, again.end.offset64 !== undefined, again.anomalies], [65_535, true, []]);
      writeFileSync(target, out);
      assert.equal(pythonListing(this, target, false).entries.length, 65_535);
    } finally {
      scratch.remove();
    }
  }).timeout(60_000);
});
