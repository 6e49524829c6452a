import { kindOfPath } from '../package/classify';
import { isTestMaterial } from '../package/test-material';
import { certificateIn, type Certificate } from './certificate';
import { isExample } from './secrets/examples';
import { isForPeople } from './secrets/in-text';
import { readBody } from './written-base64';

/** A text with more of them is a list of whom to trust. */
const most = 200;

const begin = '-----BEGIN CERTIFICATE-----';

/** `begin` in base64, and how the base64 of a certificate of more than 255 bytes begins. */
const [encodedBegin, bareBegin] = ['LS0tLS1CRUdJTi', 'MII'];

/** Characters of the smallest certificate. */
const smallest = 300;

/**
 * Certificates that stand in a text which is no file of certificates, as settings, secrets of Kubernetes, metadata of SAML and scripts hold
 * them: in PEM, indented or with ends of lines written out, in base64 of PEM, or in base64 without a header. What is no certificate is
 * passed over; none of a text for readers counts. The span is the BEGIN line, or the first characters of the base64.
 */
export function heldCertificates(path: string, text: string): readonly Certificate[] {
  if (kindOfPath(path) === 'certificate' || isTestMaterial(path) || isExample(path)) return [];
  if (isForPeople(path) && !text.startsWith('-----BEGIN')) return [];
  const found = new Map<string, Certificate>();
  const add = (base64: string, start: number, shown: number): void => {
    const certificate = base64.length < smallest || found.size >= most ? undefined : certificateIn(base64, { start, end: start + shown });
    if (certificate && !found.has(certificate.sha256)) found.set(certificate.sha256, certificate);
  };
  for (const at of placesOf(text, begin)) add(readBody(text, at + begin.length).body, at, begin.length);
  for (const literal of [encodedBegin, bareBegin]) {
    let end = -1;
    for (const at of placesOf(text, literal)) {
      if (at < end || (at > 0 && /[\w+/]/.test(text.charAt(at - 1)) && !/\\[nrt]$/.test(text.slice(at - 2, at)))) continue;
      const read = readBody(text, at);
      end = read.end;
      if (literal === bareBegin) add(read.body, at, shownOf(text, at));
      else for (const inner of innerBodies(read.body)) add(inner, at, shownOf(text, at));
    }
  }
  return [...found.values()];
}

function* placesOf(text: string, literal: string): Generator<number> {
  for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length)) yield at;
}

/** The certificates of a PEM file in base64. */
function innerBodies(base64: string): readonly string[] {
  const [whole = ''] = base64.split('=', 1);
  const pem = atob(whole.slice(0, whole.length - (whole.length % 4 === 1 ? 1 : 0)));
  return [...placesOf(pem, begin)].map((at) => readBody(pem, at + begin.length).body);
}

/** Enough to see where it is. */
const shownOf = (text: string, at: number): number => /^[^\s"']{1,40}/.exec(text.slice(at, at + 40))?.[0].length ?? 1;
