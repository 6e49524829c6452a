import { join } from 'node:path';
import { type EvidenceRequest } from '../../../src/core/report/evidence';
import { made } from '../../support/programs';
import { temporaryFolder } from '../../support/cli';
import { evidenceBytes, sampleEvidence } from '../../support/evidence';

describe('evidence bundles', () => {
  let request: EvidenceRequest;
  const bundle = (changes: Partial<EvidenceRequest> = {}) => evidenceBytes({ ...request, ...changes });

  before(async () => {
    request = await sampleEvidence();
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
