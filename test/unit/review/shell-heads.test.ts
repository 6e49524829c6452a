import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { emptyInventory, type Inventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const inventory: Inventory = {
  ...emptyInventory,
  environments: [
    { name: 'production', hosts: [{ name: 'h', commands: ['bash'], units: [{ name: 'there.service', state: 'active' }] }], databases: [] },
  ],
};

describe('archives that begin with a script', () => {
  const found = async (path: string, head: string): Promise<string[]> => {
    const zip = new JSZip();
    zip.file('META-INF/MANIFEST.MF', 'Manifest-Version: 1.0\n').file('a.class', Buffer.alloc(300, 0xca));
    const bytes = Buffer.concat([Buffer.from(head), await zip.generateAsync({ type: 'nodebuffer' })]);
    const source = memorySource('package.zip', { 'manifest.json': Buffer.from('{ "name": "x", "version": "1" }'), [path]: bytes });
    const review = await reviewPackage({ source, inventory, catalog: emptyCatalog, rules, environment: 'production' });
    return review.findings.filter((finding) => finding.path === path && finding.rule.startsWith('systemd/')).map(({ rule }) => rule);
  };
  const head = '#!/bin/bash\nsystemctl restart missing.service\nexec java -jar "$0" "$@"\nexit 0\n';

  for (const path of ['app.jar', 'lib/app.war', 'tool', 'x.zip', 'x.whl', 'bin/start'])
    it(`are read as the shell reads ${path}`, async () => {
      assert.deepEqual(await found(path, head), ['systemd/unknown-unit']);
      assert.deepEqual(await found(path, head.replace('/bin/bash', '/usr/bin/env -S sh')), ['systemd/unknown-unit']);
      assert.deepEqual(await found(path, ''), []);
    });
});
