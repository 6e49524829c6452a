import assert from 'node:assert/strict';
import { checkLists, type CheckedLists } from '../../../src/core/compare/listed-files';
import type { SourceEntry } from '../../../src/core/package/source';
import { overlaidSource, overlayOf, type Overlay } from '../../../src/core/patch/overlay';
import { digest } from '../../../src/node/digest';
import { memorySource } from '../../support/memory-source';

const bytes = (text: string) => new TextEncoder().encode(text);
const sum = (text: string, path: string) => `${digest('sha256', bytes(text)) as string}  ${path}\n`;

const files = { 'a.sh': 'a\n', 'b.sh': 'b\n', SHA256SUMS: sum('a\n', 'a.sh') + sum('other', 'b.sh') };

/** A package whose reads are counted; `facts` as its container tells them. */
function counted(content: Readonly<Record<string, string>>, facts?: (path: string) => Partial<SourceEntry>) {
  const base = memorySource('p.zip', content, facts);
  const reads: string[] = [];
  const source = { ...base, read: (path: string, limit?: number) => (reads.push(path), base.read(path, limit)) };
  const check = (overlay: Overlay = overlayOf([]), before?: CheckedLists): Promise<CheckedLists> =>
    checkLists(
      {
        source: overlaidSource(source, overlay),
        files: base.entries,
        edited: new Set(overlay.edits.keys()),
        digest,
        step: () => undefined,
      },
      before,
    );
  return { reads, check };
}

const wrong = ({ lists }: CheckedLists) =>
  lists.flatMap((list) => list.files.flatMap(({ path, differs }) => (differs ? [`${String(path)} ${differs.by}`] : [])));

describe('lists of a package', () => {
  it('are compared once: nothing is read again, and the answer is the same object', async () => {
    const { reads, check } = counted(files);
    const first = await check();
    assert.deepEqual(wrong(first), ['b.sh digest']);
    assert.deepEqual(reads.sort(), ['SHA256SUMS', 'a.sh', 'b.sh']);
    assert.equal(await check(undefined, first), first);
    assert.equal(reads.length, 3);
  });

  it('say nothing of what is patched here, and what they say of others stays', async () => {
    const { reads, check } = counted(files);
    const first = await check();
    const patched = await check(overlayOf([['b.sh', bytes('mended')]]), first);
    assert.deepEqual(wrong(patched), []);
    assert.deepEqual(wrong(await check(overlayOf([['SHA256SUMS', bytes(sum('b\n', 'b.sh'))]]), patched)), []);
    assert.deepEqual(wrong(await check(undefined, patched)), ['b.sh digest']);
    assert.equal(reads.length, 3);
  });

  it('never read what is too large, and say so; another size is told all the same', async () => {
    const large = (path: string) => (path === 'disk.img' ? { size: 3 * 2 ** 30 } : {});
    const image = counted({ 'disk.img': '', SHA256SUMS: sum('x', 'disk.img') }, large);
    const { gaps } = await image.check();
    assert.deepEqual(image.reads, ['SHA256SUMS']);
    assert.match(gaps[0]?.what ?? '', /disk\.img/);
    assert.match(gaps[0]?.why ?? '', /sha256sum -c/);
    const listed = JSON.stringify({ files: [{ path: 'disk.img', sha256: '0'.repeat(64), size: 5 }] });
    assert.deepEqual(wrong(await counted({ 'disk.img': '', 'manifest.json': listed }, large).check()), ['disk.img size']);
  });

  it('that cannot be compared are told', async () => {
    const why = async (content: Record<string, string>) => (await counted(content).check()).gaps.map((gap) => `${gap.what}: ${gap.why}`);
    assert.deepEqual(await why({ 'a.sh': 'a', SHA256SUMS: '\0\0\0' }), ['files that SHA256SUMS lists: the list could not be read']);
    assert.deepEqual(await why({ 'a.sh': 'a', SHA256SUMS: sum('x', 'y.tar') }), [
      'files that SHA256SUMS lists: none of them is in the package by that name',
    ]);
    const odd = JSON.stringify({ files: [{ path: 'a.sh', digest: 'blake3:1234' }] });
    assert.deepEqual(await why({ 'a.sh': 'a', 'manifest.json': odd }), [
      'digests that manifest.json lists of a.sh: digests of that kind are not computed here',
    ]);
  });

  it('of inner archives are of these alone, and names that leave the package are nowhere', async () => {
    const inner = counted({
      'a.sh': 'outer',
      'x.zip »/a.sh': 'inner',
      'x.zip »/meta/SHA256SUMS': sum('inner', 'a.sh') + sum('outer', '../../a.sh') + sum('outer', '../../../../etc/passwd'),
    });
    const [list] = (await inner.check()).lists;
    assert.deepEqual(
      [list?.base, list?.isUnsure, list?.files.map(({ path }) => path)],
      ['x.zip »/', true, ['x.zip »/a.sh', undefined, undefined]],
    );
  });
});
