import { X509Certificate } from 'node:crypto';

/** `Verify` of core by OpenSSL, or by what the editor has in its place: that one does not know all curves. */
export function verifyIssued(certificate: Uint8Array, issuer: Uint8Array): boolean | undefined {
  try {
    return new X509Certificate(certificate).verify(new X509Certificate(issuer).publicKey);
  } catch {
    return undefined;
  }
}
