import type { Signer } from '../facts/signers/package-signers';
import { shownPath } from '../package/nested-path';

/** What each word of trust means for who reads it. */
export const trustWords: Readonly<Record<Signer['trust'], string>> = {
  trusted: 'trusted',
  'not-trusted': 'not known to us',
  unverified: 'could not be verified',
  unknown: 'nobody has said whom we trust',
};

/** `YYYY-MM-DD`; `undefined` where the certificate does not say, or says no time that there is. */
export function lastDay({ validUntil }: Pick<Signer, 'validUntil'>): string | undefined {
  const day = new Date(validUntil ?? NaN);
  return Number.isNaN(day.getTime()) ? undefined : day.toISOString().slice(0, 10);
}

/** What pipelines are told of who vouches for a package. */
export function signerJson(signer: Signer) {
  const { path, isSignature, name, issuer, sha256, trust } = signer;
  const validUntil = lastDay(signer);
  return {
    path: shownPath(path),
    kind: isSignature ? 'signature' : 'certificate',
    ...(name !== undefined && { name }),
    issuer,
    ...(sha256 !== undefined && { sha256 }),
    ...(validUntil !== undefined && { validUntil }),
    trust,
  };
}
