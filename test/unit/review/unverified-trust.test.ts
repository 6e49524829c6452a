import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalog } from '../../../src/core/catalog/parse-catalog';
import { emptyCatalog, type Catalog } from '../../../src/core/catalog/catalog';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import type { PackageSource } from '../../../src/core/package/source';
import type { Verify } from '../../../src/core/parse/x509-signature';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { verifyIssued } from '../../../src/node/verify';
import { memorySource, readTree } from '../../support/memory-source';

const folder = join(__dirname, '../../rules/certificate.unknown-issuer/ok.every-kind-of-key');
const genuine = memorySource('p.zip', readTree(join(folder, 'package')));
const trusting: Catalog = parseCatalog('catalog.json', readFileSync(join(folder, 'catalog.json'), 'utf8')).catalog;

async function gapsOf(source: PackageSource, catalog: Catalog, verify?: Verify): Promise<string[]> {
  const request = { source, inventory: emptyInventory, catalog, rules, environment: 'production', ...(verify && { verify }) };
  const { notChecked, findings } = await reviewPackage(request);
  assert.deepEqual(
    findings.filter(({ rule }) => rule.startsWith('certificate/')),
    [],
  );
  return notChecked.filter(({ what, decisive }) => decisive && /^who|^whether|trust/.test(what)).map(({ what }) => what);
}

describe('trust that could not be verified', () => {
  it('is none where every signature was verified', async () => {
    assert.deepEqual(await gapsOf(genuine, trusting, verifyIssued), []);
  });

  it('is told of each issuer, whether the host has no cryptography or does not know the key', async () => {
    for (const verify of [undefined, () => undefined]) {
      const gaps = await gapsOf(genuine, trusting, verify);
      assert.equal(gaps.length, 8);
      assert.ok(gaps.includes('who issued certs/secp256k1.pem'));
    }
  });

  it('is told where no catalog says whom the site trusts', async () => {
    assert.deepEqual(await gapsOf(genuine, emptyCatalog, verifyIssued), ['trust in certificates and signatures']);
  });

  it('is told of signatures of any kind, for their contents are not compared, and not of keys', async () => {
    const source = memorySource('p.zip', {
      'a.minisig': 'x',
      SHA256SUMS: '',
      'SHA256SUMS.asc': 'x',
      'keys/release.asc': 'x',
      'a/key.asc': 'x',
    });
    assert.deepEqual(await gapsOf(source, trusting, verifyIssued), ['whether SHA256SUMS.asc, a.minisig fit what is signed']);
    const others = memorySource('p.zip', { 'a.sigstore.json': '{}', 'a.signature': 'x', SHA256SUMS: '', 'SHA256SUMS.gpg': 'x' });
    assert.deepEqual(await gapsOf(others, trusting, verifyIssued), [
      'whether SHA256SUMS.gpg, a.signature, a.sigstore.json fit what is signed',
    ]);
  });
});
