import type { Certificate } from '../../parse/certificate';
import { issuedBy } from '../../parse/x509-signature';

/** Where a chain of issuers ends without a trusted signer. */
export interface OpenEnd {
  /** `missing`: the issuer's certificate is not in the package. `self`: it vouches for itself. `forged`: the named issuer's key did not sign it. */
  readonly how: 'missing' | 'self' | 'forged';
  /** The name of the last issuer. */
  readonly name: string;
}

/** Certificates that an issuer's name may stand for: cross-signed ones, or new ones with the old name. */
const maxNamesakes = 8;

/** Signature checks per package: a few milliseconds each, and no real chain needs many. */
const maxChecks = 400;

/**
 * Follows chains through the certificates of a package. `undefined`: the chain comes to a trusted one. Signatures on the
 * way are checked as far as `issuedBy` can; where it cannot, the names decide.
 */
export function chainEnds(
  pool: readonly Certificate[],
  isTrusted: (sha256: string) => boolean,
): (certificate: Certificate) => OpenEnd | undefined {
  const bySubject = new Map<string, Certificate[]>();
  for (const certificate of pool) {
    const namesakes = bySubject.get(certificate.subject) ?? [];
    if (namesakes.length < maxNamesakes && !namesakes.some(({ sha256 }) => sha256 === certificate.sha256)) namesakes.push(certificate);
    bySubject.set(certificate.subject, namesakes);
  }
  let checks = 0;
  const known = new Map<string, OpenEnd | undefined>();

  const follow = (certificate: Certificate): OpenEnd | undefined => {
    const { sha256, issuer, selfSigned } = certificate;
    if (known.has(sha256)) return known.get(sha256);
    // A circle of issuers vouches for itself.
    known.set(sha256, { how: 'self', name: issuer });
    const end = isTrusted(sha256) ? undefined : selfSigned ? ({ how: 'self', name: issuer } as const) : endAbove(certificate);
    known.set(sha256, end);
    return end;
  };
  const endAbove = (certificate: Certificate): OpenEnd | undefined => {
    const namesakes = bySubject.get(certificate.issuer) ?? [];
    const issuers = namesakes.filter((candidate) => (checks++ < maxChecks ? issuedBy(certificate, candidate) : 'unknown') !== 'no');
    const ends = issuers.map(follow);
    if (ends.includes(undefined)) return undefined;
    return ends[0] ?? { how: namesakes.length > 0 ? 'forged' : 'missing', name: certificate.issuer };
  };
  return follow;
}
