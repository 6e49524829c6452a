import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { reviewPackage } from '../../../src/core/review/review';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { configSyntax } from '../../../src/core/rules/config/syntax';
import type { Rule } from '../../../src/core/rules/rule';
import { defaultCredential } from '../../../src/core/rules/secret/default-credential';
import { memorySource } from '../../support/memory-source';

/** `possible a.xml`, sorted. */
async function found(rule: Rule, files: Readonly<Record<string, string>>) {
  const { findings } = await reviewPackage({
    source: memorySource('package', files),
    inventory: emptyInventory,
    catalog: builtInCatalog,
    rules: [rule],
    environment: 'production',
  });
  return findings.map(({ confidence, path }) => `${confidence} ${path}`).sort();
}

describe('a finding that is only possible', () => {
  it('is about a file that is one of a row', async () => {
    const text = '   <?xml version="1.0"?>\n   <acl/>\n';
    assert.deepEqual(await found(configSyntax, { 'requests/acl-001.xml': text, 'requests/002.xml': text, 'conf/acl.xml': text }), [
      'likely conf/acl.xml',
      'possible requests/002.xml',
      'possible requests/acl-001.xml',
    ]);
  });

  it('is about what says that it is to be filled in', async () => {
    const text = (line: string) => `# ${line}\nacme:\n  password: admin\n`;
    assert.deepEqual(await found(defaultCredential, { 'etc/a.yml': text('Replace with your values'), 'etc/b.yml': text('The values') }), [
      'likely etc/b.yml',
      'possible etc/a.yml',
    ]);
  });

  it('is about what simulates, shows and develops the product', async () => {
    const text = 'db:\n  user: acme\n  password: acme\n';
    assert.deepEqual(
      await found(defaultCredential, {
        'simu/etc/central.yml': text,
        'website/config.yml': text,
        'compose.gitpod.yaml': text,
        'etc/broker.yml': text,
      }),
      ['likely etc/broker.yml', 'possible compose.gitpod.yaml', 'possible simu/etc/central.yml', 'possible website/config.yml'],
    );
  });
});
