/** Longer words and patterns are compared as they are. */
const maxPattern = 200;

export const isPattern = (word: string): boolean => /[*?[]/.test(word);

/** A pattern of the shell against a word, in time that grows with the product of both. */
export function matches(pattern: string, word: string): boolean {
  if (!isPattern(pattern) || pattern.length > maxPattern || word.length > maxPattern) return pattern === word;
  let ends = new Set([0]);
  for (let at = 0; at < pattern.length;) {
    const next = new Set<number>();
    const char = pattern[at] ?? '';
    const close = char === '[' ? pattern.indexOf(']', at + 2) : -1;
    const list = close > 0 ? pattern.slice(at + 1, close) : undefined;
    for (const end of ends) {
      if (char === '*') for (let to = end; to <= word.length; to++) next.add(to);
      else if (end < word.length && fits(char, list, word[end] ?? '')) next.add(end + 1);
    }
    ends = next;
    at = list === undefined ? at + 1 : close + 1;
  }
  return ends.has(word.length);
}

function fits(char: string, list: string | undefined, found: string): boolean {
  if (list === undefined) return char === '?' || char === found;
  const isNegated = /^[!^]/.test(list);
  const inner = isNegated ? list.slice(1) : list;
  let isIn = false;
  for (let at = 0; at < inner.length; at++) {
    const [low = '', dash, high] = [inner[at], inner[at + 1], inner[at + 2]];
    if (dash === '-' && high !== undefined) {
      if (low <= found && found <= high) isIn = true;
      at += 2;
    } else if (low === found) isIn = true;
  }
  return isIn !== isNegated;
}
