import { unseenIn } from '../text/visible';
import type { AnomalyLog } from './anomaly';

/** Bytes of one name and of a whole path that Linux takes. */
const longestSegment = 255;
const longestPath = 4095;

/** NUL has an anomaly of its own; joiners belong to the spelling of words in Persian, Hindi and others. */
const notDeceiving: ReadonlySet<string> = new Set(['\0', '\u200c', '\u200d']);

const slash = 0x2f;

const plain = /^[\x20-\x7e]*$/;
const device = /(?:^|\/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.[^/]*)?(?:\/|$)/i;
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

function inspectName(path: string, log: AnomalyLog): void {
  if (!plain.test(path)) {
    const characters = [...new Set(unseenIn(path))].filter((character) => !notDeceiving.has(character));
    if (characters.length > 0) log.add('deceptive-name', { characters: characters.slice(0, 8).map(codePoint).join(', ') }, path);
  }
  if (device.test(path)) log.add('unportable-name', { why: 'device' }, path);
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
