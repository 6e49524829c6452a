/** Stands for what a script computes. */
export const anything = '\0';
/** Variables of variables; more steps are not followed. */
const maxSteps = 4;
const maxWords = 5000;
/** Values of a variable that is a part of a word. */
const maxAlternatives = 20;

/**
 * The words that a text of a script may become: variables by all that the script ever gives them, braces one by one. What
 * is computed otherwise is `anything`. Not certain at all: for questions whether something could come.
 */
export function possibleWords(text: string, assigned: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const words: string[] = [];
  const read = new Set<string>();
  const add = (written: string, steps: number): void => {
    for (const piece of written
      .replace(/\\\r?\n/g, ' ')
      .replace(/["']/g, '')
      .split(/\s+/)) {
      if (piece === '') continue;
      const name = wholeVariable.exec(piece)?.[1];
      if (name === undefined) addPartly(piece, steps);
      else if (!read.has(name) && steps > 0) {
        read.add(name);
        const values = assigned.get(name) ?? [];
        if (values.length === 0) words.push(anything);
        for (const value of values) add(value, steps - 1);
      }
      if (words.length > maxWords) return;
    }
  };
  const addPartly = (piece: string, steps: number): void => {
    const [whole = '', braces, bare] = partVariable.exec(piece) ?? [];
    const values = assigned.get(braces ?? bare ?? '') ?? [];
    const known = steps > 0 && values.length <= maxAlternatives ? values.filter((value) => !/\s/.test(value)) : [];
    if (known.length === 0 || known.length < values.length) words.push(...braced(piece.replace(expansion, anything)));
    for (const value of known)
      if (words.length <= maxWords)
        add(
          piece.replace(whole, () => value),
          steps - 1,
        );
  };
  add(text, maxSteps);
  return words;
}

const wholeVariable = /^\$\{?(\w+)(?:\[[@*]\])?\}?$/;
const partVariable = /\$(?:\{(\w+)\}|(\w+))/;
const expansion = /\$\{[^{}]*\}|\$\w+|\$[@*#?]|`[^`]*`/g;

/** `php-{cli,fpm}` → `php-cli`, `php-fpm`; the first braces only. */
function braced(word: string): readonly string[] {
  const open = word.indexOf('{');
  const close = word.indexOf('}', open);
  const list = open < 0 || close < 0 ? '' : word.slice(open + 1, close);
  if (!list.includes(',')) return [word];
  return list.split(',').map((one) => `${word.slice(0, open)}${one}${word.slice(close + 1)}`);
}

/** Whether a name is what a word with `anything` in it may stand for. */
export function fits(word: string, name: string): boolean {
  const parts = word.split(anything);
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return name === word;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
