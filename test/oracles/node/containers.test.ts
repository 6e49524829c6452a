import assert from 'node:assert/strict';
import { linkSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ContainerFile } from '../../../src/core/archive/unpacked';
import { parsePackaging } from '../../../src/core/parse/packaging/packaging';
import { defaultLimits } from '../../../src/core/package/limits';
import { unpack } from '../../../src/node/containers/unpack';
import { openPackage } from '../../../src/node/open-package';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';
import { cpuTime } from '../../support/cpu-time';
import { readTree } from '../../support/memory-source';
import { randomSource } from '../../support/random';
import { catalog, inventory } from '../../support/small-package';
import { mutated } from '../../support/mutations';
import { scratchFolder } from '../../support/archives';
import { made } from '../../support/programs';

const limit = 2 ** 26;
const files: Readonly<Record<string, string>> = {
  'opt/agent/bin/run.sh': '#!/bin/sh\nexec true\n',
  'opt/agent/bin/start.sh': '#!/bin/sh\nexec true\n',
  'opt/agent/etc/größe 日本.conf': 'size=1\n',
  [`opt/agent/${'long/'.repeat(30)}name-${'x'.repeat(120)}.txt`]: 'a long path\n',
  'opt/agent/empty': '',
  'opt/agent/large.log': 'line\n'.repeat(100_000),
};

function writeAll(folder: string): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  symlinkSync('bin/run.sh', join(folder, 'opt/agent/current'));
  // Each form has a way of its own to hold two names of one file.
  rmSync(join(folder, 'opt/agent/bin/start.sh'));
  linkSync(join(folder, 'opt/agent/bin/run.sh'), join(folder, 'opt/agent/bin/start.sh'));
}

