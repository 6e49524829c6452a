import assert from 'node:assert/strict';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { keepSyntaxOf } from '../../../src/core/subject/lazy-syntax';
import { differingPaths } from '../../../src/core/patch/merge-overlays';
import { contentOf, emptyOverlay, overlaidSource, withEdit, withoutEdit, type Overlay } from '../../../src/core/patch/overlay';
import type { PackageSource } from '../../../src/core/package/source';
import { groupBy } from '../../../src/core/text/groups';
import { byPath } from '../../../src/core/text/order';
import { mixedPackage } from '../../bench/mixed-package';
import { samplePackage, sampleSite } from '../../support/sample';
import { randomSource, type RandomSource } from '../../support/random';

const request = () => ({ source: samplePackage(), ...sampleSite(), rules, environment: 'production' });

const told = (review: Review) => JSON.stringify(review, undefined, 1);

describe('a review', () => {
  it('finds the same when no parsed form is kept', async () => {
    const expected = told(await reviewPackage(request()));
    const before = keepSyntaxOf(0);
    try {
      assert.equal(told(await reviewPackage(request())), expected);
    } finally {
      keepSyntaxOf(before);
    }
  });

  for (const [what, start] of [
    ['the sample', request()],
    ['a package of all kinds of files', { ...request(), source: sourceOf(mixedPackage(120)) }],
  ] as const) {
    it(`of ${what} after edits is what a fresh one is`, async () => {
      const random = randomSource(20_261_129);
      const cache = newCache();
      await reviewPackage(start, undefined, cache);
      let overlay = emptyOverlay;
      const kinds = [...groupBy(start.source.entries, ({ path }) => /\.\w+$/.exec(path)?.[0] ?? path.split('/').at(-2) ?? '').values()];
      assert.ok(kinds.length > 5);
      for (let edit = 0; edit < 15; edit++) {
        // Each kind in turn, however few of it there are.
        const { path } = random.pick(kinds[edit % kinds.length] ?? []);
        const other = random.pick(start.source.entries).path;
        const before = overlay;
        overlay = await editedAt(overlay, path, other, start.source, random);
        for (const changed of differingPaths(before, overlay)) cache.files.delete(changed);
        const edited = { ...start, source: overlaidSource(start.source, overlay) };
        assert.equal(
          told(await reviewPackage(edited, undefined, cache)),
          told(await reviewPackage(edited)),
          `edit ${edit} of ${path}, with ${other}`,
        );
      }
    });
  }
});

/** As people do: lines that go, come twice or come from another file, files that go, come back, or become another one. */
async function editedAt(overlay: Overlay, path: string, other: string, source: PackageSource, random: RandomSource): Promise<Overlay> {
  if (overlay.edits.has(path) && random.below(3) === 0) return withoutEdit(overlay, path);
  if (random.below(8) === 0) return withEdit(overlay, path, 'deleted');
  const textOf = async (of: string) => Buffer.from(await source.read(of)).toString('latin1');
  const known = contentOf(overlay, path);
  const lines = (known ? Buffer.from(known).toString('latin1') : await textOf(path)).split('\n');
  if (random.below(8) === 0) return withEdit(overlay, `${path}.new.sh`, Buffer.from(lines.join('\n'), 'latin1'));
  const from = random.below(2) === 0 ? lines : (await textOf(other)).split('\n');
  const at = random.below(lines.length);
  lines.splice(at, random.below(3), ...(random.below(3) === 0 ? [] : [random.pick(from)]));
  return withEdit(overlay, path, Buffer.from(lines.join('\n'), 'latin1'));
}

function sourceOf(files: ReadonlyMap<string, Uint8Array>): PackageSource {
  return {
    name: 'mixed',
    entries: [...files].map(([path, { length }]) => ({ path, size: length, mode: 0o644 })).sort(byPath),
    read: (path, limit) => Promise.resolve((files.get(path) ?? new Uint8Array()).subarray(0, limit)),
  };
}
