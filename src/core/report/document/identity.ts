import { shownPath } from '../../package/nested-path';
import { coverageWords } from '../../review/coverage';
import type { Review } from '../../review/review';
import type { ReportContext } from '../formats/format';
import { between, quiet, section, text, type Line, type Section } from './document';
import { signersBlock } from './signers';

/** Which package it is, what was changed of it here, and who signed it as far as findings tell. */
export function identitySection(review: Review, context: ReportContext): Section | undefined {
  const { package: reviewed, coverage, findings, signing } = review;
  const { sha256, patched, patchReason, brokenSignatures = [] } = context;
  const paths = (all: readonly string[]): Line =>
    between(
      all.map((path) => ({ code: shownPath(path) })),
      ', ',
    );
  const signers = findings.filter(({ rule }) => rule.startsWith('certificate/'));
  return section('identity', 'Identity and signatures', [
    {
      kind: 'facts',
      rows: [
        ['Name', [reviewed.name]],
        ['Version', [reviewed.version ?? 'not stated']],
        ['Vendor', [reviewed.vendor ?? 'not stated']],
        ['File', [{ code: reviewed.path }]],
        ['SHA-256', [sha256 === undefined ? 'none: a directory was reviewed' : { code: sha256 }]],
        ['Entries', [String(reviewed.entries)]],
        ['Coverage', [coverageWords(coverage)]],
        ...(patched.length > 0 ? [['Reviewed with local patches to', paths(patched)] as const] : []),
        ...(patched.length > 0 && patchReason ? [['Reason of the patches', [patchReason]] as const] : []),
        ...(brokenSignatures.length > 0 ? [['Signatures that no longer hold with them', paths(brokenSignatures)] as const] : []),
      ],
    },
    signing.signers.length > 0
      ? signersBlock(signing.signers)
      : text('No signature, and no certificate that is made for signing, was found in it.'),
    signers.length > 0
      ? { kind: 'list', items: signers.map(({ message }) => [message]) }
      : signing.signers.length > 0
        ? quiet('Nothing was found that speaks against its certificates.')
        : undefined,
    signers.length > 0
      ? text(
          'Ask the vendor over a channel that you knew before, never over one that the package names, and compare the fingerprint word by word.',
        )
      : undefined,
  ]);
}

/** What the report was made of. */
export function evidenceSection(review: Review, { sha256, generatedAt, toolVersion }: ReportContext): Section | undefined {
  return section('evidence', 'Evidence', [
    {
      kind: 'facts',
      rows: [
        ['Made by', [`Upgrade Review ${toolVersion}, and the rules of that version`]],
        ['Made at', [generatedAt]],
        ['Package', [{ code: sha256 === undefined ? review.package.path : `sha256:${sha256}` }]],
        ...(review.comparison ? [['Compared with', [{ code: review.comparison.package.path }]] as const] : []),
        ...review.inventorySources.map(
          ({ path, format, collectedAt }) =>
            [
              'Inventory',
              [
                { code: path },
                ` (${format}), ${collectedAt === undefined ? 'without the time of its collection' : `collected ${collectedAt} (${ageInWords(collectedAt, generatedAt)})`}`,
              ],
            ] as const,
        ),
        // Of an inventory the line above says more.
        ...review.siteFiles
          .filter(({ path }) => !review.inventorySources.some((source) => source.path === path))
          .map(({ role, path }) => [role.charAt(0).toUpperCase() + role.slice(1), [{ code: path }]] as const),
      ],
    },
    quiet('Nothing in the package was executed.'),
  ]);
}

/** Age of an inventory in whole days, or hours under two days. */
function ageInWords(collectedAt: string, now: string): string {
  const hours = Math.floor((Date.parse(now) - Date.parse(collectedAt)) / 3_600_000);
  if (!Number.isFinite(hours)) return 'age unknown';
  if (hours < 0) return 'dated in the future';
  if (hours === 0) return 'less than an hour old';
  if (hours < 48) return `${hours} hour${hours === 1 ? '' : 's'} old`;
  return `${Math.floor(hours / 24)} days old`;
}