const nameOf = ({ name }: ContainerFile): string => name.replace(/^\.?\//, '');
const regular = (found: readonly ContainerFile[]) => found.filter(({ kind }) => kind === 'file');
const textsOf = (found: readonly ContainerFile[]) =>
  Object.fromEntries(regular(found).map((file) => [nameOf(file), Buffer.from(file.content).toString()]));
const unpackFile = async (path: string) => (await unpack(readFileSync(path), limit)).files;

describe('containers that are no ZIP', () => {
  let folder: ReturnType<typeof scratchFolder>;
  const at = (name: string) => join(folder.path, name);

  before(() => {
    folder = scratchFolder();
    mkdirSync(at('tree'));
    writeAll(at('tree'));
  });
  after(() => folder.remove());

  for (const [name, options] of [
    ['plain.tar', ['--format=gnu']],
    ['pax.tar.gz', ['--format=pax', '-z']],
    ['ustar.tar.xz', ['--format=gnu', '-J']],
    ['fast.tar.zst', ['--format=gnu', '--zstd']],
    ['small.tar.bz2', ['--format=gnu', '-j']],
    ['old.tar.lzma', ['--format=gnu', '--lzma']],
  ] as const) {
    it(`tar makes ${name}: the same files, modes and links`, async function () {
      made(this, at('tree'), ['tar', ...options, '--mtime=2026-01-02 03:04:05Z', '-cf', at(name), '.']);
      const found = await unpackFile(at(name));
      assert.deepEqual(textsOf(found), files);
      const script = found.find((file) => nameOf(file) === 'opt/agent/bin/run.sh');
      assert.deepEqual([script?.mode, script?.modified], [0o755, Date.UTC(2026, 0, 2, 3, 4, 5)]);
      const link = found.find(({ kind }) => kind === 'symlink');
      assert.deepEqual([link && nameOf(link), Buffer.from(link?.content ?? []).toString()], ['opt/agent/current', 'bin/run.sh']);
    });
  }

  for (const compression of ['gzip', 'xz', 'zstd', 'none', 'bzip2', 'lzma']) {
    it(`a Debian package with ${compression} has the files that dpkg-deb extracts`, async function () {
      const tree = at(`deb-${compression}`);
      mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
      writeAll(tree);
      writeFileSync(
        join(tree, 'DEBIAN/control'),
        'Package: agent\nVersion: 1.0-1\nArchitecture: all\nMaintainer: x <x@x>\nDescription: x\n',
      );
      writeFileSync(join(tree, 'DEBIAN/postinst'), '#!/bin/sh\nset -e\n', { mode: 0o755 });
      // What dpkg-deb reads and no longer writes: only the files are compressed so (deb(5)).
      const old = ['bzip2', 'lzma'].includes(compression);
      made(this, folder.path, ['dpkg-deb', `-Z${old ? 'none' : compression}`, '--root-owner-group', '-b', tree, at('agent.deb')]);
      if (old) {
        const ending = compression === 'bzip2' ? 'bz2' : 'lzma';
        made(this, folder.path, ['ar', 'x', at('agent.deb')]);
        made(this, folder.path, [compression, '-f', 'data.tar']);
        rmSync(at('agent.deb'));
        made(this, folder.path, ['ar', 'rc', at('agent.deb'), 'debian-binary', 'control.tar', `data.tar.${ending}`]);
      }
      rmSync(at('raw'), { recursive: true, force: true });
      made(this, folder.path, ['dpkg-deb', '--raw-extract', at('agent.deb'), at('raw')]);
      rmSync(at('raw/opt/agent/current'));
      const expected = Object.entries(readTree(at('raw'))).map(([path, content]) => [path, Buffer.from(content).toString()]);
      assert.deepEqual(textsOf(await unpackFile(at('agent.deb'))), Object.fromEntries(expected));
    });
  }

  it('a Debian package with a damaged, missing or further part: the rest is read, and what is not is told', async function () {
    const tree = at('deb-parts');
    mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
    writeFileSync(
      join(tree, 'DEBIAN/control'),
      'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n',
    );
    writeFileSync(join(tree, 'run.sh'), 'true\n');
    made(this, folder.path, ['dpkg-deb', '-Zgzip', '--root-owner-group', '-b', tree, at('parts.deb')]);
    made(this, folder.path, ['ar', 'x', at('parts.deb')]);
    const whole = readFileSync(at('data.tar.gz'));
    writeFileSync(at('_gpgorigin'), 'signature');
    writeFileSync(at('more.tar'), 'more');
    const parts = async (...members: string[]) => {
      rmSync(at('parts.deb'));
      made(this, folder.path, ['ar', 'rc', at('parts.deb'), 'debian-binary', ...members]);
      const { files: found, gaps } = await unpack(readFileSync(at('parts.deb')), limit);
      return [found.map(nameOf), gaps.map(({ what }) => what)];
    };
    assert.deepEqual(await parts('control.tar.gz', 'data.tar.gz', 'more.tar', '_gpgorigin'), [
      ['run.sh', 'DEBIAN/control'],
      ['more.tar', '_gpgorigin'],
    ]);
    assert.deepEqual(await parts('control.tar.gz'), [['DEBIAN/control'], ['data.tar']]);
    assert.deepEqual(await parts('data.tar.gz'), [['run.sh'], ['control.tar']]);
    writeFileSync(at('data.tar.gz'), whole.subarray(0, whole.length - 20));
    assert.deepEqual(await parts('control.tar.gz', 'data.tar.gz'), [['DEBIAN/control'], ['data.tar.gz']]);
  });

  for (const payload of ['w9.gzdio', 'w3.zstdio', 'w6.xzdio']) {
    it(`an RPM package with payload ${payload} has its files and scriptlets`, async function () {
      const spec = `Name: agent
Version: 1.0
Release: 1
Summary: x
License: x
BuildArch: noarch
Requires: openssl-libs >= 3.0
%define _binary_payload ${payload}
%description
x
%install
cp -a ${at('tree')}/. %{buildroot}/
%files
/opt
%pre
systemctl stop dten-agent.service
%post -p /sbin/ldconfig
%postun -p /usr/bin/python3
print(1)
%posttrans -p <lua>
posix.stat("/")
%triggerin -- bash
systemctl start a
%triggerun -p <lua> -- bash
print(2)
%transfiletriggerin -- /usr/lib
systemctl start b
`;
      writeFileSync(at('agent.spec'), spec);
      made(this, folder.path, [
        'rpmbuild',
        '--quiet',
        '-bb',
        '--define',
        `_topdir ${at('rpm')}`,
        '--define',
        '__os_install_post %{nil}',
        at('agent.spec'),
      ]);
      const built = readdirSync(at('rpm/RPMS/noarch')).find((name) => name.endsWith('.rpm')) ?? '';
      const { files: found, gaps } = await unpack(readFileSync(at(`rpm/RPMS/noarch/${built}`)), limit);
      const scriptlets = {
        'RPM/prein.sh': 'systemctl stop dten-agent.service',
        'RPM/postin.sh': '/sbin/ldconfig',
        'RPM/postun.py': 'print(1)',
        'RPM/posttrans.lua': 'posix.stat("/")',
        'RPM/trigger-1.sh': 'systemctl start a',
        'RPM/trigger-2.lua': 'print(2)',
        'RPM/transfiletrigger-1.sh': 'systemctl start b',
      };
      // What rpmbuild adds by itself stands there as well.
      const { 'RPM/package.spec': description = '', ...texts } = textsOf(found);
      assert.deepEqual(
        parsePackaging('RPM/package.spec', description).dependencies.map(({ name, range }) => [name, range?.value]),
        [['openssl-libs', '>= 3.0']],
      );
      assert.match(description, /^Name: agent\nVersion: 1\.0\nRelease: 1\n/);
      assert.deepEqual([texts, gaps], [{ ...files, ...scriptlets }, []]);
      assert.equal(found.filter(({ kind }) => kind === 'symlink').length, 1);
    });
  }

  it('xz with SHA-256, as rpm writes it, is unpacked and compared, in one block or many', async function () {
    made(this, at('tree'), ['tar', '-cf', at('sums.tar'), '.']);
    for (const blocks of [[], ['--block-size=65536']]) {
      made(this, folder.path, ['xz', '--keep', '--force', '--check=sha256', ...blocks, 'sums.tar']);
      const packed = readFileSync(at('sums.tar.xz'));
      assert.deepEqual(textsOf((await unpack(packed, limit)).files), files);
      // The checksum of the last block lies before the index, whose size the footer tells.
      const sumAt = packed.length - 12 - (packed.readUInt32LE(packed.length - 8) + 1) * 4 - 32;
      packed.writeUInt8(packed.readUInt8(sumAt) ^ 1, sumAt);
      await assert.rejects(unpack(packed, limit), /does not match its checksum/);
    }
  });

  it('unpack no more than they may', async function () {
    made(this, at('tree'), ['tar', '-czf', at('a.tar.gz'), '.']);
    made(this, at('tree'), ['tar', '-cJf', at('a.tar.xz'), '.']);
    made(this, at('tree'), ['tar', '--zstd', '-cf', at('a.tar.zst'), '.']);
    made(this, at('tree'), ['tar', '-cjf', at('a.tar.bz2'), '.']);
    made(this, at('tree'), ['tar', '--lzma', '-cf', at('a.tar.lzma'), '.']);
    for (const name of ['a.tar.gz', 'a.tar.xz', 'a.tar.zst', 'a.tar.bz2', 'a.tar.lzma'])
      await assert.rejects(unpack(readFileSync(at(name)), 100_000), /unpacks to more than the 100000 bytes/, name);
  });

  it('that are damaged say so, and never hang or crash', async function () {
    this.timeout(120_000);
    const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);
    const random = randomSource(seed);
    mkdirSync(at('small'));
    writeFileSync(at('small/a.sh'), 'echo a\n');
    made(this, at('small'), ['tar', '-cf', at('s.tar'), '.']);
    made(this, at('small'), ['tar', '-czf', at('s.tar.gz'), '.']);
    made(this, at('small'), ['tar', '-cJf', at('s.tar.xz'), '.']);
    made(this, at('small'), ['tar', '--zstd', '-cf', at('s.tar.zst'), '.']);
    made(this, at('small'), ['tar', '-cjf', at('s.tar.bz2'), '.']);
    made(this, at('small'), ['tar', '--lzma', '-cf', at('s.tar.lzma'), '.']);
    made(this, folder.path, ['xz', '--keep', '--check=sha256', '--suffix=.sum', 's.tar']);
    const whole = [
      's.tar',
      's.tar.gz',
      's.tar.xz',
      's.tar.zst',
      's.tar.bz2',
      's.tar.lzma',
      's.tar.sum',
      'agent.deb',
      `rpm/RPMS/noarch/${readdirSync(at('rpm/RPMS/noarch'))[0] ?? ''}`,
    ];
    let refused = 0;
    for (let round = 0; round < 600; round++) {
      const bytes = mutated(readFileSync(at(whole[round % whole.length] ?? '')), random);
      const started = cpuTime();
      const failed = await unpack(bytes, limit).then(
        () => undefined,
        (error: unknown) => error,
      );
      assert.ok(cpuTime() - started < 3000, `seed ${seed}, round ${round}`);
      if (failed) assert.ok(failed instanceof Error && failed.message !== '', `seed ${seed}, round ${round}`);
      refused += Number(failed !== undefined);
    }
    assert.ok(refused > 100, `${refused} of 600 were refused`);
  });
});

