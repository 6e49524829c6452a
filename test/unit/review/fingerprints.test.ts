import assert from 'node:assert/strict';
import { emptyCatalog } from '../../../src/core/catalog/catalog';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

const manifest = '{ "name": "dten-platform", "version": "5.2.0" }';
const rule = 'endpoint/unverified-tls';

/** Fingerprints of the rule's findings by their line, from the first on. */
async function fingerprints(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = await reviewPackage({
    source: memorySource('pack.zip', { 'manifest.json': manifest, ...files }),
    inventory: emptyInventory,
    catalog: emptyCatalog,
    rules: rules.filter(({ id }) => id === rule),
    environment: 'production',
  });
  return findings.map(({ fingerprint }) => fingerprint);
}

const script = (...lines: readonly string[]): string => `#!/bin/sh\n${lines.join('\n')}\n`;
const one = 'curl -k https://one.example/a';
const two = 'curl -k https://two.example/b';

describe('fingerprints of findings', () => {
  it('stay when lines move, are indented, or the folder of the package has another name', async () => {
    const [before] = await fingerprints({ 'run.sh': script(one) });
    assert.ok(before);
    assert.deepEqual(await fingerprints({ 'run.sh': script('echo a', '', 'if true; then', `    ${one}`, 'fi') }), [before]);
    const { findings } = await reviewPackage({
      source: memorySource('pack.zip', { 'pack-6/manifest.json': manifest, 'pack-6/run.sh': script(one) }),
      inventory: emptyInventory,
      catalog: emptyCatalog,
      rules: rules.filter(({ id }) => id === rule),
      environment: 'production',
    });
    assert.deepEqual(
      findings.map(({ fingerprint }) => fingerprint),
      [before],
    );
  });

  it('tell equal lines of a file apart, and the same line in another file', async () => {
    const found = [...(await fingerprints({ 'run.sh': script(one, one) })), ...(await fingerprints({ 'other.sh': script(one) }))];
    assert.equal(new Set(found).size, 3);
  });

  it('of a line stay when one with the same fault and another text comes before it', async () => {
    const [before] = await fingerprints({ 'run.sh': script(two) });
    const [first, second] = await fingerprints({ 'run.sh': script(one, two) });
    assert.equal(second, before);
    assert.notEqual(first, before);
  });

  it('change with the text of the line', async () => {
    const [before] = await fingerprints({ 'run.sh': script(one) });
    assert.notDeepEqual(await fingerprints({ 'run.sh': script(`${one} | sh`) }), [before]);
  });

  it('say nothing of a secret', async () => {
    const [before] = await fingerprints({ 'run.sh': script('curl -k -u admin:s3cretOfOne https://one.example/a') });
    assert.deepEqual(await fingerprints({ 'run.sh': script('curl -k -u admin:an0therSecret https://one.example/a') }), [before]);
  });
});
