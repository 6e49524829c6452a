import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import JSZip from 'jszip';
import { packTar } from 'modern-tar';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { byteCache } from '../../../src/core/archive/byte-cache';
import { bytesSource, type ByteSource } from '../../../src/core/archive/byte-source';
import { nestingSource, type NestingSource } from '../../../src/core/archive/nesting-source';
import { overlaidSource, overlayOf, type Overlay } from '../../../src/core/patch/overlay';
import { rewriteArchive } from '../../../src/core/patch/rewrite-archive';
import { signaturesBrokenBy } from '../../../src/core/patch/broken-signatures';
import { archiveOfPatch, importPatch } from '../../../src/core/patch/import-patch';
import { writeOverlay } from '../../../src/core/patch/write-overlay';
import { defaultLimits } from '../../../src/core/package/limits';
import { packagePatches } from '../../../src/core/patch/package-patches';
import { digest } from '../../../src/node/digest';
import { deflateRaw } from '../../../src/node/inflate';
import { innerArchives } from '../../../src/node/inner-archives';
import { openPackage } from '../../../src/node/open-package';
import { zipOf, type Files } from '../../support/cli';
import { memorySource } from '../../support/memory-source';
import { randomSource } from '../../support/random';
import { mutated } from '../../support/mutations';
import { concat, openBytes, scratchFolder } from '../../support/archives';

const script = '#!/bin/sh\nset -eu\n';

async function zipped(files: Files, compression: 'STORE' | 'DEFLATE' = 'DEFLATE'): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content, { createFolders: false });
  return zip.generateAsync({ type: 'uint8array', compression });
}

async function nested(bytes: Uint8Array | ByteSource): Promise<NestingSource> {
  return nestingSource(archiveSource('outer.zip', await openBytes(bytes)), innerArchives);
}

const tarOf = (files: Readonly<Record<string, string>>): Promise<Uint8Array> =>
  packTar(Object.entries(files).map(([name, body]) => ({ header: { name, size: Buffer.byteLength(body) }, body })));

const expanded = async (source: NestingSource, limits: Partial<typeof defaultLimits> = {}): Promise<NestingSource> => {
  await source.expand({ ...defaultLimits, ...limits }, () => undefined);
  return source;
};

const pathsOf = ({ entries }: Pick<NestingSource, 'entries'>): string[] => entries.map(({ path }) => path);
const textOf = async (source: Pick<NestingSource, 'read'>, path: string): Promise<string> =>
  Buffer.from(await source.read(path)).toString();

/** Counts the bytes that are asked for. */
function counting(bytes: Uint8Array): ByteSource & { asked: number } {
  const inner = bytesSource(bytes);
  const source = {
    size: bytes.length,
    asked: 0,
    read(offset: number, length: number) {
      source.asked += length;
      return inner.read(offset, length);
    },
  };
  return source;
}

/** A Windows program with one section of 512 bytes. */
function windowsProgram(): Buffer {
  const program = Buffer.alloc(1024);
  program.write('MZ');
  program.writeUInt32LE(64, 60);
  program.write('PE\0\0', 64);
  program.writeUInt16LE(1, 70);
  program.writeUInt32LE(512, 64 + 24 + 16);
  program.writeUInt32LE(512, 64 + 24 + 20);
  return program;
}

/** A 64-bit ELF program whose table of sections ends it. */
function elfProgram(): Buffer {
  const program = Buffer.alloc(1024);
  program.write('7f454c46020101', 'hex');
  program.writeBigUInt64LE(1024n - 128n, 40);
  program.writeUInt16LE(64, 58);
  program.writeUInt16LE(2, 60);
  return program;
}

