import { hole, literal, unknown, type Template } from '../shell-template';
import { Labels } from './batch-labels';
import { Constants, Lists, maxCommands, type WindowsCommand, type WindowsScript, type WindowsWord } from './windows-command';

/** Longer lines are made by machines. */
const longestLine = 8191;

interface Token extends WindowsWord {
  /** `&`, `|`, `(`, `)`, `>`, `>>`, `<`; absent: a word. */
  readonly sign?: string;
  /** A word as it stands in the file. */
  readonly written?: string;
}

/** Reads a batch file of Windows line by line, for its literal commands. Never throws. */
export function readBatch(text: string): WindowsScript {
  const commands: WindowsCommand[] = [];
  const constants = new Constants();
  const lists = new Lists();
  let [depth, jumps] = [0, false];
  const labels = new Labels();
  for (const [start, end] of linesOf(text)) {
    if (commands.length >= maxCommands) break;
    const line = text.slice(start, end);
    if (line.length > longestLine || /^[\s@]*(?:::|rem\b)/i.test(line)) continue;
    const label = /^\s*:\s*(\w[^\s:+]*)/.exec(line)?.[1];
    if (label !== undefined) {
      // What follows a label runs where somebody jumps to it.
      jumps = true;
      labels.begin(label);
      continue;
    }
    let tokens: readonly Token[] = tokensOf(line, start);
    let piped: WindowsCommand | undefined;
    let isAsked = false;
    while (tokens.length > 0) {
      const [first] = tokens;
      if (first?.sign !== undefined) {
        if (first.sign === '(') depth++;
        else if (first.sign === ')') depth = Math.max(0, depth - 1);
        if (first.sign !== '|') piped = undefined;
        if (first.sign === '||' || first.sign === '&&') isAsked = true;
        tokens = tokens.slice(1);
        continue;
      }
      const question = askedWords(tokens);
      if (question > 0) {
        if (tokens[0]?.value.toLowerCase() === 'for') listIn(tokens.slice(0, question), lists);
        isAsked = true;
        tokens = tokens.slice(question);
        continue;
      }
      const { words, writes, rest } = commandIn(tokens);
      // What a person is asked is the rest of the line, whatever signs are in it.
      const isQuestion = words[0]?.value.toLowerCase() === 'set' && words[1]?.value.toLowerCase() === '/p';
      const isFed = isQuestion && tokens.some(({ sign }) => sign === '<');
      tokens = isQuestion ? [] : rest;
      if (isFed) continue;
      const [name] = words;
      if (!name) continue;
      const isSure = depth === 0 && !jumps && !isAsked;
      const last = words.at(-1) ?? name;
      const command: WindowsCommand = {
        words,
        span: { start: name.span.start, end: last.span.end },
        isSure,
        writes,
        ...(piped && { piped }),
        ...labels.around(depth === 0 && !isAsked),
      };
      labels.see(command, depth === 0 && !isAsked);
      if (name.value.toLowerCase() === 'goto' && isSure) jumps = true;
      if (name.value.toLowerCase() === 'set') setIn(command, constants);
      commands.push(command);
      piped = tokens[0]?.sign === '|' ? command : undefined;
    }
  }
  return {
    commands: commands.filter((command) => labels.isMain(command)),
    constants: constants.known(),
    lists: lists.known(),
    functions: new Set(),
    parts: labels.called(commands),
  };
}

/** `for %%s in (DtenWeb "Dten Agent") do`: words, and no files that are looked for. */
function listIn(tokens: readonly Token[], lists: Lists): void {
  const name = /^%%(\w)$/.exec(tokens[1]?.written ?? '')?.[1];
  const end = tokens.findLastIndex(({ sign }) => sign === ')');
  const isIn = tokens[2]?.value.toLowerCase() === 'in' && tokens[3]?.sign === '(';
  if (name === undefined || !isIn || end < 0) return;
  const items = tokens.slice(4, end).map(({ value }) => value.replace(/,$/, ''));
  lists.set(`each_${name}`, items.every((item) => !/[*?]/.test(item)) ? items : []);
}

/** Lines, with those that `^` carries on; each as its beginning and its end. */
function* linesOf(text: string): Iterable<readonly [start: number, end: number]> {
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('\n', start);
    while (end > 0 && /\^\r?$/.test(text.slice(Math.max(start, end - 2), end))) end = text.indexOf('\n', end + 1);
    if (end < 0) end = text.length;
    yield [start, end];
    start = end + 1;
  }
}

