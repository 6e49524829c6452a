import type { Certificate } from '../../parse/certificate';
import { issuedBy, type Verify } from '../../parse/x509-signature';
import { groupBy } from '../../text/groups';

/** Where a chain of issuers ends without a trusted signer. */
export interface OpenEnd {
  /**
   * `missing`: the issuer's certificate is not in the package. `self`: it vouches for itself. `forged`: the named issuer's key
   * did not sign it. `not-authority`: the issuer may not issue certificates. `unverified`: a signature on the way to a trusted
   * one could not be verified.
   */
  readonly how: 'missing' | 'self' | 'forged' | 'not-authority' | 'unverified';
  /** The name of the last issuer. */
  readonly name: string;
}

/** Certificates that an issuer's name may stand for: cross-signed ones, or new ones with the old name. */
const maxNamesakes = 8;

/** Certificates one above the other; real chains have four. */
const maxLength = 32;

/** Signature checks per package: no real chain needs many. */
const maxChecks = 400;

/**
 * Follows chains through the certificates of a package. `undefined`: the chain comes to a trusted one, and every signature on
 * the way was verified.
 */
export function chainEnds(
  pool: readonly Certificate[],
  isTrusted: (sha256: string) => boolean,
  verify: Verify | undefined,
): (certificate: Certificate) => OpenEnd | undefined {
  const each = new Map(pool.map((certificate) => [certificate.sha256, certificate]));
  const bySubject = groupBy(each.values(), ({ subject }) => subject);
  let checks = 0;
  const known = new Map<string, OpenEnd | undefined>();

  const follow = (certificate: Certificate, length = 0): OpenEnd | undefined => {
    const { sha256, issuer, selfSigned } = certificate;
    if (known.has(sha256)) return known.get(sha256);
    if (isTrusted(sha256)) return undefined;
    if (length > maxLength) return { how: 'unverified', name: issuer };
    // A circle of issuers vouches for itself.
    known.set(sha256, { how: 'self', name: issuer });
    const end = endAbove(certificate, length);
    // A renewed authority has the name of the one before, which may have signed it.
    known.set(sha256, end && selfSigned && end.how !== 'unverified' ? { how: 'self', name: issuer } : end);
    return known.get(sha256);
  };
  const endAbove = (certificate: Certificate, length: number): OpenEnd | undefined => {
    const name = certificate.issuer;
    const namesakes = (bySubject.get(name)?.slice(0, maxNamesakes) ?? []).filter(({ sha256 }) => sha256 !== certificate.sha256);
    const answers = namesakes.map((issuer) => [issuer, checks++ < maxChecks ? issuedBy(certificate, issuer, verify) : 'unknown'] as const);
    const signed = answers.filter(([, answer]) => answer !== 'no');
    const ends = signed
      .filter(([{ authority, sha256 }]) => authority || isTrusted(sha256))
      .map(([issuer, answer]): OpenEnd | undefined => {
        const end = follow(issuer, length + 1);
        return end === undefined && answer === 'unknown' ? { how: 'unverified', name } : end;
      });
    if (ends.includes(undefined)) return undefined;
    const how = namesakes.length === 0 ? 'missing' : signed.length === 0 ? 'forged' : 'not-authority';
    return ends.find((end) => end?.how === 'unverified') ?? ends[0] ?? { how, name };
  };
  return (certificate) => follow(certificate);
}
