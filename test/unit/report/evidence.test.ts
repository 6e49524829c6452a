import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { type EvidenceRequest } from '../../../src/core/report/evidence';
import { reportFormats } from '../../../src/core/report/formats/index';
import { evidenceBytes, sampleEvidence } from '../../support/evidence';

describe('evidence bundles', () => {
  let request: EvidenceRequest;
  const bundle = (changes: Partial<EvidenceRequest> = {}) => evidenceBytes({ ...request, ...changes });

  before(async () => {
    request = await sampleEvidence();
  });

  it('are the same for the same review, patch and time', async () => {
    const first = await bundle();
    assert.ok(first.equals(await bundle()));
    assert.ok(!first.equals(await bundle({ generatedAt: '2026-11-20T12:00:02.000Z' })));
  });

  it('hold every form of the report, and tell what they are of', async () => {
    const zip = await JSZip.loadAsync(await bundle(), { checkCRC32: true });
    const text = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
    assert.deepEqual(Object.keys(zip.files), [...reportFormats.map(({ ending }) => `report.${ending}`), 'findings.json', 'changes.patch', 'manifest.json', 'SHA256SUMS']); // prettier-ignore
    assert.match(await text('report.md'), /Signatures that no longer hold with them \| `certs\/SHA256SUMS\.sig`/);
    const findings = JSON.parse(await text('findings.json')) as { rule: string }[];
    const report = JSON.parse(await text('report.json')) as { findings: { rule: string }[] };
    assert.ok(findings.length > 10);
    assert.deepEqual(findings.map(({ rule }) => rule), report.findings.map(({ rule }) => rule)); // prettier-ignore
    assert.match(await text('changes.patch'), /^diff --git a\/SHA256SUMS b\/SHA256SUMS\n/);
    const manifest = JSON.parse(await text('manifest.json')) as Record<string, unknown>;
    assert.deepEqual(manifest['site'], request.site);
    assert.deepEqual(manifest['brokenSignatures'], ['certs/SHA256SUMS.sig']);
    assert.equal((await JSZip.loadAsync(await bundle({ overlay: emptyOverlay }))).file('changes.patch'), null);
  });
});
