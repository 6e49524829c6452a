import sha256 from 'node-forge/lib/sha256';
import { childrenOf, hexOf, oidOf, readDer, tags, type DerValue } from './der';

/** What an X.509 certificate says of itself. Whether it is true, `issuedBy` tells. */
export interface CertificateFacts {
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
  /** Basic constraints allow it to issue certificates. */
  readonly authority: boolean;
  /** Extended key usages, by object identifier; empty if the certificate does not limit them. */
  readonly purposes: readonly string[];
  /** Its key may encrypt or agree on keys, or it names hosts: made for connections rather than for signatures. */
  readonly forConnections: boolean;
  /** Bits of the modulus of an RSA key. */
  readonly rsaBits?: number;
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

/** Short names of attribute types: RFC 4514, and those that openssl prints. */
const attributes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '2.5.4.3': 'CN',
    '2.5.4.4': 'SN',
    '2.5.4.5': 'serialNumber',
    '2.5.4.6': 'C',
    '2.5.4.7': 'L',
    '2.5.4.8': 'ST',
    '2.5.4.9': 'street',
    '2.5.4.10': 'O',
    '2.5.4.11': 'OU',
    '2.5.4.42': 'GN',
    '2.5.4.97': 'organizationIdentifier',
    '0.9.2342.19200300.100.1.1': 'UID',
    '0.9.2342.19200300.100.1.25': 'DC',
    '1.2.840.113549.1.9.1': 'emailAddress',
  }),
);

const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';
const extendedKeyUsage = '2.5.29.37';
const alternativeName = '2.5.29.17';

/** More purposes than any certificate has. */
const maxPurposes = 64;

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
  const extension = extensionsOf(bytes, all);
  const rsaBits = rsaBitsOf(bytes, key);
  return {
    subject: subjectName,
    issuer: issuerName,
    serial: serialOf(bytes, serial),
    sha256: digest(bytes.subarray(value.start, value.end)),
    notBefore: timeOf(bytes, notBefore),
    notAfter: timeOf(bytes, notAfter),
    selfSigned: issuerName === subjectName,
    authority: isAuthority(bytes, extension(basicConstraints)),
    purposes: purposesOf(bytes, extension(extendedKeyUsage)),
    forConnections: mayEncrypt(bytes, extension(keyUsage)) || namesHosts(bytes, extension(alternativeName)),
    ...(rsaBits !== undefined && { rsaBits }),
    der: bytes.subarray(value.start, value.end),
    signature: signatureOf(bytes, algorithm),
  };
}

/** `CN=DTEN Release CA, O=DTEN\, Inc.`, in the order of the encoding: escaped as in RFC 4514, so that equal texts are equal names. */
export function nameOf(bytes: Uint8Array, name: DerValue): string {
  const pairs = childrenOf(bytes, name).flatMap((set) => childrenOf(bytes, set));
  return pairs
    .slice(0, 64)
    .flatMap((pair) => {
      const [type, value] = childrenOf(bytes, pair);
      if (type?.tag !== tags.oid || !value) return [];
      const oid = oidOf(bytes, type);
      return [`${attributes.get(oid) ?? oid}=${textOf(bytes, value).replace(/[,+"\\<>;]/g, '\\$&')}`];
    })
    .join(', ');
}

export const serialOf = (bytes: Uint8Array, { contentStart, contentEnd }: DerValue): string =>
  hexOf(bytes.subarray(contentStart, Math.min(contentEnd, contentStart + 64))).replace(/^(00)+(?=.)/, '');

/** Directory strings: UTF8String, BMPString (two octets per character), and the one-octet kinds. */
function textOf(bytes: Uint8Array, { tag, contentStart, contentEnd }: DerValue): string {
  const content = bytes.subarray(contentStart, Math.min(contentEnd, contentStart + 1024));
  return new TextDecoder(tag === 0x0c ? 'utf-8' : tag === 0x1e ? 'utf-16be' : 'latin1').decode(content);
}

function timeOf(bytes: Uint8Array, { tag, contentStart, contentEnd }: DerValue): number {
  const text = new TextDecoder('latin1').decode(bytes.subarray(contentStart, Math.min(contentEnd, contentStart + 32)));
  const parts = (
    tag === tags.generalizedTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/ : /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/
  ).exec(text);
  if (!parts) return NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map((part) => Number(part || 0));
  // RFC 5280: two-digit years from 50 on are of the last century.
  const century = tag === tags.generalizedTime ? 0 : year >= 50 ? 1900 : 2000;
  return Date.UTC(century + year, month - 1, day, hour, minute, second);
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

/** Finds an extension's value by its identifier. */
function extensionsOf(bytes: Uint8Array, fields: readonly DerValue[]): (oid: string) => DerValue | undefined {
  const extensions = fields.find(({ tag }) => tag === 0xa3);
  const list = extensions && childrenOf(bytes, extensions)[0];
  const values = new Map<string, DerValue | undefined>();
  for (const extension of list ? childrenOf(bytes, list) : []) {
    const parts = childrenOf(bytes, extension);
    const value = parts[parts.length - 1];
    if (parts[0] && value) values.set(oidOf(bytes, parts[0]), readDer(bytes, value.contentStart, value.contentEnd));
  }
  return (oid) => values.get(oid);
}

function isAuthority(bytes: Uint8Array, constraints: DerValue | undefined): boolean {
  const [flag] = constraints ? childrenOf(bytes, constraints) : [];
  return flag?.tag === 0x01 && bytes[flag.contentStart] !== 0;
}

const purposesOf = (bytes: Uint8Array, value: DerValue | undefined): string[] =>
  (value ? childrenOf(bytes, value) : []).slice(0, maxPurposes).map((purpose) => oidOf(bytes, purpose));

/** Key encipherment, data encipherment, key agreement: bits 2, 3 and 4, counted from the left. */
function mayEncrypt(bytes: Uint8Array, usage: DerValue | undefined): boolean {
  const [first = 0] = usage?.tag === tags.bitString ? bitsOf(bytes, usage) : [];
  return (first & 0x38) !== 0;
}

/** `dNSName` and `iPAddress` of RFC 5280. */
const namesHosts = (bytes: Uint8Array, names: DerValue | undefined): boolean =>
  (names ? childrenOf(bytes, names) : []).some(({ tag }) => tag === 0x82 || tag === 0x87);

/** A bit string's octets, without the leading count of unused bits. */
const bitsOf = (bytes: Uint8Array, { contentStart, contentEnd }: DerValue): Uint8Array =>
  bytes.subarray(Math.min(contentStart + 1, contentEnd), contentEnd);

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
