import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigSection } from './contents';
import { directiveContents, directiveOf, type Directive, type Directives } from './directives';
import type { ConfigLanguage } from './language';
import { joined } from './paths';

/** Blanks and comments, a sign, or a word as nginx's reader takes it: braces behind `$` belong to the word, and so do those that close. */
const part =
  /(?<blank>\s+|#[^\r\n]*)|(?<sign>[;{}])|(?<word>"(?:[^"\\]|\\[^])*(?:"|$)|'(?:[^'\\]|\\[^])*(?:'|$)|(?:\\[^]|\$\{|[^\s;{\\]|\\$)+)/y;

/** What opens a block of nginx's own, and what only its lines begin with; of lines without the blanks around. */
const block =
  /^(?:(?:http|events|stream|server)\s*\{?$|(?:server|http|events|stream)\s*\{|(?:upstream|map\s+[^\s{};]+)\s+[^\s{};]+\s*\{|location\s[^{};]*\{)/;
const statement = /^[a-z_]+\s[^{}]*;(?:\s*#.*)?$/;
/** Of pieces that are included. */
const parameter =
  /^(?:(?:fastcgi|proxy|uwsgi|scgi|grpc|ssl|gzip|client|keepalive|limit|real|auth|add|error|access|server|worker)_[a-z_]+|set_real_ip_from|include|gzip|listen|root|allow|deny|expires)\s/;
const comment = /^(?:#|$)/;

/** Characters that are looked at. */
const headLength = 64 * 1024;

/** Blocks of nginx's own beside statements that end in `;`, or nothing but statements of nginx's own. */
function isNginx(text: string): boolean {
  const lines = text
    .slice(0, headLength)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !comment.test(line));
  const statements = lines.filter((line) => statement.test(line));
  if (statements.length === 0) return false;
  return lines.some((line) => block.test(line)) || lines.every((line) => parameter.test(line) && statement.test(line));
}

interface Open {
  readonly key: string;
  readonly span: Span;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly open: Open[];
  words: Span[];
  readonly directives: Directive[];
  readonly blocks: ConfigSection[];
  readonly faults: SyntaxFault[];
}

/** As nginx reads it (`ngx_conf_file.c`), tolerantly. What Lua blocks hold is passed over. */
function scanNginx(text: string): Directives {
  const reader: Reader = { text, at: 0, open: [], words: [], directives: [], blocks: [], faults: [] };
  while (reader.at < text.length) {
    part.lastIndex = reader.at;
    const { sign, word, blank } = part.exec(text)?.groups ?? {};
    const at = span(reader.at, reader.at + (sign ?? word ?? blank ?? ' ').length);
    reader.at = at.end;
    if (word !== undefined) reader.words.push(at);
    else if (sign === ';') endDirective(reader, at.end);
    else if (sign === '{') openBlock(reader, at);
    else if (sign === '}') closeBlock(reader, at);
  }
  unfinished(reader);
  for (const { span: at } of reader.open) fault(reader, 'close-brace-expected', at, 'a closing brace is missing');
  return reader;
}

function endDirective(reader: Reader, end: number): void {
  const { text, words, open } = reader;
  const [name, ...args] = words;
  reader.words = [];
  if (name) reader.directives.push(directiveOf(text, open.at(-1)?.key ?? '', name, args, end));
}

function openBlock(reader: Reader, at: Span): void {
  const [name] = reader.words;
  reader.words = [];
  const word = name ? reader.text.slice(name.start, name.end) : '';
  const key = joined(reader.open.at(-1)?.key ?? '', word);
  if (name) reader.blocks.push({ key, keySpan: name });
  if (word.endsWith('_by_lua_block')) reader.at = afterLua(reader.text, at.end);
  else reader.open.push({ key, span: at });
}

function closeBlock(reader: Reader, at: Span): void {
  unfinished(reader);
  if (!reader.open.pop()) fault(reader, 'unexpected-brace', at, 'this brace closes nothing');
}

function unfinished(reader: Reader): void {
  const [name] = reader.words;
  const last = reader.words.at(-1);
  reader.words = [];
  if (name && last) fault(reader, 'semicolon-expected', span(name.start, last.end), 'the semicolon that ends this is missing');
}

/** Behind the brace that closes the block: strings and comments may hold others. */
function afterLua(text: string, from: number): number {
  const tokens = /--[^\n]*|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|[{}]/g;
  tokens.lastIndex = from;
  // Of comments that go over lines the last one that is closed: behind it nobody has to look again.
  const lastClosed = text.lastIndexOf(']]');
  let depth = 1;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0].startsWith('--[[') && token.index + 4 <= lastClosed) tokens.lastIndex = text.indexOf(']]', token.index + 4) + 2;
    if (token[0] === '{') depth++;
    if (token[0] === '}' && --depth === 0) return tokens.lastIndex;
  }
  return text.length;
}

function fault(reader: Reader, code: string, at: Span, detail: string): void {
  reader.faults.push({ code, span: at, detail });
}

export const nginxLanguage = {
  id: 'nginx',
  name: 'nginx configuration',
  path: /(?:^|\/)nginx\/(?:conf\.d|snippets|sites-(?:available|enabled))\/[^/]+\.conf$/,
  isCertain: isNginx,
  comment: /^[ \t]*#/,
  typed: false,
  repeats: true,
  servers: ['nginx', 'openresty', 'tengine', 'angie', 'freenginx'],
  // A piece that is included stands for itself: nginx takes none that ends within a block.
  certainFault: (_text, found) => found,
  read: (text) => directiveContents(text, scanNginx),
} as const satisfies ConfigLanguage;
