/** Text from a package or inventory as Markdown that shows it literally, on one line, also inside a table cell. */
export const escapeMarkdown = (text: string): string =>
  visible(text)
    .replace(/[\\`*_{}[\]<>|~#!&]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`))
    // A bare address must not become a link that a reader follows.
    .replace(/:\/\//g, ':&#47;&#47;');

/** As code: longer fences than any run of backticks inside; pipes kept out of table syntax. */
export function codeSpan(text: string): string {
  const plain = visible(text);
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${plain.replace(/\|/g, '\\|')}${padding}${fence}`;
}

/** Control and bidirectional characters, which could hide or reorder what a reader sees, made visible. */
const visible = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '\u{fffd}');
