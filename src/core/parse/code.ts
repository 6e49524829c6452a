import type { Span } from '../text/span';
import { MappedTextBuilder, type MappedText } from './mapped-text';
import type { CodeArgument, CodeCall, CodeFile, CodeLanguage } from './code/code-file';
import { nameText, pathParts, pythonCalls, withSlashes, type FoundCall } from './code/python-calls';
import { pythonNames, scopedName, valuesOfNames, type PythonNames } from './code/python-names';
import { readBatch } from './windows/batch';
import { readPowerShell } from './windows/powershell';
import { readStrings, type StringToken, type Strings } from './code/strings';

/** Calls of one file; who writes more has no program that anybody reads. */
const maxCalls = 2000;

/** Characters of a line that are looked at before a call. */
const longestLine = 400;

/** Characters of the arguments of one call. */
const maxArguments = 4000;

const perl =
  /(?<![\w$@%&>:-])(?:system|exec|unlink|rename|rmdir|mkdir|rmtree|remove_tree|make_path|mkpath|symlink|chmod|copy|move|open)(?![\w'])(?=\s*[(\w"'`$@])/g;

/** Reads a program for the calls that do something. Never throws. */
export function parseCode(text: string, language: CodeLanguage): CodeFile {
  if (language === 'Lua') return { language, calls: [], constants: new Map(), texts: [] };
  if (language === 'PowerShell' || language === 'Windows batch') {
    const windows = language === 'PowerShell' ? readPowerShell(text) : readBatch(text);
    return { language, calls: [], constants: windows.constants, texts: linesWithHosts(text, language), windows };
  }
  const strings = readStrings(text, language);
  const python = language === 'Python' ? pythonNames(strings.masked) : undefined;
  const constants = constantsIn(text, strings, python);
  const known: Known = { ...strings, constants, ...(python && { python }) };
  const names =
    python &&
    valuesOfNames(
      strings.masked,
      python,
      (from) => argumentsAt(text, known, from),
      (over) => listedIn(text, known, over),
    );
  const calls: CodeCall[] = [];
  let [seen, depth] = [0, 0];
  const depthAt = (at: number): number => {
    for (; seen < at; seen++) {
      if (strings.masked[seen] === '{') depth++;
      else if (strings.masked[seen] === '}') depth--;
    }
    return depth;
  };
  const found: FoundCall[] = [
    ...(python
      ? pythonCalls(strings.masked, python)
      : Array.from(strings.masked.matchAll(perl), ({ 0: name, index }) => ({ name, written: name, index }))),
    ...strings.tokens.flatMap(({ isCommand, start }) => (isCommand ? [{ name: 'qx', written: '', index: start }] : [])),
  ].sort((a, b) => a.index - b.index);
  for (const { name, written, index, of } of found.slice(0, maxCalls)) {
    const { args: given, named, end } = name === 'qx' ? ofBackticks(text, known, index) : argumentsAt(text, known, index + written.length);
    const args = of ? [argument(text, known, of), ...given] : given;
    const behind = strings.masked.slice(end, end + 200).split(/[;\n]/, 1)[0] ?? '';
    const before = strings.masked.slice(Math.max(0, index - longestLine), index).split('\n');
    const line = before.at(-1) ?? '';
    const isSure =
      language === 'Python'
        ? before.length > 1 && !/^(\s|(if|for|while|def|class|with|try|else|elif|except)\b)|\b(lambda|if|and|or)\b/.test(line)
        : depthAt(index) === 0 && !/\b(if|unless|for|foreach|while)\b|\|\||&&|\?/.test(line) && !/\b(if|unless|for|foreach)\b/.test(behind);
    calls.push({
      name,
      span: { start: index, end },
      args,
      named,
      isSure,
      isFatal: /(\bor|\|\|)\s+(die|croak|exit|confess)\b/.test(behind),
    });
  }
  return { language, calls, constants, ...(names && { names }), texts: textsWithHosts(text, strings) };
}

/** The items of a list that is written there, or that a name stands for. */
function listedIn(text: string, known: Known, over: Span): readonly CodeArgument[] {
  const written = argument(text, known, over);
  if (written.items) return written.items;
  const name = /^\w+$/.exec(text.slice(over.start, over.end).trim())?.[0];
  if (name === undefined) return [];
  const lists = [...known.masked.matchAll(new RegExp(`(?<![\\w.])${name}[ \\t]*=(?!=)[ \\t]*`, 'g'))];
  const [only, ...others] = lists;
  if (!only || others.length > 0) return [];
  const from = only.index + only[0].length;
  if (!/[[(]/.test(known.masked[from] ?? '')) return [];
  return argument(text, known, { start: from, end: split(known.masked, from + 1, true).end }).items ?? [];
}

/** A dot between letters: no other text names a host. */
const mayNameHost = /[\w-]\.[a-z\d]/i;

/** Texts of one file that may name hosts; who has more keeps a list. */
const maxTexts = 2000;

const textsWithHosts = (text: string, { tokens }: Strings): readonly Span[] =>
  tokens
    .filter(({ from, to }) => to - from <= maxArguments && mayNameHost.test(text.slice(from, to)))
    .slice(0, maxTexts)
    .map(({ from, to }) => ({ start: from, end: to }));

function linesWithHosts(text: string, language: CodeLanguage): readonly Span[] {
  const remark = language === 'PowerShell' ? /(?:^|\s)#(?!>).*|<#.*/ : /^\s*@?(?:rem\b|::).*/i;
  const found: Span[] = [];
  let isRemark = false;
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    if (found.length >= maxTexts) break;
    const ends = language === 'PowerShell' && line.includes('#>');
    const said = line.replace(remark, '');
    if (!isRemark && line.length <= maxArguments && mayNameHost.test(said)) found.push({ start: index, end: index + said.length });
    isRemark = language === 'PowerShell' && !ends && (isRemark || line.includes('<#'));
  }
  return found;
}

/** What is read of a program before its calls. */
type Known = Strings & Pick<CodeFile, 'constants'> & { readonly python?: PythonNames };

/** `UNIT = "dtend"`, `my $unit = 'dtend';`. */
function constantsIn(text: string, { masked, tokens }: Strings, python: PythonNames | undefined): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  // What is handed out as a place to write to, and what a loop sets, is set by others.
  for (const { 1: set, 2: lent } of masked.matchAll(
    /(?<![\w.])(\w+)\s*[-+.|]?=(?![=~>])|(?:\\\$|\bfor \s*|\bforeach \s*(?:my \s*)?\$)(\w+)/g,
  )) {
    const name = set ?? lent ?? '';
    times.set(name, (times.get(name) ?? 0) + (set === undefined ? 2 : 1));
  }
  for (const name of python?.functions.flatMap(({ parameters }) => parameters) ?? []) times.set(name, 2);
  const found = new Map<string, string>();
  for (const { start, end, from, to, isFormat, isWords, isCommand } of tokens) {
    if (isFormat || isWords || isCommand || to - from > longestLine) continue;
    const before =
      masked
        .slice(Math.max(0, start - longestLine), start)
        .split('\n')
        .at(-1) ?? '';
    const name = /^[ \t]*(?:(?:my|our)\s+)?\$?(\w+)\s*=\s*(?:(?:pathlib\.)?Path\()?$/.exec(before)?.[1];
    const value = text.slice(from, to);
    const isAll = (/Path\($/.test(before) ? /^\)$/ : /^;?$/).test((masked.slice(end, end + longestLine).split('\n', 1)[0] ?? '').trim());
    if (name !== undefined && isAll && times.get(name) === 1 && value !== '' && !/[\\$\n]/.test(value)) found.set(name, value);
  }
  return found;
}

interface Given {
  readonly args: readonly CodeArgument[];
  readonly named: ReadonlyMap<string, CodeArgument>;
  readonly end: number;
}

function ofBackticks(text: string, strings: Known, at: number): Given {
  const [token] = tokensIn(strings, { start: at, end: at + maxArguments });
  const end = token?.end ?? at;
  return { args: token ? [argument(text, strings, { start: at, end })] : [], named: new Map(), end };
}

function argumentsAt(text: string, strings: Known, from: number): Given {
  const { masked } = strings;
  const open = from + (/^\s*/.exec(masked.slice(from, from + 80))?.[0].length ?? 0);
  const isOpen = masked[open] === '(';
  const { parts, end } = split(masked, isOpen ? open + 1 : open, isOpen);
  const args: CodeArgument[] = [];
  const named = new Map<string, CodeArgument>();
  for (const part of parts) {
    const word = /^\s*(\w+)\s*=(?![=>])/.exec(masked.slice(part.start, part.end));
    if (word?.[1] !== undefined) named.set(word[1], argument(text, strings, { start: part.start + word[0].length, end: part.end }));
    else if (masked.slice(part.start, part.end).trim() !== '') args.push(argument(text, strings, part));
  }
  return { args, named, end };
}

/** Splits at commas, up to the bracket that closes, or to the end of the statement. */
function split(masked: string, from: number, isOpen: boolean): { readonly parts: readonly Span[]; readonly end: number } {
  const parts: Span[] = [];
  let [depth, start, at] = [0, from, from];
  const most = Math.min(masked.length, from + maxArguments);
  for (; at < most; at++) {
    const char = masked[at] ?? '';
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char) && depth-- === 0) break;
    else if (depth === 0 && char === ',') {
      parts.push({ start, end: at });
      start = at + 1;
    } else if (!isOpen && depth === 0 && /^(;|\|\||&&|\s(or|and|if|unless|for|foreach)\s)/.test(masked.slice(at, at + 9))) break;
  }
  parts.push({ start, end: at });
  return { parts, end: isOpen ? Math.min(at + 1, most) : at };
}

/** Lists in lists; nobody writes more. */
const maxDepth = 2;

function argument(text: string, known: Known, { start, end }: Span, depth = 0): CodeArgument {
  const { masked, constants } = known;
  while (start < end && /\s/.test(masked[start] ?? '')) start++;
  while (end > start && /\s/.test(masked[end - 1] ?? '')) end--;
  const span = { start, end };
  const written = text.slice(start, Math.min(end, start + maxArguments));
  const inside = tokensIn(known, span);
  const [only] = inside;
  if (only?.isWords && only.start === start && only.end === end) return { span, written, items: wordsOf(text, only) };
  if (depth < maxDepth && /^[[(]/.test(masked[start] ?? '') && split(masked, start + 1, true).end === end) {
    const { parts: all } = split(masked, start + 1, true);
    const items = all.filter((part) => masked.slice(part.start, part.end).trim() !== '');
    const [only] = items;
    // Brackets around one thing are no list.
    if (only && all.length === 1 && masked[start] === '(') return { ...argument(text, known, only, depth + 1), span };
    return { span, written, items: items.map((part) => argument(text, known, part, depth + 1)) };
  }
  const name = /^\w+$/.test(written) && known.python && !constants.has(written) ? scopedName(written, start, known.python) : undefined;
  if (name !== undefined) return { span, written, name, text: nameText(name, span) };
  // What is found by its name, and what is the same as a text.
  const same = /^(?:shutil\.which|which|str|os\.fspath|(?:pathlib\.)?Path)\(\s*/.exec(masked.slice(start, end));
  if (same && masked[end - 1] === ')') return { ...argument(text, known, { start: start + same[0].length, end: end - 1 }, depth), span };
  const parts = /^os\.path\.join\(/.test(masked.slice(start, end))
    ? split(masked, masked.indexOf('(', start) + 1, true).parts
    : pathParts(masked, { start, end });
  if (parts.length > 1 && depth < maxDepth) {
    const texts = parts.map((part) => argument(text, known, part, depth + 1));
    return { span, written, text: withSlashes(texts) };
  }
  const words = /^shlex\.split\(\s*/.exec(masked.slice(start, end));
  if (words) return { ...argument(text, known, { start: start + words[0].length, end: end - 1 }, maxDepth), span };
  const textOf = joined(text, known, inside, span);
  return { span, written, ...(textOf && { text: textOf }) };
}

function tokensIn({ tokens }: Strings, { start, end }: Span): readonly StringToken[] {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: StringToken[] = [];
  for (let token = tokens[low]; token && token.end <= end; token = tokens[++low]) found.push(token);
  return found;
}

/** `"a" + b`, `f"a {b}"`, `"a %s" % b`: what only the run tells is `${_}`. */
function joined(
  text: string,
  { masked, constants, python: names }: Known,
  tokens: readonly StringToken[],
  { start, end }: Span,
): MappedText | undefined {
  const [first] = tokens;
  const isName = !first && constants.has(text.slice(start, end).replace('$', ''));
  if (!isName && (!first || !/^(\$?\w+\s*[+.]\s*)?$/.test(masked.slice(start, first.start)))) return undefined;
  const builder = new MappedTextBuilder();
  const hole = (from: number, to: number): void => {
    const name = /^[\s{+.$]*(\w+)[\s}+.]*$/.exec(text.slice(from, Math.min(to, from + longestLine)))?.[1] ?? '_';
    builder.escape('$', from, Math.max(0, to - from));
    const own = constants.has(name) ? name : ((names && scopedName(name, from, names)) ?? '_');
    for (const char of `{${own}}`) builder.escape(char, to, 0);
  };
  if (!first) {
    hole(start, end);
    return builder.build(undefined);
  }
  const tail = masked.slice(tokens.at(-1)?.end ?? end, end);
  const isFormatted = /^\s*(%|\.format\b)/.test(tail);
  if (first.start > start) hole(start, first.start);
  let at = first.start;
  for (const token of tokens) {
    // Arguments of `.format(…)`.
    if (at > first.start && /^\s*(%|\.format\b)/.test(masked.slice(at, token.start))) break;
    if (at > first.start && masked.slice(at, token.start).replace(/[\s+.\\]/g, '') !== '') hole(at, token.start);
    decode(text, token, isFormatted, builder, hole);
    at = token.end;
  }
  if (!isFormatted && /^\s*[+.]/.test(masked.slice(at, end))) hole(at, end);
  return builder.build(undefined);
}

/** What escapes stand for. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
]);

function decode(
  text: string,
  { from, to, isRaw, isFormat }: StringToken,
  isFormatted: boolean,
  builder: MappedTextBuilder,
  hole: (from: number, to: number) => void,
): void {
  const filled = isFormat ? /^\{[^{}\n]*\}/ : isFormatted ? /^(\{\w*\}|%[sdr])/ : undefined;
  for (let at = from; at < to;) {
    const place = filled?.exec(text.slice(at, Math.min(to, at + 200)))?.[0];
    const char = text[at] ?? '';
    if (place !== undefined) {
      hole(at, at + place.length);
      at += place.length;
    } else if (char === '\\' && !isRaw && at + 1 < to) {
      const next = text[at + 1] ?? '';
      builder.escape(escapes.get(next) ?? next, at, 2);
      at += 2;
    } else builder.copy(char, at++);
  }
}

/** `qw(systemctl restart dten)`. */
const wordsOf = (text: string, { from, to }: StringToken): readonly CodeArgument[] =>
  Array.from(text.slice(from, to).matchAll(/\S+/g), ({ 0: word, index }) => {
    const builder = new MappedTextBuilder();
    builder.copy(word, from + index);
    return { span: { start: from + index, end: from + index + word.length }, written: word, text: builder.build(undefined) };
  });
