import { MappedTextBuilder } from './mapped-text';
import type { CommandLine } from './command-lines';

/** Characters of a value that recipes are written with; longer ones stay open. */
const maxValue = 500;

/**
 * The lines of a makefile's recipes as make gives them to a shell, each with those that continue it: `$$` is a dollar sign, `$(NAME)`
 * what the file sets it to. What nobody knows is blanked with underscores. Never throws.
 */
export function recipeLines(text: string): readonly CommandLine[] {
  const values = new Map<string, string>();
  const lines: CommandLine[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOfLogicalLine(text, start);
    if (text[start] === '\t') lines.push({ source: recipe(text, start, end, values) });
    else {
      const [, name, value = ''] = setting.exec(text.slice(start, Math.min(end, start + maxValue))) ?? [];
      if (name !== undefined) values.set(name, value.trim());
    }
    start = end + 1;
  }
  return lines;
}

const setting = /^ {0,8}(?:export |override )?([\w.-]+)\s*(?:[:?]|::)?=([^#\n]*)/;

/** The end of a line and of all that continue it. */
function endOfLogicalLine(text: string, start: number): number {
  for (let from = start; ;) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    if (text[end - 1] !== '\\') return end;
    from = end + 1;
  }
}

function recipe(text: string, start: number, end: number, values: ReadonlyMap<string, string>): CommandLine['source'] {
  const builder = new MappedTextBuilder();
  let at = start + (/^\t[\t @+-]*/.exec(text.slice(start, end))?.[0].length ?? 0);
  while (at < end) {
    if (text[at] !== '$') {
      const next = text.indexOf('$', at);
      const to = next < 0 || next > end ? end : next;
      builder.copy(text.slice(at, to), at);
      at = to;
    } else if (text[at + 1] === '$') {
      builder.escape('$', at, 2);
      at += 2;
    } else at = reference(builder, text, at, end, values);
  }
  // A dollar sign would have to be doubled in what is put in.
  return builder.build(undefined);
}

/** Writes what `$(NAME)` stands for, and gives where it ends. */
function reference(builder: MappedTextBuilder, text: string, at: number, end: number, values: ReadonlyMap<string, string>): number {
  const [whole, round, curly] = /^\$(?:\(([^()]*)\)|\{([^{}]*)\}|.?)/s.exec(text.slice(at, Math.min(end, at + maxValue))) ?? ['$'];
  const value = values.get(round ?? curly ?? '');
  if (value === undefined || value.includes('$')) {
    builder.copy('_'.repeat(whole.length), at);
    builder.computed = true;
  } else for (const char of value) builder.escape(char, at, whole.length);
  return at + whole.length;
}
