import assert from 'node:assert/strict';
import { changeKinds } from '../../../src/core/compare/entries';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { changesJson } from '../../../src/core/report/changes-json';
import { countWords } from '../../../src/core/report/changes';
import { comparedDocument } from '../../../src/core/report/document/changes';
import { sectionMarkdown } from '../../../src/core/report/markdown/render';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage } from '../../../src/core/review/review';
import { mostOfKind } from '../../../src/core/review/shown-changes';
import { memorySource } from '../../support/memory-source';

const files = (count: number, folder: string, content = ''): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${folder}/${at}.txt`, `${content}${at} of ${folder}`]));

const compared = async (older: Record<string, string>, newer: Record<string, string>) => {
  const baseline = { source: memorySource('old.zip', older), cache: newCache() };
  const source = memorySource('new.zip', newer);
  const { comparison } = await reviewPackage({
    source,
    baseline,
    rules: [],
    inventory: emptyInventory,
    catalog: emptyCatalog,
    environment: 'production',
  });
  assert.ok(comparison);
  return comparison;
};

describe('changes that are shown', () => {
  it('are all there, and nothing is said of more, where they are few', async () => {
    const { changes } = await compared(files(3, 'a'), files(4, 'a'));
    assert.equal(changes.entries.length, 1);
    assert.equal(changes.more, undefined);
    assert.equal(countWords(changes), 'files: 1 added');
  });

  it('are bounded for each kind, and the others are counted everywhere', async () => {
    const many = mostOfKind + 500;
    const comparison = await compared(
      { ...files(many, 'both'), ...files(2, 'old') },
      { ...files(many, 'both', 'now '), ...files(many + 1, 'new') },
    );
    const { changes } = comparison;
    const listed = changeKinds.map((kind) => changes.entries.filter((change) => change.kind === kind).length);
    assert.deepEqual(listed, [mostOfKind, 2, mostOfKind, 0, 0]);
    assert.deepEqual(changes.more?.entries, { added: 501, removed: 0, changed: 500, moved: 0, mode: 0 });
    assert.equal(countWords(changes), `files: ${many + 1} added, 2 removed, ${many} changed`);
    const section = sectionMarkdown(comparedDocument(comparison));
    for (const told of ['`both/`: 1,000 files', '500 more', '`old/0.txt`']) assert.ok(section.includes(told), section.slice(0, 400));
    assert.deepEqual(changesJson(comparison).more, changes.more);
  });
});
