import type { SyntaxFault } from '../fault';

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'tab-as-indent': 'a tab cannot indent YAML',
    'block-as-implicit-key': 'a second ": " in one line; a text that holds one needs quotes',
    'multiline-implicit-key': 'a key has to stand in one line, with its colon',
    'bad-alias': 'an alias needs a name',
    'invalid-symbol': 'this is no value, and names and texts have double quotes',
    'property-name-expected': 'a name in double quotes is expected here',
    'value-expected': 'a value is expected here',
    'colon-expected': 'a colon is expected here',
    'comma-expected': 'a comma is missing before this',
    'close-brace-expected': 'a closing brace is missing',
    'close-bracket-expected': 'a closing bracket is missing',
    'end-of-file-expected': 'the file should end before this',
    'unexpected-end-of-comment': 'this comment is never closed',
    'unexpected-end-of-string': 'this text is never closed',
  }),
);

/** What is wrong, as part of a sentence; the parser's words where there are no better ones. */
export function faultWords({ code, detail }: SyntaxFault): string {
  if (/^Missing closing ["']/.test(detail)) return 'this quote is never closed';
  if (code === 'bad-indent' && /^Flow /.test(detail)) return 'the list or map in brackets that is still open ends before this';
  return words.get(code) ?? (detail.charAt(0).toLowerCase() + detail.slice(1)).replace(/\.$/, '');
}