/** cpio(5), "new ASCII" with checksums, as SWUpdate wants it. */
function cpioOf(files: Readonly<Record<string, string>>): Buffer {
  const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  const entries = [...Object.entries(files), ['TRAILER!!!', ''] as const].map(([name, text], at) => {
    const content = Buffer.from(text);
    const sum = content.reduce((all, byte) => all + byte, 0);
    const numbers = [at + 1, 0o100755, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, sum];
    const head = `070702${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}${name}\0`;
    return Buffer.concat([padded(Buffer.from(head)), padded(content)]);
  });
  return Buffer.concat(entries);
}

describe('containers inside a package', () => {
  it('are opened whatever they are called, and count as read', async function () {
    const scratch = scratchFolder();
    const folder = temporaryFolder({});
    const packages = 'dten.ipk dten.swu dten.gem dten-1.pkg.tar.zst'.split(' ');
    try {
      const tree = (files: Readonly<Record<string, string>>) => {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(scratch.path, name), text);
      };
      const stop = '#!/bin/sh\nset -e\nsystemctl stop dtend.service\n';
      tree({ postinst: stop, control: 'Package: dten\nVersion: 1\nArchitecture: all\n', 'debian-binary': '2.0\n', 'stop.sh': stop });
      tree({ '.PKGINFO': 'pkgname = dten\npkgver = 1-1\n', '.INSTALL': 'post_upgrade() {\n  systemctl stop dtend.service\n}\n' });
      const tar = (...words: readonly string[]) => made(this, scratch.path, ['tar', ...words]);
      tar('-czf', 'control.tar.gz', './postinst', './control');
      tar('-czf', 'data.tar.gz', 'stop.sh');
      tar('-czf', 'dten.ipk', 'debian-binary', 'control.tar.gz');
      tar('-cf', 'dten.gem', 'data.tar.gz');
      tar('--zstd', '-cf', 'dten-1.pkg.tar.zst', '.PKGINFO', '.INSTALL');
      writeFileSync(join(scratch.path, 'dten.swu'), cpioOf({ 'stop.sh': stop }));
      const parts = Object.fromEntries(packages.map((name) => [name, readFileSync(join(scratch.path, name))]));
      writeFileSync(join(folder.path, 'in.zip'), await zipOf(parts));
      const { out } = await upgradeReview(folder.path, ['preflight', 'in.zip']);
      assert.doesNotMatch(out, /not understood|not opened/);
      const plan = await upgradeReview(folder.path, ['plan', 'in.zip']);
      for (const name of packages) assert.ok(plan.out.includes(name), `${name} in ${plan.out}`);
    } finally {
      scratch.remove();
      folder.remove();
    }
  });

  it('are files that are compressed by themselves, under the names that they had', async () => {
    const packed = {
      'db/seed.sql.gz': gzipSync('DROP TABLE users;\n'),
      'db/payload.dat': gzipSync('#!/bin/sh\nsystemctl stop dten\n'),
      'conf/app.yaml.gz': gzipSync('a: 1\n'),
      // What people read, and what a web server hands out.
      'man/dten.1.gz': gzipSync('.TH DTEN 1\n'),
      'log/a.log.gz': gzipSync('a\n'),
      'web/a.js.gz': gzipSync('1;\n'),
    };
    const root = temporaryFolder(packed);
    const opened = await openPackage(root.path);
    await opened.source.expand(defaultLimits, () => undefined);
    const inside = opened.source.entries.flatMap(({ path }) => (path.includes(' »/') ? [path] : []));
    assert.deepEqual(inside, ['conf/app.yaml.gz »/app.yaml', 'db/payload.dat »/payload.dat', 'db/seed.sql.gz »/seed.sql']);
    assert.equal(Buffer.from(await opened.source.read('db/seed.sql.gz »/seed.sql')).toString(), 'DROP TABLE users;\n');
    await opened.close();
    root.remove();
  });

  it('are reviewed, and their findings have no fix, as nobody writes them anew', async function () {
    const scratch = scratchFolder();
    const folder = temporaryFolder({ 'inventory.json': inventory, 'catalog.json': catalog });
    try {
      mkdirSync(join(scratch.path, 'scripts'));
      writeFileSync(join(scratch.path, 'scripts/stop.sh'), '#!/bin/sh\nset -eu\nsystemctl stop dten-agent.service\n');
      writeFileSync(join(scratch.path, 'app.jar'), await zipOf({ 'x.sh': '#!/bin/sh\nset -eu\nsystemctl stop dten-agent.service\n' }));
      made(this, scratch.path, ['tar', '-czf', join(folder.path, 'agent.tar.gz'), 'scripts', 'app.jar']);
      const broken = readFileSync(join(folder.path, 'agent.tar.gz')).subarray(0, 200);
      const evil = 'tar --transform=s,^,../../, -czf';
      made(this, scratch.path, [...evil.split(' '), join(folder.path, 'evil.tgz'), '-P', 'scripts/stop.sh']);
      const parts = {
        'agent.tar.gz': readFileSync(join(folder.path, 'agent.tar.gz')),
        'cut.tar.gz': broken,
        'evil.tgz': readFileSync(join(folder.path, 'evil.tgz')),
      };
      writeFileSync(join(folder.path, 'in.zip'), await zipOf(parts));
      const { out } = await upgradeReview(folder.path, [
        'preflight',
        'in.zip',
        '--inventory',
        'inventory.json',
        '--catalog',
        'catalog.json',
      ]);
      assert.match(out, /systemd\/renamed-unit {2}agent\.tar\.gz » scripts\/stop\.sh:3:16/);
      assert.match(out, /systemd\/renamed-unit {2}agent\.tar\.gz » app\.jar » x\.sh:3:16/);
      assert.match(out, /blocker archive\/unsafe-name .*\n {2}evil\.tgz » \.\.\/\.\.\/scripts\/stop\.sh/);
      assert.match(out, /cut\.tar\.gz: it begins like an archive and cannot be opened/);
      assert.doesNotMatch(out, /fix:/);
      const fixed = await upgradeReview(folder.path, [
        'fix',
        'in.zip',
        '--output',
        'out.zip',
        '--inventory',
        'inventory.json',
        '--catalog',
        'catalog.json',
      ]);
      assert.match(fixed.err, /^0 fixes applied/);
      const opened = await openPackage(join(folder.path, 'in.zip'));
      const { source } = opened;
      await source.expand(defaultLimits, () => undefined);
      assert.deepEqual(
        source.entries.filter(({ readOnly }) => readOnly).map(({ path }) => path),
        ['agent.tar.gz »/app.jar', 'agent.tar.gz »/app.jar »/x.sh', 'agent.tar.gz »/scripts/stop.sh'],
      );
      await opened.close();
    } finally {
      scratch.remove();
      folder.remove();
    }
  });
});
