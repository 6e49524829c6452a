import { visible } from '../text/visible';

/**
 * Text from a package or inventory as Markdown that shows it literally, on one line, wherever that line or a cell of a table
 * begins with it.
 */
export const escapeMarkdown = (text: string): string =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>|~#!&]/g, (mark) => entities.get(mark) ?? `\\${mark}`)
    // What begins a list or a line across.
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    // A bare address must not become a link that a reader follows.
    .replace(/:\/\//g, ':&#47;&#47;')
    .replace(/(?<=www)\./gi, '&#46;')
    .replace(/(?<=\w)@(?=\w)/g, '&#64;');

/**
 * As code, also inside a cell. Programs differ on backslashes before a pipe in a table: text with a pipe is code in HTML, where
 * the pipe has a name.
 */
export function codeSpan(text: string): string {
  const plain = oneLine(text);
  if (plain.includes('|')) return `<code>${escapeMarkdown(plain)}</code>`;
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = plain === '' || plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${plain}${padding}${fence}`;
}

/** Lines as they are, between fences that none of them can close. */
export function fenced(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  return [fence, ...text.split('\n').map(visible), fence].join('\n');
}

const entities: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['&', '&amp;'],
  ['|', '&#124;'],
]);

const oneLine = (text: string): string => visible(text.replace(/[ \t\r\n]+/g, ' ')).trim();
