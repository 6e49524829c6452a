import { decodeText } from '../text/decode';
import type { Span } from '../text/span';
import { childrenOf, oidOf, readDer, tags, type DerValue } from './der';
import type { SyntaxFault } from './fault';
import { pemBlocks } from './pem';
import { privateKeyId } from './key-pair';
import { readRevocationList, type RevocationList } from './revocation-list';
import { readCertificate, type CertificateFacts } from './x509';
import { nameOf, serialOf } from './x509-values';

export interface CertificateFile {
  readonly certificates: readonly Certificate[];
  /** Who signed, by each PKCS#7 signature: the certificate may or may not be in it. */
  readonly signers: readonly SignerReference[];
  readonly privateKeys: readonly PrivateKey[];
  readonly lists: readonly RevocationList[];
  readonly faults: readonly SyntaxFault[];
  /** There are more faults than those that are listed. */
  readonly faultsCut: boolean;
}

export interface PrivateKey {
  /** The BEGIN line; empty at 0 for binary files. */
  readonly span: Span;
  /** By which its certificate is known (`keyId`); absent where only a password shows it. */
  readonly id?: string;
}

export interface Certificate extends CertificateFacts {
  /** The PEM block in the file, its BEGIN line to its END line; empty at 0 for binary files, which have no text. */
  readonly span: Span;
  /** It stands inside a signature, and not in a mere bag of certificates. */
  readonly embedded: boolean;
  /** The signature that it stands in carries a time stamp, or something like it. */
  readonly stamped?: true;
}

export interface SignerReference {
  /** Absent if the signature names its signer by key identifier only. */
  readonly issuer?: string;
  readonly serial?: string;
  readonly span: Span;
}

/** A bundle of all public authorities holds about 150. */
const maxEmbedded = 2000;

/** More than ever sign one file. */
const maxSigners = 64;

const signedData = '1.2.840.113549.1.7.2';

/** Labels by RFC 7468 and of openssl whose content is a certificate, perhaps with trust settings after it. */
const certificateLabels = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE']);
const pkcs7Labels = new Set(['PKCS7', 'CMS', 'PKCS #7 SIGNED DATA']);

interface Collected {
  certificates: Certificate[];
  signers: SignerReference[];
  privateKeys: PrivateKey[];
  lists: RevocationList[];
  faults: SyntaxFault[];
  faultsCut: boolean;
}

/**
 * Reads PEM files of any number of blocks: certificates, private keys, revocation lists, and PKCS#7 or CMS signed data; and each of these in DER. Never throws.
 * Faults: those of `pemBlocks`, `pem-base64`, `certificate-der` (a block that holds no certificate).
 */
export function parseCertificates(bytes: Uint8Array): CertificateFile {
  const found: Collected = { certificates: [], signers: [], privateKeys: [], lists: [], faults: [], faultsCut: false };
  const text = decodeText(bytes)?.text ?? '';
  const { blocks, faults, faultsCut } = pemBlocks(text);
  found.faultsCut = faultsCut;
  found.faults.push(...faults);
  for (const { label, span, body } of blocks) {
    const firstLine = { start: span.start, end: span.start + `-----BEGIN ${label}-----`.length };
    if (label.endsWith('PRIVATE KEY')) found.privateKeys.push(privateKeyIn(body, firstLine));
    if (!certificateLabels.has(label) && !pkcs7Labels.has(label) && label !== 'X509 CRL') continue;
    const der = decodeBase64(body);
    if (!der) found.faults.push({ code: 'pem-base64', span: firstLine, detail: 'this block is not base64' });
    else if (!collect(der, span, found)) found.faults.push(notCertificate(firstLine));
  }
  if (blocks.length === 0 && found.faults.length === 0) readBare(bytes, text, found);
  return found;
}

/** DER, or its base64 without a header, as signature tools write it. */
function readBare(bytes: Uint8Array, text: string, found: Collected): void {
  // Keys of curves are short enough for one octet of length.
  const isDer = bytes[0] === tags.sequence && ((bytes[1] ?? 0) >= 0x80 || (bytes[1] ?? 0) + 2 === bytes.length);
  const der = isDer ? bytes : decodeBase64(text);
  const id = der && privateKeyId(der);
  if (id !== undefined) found.privateKeys.push({ span: { start: 0, end: 0 }, id });
  else if (der?.[0] === tags.sequence) {
    if (!collect(der, { start: 0, end: 0 }, found)) found.faults.push(notCertificate({ start: 0, end: 0 }));
  }
}