/** `set NAME=value`, `set "NAME=value"`: the rest of the line is the value, blanks and all. */
function setIn({ words, isSure }: WindowsCommand, constants: Constants): void {
  const [, first, ...others] = words;
  if (!first) return;
  const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(first.value) ?? [];
  if (name === undefined) {
    const of = /^\/[ap]$/i.test(first.value) ? /^([^=]+)/.exec(others[0]?.value ?? '')?.[1] : undefined;
    if (of !== undefined) constants.set(of.trim(), undefined, false);
    return;
  }
  const rest = others.length === 0 ? value : `${value ?? ''}${others.map(({ value: more }) => ` ${more}`).join('')}`;
  constants.set(name, rest, isSure);
}

/** How many words ask before the command that follows: `if not exist C:\x`, `for %%f in (a b) do`. */
function askedWords(tokens: readonly Token[]): number {
  const word = (at: number): string => (tokens[at]?.sign === undefined ? (tokens[at]?.value ?? '') : '').toLowerCase();
  if (word(0) === 'else') return 1;
  if (word(0) === 'for') {
    const at = tokens.findIndex((_, index) => word(index) === 'do');
    return at < 0 ? tokens.length : at + 1;
  }
  if (word(0) !== 'if') return 0;
  let at = 1;
  while (word(at) === '/i' || word(at) === 'not') at++;
  if (/^(exist|errorlevel|defined|cmdextversion)$/.test(word(at))) return at + 2;
  // `"%2"==""` ends with nothing that is compared.
  if (word(at).includes('==')) return (tokens[at]?.written ?? word(at)).endsWith('==') ? at + 2 : at + 1;
  if (word(at + 1).startsWith('==')) return word(at + 1) === '==' ? at + 3 : at + 2;
  return /^(equ|neq|lss|leq|gtr|geq)$/.test(word(at + 1)) ? at + 3 : tokens.length;
}

function commandIn(tokens: readonly Token[]): Pick<WindowsCommand, 'words' | 'writes'> & { readonly rest: readonly Token[] } {
  let words: WindowsWord[] = [];
  const writes: { file: WindowsWord; appends: boolean }[] = [];
  let at = 0;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    if (token.sign === undefined) words.push(token);
    else if (/^[<>]/.test(token.sign)) {
      const file = tokens[at + 1];
      if (file?.sign !== undefined || !file) continue;
      at++;
      if (token.sign !== '<' && !/^(nul|&\d)$/i.test(file.value)) writes.push({ file, appends: token.sign === '>>' });
    } else break;
  }
  // `call:stop`.
  const [, verb, label] = /^(call|goto)(:.+)$/is.exec(words[0]?.value ?? '') ?? [];
  const [first, ...others] = words;
  if (first && verb !== undefined && label !== undefined) words = [{ ...first, value: verb }, { ...first, value: label }, ...others];
  return { words, writes, rest: tokens.slice(at) };
}

/** Words and signs of one line; brackets right behind a word belong to it: `Everyone:(OI)(CI)F`. */
function tokensOf(line: string, from: number): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\^\r?\n|\s+|\|\||&&|\d?>>|\d?>(?:&\d)?|<|[|&()]|@(?=\S)|[,;=](?=\s)|(?:"[^"\n]*"?|\^[^\n]|[^\s"^|&()<>]|(?<=[:)"])\([A-Za-z,]{0,40}\))+/g;
  for (const { 0: found, index } of line.matchAll(pattern)) {
    if (/^(\^\r?\n|\s+|@|[,;=])$/.test(found)) continue;
    const span = { start: from + index, end: from + index + found.length };
    if (/^\d?>&\d$/.test(found)) continue;
    const sign = /^(?:\d?(>>?)|(<|\|\|?|&&?|[()]))$/.exec(found);
    if (sign) tokens.push({ value: '', span, isQuoted: false, sign: sign[1] ?? sign[2] ?? '' });
    else tokens.push({ value: valueOf(found), span, isQuoted: found.startsWith('"'), written: found });
  }
  return tokens;
}

/** `%NAME%` and `!NAME!` are variables, `%~dp0` is the script's folder, and other arguments nobody knows. */
function valueOf(written: string): Template {
  const plain = literal(written.replace(/\^(.)/g, '$1').replaceAll('"', ''));
  return plain
    .replace(/%~dp0\\?/gi, './')
    .replace(/%%~?([A-Za-z])(?!\w)/g, (_, name: string) => hole(`each_${name.toLowerCase()}`))
    .replace(/%~?([1-9*])/g, (_, name: string) => hole(name))
    .replace(/%%?~?\w*[0-9*]|%%~?\w+/g, unknown)
    .replace(/%([\w() ]+)(:[^%]*)?%|!([\w() ]+)(:[^!]*)?!/g, (_, name: string | undefined, cut, late: string | undefined, lateCut) =>
      cut !== undefined || lateCut !== undefined ? unknown : hole((name ?? late ?? '').toLowerCase()),
    );
}
