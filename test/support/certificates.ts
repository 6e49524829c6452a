import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../src/core/parse/certificate';

/** The attributes that Node prints one per line, in our form. */
const nameOf = (printed: string): string => printed.trim().split('\n').join(', ');

export function agreesWithNode(certificate: Certificate | undefined, pem: Uint8Array): void {
  const oracle = new X509Certificate(pem);
  assert.ok(certificate);
  assert.equal(certificate.sha256, oracle.fingerprint256.replace(/:/g, '').toLowerCase());
  assert.equal(certificate.serial, oracle.serialNumber.toLowerCase().replace(/^(00)+(?=.)/, ''));
  assert.equal(certificate.subject, nameOf(oracle.subject));
  assert.equal(certificate.issuer, nameOf(oracle.issuer));
  assert.equal(certificate.notBefore, Date.parse(oracle.validFrom));
  assert.equal(certificate.notAfter, Date.parse(oracle.validTo));
  assert.equal(certificate.authority, oracle.ca);
}
