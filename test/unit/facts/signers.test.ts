import assert from 'node:assert/strict';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { signersOf } from '../../../src/core/facts/signers/package-signers';
import { verifyIssued } from '../../../src/node/verify';
import { memorySource } from '../../support/memory-source';
import { samplePackage, sampleSite } from '../../support/sample';

describe('who signed a package', () => {
  it('is told with the issuer and whether the site trusts it', async () => {
    const signers = await signersOf(samplePackage(), sampleSite().catalog, verifyIssued);
    assert.deepEqual(
      signers.map(({ path, name, trust, isSignature }) => [path, name, trust, isSignature]),
      [
        ['certs/release-signing.pem', 'DTEN Release Signing 2026', 'not-trusted', false],
        ['certs/SHA256SUMS.sig', 'DTEN Release Signing 2026', 'not-trusted', true],
      ],
    );
    const [{ sha256 } = { sha256: '' }] = signers;
    const trusting = mergeCatalogs([builtInCatalog, { ...builtInCatalog, signers: [{ name: 'x', sha256: String(sha256) }] }]);
    assert.deepEqual(
      (await signersOf(samplePackage(), trusting, verifyIssued)).map(({ trust }) => trust),
      ['trusted', 'trusted'],
    );
    assert.deepEqual(
      (await signersOf(samplePackage(), builtInCatalog, verifyIssued)).map(({ trust }) => trust),
      ['unknown', 'unknown'],
    );
  });

  it('is nobody where there is no certificate, or none that can be read', async () => {
    assert.deepEqual(await signersOf(memorySource('p', { 'a.pem': 'no certificate', 'b.txt': 'x' }), builtInCatalog, verifyIssued), []);
  });
});
