import assert from 'node:assert/strict';
import { readSite } from '../../../src/core/catalog/site';
import { reviewPackage, type ReviewRequest } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

describe('what was not checked', () => {
  const manifest = '{ "name": "x", "version": "1.0.0" }';
  const review = async (files: Record<string, string>, request: Partial<ReviewRequest> = {}) => {
    const { inventory, catalog } = readSite([]);
    const source = memorySource('x.zip', { 'manifest.json': manifest, ...files });
    const { notChecked } = await reviewPackage({ source, inventory, catalog, rules, environment: 'production', ...request });
    return notChecked.map(({ what, why }) => `${what}: ${why}`);
  };

  it('names archives and images inside the package, by their number if there are many', async () => {
    const inside = (await review({ 'lib/a.jar': '', 'lib/b.tar.gz': '', 'c.deb': '', 'vm.qcow2': '', 'docs/zip.md': '' })).filter((line) =>
      line.startsWith('content'),
    );
    assert.deepEqual(inside, ['content of c.deb, lib/a.jar, lib/b.tar.gz, 1 more: archives and images of this kind are not opened']);
  });

  it('names rules that were switched off', async () => {
    const off = 'script/assumes-sudo';
    const lines = await review({}, { rules: rules.filter(({ id }) => id !== off), switchedOff: [off] });
    assert.ok(lines.includes('what script/assumes-sudo would find: switched off in the settings'), lines.join('\n'));
    assert.ok((await review({}, { rules: [] })).includes('everything: all rules are switched off'));
  });

  it('names what cannot be read, and what the inventory lacks', async () => {
    const lines = await review({ 'scripts/run.sh': '#!/bin/sh\n\0\u0001\0\u0002\n' });
    assert.ok(lines.includes('scripts/run.sh: 5 bytes at its end are no text and were not read'), lines.join('\n'));
    assert.ok(lines.includes('comparison with production: no inventory of production is loaded'));
  });
});
