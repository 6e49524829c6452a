import { hole, literal, unknown, type Template } from '../shell-template';
import type { Span } from '../../text/span';
import { Constants, Lists, maxCommands, type WindowsCommand, type WindowsScript, type WindowsWord } from './windows-command';

/** A word, or a sign between commands: `;`, a line's end, `|`, `&&`, `||`, `{`, `}`. */
interface Token extends WindowsWord {
  readonly sign?: string;
  /** It is no text: what stands in brackets, a number that is counted with, a variable with members. */
  readonly isExpression?: boolean;
  /** Brackets in it, `(…)` and `$(…)`, without the signs themselves. */
  readonly brackets?: readonly Span[];
  /** What is fetched by a method: `(New-Object Net.WebClient).DownloadString('…')`. */
  readonly fetched?: readonly WindowsWord[];
}

/** Commands in brackets in brackets; nobody writes more. */
const deepest = 3;

/** What a block may come behind and is run all the same. */
const plainBlocks = /^(try|finally|begin|process|end|do)$/i;
/** What begins a statement that is no command. */
const keywords =
  /^(if|elseif|else|foreach|for|while|switch|until|catch|trap|function|filter|class|enum|param|dynamicparam|data|using|break|continue|exit|return|throw|workflow|configuration)$/i;

/** Reads a script of PowerShell for its literal commands; expressions and what they decide stay unknown. Never throws. */
export const readPowerShell = (text: string): WindowsScript => readPart(text, { start: 0, end: text.length }, 0);

function readPart(text: string, part: Span, depth: number): WindowsScript {
  const commands: WindowsCommand[] = [];
  const constants = new Constants();
  const functions = new Set<string>();
  const lists = new Lists();
  /** Whether what stands in each open block is run for certain. */
  const blocks: boolean[] = [];
  let statement: Token[] = [];
  let piped: WindowsCommand | undefined;
  let isAsked = false;
  const close = (sign: string): void => {
    const isSure = !isAsked && blocks.every(Boolean);
    const inner = statement.flatMap((token) => innerOf(text, token, isSure, depth));
    const own = commandOf(statement, { isSure, piped, constants });
    const found = own && inner.length > 0 ? { ...own, inner } : own;
    commands.push(...inner, ...(found ? [found] : []));
    piped = sign === '|' ? (found ?? nothing) : undefined;
    isAsked = sign === '&&' || sign === '||';
    statement = [];
  };
  for (const token of tokensOf(text, part)) {
    const { sign } = token;
    if (commands.length >= maxCommands) break;
    if (sign === undefined) statement.push(token);
    else if (sign === '{') {
      const [first] = statement;
      const isPlain = statement.length === 1 && first !== undefined && !first.isQuoted && plainBlocks.test(first.value);
      if (/^(function|filter|workflow)$/i.test(first?.value ?? ''))
        functions.add((statement[1]?.value ?? '').toLowerCase().split(unknown, 1)[0] ?? '');
      if (/^foreach$/i.test(first?.value ?? '')) listIn(text, statement[1], lists);
      if (!isPlain && statement.length > 0) close('{');
      statement = [];
      blocks.push(isPlain);
    } else if (sign === '}') {
      close(sign);
      blocks.pop();
    } else if (sign === 'line' && piped !== undefined && statement.length === 0) continue;
    else close(sign);
  }
  close(';');
  return { commands, constants: constants.known(), lists: lists.known(), functions };
}

/** Characters of a list that a loop goes over. */
const longestList = 2000;

