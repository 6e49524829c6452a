import { join } from 'node:path';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { emptyOverlay, overlaidSource, withEdit } from '../../../src/core/patch/overlay';
import { evidenceBundle, type EvidenceRequest } from '../../../src/core/report/evidence';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { digest } from '../../../src/node/digest';
import { concat } from '../../support/archives';
import { made } from '../../support/programs';
import { temporaryFolder } from '../../support/cli';
import { samplePackage, sampleSite } from '../../support/sample';

describe('evidence bundles', () => {
  let request: EvidenceRequest;
  const bundle = (changes: Partial<EvidenceRequest> = {}) =>
    concat(evidenceBundle({ ...request, ...changes }, (bytes) => digest('sha256', bytes)));

  before(async () => {
    const base = samplePackage();
    const overlay = withEdit(emptyOverlay, 'SHA256SUMS', Buffer.from('none\n'));
    const { inventory, catalog } = sampleSite();
    request = {
      base,
      overlay,
      review: await reviewPackage({
        source: overlaidSource(base, overlay),
        inventory,
        catalog: mergeCatalogs([builtInCatalog, catalog]),
        rules,
        environment: 'production',
      }),
      patchReason: 'checksums are of another build',
      sha256: '0'.repeat(64),
      site: [{ role: 'inventory', path: 'inventory.json', sha256: '1'.repeat(64) }],
      generatedAt: '2026-11-20T12:00:01.000Z',
      toolVersion: '1.2.3',
    };
  });

  it('are taken by unzip, Python and 7-Zip, and their checksums hold', async function () {
    const folder = temporaryFolder({ 'evidence.zip': await bundle() });
    try {
      made(this, folder.path, ['unzip', '-tq', 'evidence.zip']);
      made(this, folder.path, ['7z', 't', 'evidence.zip']);
      made(this, folder.path, ['python3', '-m', 'zipfile', '-e', 'evidence.zip', 'out']);
      made(this, join(folder.path, 'out'), ['sha256sum', '-c', '--strict', 'SHA256SUMS']);
    } finally {
      folder.remove();
    }
  });
}).timeout(30_000);
