/** Texts up to this many characters are parsed in one piece. */
const smallest = 4_000_000;

export interface LongLists {
  /** The text with spaces for what stands in the lists: all places stay where they are. */
  readonly outline: string;
  /** Ends of lists by their beginnings, brackets included. */
  readonly lists: ReadonlyMap<number, number>;
}

/**
 * The lists of packages of a large inventory, so that they can be parsed one by one: parsed forms are thirty times as large as the
 * text. `key` is the name before a list.
 */
export function longLists(text: string, key: string): LongLists {
  const lists = new Map<number, number>();
  if (text.length <= smallest) return { outline: text, lists };
  const parts: string[] = [];
  let done = 0;
  for (const { 0: head, index } of text.matchAll(new RegExp(`(?<!\\\\)"${key}"\\s{0,99}:\\s{0,99}\\[`, 'g'))) {
    const start = index + head.length - 1;
    const end = start < done ? undefined : endOfList(text, start);
    if (end === undefined) continue;
    lists.set(start, end);
    parts.push(text.slice(done, start + 1), ' '.repeat(end - start - 2));
    done = end - 1;
  }
  return { outline: [...parts, text.slice(done)].join(''), lists };
}

const [quote, opening, closing] = ['"', '[', ']'].map((character) => character.charCodeAt(0));

/** Behind the bracket that closes a list; `undefined` if none does. */
function endOfList(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) at = endOfString(text, at);
    else if (unit === opening) depth++;
    else if (unit === closing && --depth === 0) return at + 1;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}
