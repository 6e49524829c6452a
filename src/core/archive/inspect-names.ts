import { unseenIn } from '../text/visible';
import type { AnomalyLog } from './anomaly';

/** Bytes of one name and of a whole path that Linux takes. */
const longestSegment = 255;
const longestPath = 4095;

/** NUL has an anomaly of its own; joiners belong to the spelling of words in Persian, Hindi and others. */
const notDeceiving: ReadonlySet<string> = new Set(['\0', '\u200c', '\u200d']);

const slash = 0x2f;

const plain = /^[\x20-\x7e]*$/;
const device = /(?:^|\/)(?:con|prn|aux|nul|(?:com|lpt)[1-9¹²³]|con(?:in|out)\$)(?:\.[^/]*)?(?:\/|$)/i;
const refused = /[<>:"|?*]/;
const trailing = /[. ](?:\/|$)/;

/** What is odd about the names of mounted entries: `paths` are all of them, `names` what they are called in the archive. */
export function inspectNames(paths: Iterable<string>, log: AnomalyLog): void {
  const byFold = new Map<string, string>();
  for (const path of paths) {
    inspectName(path, log);
    const folded = foldCase(path);
    const other = byFold.get(folded);
    if (other === undefined) byFold.set(folded, path);
    else log.add('colliding-name', { other, how: howAlike(path, other) }, path);
  }
}

const foldCase = (path: string): string => (plain.test(path) ? path : path.normalize('NFC')).toLowerCase();

const howAlike = (a: string, b: string): string => (a.normalize('NFC') === b.normalize('NFC') ? 'Unicode normalisation' : 'letter case');

/** Whether a name is another one than people see. */
export function inspectLook(path: string, log: AnomalyLog): void {
  if (plain.test(path)) return;
  const alike = lookAlikes(path);
  if (alike.length > 0) log.add('deceptive-name', { how: 'alike', characters: alike.slice(0, 8).map(codePoint).join(', ') }, path);
  const characters = [...new Set(unseenIn(path))].filter((character) => !notDeceiving.has(character));
  if (characters.length > 0) log.add('deceptive-name', { characters: characters.slice(0, 8).map(codePoint).join(', ') }, path);
}

/** Letters of Cyrillic and Greek that look like those of ASCII. */
const alikeLetters =
  /[\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd]/u;

/** Those that stand in a word of Latin letters, where no other letter shows that it is of two scripts. */
function lookAlikes(path: string): string[] {
  const words = path.match(/\p{L}+/gu) ?? [];
  return words.flatMap((word) => {
    const foreign = word.match(/[^a-z]/giu) ?? [];
    return /[a-z]/i.test(word) && foreign.every((letter) => alikeLetters.test(letter)) ? foreign : [];
  });
}

function inspectName(path: string, log: AnomalyLog): void {
  inspectLook(path, log);
  if (device.test(path)) log.add('unportable-name', { why: 'device' }, path);
  if (refused.test(path)) log.add('unportable-name', { why: 'character' }, path);
  if (trailing.test(path)) log.add('unportable-name', { why: 'trailing' }, path);
  if (path.length > longestSegment / 4) inspectLength(path, log);
}

function inspectLength(path: string, log: AnomalyLog): void {
  const bytes = new TextEncoder().encode(path);
  if (bytes.length > longestPath) log.add('unportable-name', { why: 'long-path', length: bytes.length, limit: longestPath }, path);
  let longest = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== slash) continue;
    longest = Math.max(longest, at - start);
    start = at + 1;
  }
  if (longest > longestSegment) log.add('unportable-name', { why: 'long-name', length: longest, limit: longestSegment }, path);
}

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
