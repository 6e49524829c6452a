import assert from 'node:assert/strict';
import { withoutDistributions } from '../../../src/core/package/distribution-files';
import { reviewed } from '../../support/covered';
import { memorySource } from '../../support/memory-source';

type Files = Readonly<Record<string, string>>;

async function left(files: Files): Promise<{ readonly paths: readonly string[]; readonly gaps: readonly string[] }> {
  const { entries, gaps = [] } = await withoutDistributions(memorySource('x.zip', files));
  return { paths: entries.map(({ path }) => path), gaps: gaps.map(({ what, decisive }) => `${what}${decisive ? '!' : ''}`) };
}

const below = (root: string, files: Files): Files => Object.fromEntries(Object.entries(files).map(([path, text]) => [root + path, text]));

describe('files of distributions inside a package', () => {
  const debian = {
    'var/lib/dpkg/info/base-files.list': '/.\n/etc\n/etc/motd\n/usr/bin/which\n/lib/init/vars.sh\n/opt/dten/run.sh\n',
    'var/lib/dpkg/info/base-files.md5sums': '0123456789abcdef0123456789abcdef  usr/bin/which\n',
    'etc/motd': 'hello\n',
    'usr/bin/which': '#!/bin/sh\n',
    'usr/lib/init/vars.sh': 'A=1\n',
  };
  const own = { 'opt/dten/run.sh': '#!/bin/sh\n', 'etc/dten.conf': 'a=1\n', 'usr/bin/dtend': '#!/bin/sh\n' };

  it('are left out where dpkg lists them, also under the other name of a folder; what is not listed stays', async () => {
    assert.deepEqual(await left(below('rootfs/', { ...debian, ...own })), {
      paths: ['rootfs/etc/dten.conf', 'rootfs/opt/dten/run.sh', 'rootfs/usr/bin/dtend'],
      gaps: ['5 files of a distribution in rootfs'],
    });
  });

  it('are those of all layers of an image, and only of this image', async () => {
    const [first, second] = ['image.tar »/a/layer.tar »/', 'image.tar »/b/layer.tar »/'];
    const files = {
      'image.tar »/manifest.json': '[]',
      ...below(first, debian),
      ...below(second, { 'usr/bin/which': '#!/bin/sh\n# another build\n', ...own, 'etc/motd »/inside.sh': '#!/bin/sh\n' }),
      'other.tar »/usr/bin/which': '#!/bin/sh\n',
    };
    assert.deepEqual(await left(files), {
      paths: [
        'image.tar »/b/layer.tar »/etc/dten.conf',
        'image.tar »/b/layer.tar »/opt/dten/run.sh',
        'image.tar »/b/layer.tar »/usr/bin/dtend',
        'image.tar »/manifest.json',
        'other.tar »/usr/bin/which',
      ],
      gaps: ['7 files of a distribution in image.tar'],
    });
  });

  const others: readonly (readonly [name: string, files: Files, stay: readonly string[]])[] = [
    [
      'apk',
      {
        'lib/apk/db/installed': 'P:busybox\nF:bin\nR:busybox\nF:etc\nR:securetty\n\nP:musl\nF:lib\nR:ld-musl.so.1\n',
        'bin/busybox': 'x',
        'etc/securetty': 'console\n',
        'lib/ld-musl.so.1': 'x',
        'etc/dten': 'x',
      },
      ['etc/dten'],
    ],
    [
      'a Debian image without a shell',
      { 'var/lib/dpkg/status.d/base.md5sums': `${'0'.repeat(32)}  etc/host.conf\n`, 'etc/host.conf': 'x', 'app/run.sh': 'x' },
      ['app/run.sh'],
    ],
    [
      'opkg',
      { 'usr/lib/opkg/info/dropbear.list': '/usr/sbin/dropbear\n', 'usr/sbin/dropbear': 'x', 'usr/sbin/dtend': 'x' },
      ['usr/sbin/dtend'],
    ],
    [
      'pacman',
      { 'var/lib/pacman/local/bash-5.2-1/files': '%FILES%\nusr/\nusr/bin/bash\n', 'usr/bin/bash': 'x', 'usr/bin/dtend': 'x' },
      ['usr/bin/dtend'],
    ],
    [
      'RPM, by folders',
      { 'var/lib/rpm/rpmdb.sqlite': 'x', 'usr/bin/bash': 'x', 'usr/local/bin/dtend': 'x', 'etc/dten.conf': 'x' },
      ['etc/dten.conf', 'usr/local/bin/dtend'],
    ],
  ];
  for (const [name, files, stay] of others)
    it(`are those that ${name} knows`, async () => {
      const { paths } = await left(below('root.tar »/', files));
      assert.deepEqual(
        paths,
        stay.map((path) => `root.tar »/${path}`),
      );
    });

  it('are nobody’s where the list cannot be read', async () => {
    const source = memorySource('x.zip', { 'var/lib/dpkg/info/a.list': '/usr/bin/a\n', 'usr/bin/a': 'x' });
    const broken = { ...source, read: () => Promise.reject(new Error('its checksum is wrong')) };
    assert.deepEqual(
      (await withoutDistributions(broken)).entries.map(({ path }) => path),
      ['usr/bin/a'],
    );
  });

  it('are told in the review and judged by no rule; what is the vendor’s is', async () => {
    const stop = '#!/bin/sh\nexport DB_PASSWORD=Sup3r-Secr3t-9x\n';
    const { review } = await reviewed(below('root/', { ...debian, 'usr/bin/which': stop, 'opt/dten/run.sh': stop }));
    assert.deepEqual(
      review.notChecked.filter(({ what }) => /distribution/.test(what)),
      [
        {
          what: '5 files of a distribution in root',
          why: 'its package manager lists them as those of its own packages',
          decisive: false,
        },
      ],
    );
    assert.deepEqual([...new Set(review.findings.map(({ path }) => path))], ['root/opt/dten/run.sh']);
    assert.equal(review.coverage.files, 1);
  });
});
