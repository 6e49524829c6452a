import { childrenOf, hexOf, oidOf, tags, type DerValue } from './der';

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

export function timeOf(bytes: Uint8Array, { tag, contentStart, contentEnd }: DerValue): number {
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
