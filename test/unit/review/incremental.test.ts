import assert from 'node:assert/strict';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { keepSyntaxOf } from '../../../src/core/subject/lazy-syntax';
import { emptyOverlay, overlaidSource, withEdit } from '../../../src/core/patch/overlay';
import { samplePackage, sampleSite } from '../../support/sample';
import { randomSource } from '../../support/random';

const request = () => ({ source: samplePackage(), ...sampleSite(), rules, environment: 'production' });

const told = ({ findings, notChecked, verdict }: Review) =>
  JSON.stringify({ findings: findings.map(({ fix, ...finding }) => ({ ...finding, fix: fix?.edits })), notChecked, verdict });

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

  it('after edits is what a fresh one is', async () => {
    const random = randomSource(20_261_129);
    const base = request();
    const cache = newCache();
    await reviewPackage(base, undefined, cache);
    let overlay = emptyOverlay;
    const texts = base.source.entries.filter(({ path }) => /\.(sh|sql|service|json|yaml|cron|conf)$|cron\.d\//.test(path));
    assert.ok(texts.length > 10);
    for (let edit = 0; edit < 25; edit++) {
      const { path } = random.pick(texts);
      const text = Buffer.from(await overlaidSource(base.source, overlay).read(path)).toString();
      const lines = text.split('\n');
      const at = random.below(lines.length);
      lines.splice(at, random.below(3), ...(random.below(2) === 0 ? [] : [random.pick(lines)]));
      overlay = withEdit(overlay, path, Buffer.from(lines.join('\n')));
      cache.files.delete(path);
      const edited = { ...base, source: overlaidSource(base.source, overlay) };
      assert.equal(
        told(await reviewPackage(edited, undefined, cache)),
        told(await reviewPackage(edited)),
        `edit ${edit} of ${path}:${at + 1}`,
      );
    }
  });
});
