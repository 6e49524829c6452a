/** How a file of JSON is written already, for what is put into it. */
export function formatOf(text: string) {
  const [, indent = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  return { insertSpaces: !indent.startsWith('\t'), tabSize: Math.min(indent.length, 8), eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