const notCertificate = (span: Span): SyntaxFault => ({ code: 'certificate-der', span, detail: 'neither a certificate nor signed data' });

function collect(der: Uint8Array, span: Span, found: Collected): boolean {
  const value = readDer(der, 0, der.length);
  if (!value) return false;
  const [first, wrapped] = childrenOf(der, value);
  if (first?.tag === tags.oid) {
    if (oidOf(der, first) === signedData && wrapped) collectSigned(der, wrapped, span, found);
    // Other content types (encrypted data, key stores) hold nothing that can be read without a key.
    return true;
  }
  const list = readRevocationList(der, value, span);
  if (list) found.lists.push(list);
  const facts = list ? undefined : readCertificate(der, value);
  if (facts) found.certificates.push({ ...facts, span, embedded: false });
  return list !== undefined || facts !== undefined;
}

function privateKeyIn(body: string, span: Span): PrivateKey {
  const der = decodeBase64(body);
  const id = der && privateKeyId(der);
  return { span, ...(id !== undefined && { id }) };
}

/** Attributes by which a signature proves its time: id-aa-timeStampToken (RFC 3161), countersignature (RFC 5652), and Authenticode's own. */
const stamps = ['060b2a864886f70d010910020e', '06092a864886f70d010906', '060a2b060104018237030301'].map((hex) =>
  (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)),
);

const holds = (der: Uint8Array, wanted: readonly number[]): boolean => {
  for (let at = der.indexOf(wanted[0] ?? 0); at >= 0; at = der.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((byte, offset) => der[at + offset] === byte)) return true;
  return false;
};

/** SignedData of RFC 5652: certificates are tagged [0], revocation lists [1], the last set holds who signed. */
function collectSigned(der: Uint8Array, wrapped: DerValue, span: Span, found: Collected): void {
  const [data] = childrenOf(der, wrapped);
  const fields = data ? childrenOf(der, data) : [];
  const last = fields[fields.length - 1];
  const signers = last?.tag === tags.set ? childrenOf(der, last).slice(0, maxSigners) : [];
  const stamped = last !== undefined && signers.length > 0 && stamps.some((stamp) => holds(der.subarray(last.start, last.end), stamp));
  for (const field of fields.filter(({ tag }) => tag === 0xa0)) {
    for (const value of childrenOf(der, field).slice(0, maxEmbedded)) {
      const facts = readCertificate(der, value);
      if (facts) found.certificates.push({ ...facts, span, embedded: signers.length > 0, ...(stamped && { stamped }) });
    }
  }
  for (const value of fields.filter(({ tag }) => tag === 0xa1).flatMap((field) => childrenOf(der, field))) {
    const list = readRevocationList(der, value, span);
    if (list) found.lists.push(list);
  }
  for (const signer of signers) {
    const [, id] = childrenOf(der, signer);
    const [issuer, serial] = id?.tag === tags.sequence ? childrenOf(der, id) : [];
    if (signer.tag === tags.sequence && (id?.tag === tags.sequence || id?.tag === 0x80)) {
      found.signers.push({ span, ...(issuer && serial && { issuer: nameOf(der, issuer), serial: serialOf(der, serial) }) });
    }
  }
}

/** The certificate that base64 begins with, if it does: what stands behind it does not matter. */
export function certificateIn(base64: string, span: Span): Certificate | undefined {
  const [own = ''] = base64.split('=', 1);
  const der = decodeBase64(own.slice(0, own.length - (own.length % 4)) + ending(own));
  const value = der && readDer(der, 0, der.length);
  const facts = value && readCertificate(der, value);
  return facts && { ...facts, span, embedded: false };
}

/** The last characters of base64 that fill no group of four. */
function ending(own: string): string {
  const rest = own.length % 4;
  return rest < 2 ? '' : own.slice(own.length - rest).padEnd(4, '=');
}

function decodeBase64(body: string): Uint8Array | undefined {
  const clean = body.replace(/\s+/g, '');
  if (clean === '' || clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  return Uint8Array.from(atob(clean), (unit) => unit.charCodeAt(0));
}
