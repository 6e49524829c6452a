/** Words that texts are looked through for, in small letters; who asks knows its own by their numbers. */
const words: string[] = [];

const bits = 15;
const mask = (1 << bits) - 1;

/** Capitals and small letters alike, and three characters fill it. */
const next = (hash: number, unit: number): number => ((hash << 5) ^ (unit | 32)) & mask;

/** Numbers of words by the hash of their first three characters; made when the first text is looked at, as all ask for their words before. */
let byHash: (number[] | undefined)[] = [];
let begins = new Uint8Array();

/** In which look a word was seen last: nothing is made anew for each text. */
let seen = new Uint32Array();
let look = 0;
let lookedAt: string | undefined;

function prepare(): void {
  byHash = Array.from({ length: mask + 1 });
  for (const [number, word] of words.entries()) {
    let hash = 0;
    for (let at = 0; at < 3; at++) hash = next(hash, word.charCodeAt(at));
    (byHash[hash] ??= []).push(number);
  }
  begins = Uint8Array.from(byHash, (own) => (own ? 1 : 0));
  seen = new Uint32Array(words.length);
}

/** Notes which words a text has, in one look at each character. */
function lookAt(text: string): void {
  if (seen.length !== words.length) prepare();
  else if (text === lookedAt) return;
  look++;
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    hash = ((hash << 5) ^ (text.charCodeAt(end) | 32)) & mask;
    if (begins[hash] === 0) continue;
    for (const number of byHash[hash] ?? []) if (seen[number] !== look && stands(text, end - 2, words[number] ?? '')) seen[number] = look;
  }
  lookedAt = text;
}

function stands(text: string, at: number, word: string): boolean {
  if (at < 0 || at + word.length > text.length) return false;
  for (let next = 0; next < word.length; next++) {
    const unit = text.charCodeAt(at + next);
    if ((unit >= 65 && unit <= 90 ? unit | 32 : unit) !== word.charCodeAt(next)) return false;
  }
  return true;
}

/**
 * Tells of a text whether it has one of some words of three characters or more, written `one|two`. Many patterns find something only
 * where such a word stands, and one look for all of their words is faster than each of them.
 */
export function signs(own: string): (text: string) => boolean {
  const numbers = own.split('|').map((word) => {
    if (word.length < 3 || word !== word.toLowerCase()) throw new Error(`no sign: ${word}`);
    const known = words.indexOf(word);
    return known < 0 ? words.push(word) - 1 : known;
  });
  return (text) => {
    lookAt(text);
    return numbers.some((number) => seen[number] === look);
  };
}
