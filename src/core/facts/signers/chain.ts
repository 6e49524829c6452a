import type { Certificate } from '../../parse/certificate';
import { issuedBy, type Verify } from '../../parse/x509-signature';
import { groupBy } from '../../text/groups';

/** Where a chain of issuers ends without a trusted signer. */
export interface OpenEnd {
  /**
   * `missing`: the issuer's certificate is not in the package. `self`: it vouches for itself. `forged`: the named issuer's key
   * did not sign it. `not-authority`: the issuer may not issue certificates. `too-deep`: not below as many others. `other-purpose`: not
   * for what this one is made for. `unverified`: a signature on the way to a trusted one could not be verified.
   */
  readonly how: 'missing' | 'self' | 'forged' | 'not-authority' | 'too-deep' | 'other-purpose' | 'unverified';
  /** The name of the last issuer. */
  readonly name: string;
}

/** Certificates that an issuer's name may stand for: cross-signed ones, or new ones with the old name. */
const maxNamesakes = 8;

/** Certificates one above the other; real chains have four. */
const maxLength = 32;

/** Signature checks per package: no real chain needs many. */
const maxChecks = 400;

interface Allowed {
  /** Authorities that may still stand below it, above the last certificate. */
  readonly below: number;
  /** As `CertificateFacts` has them. */
  readonly purposes: readonly string[];
}

const anything: Allowed = { below: Infinity, purposes: [] };

const anyPurpose = '2.5.29.37.0';
const isLimited = (purposes: readonly string[]): boolean => purposes.length > 0 && !purposes.includes(anyPurpose);

/** What both take; `undefined`: nothing. */
function purposesIn(above: readonly string[], own: readonly string[]): readonly string[] | undefined {
  if (!isLimited(above)) return own;
  if (!isLimited(own)) return above;
  const common = own.filter((purpose) => above.includes(purpose));
  return common.length > 0 ? common : undefined;
}

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
  /** Of certificates whose chains come to a trusted one: what these let them issue. */
  const allowed = new Map<string, Allowed>();

  const follow = (certificate: Certificate, length = 0): OpenEnd | undefined => {
    const { sha256, issuer, selfSigned } = certificate;
    if (known.has(sha256)) return known.get(sha256);
    if (isTrusted(sha256)) {
      allowed.set(sha256, { below: certificate.pathLength ?? Infinity, purposes: certificate.purposes });
      return undefined;
    }
    if (length > maxLength) return { how: 'unverified', name: issuer };
    // A circle of issuers vouches for itself.
    known.set(sha256, { how: 'self', name: issuer });
    const end = endAbove(certificate, length);
    // A renewed authority has the name of the one before, which may have signed it.
    known.set(sha256, end && selfSigned && end.how !== 'unverified' ? { how: 'self', name: issuer } : end);
    return known.get(sha256);
  };
  /** Why a chain that comes to a trusted certificate does not count for this one; what it lets this one issue is kept. */
  const limitOf = (certificate: Certificate, issuer: Certificate): OpenEnd | undefined => {
    const { sha256, selfSigned, authority, pathLength = Infinity, purposes } = certificate;
    const above = allowed.get(issuer.sha256) ?? anything;
    if (above.below < 0) return { how: 'too-deep', name: issuer.subject };
    const common = purposesIn(above.purposes, purposes);
    if (common === undefined) return { how: 'other-purpose', name: issuer.subject };
    // Of several ways up the widest one counts.
    const below = authority ? Math.min(pathLength, above.below - (selfSigned ? 0 : 1)) : -1;
    if (below >= (allowed.get(sha256)?.below ?? -1)) allowed.set(sha256, { below, purposes: common });
    return undefined;
  };
  const endAbove = (certificate: Certificate, length: number): OpenEnd | undefined => {
    const name = certificate.issuer;
    const namesakes = (bySubject.get(name)?.slice(0, maxNamesakes) ?? []).filter(({ sha256 }) => sha256 !== certificate.sha256);
    const answers = namesakes.map((issuer) => [issuer, checks++ < maxChecks ? issuedBy(certificate, issuer, verify) : 'unknown'] as const);
    const signed = answers.filter(([, answer]) => answer !== 'no');
    const ends = signed
      .filter(([{ authority, sha256 }]) => authority || isTrusted(sha256))
      .map(([issuer, answer]): OpenEnd | undefined => {
        const end = follow(issuer, length + 1) ?? limitOf(certificate, issuer);
        return end === undefined && answer === 'unknown' ? { how: 'unverified', name } : end;
      });
    if (ends.includes(undefined)) return undefined;
    const how = namesakes.length === 0 ? 'missing' : signed.length === 0 ? 'forged' : 'not-authority';
    return ends.find((end) => end?.how === 'unverified') ?? ends[0] ?? { how, name };
  };
  return (certificate) => follow(certificate);
}
