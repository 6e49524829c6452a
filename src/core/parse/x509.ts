import sha256 from 'node-forge/lib/sha256';
import { childrenOf, oidOf, readDer, tags, type DerValue } from './der';
import { publicKeyId } from './key-pair';
import { nameOf, serialOf, timeOf } from './x509-values';
import { readExtensions, type CertificateExtensions } from './x509-extensions';

/** What an X.509 certificate says of itself. Whether it is true, `issuedBy` tells. */
export interface CertificateFacts extends CertificateExtensions {
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex without leading zero octets. */
  readonly serial: string;
  /** SHA-256 of the DER form, lower-case hex. */
  readonly sha256: string;
  /** Milliseconds since 1970; `NaN` if the date is malformed. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly selfSigned: boolean;
  /** Bits of the modulus of an RSA key. */
  readonly rsaBits?: number;
  /** What a private key has in common with the public one, as `privateKeyId` gives it. */
  readonly keyId?: string;
  /** As it was received. */
  readonly der: Uint8Array;
  readonly signature: SignatureAlgorithm;
}

/** How the issuer signed a certificate. */
export interface SignatureAlgorithm {
  /** Object identifier. */
  readonly algorithm: string;
  /** Object identifier of the digest, where the algorithm leaves it to its parameters: RSASSA-PSS of RFC 4055. */
  readonly digest?: string;
}

/** Reads the certificate at `value`; `undefined` if it has not the shape of one. */
export function readCertificate(bytes: Uint8Array, value: DerValue): CertificateFacts | undefined {
  const [tbs, algorithm] = value.tag === tags.sequence ? childrenOf(bytes, value) : [];
  if (tbs?.tag !== tags.sequence) return undefined;
  const all = childrenOf(bytes, tbs);
  // Version 1 certificates leave out the version, which is tagged [0].
  const [serial, , issuer, validity, subject, key] = all[0]?.tag === 0xa0 ? all.slice(1) : all;
  if (serial?.tag !== tags.integer || !issuer || !validity || !subject || !key) return undefined;
  const [notBefore, notAfter] = childrenOf(bytes, validity);
  if (!notBefore || !notAfter) return undefined;
  const issuerName = nameOf(bytes, issuer);
  const subjectName = nameOf(bytes, subject);
  const rsaBits = rsaBitsOf(bytes, key);
  const keyId = publicKeyId(bytes, key);
  return {
    subject: subjectName,
    issuer: issuerName,
    serial: serialOf(bytes, serial),
    sha256: digest(bytes.subarray(value.start, value.end)),
    notBefore: timeOf(bytes, notBefore),
    notAfter: timeOf(bytes, notAfter),
    selfSigned: issuerName === subjectName,
    ...readExtensions(bytes, all),
    ...(rsaBits !== undefined && { rsaBits }),
    ...(keyId !== undefined && { keyId }),
    der: bytes.subarray(value.start, value.end),
    signature: signatureOf(bytes, algorithm),
  };
}

const rsaEncryption = '1.2.840.113549.1.1.1';

/** How long the modulus is; `undefined`: the key is none of RSA. */
function rsaBitsOf(bytes: Uint8Array, key: DerValue): number | undefined {
  const [algorithm, bits] = childrenOf(bytes, key);
  const [oid] = algorithm ? childrenOf(bytes, algorithm) : [];
  if (oid?.tag !== tags.oid || oidOf(bytes, oid) !== rsaEncryption || bits?.tag !== tags.bitString) return undefined;
  // The first octet of a bit string says how many bits at its end are none.
  const numbers = readDer(bytes, bits.contentStart + 1, bits.contentEnd);
  const [modulus] = numbers ? childrenOf(bytes, numbers) : [];
  if (modulus?.tag !== tags.integer) return undefined;
  // An octet of zeros in front says that the number is no negative one.
  const start = modulus.contentStart + (bytes[modulus.contentStart] === 0 ? 1 : 0);
  return (modulus.contentEnd - start) * 8 - (Math.clz32(bytes[start] ?? 0) - 24);
}

function signatureOf(bytes: Uint8Array, identifier: DerValue | undefined): SignatureAlgorithm {
  const [oid, parameters] = identifier ? childrenOf(bytes, identifier) : [];
  const hash = parameters?.tag === tags.sequence ? childrenOf(bytes, parameters).find(({ tag }) => tag === 0xa0) : undefined;
  const [algorithm] = hash ? childrenOf(bytes, hash) : [];
  const [digestOid] = algorithm ? childrenOf(bytes, algorithm) : [];
  return { algorithm: oid ? oidOf(bytes, oid) : '', ...(digestOid?.tag === tags.oid && { digest: oidOf(bytes, digestOid) }) };
}

function digest(bytes: Uint8Array): string {
  const hash = sha256.create();
  for (let at = 0; at < bytes.length; at += 8192) hash.update(String.fromCharCode(...bytes.subarray(at, at + 8192)), 'raw');
  return hash.digest().toHex();
}
