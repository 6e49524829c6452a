import type { Span } from '../text/span';
import { stringsOf } from '../parse/code/more-strings';
import { readStrings, type Strings, type StringToken } from '../parse/code/strings';
import { unknown, type Template } from '../parse/shell-template';
import { callsOf, type CallMeaning, type OneLiner } from './code-calls';
import { callsForeignCode, withImports } from './code-imports';
import type { EffectKind } from './effect';

/** What one call in a program says: what it does to what, or a command that it runs, as words. */
export type CodeLiteral =
  | { readonly kind: EffectKind; readonly target: Template }
  | { readonly command: readonly Template[] }
  | { readonly kind: EffectKind; readonly why?: string };

/** Longer programs are no one-liners; what stands further on is not read. */
const maxCode = 4000;

export const computedProgram: CodeLiteral = { kind: 'unknown', why: 'what a program in the command line runs' };

const changesDatabase: CodeLiteral = { kind: 'unknown', why: 'what a program in the command line changes in a database' };

/** What calls another thing by its name: `os.remove(`, `File::Path::rmtree "x"`, `require("fs").unlinkSync(`. */
const call =
  /(?<![\w$@%&.>:])(?:[A-Za-z_]\w*(?:\.|::|->))*[A-Za-z_]\w*(?=[ \t]*\(|[ \t]*["'`]|[ \t]+[\w$@%[{*\\])|(?<=[)\]}"'\w])(?:\.|->)[A-Za-z_]\w*(?=[ \t]*\()/g;

/** Languages in which a call needs no brackets. */
const bare: ReadonlySet<OneLiner> = new Set(['Perl', 'Ruby', 'Lua']);

/** What may stand before a statement. */
const atStart =
  /(?:^|[;{}(!&|,=?:\n\]]|\b(?:and|or|not|if|unless|while|until|for|foreach|return|do|then|else|begin|in)|\b(?:qw|print|puts)\b)[ \t]*$/;

/** What the calls of a short program say, as far as their arguments are literals. Programs that only count and print say nothing. */
export function literalsIn(code: Template, language: OneLiner): readonly CodeLiteral[] {
  const text = withImports(code.slice(0, maxCode), language);
  const strings = stringsIn(text, language);
  const { masked } = strings;
  const found: Placed[] = [];
  for (const { 0: written, index } of masked.matchAll(call)) {
    const end = index + written.length;
    const isOpen = /^[ \t]*\(/.test(masked.slice(end, end + 8));
    const needsNone = bare.has(language) || (language === 'PHP' && /^(?:include|require)/.test(written));
    if (!isOpen && !(needsNone && atStart.test(masked.slice(Math.max(0, index - 40), index)))) continue;
    const read: Given = { text, strings, language, args: argumentsAt(masked, end), before: text.slice(0, index) };
    found.push({ at: index, said: saidByCall(written, read) });
  }
  found.push(...commandStrings(text, strings, language));
  const asked = asks[language]?.exec(masked);
  if (asked) found.push({ at: asked.index, said: [{ kind: 'prompt' }] });
  const inOrder = found.sort((a, b) => a.at - b.at).flatMap(({ said }) => said);
  // Of a text that never ends nobody knows what stands behind it.
  const isLost = masked.trimEnd().length < text.trimEnd().length && (strings.tokens.at(-1)?.end ?? 0) < masked.trimEnd().length;
  const isOpen = isLost || handsOnCalls(text, strings, language) || callsForeignCode(text, masked, language);
  return [...inOrder, ...(changesData.test(text) ? [changesDatabase] : []), ...(isOpen ? [computedProgram] : [])];
}

/** What reads what a person types, where no call does. */
const asks: Partial<Readonly<Record<OneLiner, RegExp>>> = {
  Perl: /<STDIN>/,
  Ruby: /(?:\bSTDIN|\$stdin)\.(?:gets|readline|getc)\b/,
  JavaScript: /\.question\(/,
  Lua: /\bio\.read\(/,
};

/** What is said at a place of the program. */
interface Placed {
  readonly at: number;
  readonly said: readonly CodeLiteral[];
}

const stringsIn = (text: string, language: OneLiner): Strings =>
  language === 'Python' || language === 'Perl'
    ? readStrings(text, language)
    : stringsOf(text, language === 'Lua' ? 'JavaScript' : language);

/** A call with what is around it. */
interface Given {
  readonly text: string;
  readonly strings: Strings;
  readonly language: OneLiner;
  readonly args: readonly Span[];
  readonly before: string;
}

/** `open`, whatever is opened. */
const opens = /(?:^|[.>:])(?:open|fopen|openSync)$|^File\.new$/;

/** Methods of `pathlib.Path`: what is done to the path before the dot. */
const pathMethods: ReadonlyMap<string, EffectKind> = new Map([
  ...(['write_text', 'write_bytes', 'touch'] as const).map((name) => [name, 'file.write'] as const),
  ...(['unlink', 'rmdir'] as const).map((name) => [name, 'file.delete'] as const),
  ['mkdir', 'dir.create'],
  ['chmod', 'file.mode'],
  ['symlink_to', 'file.link'],
  ['hardlink_to', 'file.link'],
  ['rename', 'file.move'],
  ['replace', 'file.move'],
]);

function saidByCall(written: string, given: Given): readonly CodeLiteral[] {
  const { language, args, before, text } = given;
  const name = written.replace(/::|->/g, '.');
  const last = name.slice(name.lastIndexOf('.') + 1);
  const isMethod = name.includes('.');
  if (opens.test(name)) return opened(given);
  if (language === 'Python' && isMethod && pathMethods.has(last)) {
    const path = /Path\(\s*(["'])([^"'\\]*)\1\s*\)$/.exec(before + (name.startsWith('.') ? '' : name.slice(0, -last.length - 1)))?.[2];
    const kind = pathMethods.get(last);
    const isPath = path !== undefined || (/\bPath\b/.test(text) && !/^re/.test(last));
    if (kind && isPath && !callsOf.Python.has(name)) return [{ kind, target: path ?? unknown }];
  }
  const calls = callsOf[language];
  const own = language === 'Perl' && written.includes('::') && !written.includes('->') ? last : name;
  const meaning = calls.get(own) ?? calls.get(name.replace(/^Kernel\./, '')) ?? (isMethod ? calls.get(`.${last}`) : undefined);
  if (meaning) return saidOf(meaning, given);
  // `/x/.exec(text)` of a pattern is no command.
  if (language === 'JavaScript' && last === 'exec' && text.includes('child_process')) return saidOf({ kind: 'run', target: 0 }, given);
  return args.length > 0 && language === 'Perl' && /^(?:IO\.Socket|LWP)/.test(name) ? [{ kind: 'network.session' }] : [];
}

function saidOf({ kind, target }: CallMeaning, given: Given): readonly CodeLiteral[] {
  const { args, text, strings } = given;
  const whole = text.slice(args[0]?.start ?? 0, args.at(-1)?.end ?? 0);
  if (kind === 'code') return [computedProgram];
  if (kind === 'process.kill' && /(?:^|[\s(,])0\s*$|^\s*0\b|^\s*["']0["']/.test(whole)) return [];
  if (kind === 'network.fetch') return fetched(whole, args[0] && literalAt(given, args[0]));
  if (target === 'none') return [{ kind } as CodeLiteral];
  const meant = typeof target === 'number' ? args.slice(target, target + 1) : args.slice(target.from);
  const values = meant.flatMap((argument) => itemsAt(given, argument));
  if (kind === 'run') {
    const isList = meant.length > 1 || /^\s*(?:\[|%w|qw)/.test(strings.masked.slice(meant[0]?.start ?? 0, meant[0]?.end ?? 0));
    // `spawn("rm", ["-rf", x])`, `execFile`.
    const others =
      typeof target === 'number'
        ? args.slice(target + 1).filter(({ start }) => /^\s*\[/.test(strings.masked.slice(start, start + 20)))
        : [];
    if (isList || others.length > 0)
      return ranBy([...values, ...others.flatMap((argument) => itemsAt(given, argument))].map((value) => value ?? unknown));
    return values[0] === undefined ? [computedProgram] : commandsIn(values[0]);
  }
  if (values.length === 0) return [computedProgram];
  return values.map((value) => (value === undefined ? computedProgram : { kind, target: value }));
}

/** `urlopen(x)`, `fetch(x, { method: "POST" })`. Other things than addresses are got as well. */
function fetched(whole: string, target: Template | undefined): readonly CodeLiteral[] {
  const isSent = /\bmethod["']?\s*(?::|=>?)\s*["'](?:POST|PUT|PATCH|DELETE)\b|\bdata\s*=(?!=)/i.test(whole);
  const isAddress = target !== undefined && /^(?:https?|ftp):/i.test(target);
  if (!isAddress) return isSent ? [{ kind: 'network.send' }] : [];
  return [{ kind: isSent ? 'network.send' : 'network.fetch', target }];
}

const ranBy = (words: readonly Template[]): readonly CodeLiteral[] =>
  words[0] === undefined || words[0].includes(unknown) ? [computedProgram] : [{ command: words }];

/** A command line as a shell would be given it, each of its commands. */
export function commandsIn(line: Template): readonly CodeLiteral[] {
  const found: CodeLiteral[] = [];
  let words: Template[] = [];
  let written: CodeLiteral[] = [];
  let into: EffectKind | undefined;
  const done = (): void => {
    found.push(...(words.length > 0 ? ranBy(words) : []), ...written);
    [words, written] = [[], []];
  };
  for (const [word] of line.replace(/\d?>&\d|[\d&]?>\s*\/dev\/null/g, ' ').matchAll(/"[^"]*"|'[^']*'|[^\s"';|&<>]+|>>?|[;|&<\n]+/g)) {
    if (/^[;|&\n]/.test(word)) done();
    else if (/^>/.test(word)) into = word === '>>' ? 'file.append' : 'file.write';
    else if (into) {
      written.push({ kind: into, target: plain(word) });
      into = undefined;
    } else if (word !== '<') words.push(plain(word));
  }
  done();
  return found;
}

const plain = (word: string): string => (/^["']/.test(word) ? word.slice(1, -1) : word);

/** `open('x', 'w')` of Python, PHP, Ruby and Lua; `open(F, '>x')` of Perl. */
function opened(given: Given): readonly CodeLiteral[] {
  const { args, language } = given;
  const [first, second, third] = args.map((argument) => literalAt(given, argument));
  if (language === 'Perl') {
    const arrow = /^(\+?>>?|\+<|\|)([^]*)$/.exec(second?.trim() ?? '');
    if (!arrow) return /\|\s*$/.test(second ?? '') ? [computedProgram] : [];
    const [, way = '', written = ''] = arrow;
    const target = written.trim();
    if (way === '|') return commandsIn(target);
    const kind = way.includes('>>') ? 'file.append' : way === '+<' ? 'file.edit' : 'file.write';
    const file = target !== '' ? target : args.length > 2 ? third : undefined;
    return file === undefined ? [computedProgram] : [{ kind, target: file }];
  }
  const mode = second ?? '';
  const kind = /^a/.test(mode) ? 'file.append' : /^[wxc]/.test(mode) ? 'file.write' : /^r.*\+/.test(mode) ? 'file.edit' : undefined;
  if (!kind) return [];
  return [{ kind, target: first ?? unknown }];
}

/** `` `rm x` ``, `qx{rm x}`, `%x(rm x)`: strings that are commands. */
function commandStrings(text: string, { tokens, masked }: Strings, language: OneLiner): readonly Placed[] {
  const placed = (at: number, line: Template): Placed => ({ at, said: commandsIn(line) });
  if (language === 'Perl')
    return tokens.filter(({ isCommand }) => isCommand).map((token) => placed(token.start, valueOf(text, token, language)));
  if (language !== 'Ruby' && language !== 'PHP') return [];
  const found: Placed[] = [];
  const mark = language === 'Ruby' ? /`|%x[([{]/g : /`/g;
  for (let match = mark.exec(masked); match; match = mark.exec(masked)) {
    const from = mark.lastIndex;
    const end = text.indexOf(closing.get(text[from - 1] ?? '') ?? '`', from);
    if (end < 0) break;
    found.push(placed(match.index, filledIn(text.slice(from, end), language, false)));
    mark.lastIndex = end + 1;
  }
  return found;
}

const closing: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['{', '}'],
  ['[', ']'],
]);

/** `map(os.remove, files)`, `files.forEach(fs.unlinkSync)`, `array_map("unlink", $files)`: what is called later, with what nobody sees. */
function handsOnCalls(text: string, { masked, tokens }: Strings, language: OneLiner): boolean {
  const calls = callsOf[language];
  const changes = (name: string): boolean =>
    /^(?:file|run)/.test((calls.get(name) ?? calls.get(name.slice(name.lastIndexOf('.'))))?.kind ?? '');
  if (language === 'PHP')
    return tokens.some(
      ({ start, from, to }) => /_(?:map|walk|func|func_array|filter)\(\s*$/.test(masked.slice(0, start)) && changes(text.slice(from, to)),
    );
  return Array.from(masked.matchAll(/[(,]\s*((?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*)(?=\s*[,)])/g)).some(([, name = '']) => changes(name));
}

/** The arguments of a call, up to the bracket that closes or to the end of the statement. */
function argumentsAt(masked: string, from: number): readonly Span[] {
  const open = from + (/^[ \t]*/.exec(masked.slice(from))?.[0].length ?? 0);
  const isOpen = masked[open] === '(';
  const found: Span[] = [];
  let depth = 0;
  let start = isOpen ? open + 1 : open;
  let at = start;
  for (; at < masked.length; at++) {
    const char = masked[at] ?? '';
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char) && depth-- === 0) break;
    else if (depth === 0 && (char === ',' || (char === '=' && /["'`] => ["'$@]/.test(masked.slice(at - 2, at + 4))))) {
      found.push({ start, end: at });
      start = at + (char === ',' ? 1 : 2);
    } else if (!isOpen && depth === 0 && /^(?:;|\n|\|\||&&|\s(?:or|and|if|unless|for|foreach|do)\b)/.test(masked.slice(at, at + 9))) break;
  }
  return masked.slice(start, at).trim() === '' ? found : [...found, { start, end: at }];
}

/** Each text of a list, or the text that an argument is; `undefined`: only the run tells. */
function itemsAt(given: Given, argument: Span): readonly (Template | undefined)[] {
  const { masked } = given.strings;
  const written = given.text.slice(argument.start, argument.end).trim();
  const words = /^\*?(?:%w|qw)\s*[([{<|/]([^)\]}>|/]*)[)\]}>|/]$/.exec(written);
  if (words) return (words[1] ?? '').trim().split(/\s+/);
  // Options of the call: `recursive: true`, `{ recursive: true }`, `shell=True`.
  if (/^(?:\{|\w+\s*(?:=(?!=)|:(?!:)|=>))/.test(written) && !/^(?:Dir|glob)\b/.test(written)) return [];
  if (/^[[(]/.test(written)) {
    const start = masked.indexOf(written[0] ?? '', argument.start);
    return argumentsAt(masked.slice(0, start) + '(' + masked.slice(start + 1), start).flatMap((item) => [literalAt(given, item)]);
  }
  return [literalAt(given, argument)];
}

/** The text that an argument is, or a pattern of names: `glob("/x/*")`. */
function literalAt({ text, strings: { tokens }, language }: Given, { start, end }: Span): Template | undefined {
  const inside = tokens.filter((token) => token.start >= start && token.end <= end);
  const [only] = inside;
  if (!only || inside.length > 1) return undefined;
  const around = `${text.slice(start, only.start)}${text.slice(only.end, end)}`.trim();
  return around === '' || /^(?:(?:Dir\.)?glob\(\)|Dir(?:\[\]|\.glob\(\))|<>)$/.test(around) ? valueOf(text, only, language) : undefined;
}

const valueOf = (text: string, { from, to, isRaw }: StringToken, language: OneLiner): Template =>
  filledIn(text.slice(from, to), language, isRaw || text[from - 1] === "'");

const fillings: Readonly<Record<OneLiner, RegExp | undefined>> = {
  Python: /\{[^{}]*\}/g,
  Perl: /[$@]\{?\w+\}?(?:->)?(?:[[{][^\]}]*[\]}])*/g,
  PHP: /\{\$[^}]*\}|\$\w+/g,
  Ruby: /#\{[^}]*\}/g,
  JavaScript: /\$\{[^}]*\}/g,
  Lua: undefined,
};

/** What stands for what only the run tells becomes that. */
function filledIn(written: string, language: OneLiner, isRaw: boolean): Template {
  const filling = fillings[language];
  const text = filling && !(isRaw && language !== 'Python') ? written.replace(filling, unknown) : written;
  return text.replace(/\\(.)/g, (_, char: string) => (/[nrt]/.test(char) ? ' ' : char));
}

/** A literal of SQL that does more than ask. */
const changesData =
  /["'`]\s*(?:alter\s+(?:table|type|sequence|view|index)|create\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|index|view|type|schema|function|trigger)|drop\s+(?:table|index|view|type|schema|column)|truncate\s+\w|(?:insert\s+into|delete\s+from)\s+[\w"]|update\s+\S{1,80}\s+set\b)/i;