describe('archives inside archives', () => {
  it('are opened behind programs, and what else installers carry there is told as not opened', async () => {
    const tar = gzipSync(await tarOf({ 'bin/x.sh': script }));
    const source = await expanded(
      await nested(
        await zipped({
          'setup.exe': Buffer.concat([windowsProgram(), tar]),
          installer: Buffer.concat([elfProgram(), tar]),
          'plain.exe': windowsProgram(),
          'signed.exe': Buffer.concat([windowsProgram(), Buffer.from('f0220000000202003082', 'hex'), Buffer.alloc(600)]),
          'nsis.exe': Buffer.concat([windowsProgram(), Buffer.from('\0\0\0\0\xef\xbe\xad\xdeNullsoftInst', 'latin1'), Buffer.alloc(600)]),
          'sfx.exe': Buffer.concat([windowsProgram(), Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(600)]),
        }),
      ),
    );
    assert.deepEqual(
      pathsOf(source).filter((path) => path.includes(' »')),
      ['installer »/bin/x.sh', 'setup.exe »/bin/x.sh'],
    );
    assert.deepEqual(
      source.gaps?.map(({ what, why }) => `${what}: ${why}`),
      [
        'nsis.exe: it carries an NSIS installer behind its end, which is not opened',
        'sfx.exe: it carries a 7-Zip archive behind its end, which is not opened',
      ],
    );
  });

  it('are known by content where tar is older than its sign, and where LZMA came out of a pipe', async () => {
    const old = Buffer.from(await tarOf({ 'bin/x.sh': script }));
    old.fill(0, 257, 265);
    old.fill(' ', 148, 156);
    old.write(
      `${old
        .subarray(0, 512)
        .reduce((sum, byte) => sum + byte)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const source = await expanded(await nested(await zipped({ 'payload.bin': old })));
    assert.deepEqual(pathsOf(source), ['payload.bin', 'payload.bin »/bin/x.sh']);
  });

  it('are folders of what they hold, at every depth, by content and not by name', async () => {
    const core = await zipped({ 'scripts/x.sh': script });
    const inner = await zipped({ 'core.jar': core, 'readme.txt': 'r' });
    const source = await nested(
      await zipped({
        'a.txt': 'a',
        'lib/inner.zip': inner,
        'lib/inner.zip.txt': 'no',
        'updates/core.upd': core,
        'web/logo.png': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(60), core]),
        'lib/text.zip': 'no archive at all, at least 22 bytes',
      }),
    );
    const shipped = ['a.txt', 'lib/inner.zip', 'lib/inner.zip.txt', 'lib/text.zip', 'updates/core.upd', 'web/logo.png'];
    assert.deepEqual(pathsOf(source), shipped);
    await expanded(source);
    assert.deepEqual(
      pathsOf(source),
      [
        ...shipped,
        'lib/inner.zip »/core.jar',
        'lib/inner.zip »/core.jar »/scripts/x.sh',
        'lib/inner.zip »/readme.txt',
        'updates/core.upd »/scripts/x.sh',
        'web/logo.png »/scripts/x.sh',
      ].sort(),
    );
    assert.equal(await textOf(source, 'lib/inner.zip »/core.jar »/scripts/x.sh'), script);
    assert.equal(await textOf(source, 'lib/inner.zip »/readme.txt'), 'r');
    assert.deepEqual(source.gaps, []);
    await assert.rejects(source.read('lib/inner.zip »/none'), /none/);
  });

  it('are read where they lie if they are stored, at every depth', async () => {
    const core = await zipped({ 'large.bin': Buffer.alloc(4_000_000, 'abc'), 'x.sh': script }, 'STORE');
    const bytes = counting(await zipped({ 'inner.zip': await zipped({ 'core.zip': core }, 'STORE') }, 'STORE'));
    const source = await expanded(await nested(bytes));
    assert.equal(await textOf(source, 'inner.zip »/core.zip »/x.sh'), script);
    // The end of each archive is looked for in its last 64 kB.
    assert.ok(bytes.asked < 300_000, `${bytes.asked} of ${bytes.size} bytes were read`);
  });

  it('are unpacked once if they are deflated, and opened on the way to a path', async () => {
    const source = await nested(
      await zipped({ 'other.zip': await zipped({ a: 'a' }), 'inner.zip': await zipped({ 'core.zip': await zipped({ x: script }) }) }),
    );
    await assert.rejects(source.read('inner.zip »/core.zip »/x'), /has not been opened/);
    assert.equal(await source.isArchive('inner.zip'), true);
    await source.reach('inner.zip »/core.zip »/x');
    assert.equal(await textOf(source, 'inner.zip »/core.zip »/x'), script);
    assert.equal(source.archiveAt('other.zip'), undefined);
    assert.deepEqual(source.archiveAt('inner.zip »/core.zip')?.zip?.archive.entries.length, 1);
    await source.reach('no.zip »/x');
  });

  describe('that begin with something else', () => {
    const heads = {
      'setup.exe': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(3000, 1)]),
      'lib/app.jar': Buffer.from('#!/bin/sh\nexec java -jar "$0" "$@"\n'),
      'bin/agent': Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46]), Buffer.alloc(500, 2)]),
    };
    for (const [path, head] of Object.entries(heads))
      it(`are opened: ${path}`, async () => {
        const inner = Buffer.concat([head, await zipped({ 'stop.sh': script })]);
        for (const compression of ['STORE', 'DEFLATE'] as const) {
          const source = await expanded(await nested(await zipped({ [path]: inner }, compression)));
          assert.deepEqual(source.gaps, []);
          assert.equal(await textOf(source, `${path} »/stop.sh`), script);
        }
      });

    it('are opened behind a script, and else are a gap that decides something', async () => {
      const head = Buffer.from(`#!/bin/sh\n${'# long\n'.repeat(2000)}tail -n +9 "$0" | tar xz\nexit 0\n`);
      const good = Buffer.concat([head, gzipSync(await tarOf({ 'stop.sh': script }))]);
      const bad = Buffer.concat([head, gzipSync(await tarOf({ 'stop.sh': script })).subarray(0, 40)]);
      const source = await expanded(await nested(await zipped({ 'a.run': good, 'b.sh': bad, 'c.sh': head })));
      assert.equal(await textOf(source, 'a.run »/stop.sh'), script);
      assert.deepEqual(
        source.gaps?.map(({ what, decisive }) => [what, decisive]),
        [['b.sh', true]],
      );
    });
  });

  it('are known by their content, whatever they are called', async () => {
    const tar = await tarOf({ 'stop.sh': script });
    const files = { 'a.dat': tar, 'b.bin': gzipSync(tar), payload: await zipped({ 'stop.sh': script }), 'd.bin': Buffer.alloc(600, 7) };
    const source = await expanded(await nested(await zipped(files)));
    assert.deepEqual(source.gaps, []);
    for (const path of ['a.dat', 'b.bin', 'payload']) assert.equal(await textOf(source, `${path} »/stop.sh`), script);
  });

  it('hold a program under hundreds of names, and a script under two', async () => {
    const program = Buffer.concat([Buffer.from('\x7fELF\0'), Buffer.alloc(2 ** 20, 1)]);
    const names = Array.from({ length: 600 }, (_, nth) => `bin/tool-${nth}`);
    const tar = await packTar([
      { header: { name: 'bin/busybox', size: program.length }, body: program },
      ...names.map((name) => ({ header: { name, type: 'link' as const, size: 0, linkname: 'bin/busybox' } })),
      { header: { name: 'stop.sh', size: script.length }, body: script },
      { header: { name: 'halt.sh', type: 'link', size: 0, linkname: 'stop.sh' } },
    ]);
    const source = await expanded(await nested(await zipped({ 'layer.tar': tar })));
    assert.deepEqual(source.gaps, []);
    assert.equal(source.entries.length, 1 + 1 + names.length + 2);
    assert.deepEqual(Buffer.from(await source.read('layer.tar »/bin/tool-599')), program);
    for (const name of ['stop.sh', 'halt.sh']) assert.equal(await textOf(source, `layer.tar »/${name}`), script);
  });

  it('are no bomb of one text under thousands of names', async () => {
    const text = '#!/bin/sh\n' + 'echo step\n'.repeat(100_000);
    const links = Array.from({ length: 600 }, (_, nth) => ({
      header: { name: `step-${nth}.sh`, type: 'link' as const, size: 0, linkname: 'first.sh' },
    }));
    const tar = await packTar([{ header: { name: 'first.sh', size: text.length }, body: text }, ...links]);
    const source = await expanded(await nested(await zipped({ 'steps.tar': tar })));
    assert.match(source.gaps?.[0]?.why ?? '', /unpacks to more than/);
  });

  it('that cannot be opened are tried once, however often the package is reviewed', async () => {
    let tried = 0;
    const host = {
      ...innerArchives,
      unpack: (...given: Parameters<typeof innerArchives.unpack>) => {
        tried++;
        return innerArchives.unpack(...given);
      },
    };
    const cut = gzipSync(await tarOf({ 'stop.sh': script })).subarray(0, 40);
    const source = nestingSource(archiveSource('outer.zip', await openBytes(await zipped({ 'a.tgz': cut }))), host);
    const first = (await expanded(source)).gaps;
    assert.deepEqual((await expanded(source)).gaps, first);
    assert.deepEqual([first?.map(({ what }) => what), tried], [['a.tgz'], 1]);
  });

  it('are not behind a script that only makes archives', async () => {
    const line = 'am__tar=\'tar --format=ustar -chf - "$$tardir"\'\n';
    const at = 257 - line.indexOf('ustar');
    const configure = `#!/bin/sh\n${'# long\n'.repeat(2000)}${'x'.repeat(at - 1)}\n${line}`;
    assert.deepEqual((await expanded(await nested(await zipped({ configure })))).gaps, []);
  });

  it('share one allowance of unpacked bytes', async () => {
    const bomb = gzipSync(await tarOf({ z: '0'.repeat(200 * 2 ** 20) }), { level: 1 });
    const source = await expanded(
      await nested(await zipped({ 'a.tgz': bomb, 'b.tgz': bomb, 'c.tgz': bomb, 'd.zip': await zipped({ x: script }) })),
    );
    assert.deepEqual(
      source.gaps?.map(({ what, decisive }) => [what, decisive]),
      [
        ['b.tgz', true],
        ['c.tgz', true],
      ],
    );
  }).timeout(60_000);

  it('keep within the limits, and what is left is told and found', async () => {
    let bytes = await zipped({ x: script });
    for (let depth = 0; depth < 6; depth++) bytes = await zipped({ 'next.zip': bytes });
    const source = await expanded(await nested(bytes), { nesting: 2 });
    assert.deepEqual(pathsOf(source).at(-1), 'next.zip »/next.zip »/next.zip');
    assert.deepEqual(source.gaps, [
      { what: 'next.zip »/next.zip »/next.zip', why: 'lies inside 2 other archives, and 2 are opened', decisive: true },
    ]);
    const { anomalies } = (await source.inspect?.(defaultLimits, () => undefined)) ?? { anomalies: [] };
    assert.deepEqual(
      anomalies.map(({ code, entry, data }) => [code, entry, data['budget'], data['value']]),
      [['budget-exceeded', 'next.zip »/next.zip »/next.zip', 'nesting', 2]],
    );
    // Raising a limit opens the rest; setting it to 0 is no fault of the package.
    assert.equal(pathsOf(await expanded(source, { nesting: 9 })).length, 7);
    const closed = await expanded(await nested(bytes), { nesting: 0 });
    assert.equal(closed.gaps?.length, 1);
    assert.deepEqual((await closed.inspect?.(defaultLimits, () => undefined))?.anomalies, []);
  });

  it('stop at the limit of files', async () => {
    const inner = await zipped(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`f${n}`, 'x'])));
    const source = await expanded(
      await nested(await zipped(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}.zip`, inner])))),
      { entries: 100 },
    );
    assert.equal(source.entries.length, 9 + 4 * 30);
    assert.equal(source.gaps?.length, 5);
    const { anomalies } = (await source.inspect?.({ ...defaultLimits, entries: 100 }, () => undefined)) ?? { anomalies: [] };
    assert.deepEqual([...new Set(anomalies.map(({ code, data }) => `${code} ${String(data['budget'])}`))], ['budget-exceeded entries']);
  });

  it('that are damaged are told with their name; what only begins like one is no fault', async () => {
    const inner = await zipped({ x: script });
    const source = await expanded(await nested(await zipped({ 'lib/cut.jar': inner.subarray(0, 60), 'data.bin': inner.subarray(0, 60) })));
    assert.deepEqual(
      source.gaps?.map(({ what }) => what),
      ['data.bin', 'lib/cut.jar'],
    );
    const { anomalies } = (await source.inspect?.(defaultLimits, () => undefined)) ?? { anomalies: [] };
    assert.deepEqual(
      anomalies.map(({ code, entry }) => [code, entry]),
      [['damaged-entry', 'lib/cut.jar']],
    );
    assert.match(String(anomalies[0]?.data['why']), /^lib\/cut\.jar cannot be opened as the archive that its name says/);
  });

  it('have their oddities told from outside, but those of names where nobody unpacks', async () => {
    const odd = await zipped({ 'A.class': 'a', 'a.class': 'b', 'con.txt': 'c' });
    const prefixed = Buffer.concat([Buffer.from('PK\u0003\u0004 in front'), odd]);
    const source = await expanded(await nested(await zipped({ 'app.jar': odd, 'app.zip': odd, 'odd.zip': prefixed })));
    const { anomalies } = (await source.inspect?.(defaultLimits, () => undefined)) ?? { anomalies: [] };
    const told = anomalies.map(({ code, entry = '' }) => `${code} ${entry}`);
    assert.ok(told.includes('prepended-data odd.zip'), told.join('\n'));
    assert.ok(told.includes('colliding-name app.zip »/a.class'), told.join('\n'));
    assert.ok(told.includes('unportable-name app.zip »/con.txt'), told.join('\n'));
    assert.deepEqual(
      told.filter((each) => each.includes('app.jar')),
      [],
    );
  });

  it('give way to a real folder of the same name', async () => {
    const source = await expanded(await nested(await zipped({ 'x.zip': await zipped({ a: 'inside' }), 'x.zip »/a': 'real' })));
    assert.equal(await textOf(source, 'x.zip »/a'), 'real');
    assert.match(source.gaps?.[0]?.why ?? '', /has a folder of the name/);
  });

  it('are opened in folders as well', async () => {
    const folder = scratchFolder();
    try {
      mkdirSync(join(folder.path, 'lib'));
      writeFileSync(join(folder.path, 'lib/inner.zip'), await zipped({ 'x.sh': script }));
      const { source } = await openPackage(folder.path);
      assert.equal(await textOf(await expanded(source), 'lib/inner.zip »/x.sh'), script);
    } finally {
      folder.remove();
    }
  });

  it('never crash, hang or read outside of what there is, however broken', async function () {
    this.timeout(120_000);
    const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);
    const random = randomSource(seed);
    const core = await zipped({ 'x.sh': script, 'y.txt': 'y'.repeat(500) });
    const inner = Buffer.from(await zipped({ 'core.zip': core, 'a.txt': 'a' }, 'STORE'));
    let opened = 0;
    for (let round = 0; round < 400; round++) {
      const broken = mutated(inner, random);
      const source = await expanded(await nested(await zipOf({ 'inner.zip': broken, 'other.txt': 'o' })));
      assert.equal(await textOf(source, 'other.txt'), 'o', `seed ${seed}, round ${round}`);
      await source.inspect?.(defaultLimits, () => undefined);
      for (const { path } of source.entries) {
        // What cannot be read says why; anything else is a fault of ours.
        const failed = await source.read(path).then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
        );
        if (failed) assert.equal(failed.name, 'ArchiveError', `seed ${seed}, round ${round}: ${failed.message}`);
      }
      opened += Number(source.entries.length > 2);
    }
    assert.ok(opened > 50 && opened < 400, `${opened} of 400 could be opened`);
  });
});

describe('patches inside inner archives', () => {
  const inner = 'lib/inner.zip';
  const path = `${inner} »/scripts/x.sh`;
  const deep = `${inner} »/core.jar »/conf/a.conf`;
  let bytes: Uint8Array;
  let source: NestingSource;

  before(async () => {
    const core = await zipped({ 'conf/a.conf': 'a=1\n', 'META-INF/VENDOR.RSA': 'signature' });
    const sums = `${await digest('sha256', Buffer.from(script))}  scripts/x.sh\n`;
    const innerBytes = await zipped({ 'scripts/x.sh': script, 'core.jar': core, SHA256SUMS: sums, 'readme.txt': 'r' });
    bytes = await zipped({ [inner]: innerBytes, [`${inner}.sha256`]: `${await digest('sha256', innerBytes)}  inner.zip\n`, 'b.txt': 'b' });
    source = await expanded(await nested(bytes));
  });

  const overlay = () =>
    overlayOf([
      [path, Buffer.from(`${script}exit 0\n`)],
      [deep, Buffer.from('a=2\n')],
      [`${inner} »/new.txt`, Buffer.from('n')],
    ]);

  it('show in the package; an archive that is replaced or deleted takes its files along', () => {
    assert.equal(pathsOf(overlaidSource(source, overlay())).includes(`${inner} »/new.txt`), true);
    for (const edit of ['deleted', Buffer.from('other')] as const)
      assert.deepEqual(
        pathsOf(overlaidSource(source, overlayOf([[inner, edit]]))).filter((each) => each.includes('»')),
        [],
      );
  });

  it('are written into their archives, with digests made true at every level, and read back by JSZip', async () => {
    const written = await writeOverlay(source, overlay(), { digest, deflate: deflateRaw, modified: Date.UTC(2026, 0, 1) });
    assert.deepEqual(written.refreshed, [`${inner} »/SHA256SUMS`, `${inner}.sha256`]);
    assert.deepEqual(written.signatures, [`${inner} »/core.jar »/META-INF/VENDOR.RSA`]);
    const archive = await openBytes(bytes);
    const patched = await concat(
      rewriteArchive(bytesSource(bytes), archive, written.overlay, { deflate: deflateRaw, modified: Date.UTC(2026, 0, 1) }),
    );
    const outer = await JSZip.loadAsync(patched, { checkCRC32: true });
    const innerBytes = (await outer.file(inner)?.async('uint8array')) ?? new Uint8Array();
    const innerZip = await JSZip.loadAsync(innerBytes, { checkCRC32: true });
    const core = await JSZip.loadAsync((await innerZip.file('core.jar')?.async('uint8array')) ?? '', { checkCRC32: true });
    assert.equal(await innerZip.file('scripts/x.sh')?.async('string'), `${script}exit 0\n`);
    assert.equal(await innerZip.file('new.txt')?.async('string'), 'n');
    assert.equal(await innerZip.file('readme.txt')?.async('string'), 'r');
    assert.equal(await core.file('conf/a.conf')?.async('string'), 'a=2\n');
    assert.equal(
      await innerZip.file('SHA256SUMS')?.async('string'),
      `${await digest('sha256', Buffer.from(`${script}exit 0\n`))}  scripts/x.sh\n`,
    );
    assert.equal(await outer.file(`${inner}.sha256`)?.async('string'), `${await digest('sha256', innerBytes)}  inner.zip\n`);
    assert.equal(await outer.file('b.txt')?.async('string'), 'b');
  });

  it('break the signatures of their archives', () => {
    assert.deepEqual(signaturesBrokenBy(source, overlayOf([[deep, Buffer.from('x')]])), [`${inner} »/core.jar »/META-INF/VENDOR.RSA`]);
    assert.deepEqual(signaturesBrokenBy(source, overlayOf([['b.txt', Buffer.from('x')]])), []);
  });

  it('are a patch for each archive, which is imported where it belongs', async () => {
    const patches = await packagePatches(source, overlay());
    assert.deepEqual(
      patches.map(({ suffix, archive }) => [suffix, archive]),
      [
        ['', undefined],
        ['.lib-inner.zip', inner],
        ['.lib-inner.zip-core.jar', `${inner} »/core.jar`],
      ],
    );
    assert.equal(patches[0]?.patch.length, 0);
    let again = overlayOf([]);
    for (const { patch, archive } of patches.slice(1)) {
      assert.equal(archiveOfPatch(patch), archive);
      const imported = await importPatch(source, again, patch);
      assert.deepEqual(imported.rejected, []);
      again = imported.overlay;
    }
    const texts = ({ edits }: Overlay) =>
      [...edits].map(([at, edit]) => [at, Buffer.from(edit === 'deleted' ? [] : (edit.content ?? [])).toString()]).sort();
    assert.deepEqual(texts(again), texts(overlay()));
  });
});

describe('kept bytes', () => {
  it('are loaded once, go when there are too many, least recently used first, and not at all after a failure', async () => {
    const cache = byteCache(100);
    const loads: string[] = [];
    const get = (key: string, size = 40) =>
      cache.get(key, () => {
        loads.push(key);
        return size < 0 ? Promise.reject(new Error('no')) : Promise.resolve(new Uint8Array(size));
      });
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    assert.deepEqual(loads, ['a', 'b', 'c']);
    await get('a');
    await get('b');
    assert.deepEqual(loads, ['a', 'b', 'c', 'b']);
    await assert.rejects(get('d', -1));
    await get('d');
    assert.deepEqual(loads.slice(4), ['d', 'd']);
  });

  it('of one file are shared by sources that are memory already', async () => {
    const source = await expanded(nestingSource(memorySource('p', { 'i.zip': await zipped({ a: 'a' }) }), innerArchives));
    assert.equal(await textOf(source, 'i.zip »/a'), 'a');
  });
});
