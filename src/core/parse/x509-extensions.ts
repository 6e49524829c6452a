import { childrenOf, oidOf, readDer, tags, type DerValue } from './der';

/** What the extensions of a certificate say that it is for (RFC 5280, 4.2.1). */
export interface CertificateExtensions {
  /** It may issue certificates: by its basic constraints, and by its key usage where it has one. */
  readonly authority: boolean;
  /** Authorities that may stand between it and the last certificate of a chain. */
  readonly pathLength?: number;
  /** Extended key usages, by object identifier; empty if the certificate does not limit them. */
  readonly purposes: readonly string[];
  /** Names and addresses of the hosts that it is for, in lower case. */
  readonly hosts: readonly string[];
  /** Its key may encrypt or agree on keys, or it names hosts: made for connections rather than for signatures. */
  readonly forConnections: boolean;
}

const basicConstraints = '2.5.29.19';
const keyUsage = '2.5.29.15';
const extendedKeyUsage = '2.5.29.37';
const alternativeName = '2.5.29.17';

/** More purposes, and more hosts, than any certificate has. */
const maxPurposes = 64;
const maxHosts = 2000;

/** Bit 5 of the key usage, counted from the left: `keyCertSign`. */
const signing = 0x04;

/** `fields`: those of the part that is signed. */
export function readExtensions(bytes: Uint8Array, fields: readonly DerValue[]): CertificateExtensions {
  const extension = extensionsOf(bytes, fields);
  const usage = usageOf(bytes, extension(keyUsage));
  const { mayIssue, pathLength } = constraintsOf(bytes, extension(basicConstraints));
  const hosts = hostsOf(bytes, extension(alternativeName));
  return {
    authority: mayIssue && (usage & signing) !== 0,
    ...(pathLength !== undefined && { pathLength }),
    purposes: purposesOf(bytes, extension(extendedKeyUsage)),
    hosts,
    forConnections: mayEncrypt(usage) || hosts.length > 0,
  };
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

function constraintsOf(bytes: Uint8Array, constraints: DerValue | undefined): { readonly mayIssue: boolean; readonly pathLength?: number } {
  const [flag, length] = constraints ? childrenOf(bytes, constraints) : [];
  const mayIssue = flag?.tag === 0x01 && bytes[flag.contentStart] !== 0;
  if (!mayIssue || length?.tag !== tags.integer || length.contentEnd - length.contentStart > 2) return { mayIssue };
  return { mayIssue, pathLength: bytes.subarray(length.contentStart, length.contentEnd).reduce((value, octet) => value * 256 + octet, 0) };
}

/** The first octet of the key usage; what does not limit it may do everything but encrypt. */
function usageOf(bytes: Uint8Array, usage: DerValue | undefined): number {
  const [first = 0] = usage?.tag === tags.bitString ? bitsOf(bytes, usage) : [signing];
  return first;
}

const purposesOf = (bytes: Uint8Array, value: DerValue | undefined): string[] =>
  (value ? childrenOf(bytes, value) : []).slice(0, maxPurposes).map((purpose) => oidOf(bytes, purpose));

/** Key encipherment, data encipherment, key agreement: bits 2, 3 and 4, counted from the left. */
const mayEncrypt = (usage: number): boolean => (usage & 0x38) !== 0;

/** `dNSName` and `iPAddress` of RFC 5280; of IPv6 nothing but that it is there. */
const hostsOf = (bytes: Uint8Array, names: DerValue | undefined): string[] =>
  (names ? childrenOf(bytes, names) : []).slice(0, maxHosts).flatMap(({ tag, contentStart, contentEnd }) => {
    const content = bytes.subarray(contentStart, Math.min(contentEnd, contentStart + 256));
    if (tag === 0x82) return [new TextDecoder('latin1').decode(content).toLowerCase()];
    return tag === 0x87 ? [content.join(content.length === 4 ? '.' : ':')] : [];
  });

/** A bit string's octets, without the leading count of unused bits. */
const bitsOf = (bytes: Uint8Array, { contentStart, contentEnd }: DerValue): Uint8Array =>
  bytes.subarray(Math.min(contentStart + 1, contentEnd), contentEnd);
