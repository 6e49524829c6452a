import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigSection } from './contents';
import { directiveContents, directiveOf, type Directive, type Directives } from './directives';
import type { ConfigLanguage } from './language';
import { lineEnd, afterBreak, logicalEnd } from './line-values';
import { joined } from './paths';

/** Blocks that Apache alone has; others have a `<Directory>`, too, but not lines of names in capitals beside it. */
const block =
  /^[ \t]*<(?:VirtualHost|Directory(?:Match)?|Location(?:Match)?|Files(?:Match)?|If(?:Module|Define|Version)|Proxy(?:Match)?|Limit(?:Except)?|Require(?:All|Any|None)|Macro)\b[^\r\n]*>[ \t]*\r?$/im;
const module = /^[ \t]*LoadModule[ \t]+\w+_module[ \t]/m;
const line = /^[ \t]*(?:#.*|<\/?[A-Za-z]+\b[^\r\n]*>|[A-Z][A-Za-z0-9_.-]*(?:[ \t].*)?)?$/;

const opening = /^[ \t]*<([A-Za-z]+)\b[^]*>[ \t]*$/;
const closing = /^[ \t]*<\/([A-Za-z]+)>?[ \t]*$/;
const named = /^[ \t]*([A-Za-z][\w.-]*)/;
const word = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[^\s"']\S*|["']/g;

interface Open {
  readonly name: string;
  readonly key: string;
  readonly span: Span;
}

/** As httpd reads it: a line a directive, which a backslash continues; blocks nest. */
function scanApache(text: string): Directives {
  const open: Open[] = [];
  const directives: Directive[] = [];
  const blocks: ConfigSection[] = [];
  const faults: SyntaxFault[] = [];
  for (let start = 0, end = 0; start < text.length; start = afterBreak(text, end)) {
    // httpd continues comments as well.
    end = logicalEnd(text, start);
    const raw = text.slice(start, end);
    const home = open.at(-1);
    const opens = opening.exec(raw)?.[1];
    const closes = closing.exec(raw)?.[1];
    const at = span(start + raw.search(/\S|$/), start + raw.trimEnd().length);
    if (opens !== undefined) {
      const keySpan = span(at.start + 1, at.start + 1 + opens.length);
      const key = joined(home?.key ?? '', opens);
      blocks.push({ key, keySpan });
      open.push({ name: opens, key, span: at });
    } else if (closes !== undefined) {
      if (home?.name.toLowerCase() === closes.toLowerCase()) open.pop();
      else faults.push(mismatch(closes, home, at));
    } else {
      const directive = directiveIn(text, span(start, end), home?.key ?? '');
      if (directive) directives.push(directive);
    }
  }
  for (const { name, span: at } of open) faults.push({ code: 'unclosed-block', span: at, detail: `the block <${name}> is never closed` });
  return { directives, blocks, faults };
}

const mismatch = (name: string, open: Open | undefined, at: Span): SyntaxFault => ({
  code: 'unexpected-close',
  span: at,
  detail: open ? `</${name}> closes <${open.name}>` : `</${name}> closes nothing`,
});

function directiveIn(text: string, { start, end }: Span, home: string): Directive | undefined {
  const raw = text.slice(start, end);
  const match = named.exec(raw);
  if (!match) return undefined;
  const [head, name = ''] = match;
  const args = [...raw.slice(head.length).matchAll(word)].map(({ index, 0: found }) => {
    const from = start + head.length + index;
    return span(from, from + found.length);
  });
  return directiveOf(text, home, span(start + head.length - name.length, start + head.length), args);
}

export const apacheLanguage = {
  id: 'apache',
  name: 'Apache configuration',
  path: /(?:^|\/)(?:(?:apache2|httpd)\.conf|(?:apache2?|httpd)\/(?:(?:conf|sites|mods)-(?:available|enabled)|conf(?:\.modules)?\.d|extra)\/[^/]+\.(?:conf|load))$/,
  isCertain: (text) => (block.test(text) || module.test(text)) && allLines(text, line),
  comment: /^[ \t]*#/,
  typed: false,
  repeats: true,
  foldsCase: true,
  servers: ['apache', 'apache2', 'httpd'],
  certainFault: (_text, found) => found,
  read: (text) => directiveContents(text, scanApache),
} as const satisfies ConfigLanguage;

/** Lines that go on count with the one that they continue. */
function allLines(text: string, shape: RegExp): boolean {
  for (let start = 0, end = 0; start < text.length; start = afterBreak(text, end)) {
    end = logicalEnd(text, start);
    if (!shape.test(text.slice(start, Math.min(end, lineEnd(text, start))))) return false;
  }
  return true;
}
