import { builtInCatalog } from '../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../src/core/catalog/merge';
import { emptyOverlay, overlaidSource, withEdit } from '../../src/core/patch/overlay';
import { evidenceBundle, type EvidenceRequest } from '../../src/core/report/evidence';
import { reviewPackage } from '../../src/core/review/review';
import { rules } from '../../src/core/rules/index';
import { digest } from '../../src/node/digest';
import { concat } from './archives';
import { samplePackage, sampleSite } from './sample';

/** Of the sample, with one patched file. */
export async function sampleEvidence(): Promise<EvidenceRequest> {
  const base = samplePackage();
  const overlay = withEdit(emptyOverlay, 'SHA256SUMS', Buffer.from('none\n'));
  const { inventory, catalog } = sampleSite();
  return {
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
}

export const evidenceBytes = (request: EvidenceRequest) => concat(evidenceBundle(request, (bytes) => digest('sha256', bytes)));
