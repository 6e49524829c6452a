import { publicKeysIn as openPgpKeys, type PublicKey } from './openpgp';
import { pemBlocks } from './pem';

/** Of cosign and openssl. */
const pemLabel = 'PUBLIC KEY';

/** minisign(1), signify(1): a comment, and a line whose first bytes are `Ed`. */
const minisign = /^untrusted comment: [^\n]{0,200}\r?\n(RW[A-Za-z0-9+/]{54})\r?$/gm;

/** `allowed_signers` of ssh-keygen(1): who may sign, perhaps with options, and a key. */
const ofSsh = /^[^\s#][^\n]{0,300}?[ \t]((?:sk-)?(?:ssh|ecdsa)-[\w@.-]{3,60} [A-Za-z0-9+/]{40,2000}={0,2})(?=\s|$)/gm;

const mostKeys = 500;

/** Public keys that signatures are checked with, as they stand in a text: of OpenPGP, cosign, minisign and signify, and of SSH in files of signers. */
export function publicKeysIn(path: string, text: string): readonly PublicKey[] {
  return [...openPgpKeys(text), ...pemKeys(text), ...lineKeys(path, text)].slice(0, mostKeys);
}

function pemKeys(text: string): PublicKey[] {
  if (!text.includes(`-----BEGIN ${pemLabel}-----`)) return [];
  const { blocks } = pemBlocks(text);
  return blocks.flatMap(({ label, span, body }) =>
    label === pemLabel
      ? [
          {
            span: { start: span.start, end: span.start + `-----BEGIN ${pemLabel}-----`.length },
            id: body.replace(/\s+/g, ''),
            isKey: false,
          },
        ]
      : [],
  );
}

function lineKeys(path: string, text: string): PublicKey[] {
  const signed = text.startsWith('untrusted comment:') ? [...text.matchAll(minisign)] : [];
  const signers = /(^|\/)[\w.-]*(allowed|trusted)[_-]?signers[\w.-]*$/i.test(path) ? [...text.matchAll(ofSsh)] : [];
  return [...signed, ...signers].map(({ 0: line, 1: id = '', index }) => {
    const start = index + line.indexOf(id);
    return { span: { start, end: start + id.length }, id, isKey: false };
  });
}
