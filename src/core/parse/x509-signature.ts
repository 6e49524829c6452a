import type { CertificateFacts, SignatureAlgorithm } from './x509';

/**
 * Whether the key of the certificate `issuer` made the signature of `certificate`, both in DER: the platform's cryptography.
 * `undefined`: the platform does not know the kind of key. It does not throw.
 */
export type Verify = (certificate: Uint8Array, issuer: Uint8Array) => boolean | undefined;

/**
 * What an answer can be relied on for. MD5 and SHA-1 are left out: signatures over them can be forged, and platforms differ
 * in whether they take them.
 */
const strong: ReadonlySet<string> = new Set([
  // sha256, sha384, sha512, sha224 with RSA: RFC 8017.
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.113549.1.1.14',
  // ECDSA with SHA-224 to SHA-512: RFC 5758.
  '1.2.840.10045.4.3.1',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  // Ed25519 and Ed448: RFC 8410.
  '1.3.101.112',
  '1.3.101.113',
]);

const pss = '1.2.840.113549.1.1.10';
const strongDigests: ReadonlySet<string> = new Set(['1', '2', '3', '4'].map((arc) => `2.16.840.1.101.3.4.2.${arc}`));

const isStrong = ({ algorithm, digest }: SignatureAlgorithm): boolean =>
  strong.has(algorithm) || (algorithm === pss && digest !== undefined && strongDigests.has(digest));

/** Whether `issuer`'s key made the signature of `certificate`. `unknown`: the names fit, and the signature could not be verified. */
export function issuedBy(certificate: CertificateFacts, issuer: CertificateFacts, verify: Verify | undefined): 'yes' | 'no' | 'unknown' {
  if (certificate.issuer !== issuer.subject) return 'no';
  const answer = isStrong(certificate.signature) ? verify?.(certificate.der, issuer.der) : undefined;
  return answer === undefined ? 'unknown' : answer ? 'yes' : 'no';
}
