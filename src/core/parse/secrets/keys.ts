import type { LiteralPlace } from '../../text/literals';
import { lineEnd } from '../../text/secrets/value';
import { span } from '../../text/span';
import { readBody } from '../written-base64';
import type { FoundKey } from './found';

/** Literals by which private keys are found. */
export const keyLiterals: readonly string[] = ['-----BEGIN ', 'PuTTY-User-Key-File-', 'LS0tLS1CRUdJTi'];

const begin = /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY(?: BLOCK)?-----/y;

/** The same in base64, at each of the ways in which its first words can be encoded. */
const encoded =
  /LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJVkFUR|BFQyBQUklWQVRF|BEU0EgUFJJVkFUR|BPUEVOU1NIIFBSSVZBVE|BFTkNSWVBURUQgUFJJVkFUR)[\w+/]{60,65536}/y;

/** Characters of the smallest key that there is, an Ed25519 key, and of a body that no end follows. */
const smallest = 60;
const smallestOpen = 400;

/** Different characters of a body that is none of dots, one letter or the alphabet. */
const mostAlike = 20;

/** A key of OpenSSH that no cipher protects begins so. */
const plainOpenSsh = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU';

const forms = new Map([
  ['RSA', 'RSA'],
  ['EC', 'EC'],
  ['DSA', 'DSA'],
  ['OPENSSH', 'OpenSSH'],
  ['PGP', 'OpenPGP'],
]);

/** The private key that a literal begins, if one follows. */
export function keyAt(text: string, { at, literal }: LiteralPlace): FoundKey | undefined {
  if (literal === 'PuTTY-User-Key-File-') return puttyKey(text, at);
  if (literal !== '-----BEGIN ') return encodedKey(text, at);
  begin.lastIndex = at;
  const [line, label = ''] = begin.exec(text) ?? [];
  if (line === undefined) return undefined;
  const start = at + line.length;
  const { said, body, from, end } = readBody(text, start);
  const closed = /^[\s\\nrt"'`,+|*#]*-----END /.test(text.slice(end, end + 80));
  if (body.length < (closed ? smallest : smallestOpen) || new Set(body).size < mostAlike || isCut(body)) return undefined;
  const form = forms.get(label.trim().split(' ')[0] ?? '') ?? '';
  const encrypted = label.startsWith('ENCRYPTED') || said.includes('ENCRYPTED') || (form === 'OpenSSH' && !body.startsWith(plainOpenSsh));
  return { kind: 'key', span: span(at, start), value: span(from, end), form, encrypted };
}

/** Whether a structure in DER says that it is longer than what there is of it. */
function isCut(body: string): boolean {
  if (!body.startsWith('MI')) return false;
  const head = atob(body.slice(0, 8));
  const [third, fourth] = [head.charCodeAt(2), head.charCodeAt(3)];
  const told = body.startsWith('MII') ? 4 + third * 256 + fourth : 3 + third;
  return (body.length * 3) / 4 < told;
}

function encodedKey(text: string, at: number): FoundKey | undefined {
  encoded.lastIndex = at;
  const [own] = encoded.exec(text) ?? [];
  if (own === undefined) return undefined;
  const value = span(at, at + own.length);
  return { kind: 'key', span: value, value, form: '', encrypted: own.includes('FTkNSWVBURUQ') };
}

/** More than a key of PuTTY has. */
const longest = 65_536;

const base64 = /[A-Za-z0-9+/=]+/y;

function puttyKey(text: string, at: number): FoundKey | undefined {
  const file = text.slice(at, at + longest);
  const [lead] = /\nPrivate-Lines: \d{1,4}\s/.exec(file) ?? [];
  const from = lead === undefined ? -1 : at + file.indexOf(lead) + lead.length;
  if (from < 0) return undefined;
  base64.lastIndex = from;
  if (!base64.test(text) || base64.lastIndex - from < 40) return undefined;
  const end = /\r?\nPrivate-/.exec(text.slice(from, from + longest))?.index;
  const encrypted = !/\nEncryption: none\s/.test(file);
  return {
    kind: 'key',
    span: span(at, lineEnd(text, at)),
    value: span(from, end === undefined ? base64.lastIndex : from + end),
    form: 'PuTTY',
    encrypted,
  };
}
