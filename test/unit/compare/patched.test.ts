import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { pathOf } from '../../../src/core/compare/entries';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { overlaidSource, overlayOf, type Overlay } from '../../../src/core/patch/overlay';
import { json } from '../../../src/core/report/formats/json';
import { md } from '../../../src/core/report/formats/md';
import { newCache } from '../../../src/core/review/cache';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const bytes = (text: string) => Buffer.from(text);
const manifest = (version: string, openssl: string) => JSON.stringify({ name: 'x', version, reboot: false, dependencies: { openssl } });

const older = memorySource('x-1.0.zip', {
  'manifest.json': bytes(manifest('1.0.0', '>=1 <2')),
  'config/app.yaml': bytes('retries: 3\nlimit: 10\n'),
  'install.sh': bytes('#!/bin/sh\nexit 0\n'),
  'notes.txt': bytes('old\n'),
});
const newer = memorySource('x-1.1.zip', {
  'manifest.json': bytes(manifest('1.1.0', '>=1 <3')),
  'config/app.yaml': bytes('retries: 9\nlimit: 10\n'),
  'install.sh': bytes('#!/bin/sh\nexit 0\n'),
  'notes.txt': bytes('new\n'),
});

const cache = newCache();
const baseline = { source: older, cache: newCache() };
let before: Overlay = overlayOf([]);

/** Reviews as a window does: what is known of files that no patch touched is kept. */
async function reviewed(overlay: Overlay) {
  for (const path of [...before.edits.keys(), ...overlay.edits.keys()]) cache.files.delete(path);
  before = overlay;
  const review = await reviewPackage(
    {
      source: overlaidSource(newer, overlay),
      shipped: { source: newer, edited: new Set(overlay.edits.keys()) },
      inventory: emptyInventory,
      catalog: emptyCatalog,
      rules,
      environment: 'production',
      baseline,
    },
    undefined,
    cache,
  );
  const { comparison } = review;
  assert.ok(comparison);
  return {
    review,
    files: comparison.changes.entries.map((change) => `${change.kind} ${pathOf(change)}`),
    defaults: comparison.changes.defaults.map(({ key, before: old, after }) => `${key} ${old.value} ${after.value}`),
    dependencies: comparison.changes.dependencies.map(({ name, after }) => `${name} ${after ?? 'none'}`),
    findings: review.findings.filter(({ rule }) => rule === 'config/changed-default').length,
  };
}

describe('the comparison of a patched package', () => {
  const vendors = {
    files: ['changed config/app.yaml', 'changed manifest.json', 'changed notes.txt'],
    defaults: ['retries 3 9'],
    dependencies: ['openssl >=1 <3'],
  };

  it('tells what the vendor changed, whatever is patched', async () => {
    const plain = await reviewed(overlayOf([]));
    assert.equal(plain.findings, 1);
    const patches = overlayOf([
      ['install.sh', bytes('#!/bin/sh\nset -e\n')],
      ['extra.sh', bytes('#!/bin/sh\n')],
      ['notes.txt', 'deleted'],
      ['manifest.json', bytes(manifest('1.1.0', '>=1 <2'))],
      ['config/app.yaml', bytes('retries: 9\nlimit: 20\n')],
    ]);
    const patched = await reviewed(patches);
    for (const { files, defaults, dependencies } of [plain, patched]) assert.deepEqual({ files, defaults, dependencies }, vendors);
    assert.equal(patched.findings, 1, 'the limit is ours');
  });

  it('ends what is mended, and still tells it', async () => {
    const { files, defaults, findings } = await reviewed(overlayOf([['config/app.yaml', bytes('retries: 3\nlimit: 10\n')]]));
    assert.deepEqual({ files, defaults }, { files: vendors.files, defaults: vendors.defaults });
    assert.equal(findings, 0);
  });

  it('marks in reports what is patched as well', async () => {
    const { review } = await reviewed(
      overlayOf([
        ['config/app.yaml', bytes('retries: 3\n')],
        ['install.sh', bytes('exit 1\n')],
      ]),
    );
    const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [], newOnly: false };
    const { changes } = JSON.parse(json.write(review, context)) as { changes: { entries: object[] } };
    assert.deepEqual(changes.entries, [
      { kind: 'changed', path: 'config/app.yaml', patched: true },
      { kind: 'changed', path: 'manifest.json' },
      { kind: 'changed', path: 'notes.txt' },
    ]);
    const report = md.write(review, context);
    assert.match(report, /\| changed \| `config\/app\.yaml` \(patched here\) \|/);
    assert.match(report, /Our patches are not counted\./);
  });
});
