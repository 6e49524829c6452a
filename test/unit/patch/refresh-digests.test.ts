import assert from 'node:assert/strict';
import { emptyOverlay, overlaidSource, overlayOf, withEdit, type Overlay } from '../../../src/core/patch/overlay';
import { brokenSignatures } from '../../../src/core/patch/broken-signatures';
import { refreshDigests } from '../../../src/core/patch/refresh-digests';
import { digest } from '../../../src/node/digest';
import { memorySource } from '../../support/memory-source';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = async (source: ReturnType<typeof memorySource>, overlay: Overlay, path: string) =>
  new TextDecoder().decode(await overlaidSource(source, overlay).read(path));

describe('digests of a patched package', () => {
  it('leave wrong digests of files that nobody changed, and packages without changes', async () => {
    const wrong = `${'0'.repeat(64)}  a\n${'1'.repeat(64)}  b\n`;
    const source = memorySource('p', { a: 'a', b: 'b', SHA256SUMS: wrong });
    assert.deepEqual((await refreshDigests(source, emptyOverlay, digest)).refreshed, []);
    const { overlay } = await refreshDigests(source, withEdit(emptyOverlay, 'a', bytes('new')), digest);
    assert.equal(await text(source, overlay, 'SHA256SUMS'), wrong.replace('0'.repeat(64), digest('sha256', bytes('new')) as string));
  });

  it('say so where files vouch for each other', async () => {
    const sums = (path: string) => `${'0'.repeat(64)}  ${path}\n`;
    const source = memorySource('p', { a: 'a', 'x.sha256': sums('y.sha256') + sums('a'), 'y.sha256': sums('x.sha256') });
    const { circular } = await refreshDigests(source, withEdit(emptyOverlay, 'a', bytes('new')), digest);
    assert.ok(circular.length > 0);
    const self = memorySource('p', { a: 'a', SHA256SUMS: sums('a') + sums('SHA256SUMS') });
    assert.deepEqual((await refreshDigests(self, withEdit(emptyOverlay, 'a', bytes('new')), digest)).circular, []);
  });
});

describe('broken signatures', () => {
  const paths = [
    'SHA256SUMS',
    'certs/SHA256SUMS.sig',
    'bin/a',
    'bin/a.asc',
    'bin/b',
    'bin/b.asc',
    'package.p7s',
    'x/META-INF/V.RSA',
    'x/y',
    'InRelease',
  ];
  const broken = (...edited: string[]) => brokenSignatures(paths, overlayOf(edited.map((path) => [path, bytes('x')])));

  it('are those of changed files, of the whole, and of what is signed inside', () => {
    assert.deepEqual(broken(), []);
    assert.deepEqual(broken('bin/a'), ['bin/a.asc', 'package.p7s']);
    assert.deepEqual(broken('SHA256SUMS', 'x/y'), ['certs/SHA256SUMS.sig', 'package.p7s', 'x/META-INF/V.RSA']);
    const inside = bytes('-----BEGIN PGP SIGNED MESSAGE-----\nx\n-----BEGIN PGP SIGNATURE-----\n');
    assert.deepEqual(brokenSignatures(['InRelease'], overlayOf([['InRelease', inside]])), ['InRelease']);
  });
});
