import { MappedTextBuilder, type MappedText, type Quoting } from './mapped-text';

/**
 * What becomes of expansions, whose value is known only when the script runs: underscores of the same length, or they stay as
 * they are written.
 */
export type Expansions = 'blanked' | 'kept';

/** What a shell word stands for, with places in the file. `word` is the word as written, `file` where it begins. */
export function decodeWord(word: string, file: number, expansions: Expansions = 'blanked'): MappedText {
  const builder = new MappedTextBuilder();
  const layers = new Set<Quoting | 'bare'>();
  let at = 0;
  while (at < word.length) {
    const char = word[at] ?? '';
    if (char === "'") {
      const close = endAt(word, word.indexOf("'", at + 1));
      builder.copy(word.slice(at + 1, close), file + at + 1);
      layers.add('single');
      at = close + 1;
    } else if (char === '"') {
      at = decodeExpanding(builder, word, at + 1, file, 'double', expansions) + 1;
      layers.add('double');
    } else if (char === '\\') {
      builder.escape(word[at + 1] ?? '\\', file + at, 2);
      layers.add('bare');
      at += 2;
    } else if (char === '$' || char === '`') {
      at = expand(builder, word, at, file, expansions);
      layers.add('bare');
    } else {
      builder.copy(char, file + at);
      layers.add('bare');
      at++;
    }
  }
  const [only] = layers;
  return builder.build(layers.size === 1 && only !== undefined && only !== 'bare' ? [only] : undefined);
}

/** The body of a here-document. */
export function decodeHeredoc(body: string, file: number, expands: boolean, expansions: Expansions = 'blanked'): MappedText {
  const builder = new MappedTextBuilder();
  if (expands) decodeExpanding(builder, body, 0, file, 'heredoc', expansions);
  else builder.copy(body, file);
  return builder.build(expands ? ['heredoc'] : []);
}

/** Text in which the shell expands: until the closing quote, or to the end of a here-document. Gives where it ended. */
function decodeExpanding(
  builder: MappedTextBuilder,
  text: string,
  from: number,
  file: number,
  layer: 'double' | 'heredoc',
  expansions: Expansions,
): number {
  const special = layer === 'double' ? '\\"$`' : '\\$`';
  let at = from;
  let copied = from;
  const flush = (): void => builder.copy(text.slice(copied, at), file + copied);
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"' && layer === 'double') break;
    if (char === '\\' && (special.includes(text[at + 1] ?? ' ') || text[at + 1] === '\n')) {
      flush();
      if (text[at + 1] !== '\n') builder.escape(text[at + 1] ?? '', file + at, 2);
      at += 2;
      copied = at;
    } else if (char === '`' || (char === '$' && /[\w{(@*#?$!-]/.test(text[at + 1] ?? ''))) {
      flush();
      at = expand(builder, text, at, file, expansions);
      copied = at;
    } else at++;
  }
  flush();
  return at;
}

/** Adds the expansion at `from` and gives its end. */
function expand(builder: MappedTextBuilder, text: string, from: number, file: number, expansions: Expansions): number {
  const end = endOfExpansion(text, from);
  builder.copy(expansions === 'kept' ? text.slice(from, end) : '_'.repeat(end - from), file + from);
  builder.computed = true;
  return end;
}

function endOfExpansion(text: string, from: number): number {
  if (text[from] === '`') return endAt(text, text.indexOf('`', from + 1)) + 1;
  const open = text[from + 1] ?? '';
  if (open === '{' || open === '(') return endOfBracket(text, from + 2, open, open === '{' ? '}' : ')');
  const name = /^[A-Za-z_]\w*|^[\d@*#?$!-]/.exec(text.slice(from + 1, from + 256));
  return Math.min(from + 1 + (name?.[0].length ?? 0), text.length);
}

function endOfBracket(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return text.length;
}

const endAt = (text: string, found: number): number => (found < 0 ? text.length : found);