/** `($unit in 'DtenWeb', 'DtenAgent')` of `foreach`, as far as these are texts. */
function listIn(text: string, head: Token | undefined, lists: Lists): void {
  const [part] = head?.brackets ?? [];
  const inside = part ? text.slice(part.start, Math.min(part.end, part.start + longestList)).trim() : '';
  const [, name, list] = /^\$(\w+) +in +(\S.*)$/is.exec(inside) ?? [];
  if (name === undefined || list === undefined) return;
  const items = list
    .replace(/^@?\(|\)$/g, '')
    .split(',')
    .map((item) => /^(["'])([^"'$`]*)\1$/.exec(item.trim())?.[2]);
  lists.set(name, items.every((item) => item !== undefined) ? items.map((item) => literal(item)) : []);
}

/** Commands in the brackets of a word; what is counted and compared there is none. */
function innerOf(text: string, { brackets = [], fetched = [] }: Token, isSure: boolean, depth: number): readonly WindowsCommand[] {
  const inBrackets =
    depth < deepest
      ? brackets
          .filter(({ start, end }) => startsCommand.test(text.slice(start, Math.min(end, start + 80))))
          .flatMap((part) => readPart(text, part, depth + 1).commands)
      : [];
  const downloads = fetched.map((address): WindowsCommand => ({
    words: [{ value: 'start-bitstransfer', span: address.span, isQuoted: false }, address],
    span: address.span,
    isSure,
    writes: [],
  }));
  return [...inBrackets.map((command) => ({ ...command, isSure: command.isSure && isSure })), ...downloads];
}

/** `Verb-Noun`, or a short name of one that reaches out. */
const startsCommand = /^\s*(?:&\s*)?(?:[a-z]{2,}-[a-z]+|iwr|irm|curl|wget|iex)\s/i;

/** What an expression hands on, of which nobody knows anything. */
const nothing: WindowsCommand = { words: [], span: { start: 0, end: 0 }, isSure: false, writes: [] };

interface Around {
  readonly isSure: boolean;
  readonly piped: WindowsCommand | undefined;
  readonly constants: Constants;
}

function commandOf(tokens: readonly Token[], { isSure, piped, constants }: Around): WindowsCommand | undefined {
  let words = tokens;
  const assigned = assignedName(words);
  if (assigned !== undefined) {
    const [, , ...value] = words;
    const [only] = value;
    constants.set(assigned, value.length === 1 && only?.isQuoted ? only.value : undefined, isSure && words[1]?.value === '=');
    words = value;
  }
  const isCalled = words[0]?.value === '&' || words[0]?.value === '.';
  const name = words[isCalled ? 1 : 0];
  const last = words.at(-1);
  if (
    !name ||
    !last ||
    name.isExpression ||
    (name.isQuoted && !isCalled) ||
    (!isCalled && keywords.test(name.value.replaceAll(unknown, '')))
  )
    return undefined;
  // A number alone is no command.
  if (!isCalled && /^\d[\d._]*(?:[kmgt]b)?$/i.test(name.value)) return undefined;
  if (!isCalled && !/^[\w./\\:$-]/.test(name.value.replace(unknown, '$'))) return undefined;
  const writes = words.flatMap(({ value, isQuoted }, at) => {
    const file = words[at + 1];
    return !isQuoted && /^[1*]?>>?$/.test(value) && file && !/^\$null$/i.test(file.value) ? [{ file, appends: value.endsWith('>>') }] : [];
  });
  const sources = words[0]?.value === '.' && !words[0].isQuoted ? words : words.slice(isCalled ? 1 : 0);
  const until = sources.findIndex(({ value, isQuoted }) => !isQuoted && /^[1-6*]?>>?(&\d)?$/.test(value));
  return {
    words: until < 0 ? sources : sources.slice(0, until),
    span: { start: (words[0] ?? name).span.start, end: last.span.end },
    isSure,
    writes,
    ...(piped && { piped }),
  };
}

/** The variable of `$name = …`. */
const assignedName = ([name, sign]: readonly Token[]): string | undefined =>
  sign && /^[-+*/]?=$/.test(sign.value) && !sign.isQuoted ? (/^\u0001([\w:]+)\u0002$/.exec(name?.value ?? '')?.[1] ?? '') : undefined;

/** What follows each other: blanks, comments, here-strings, strings, brackets, signs, words. */
const piece =
  /[ \t\r\f]+|`\r?\n|<#|#[^\n]*|@(["'])[ \t]*\r?\n|\n|;|\|\||&&|\||\{|\}|[*1-6]?>>?(?:&\d)?|[-+*/]?=(?!=)|"|'|[$@]?\(|\[|[^\s;|{}()[\]"'`#>=]+|[^\n]/gy;

function* tokensOf(text: string, { start, end: last }: Span): Iterable<Token> {
  for (let next = start; next < last;) {
    piece.lastIndex = next;
    const match = piece.exec(text);
    if (!match) return;
    const token = tokenAt(text, match);
    next = Math.max(piece.lastIndex, next + 1);
    if (token) yield token;
  }
}

/** What a piece is; behind it `piece` goes on. `undefined`: a blank or a comment. */
function tokenAt(text: string, match: RegExpExecArray): Token | undefined {
  const [found, quote] = match;
  const at = match.index;
  if (/^([ \t\r\f]|`\r?\n|#)/.test(found)) return undefined;
  if (found === '<#') {
    piece.lastIndex = endOf(text, '#>', at + 2);
    return undefined;
  }
  if (found === '\n') return signAt('line', at, 1);
  if (/^(;|\|\|?|&&|\{|\})$/.test(found)) return signAt(found, at, found.length);
  if (quote !== undefined) {
    const end = text.indexOf(`\n${quote}@`, at);
    const stop = end < 0 ? text.length : end;
    piece.lastIndex = end < 0 ? text.length : end + 3;
    const body = text.slice(at + found.length, stop);
    return { value: quote === '"' ? expanded(body) : literal(body), span: { start: at, end: piece.lastIndex }, isQuoted: true };
  }
  const word = wordAt(text, at);
  piece.lastIndex = word.span.end;
  return word;
}

const signAt = (sign: string, start: number, length: number): Token => ({
  sign,
  value: '',
  span: { start, end: start + length },
  isQuoted: false,
});

const endOf = (text: string, what: string, from: number): number => {
  const end = text.indexOf(what, from);
  return end < 0 ? text.length : end + what.length;
};

/** Characters of a word; longer ones hold data. */
const longestWord = 20_000;

/** One word, which may be put together: `C:\acme\$name.txt`, `"a"`, `$(…)`. */
function wordAt(text: string, start: number): Token {
  let value = '';
  let at = start;
  let [isExpression, isQuoted, isList] = [false, false, false];
  const brackets: Span[] = [];
  const most = Math.min(text.length, start + longestWord);
  for (; at < most;) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") {
      const end = closingQuote(text, at);
      const inside = text.slice(at + 1, end - 1);
      value += char === '"' ? expanded(inside) : literal(inside.replaceAll("''", "'"));
      isQuoted ||= at === start;
      at = end;
    } else if (char === '(' || char === '[' || (/[$@]/.test(char) && /[({]/.test(text[at + 1] ?? ''))) {
      isExpression ||= at === start && char !== '$';
      value += unknown;
      const open = char === '(' || char === '[' ? at : at + 1;
      at = closingBracket(text, open);
      if (text[open] === '(') brackets.push({ start: open + 1, end: at - 1 });
    } else if (char === '$') {
      const [name = '$'] = /^\$(?:\w+:)?\w*/.exec(text.slice(at, at + 200)) ?? [];
      value += variable(name);
      at += name.length;
      isExpression ||= at - name.length === start && /^(?:\[|\+\+|--|\.\w+(?![\w.\\/]))/.test(text.slice(at, at + 80));
    } else if (char === ',' && at > start) {
      isList = true;
      value += char;
      at++;
      while (/[ \t]/.test(text[at] ?? '')) at++;
    } else if (char === '`') {
      value += literal(text[at + 1] ?? '');
      at += 2;
    } else if (/[\s;|{})\]#]/.test(char) && (char !== '#' || at === start)) break;
    else if (at > start && /[>=]/.test(char) && /^[*1-6]?$/.test(text.slice(start, at))) break;
    else {
      value += literal(char);
      at++;
      if (at - start <= 2 && /^[-+*/]?=$|^[*1-6]?>$/.test(text.slice(start, at)) && text[at] !== '>' && text[at] !== '&') break;
    }
  }
  if (at === start) at++;
  const fetched = brackets.length > 0 ? fetchedBy(text, { start, end: at }) : [];
  return {
    value,
    span: { start, end: at },
    isQuoted,
    ...(isList && { isList }),
    ...(isExpression && { isExpression }),
    ...(brackets.length > 0 && { brackets }),
    ...(fetched.length > 0 && { fetched }),
  };
}

/** Characters of an expression in which a download is looked for. */
const longestExpression = 1000;

/** The address of `.DownloadString('…')` and its kin. */
const fetchedBy = (text: string, { start, end }: Span): readonly WindowsWord[] =>
  Array.from(
    text
      .slice(start, Math.min(end, start + longestExpression))
      .matchAll(/\.Download(?:String|File|Data)\(\s*(["'])(https?:[^"'\s]{1,400})\1/gi),
    ({ 0: whole, 2: address = '', index }) => {
      const at = start + index + whole.length - address.length - 1;
      return { value: literal(address), span: { start: at, end: at + address.length }, isQuoted: true };
    },
  );

/** `$PSScriptRoot` is the script's folder. */
function variable(written: string): Template {
  const name = written
    .slice(1)
    .toLowerCase()
    .replace(/^(script|global|local|private):/, '');
  return name === 'psscriptroot' ? '.' : name === '' ? '$' : hole(name);
}

function closingQuote(text: string, at: number): number {
  const quote = text[at] ?? '';
  for (let end = at + 1; end < text.length; end++) {
    if (quote === '"' && text[end] === '`') end++;
    else if (text[end] === quote) {
      if (text[end + 1] !== quote) return end + 1;
      end++;
    }
  }
  return text.length;
}

/** Behind the bracket that closes the one at `at`, strings passed over. */
function closingBracket(text: string, at: number): number {
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    const char = text[end] ?? '';
    if (char === '`') end++;
    else if (char === '#' && /\s/.test(text[end - 1] ?? '')) end = endOf(text, '\n', end) - 1;
    else if (char === '"' || char === "'") end = closingQuote(text, end) - 1;
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char) && --depth === 0) return end + 1;
  }
  return text.length;
}

/** What a string in double quotes stands for. */
function expanded(inside: string): Template {
  let value = '';
  for (let at = 0; at < inside.length;) {
    const char = inside[at] ?? '';
    if (char === '`') {
      value += literal(inside[at + 1] ?? '');
      at += 2;
    } else if (char === '$' && /[({]/.test(inside[at + 1] ?? '')) {
      value += unknown;
      at = closingBracket(inside, at + 1);
    } else if (char === '$') {
      const [name = '$'] = /^\$(?:\w+:)?\w*/.exec(inside.slice(at, at + 200)) ?? [];
      value += variable(name);
      at += name.length;
    } else {
      value += literal(char);
      at++;
    }
  }
  return value.replaceAll('""', '"');
}
