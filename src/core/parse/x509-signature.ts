import jsbn from 'node-forge/lib/jsbn';
import rsa from 'node-forge/lib/rsa';
import sha1 from 'node-forge/lib/sha1';
import sha256 from 'node-forge/lib/sha256';
import sha512 from 'node-forge/lib/sha512';
import { hexOf } from './der';
import type { CertificateFacts } from './x509';

/** PKCS #1 v1.5 signature algorithms of RFC 8017 that certificates in use have. */
const digests: ReadonlyMap<string, { create(): ReturnType<typeof sha256.create> }> = new Map(
  Object.entries<{ create(): ReturnType<typeof sha256.create> }>({
    '1.2.840.113549.1.1.5': sha1,
    '1.2.840.113549.1.1.11': sha256,
    '1.2.840.113549.1.1.12': sha512.sha384,
    '1.2.840.113549.1.1.13': sha512,
  }),
);

/** Octets. Longer keys are in no certificate, and their arithmetic would take a hostile file's time. */
const maxModulus = 1025;
const maxExponent = 5;

/**
 * Whether `issuer`'s key made the signature of `certificate`. `unknown`: the names fit, but the key or the algorithm is
 * not RSA with PKCS #1 v1.5, and the signature was not looked at.
 */
export function issuedBy(certificate: CertificateFacts, issuer: CertificateFacts): 'yes' | 'no' | 'unknown' {
  if (certificate.issuer !== issuer.subject) return 'no';
  const { content, algorithm, signature } = certificate.signed;
  const digest = digests.get(algorithm)?.create();
  const key = issuer.signed.rsa;
  if (!digest || !key || key.modulus.length > maxModulus || key.exponent.length > maxExponent) return 'unknown';
  digest.update(binary(content), 'raw');
  try {
    const publicKey = rsa.setPublicKey(new jsbn.BigInteger(hexOf(key.modulus), 16), new jsbn.BigInteger(hexOf(key.exponent), 16));
    return publicKey.verify(digest.digest().bytes(), binary(signature)) ? 'yes' : 'no';
  } catch {
    // The library throws where the padding is wrong, which is how a signature by another key looks.
    return 'no';
  }
}

/** Octets as characters, the form in which the library takes them; in steps, because a call takes only so many. */
function binary(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
