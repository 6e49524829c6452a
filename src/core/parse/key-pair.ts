import { childrenOf, hexOf, oidOf, readDer, tags, type DerValue } from './der';

const rsaEncryption = '1.2.840.113549.1.1.1';

/**
 * What a public key has in common with its private one, in hex: the modulus of RSA, or the point of a curve. `key`: a certificate's
 * SubjectPublicKeyInfo.
 */
export function publicKeyId(bytes: Uint8Array, key: DerValue): string | undefined {
  const [algorithm, bits] = childrenOf(bytes, key);
  const [oid] = algorithm ? childrenOf(bytes, algorithm) : [];
  if (oid?.tag !== tags.oid || bits?.tag !== tags.bitString) return undefined;
  // The first octet of a bit string says how many bits at its end are none.
  if (oidOf(bytes, oid) !== rsaEncryption) return pointOf(bytes, bits);
  const numbers = readDer(bytes, bits.contentStart + 1, bits.contentEnd);
  return numbers && modulusOf(bytes, childrenOf(bytes, numbers)[0]);
}

/**
 * The same of a private key in DER: PKCS #1, SEC 1, or PKCS #8 around one of them (RFC 8017, 5915, 5958). `undefined`: it is encrypted,
 * or does not hold its public key, as those of Ed25519.
 */
export function privateKeyId(der: Uint8Array): string | undefined {
  const root = readDer(der, 0, der.length);
  return root?.tag === tags.sequence ? idIn(der, childrenOf(der, root)) : undefined;
}

const [octetString, taggedPoint, implicitPoint] = [0x04, 0xa1, 0x81];

function idIn(der: Uint8Array, [version, ...fields]: readonly DerValue[]): string | undefined {
  if (version?.tag !== tags.integer) return undefined;
  const [first, second] = fields;
  // Eight numbers of RSA; DSA has five.
  if (first?.tag === tags.integer && fields.length >= 8) return modulusOf(der, first);
  const attached = fields.find(({ tag }) => tag === taggedPoint || tag === implicitPoint);
  if (attached?.tag === implicitPoint) return pointOf(der, attached);
  if (attached && first?.tag === octetString) {
    const [point] = childrenOf(der, attached);
    return point?.tag === tags.bitString ? pointOf(der, point) : undefined;
  }
  if (first?.tag !== tags.sequence || second?.tag !== octetString) return undefined;
  const inner = readDer(der, second.contentStart, second.contentEnd);
  return inner?.tag === tags.sequence ? idIn(der, childrenOf(der, inner)) : undefined;
}

function modulusOf(bytes: Uint8Array, modulus: DerValue | undefined): string | undefined {
  if (modulus?.tag !== tags.integer) return undefined;
  return hexOf(bytes.subarray(modulus.contentStart, modulus.contentEnd)).replace(/^(00)+/, '') || undefined;
}

const pointOf = (bytes: Uint8Array, { contentStart, contentEnd }: DerValue): string | undefined =>
  hexOf(bytes.subarray(contentStart + 1, contentEnd)) || undefined;
