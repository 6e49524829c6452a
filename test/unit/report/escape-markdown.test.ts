import assert from 'node:assert/strict';
import { codeSpan, escapeMarkdown } from '../../../src/core/report/escape-markdown';

describe('Markdown of hostile text', () => {
  const escaped: readonly (readonly [why: string, text: string, markdown: string])[] = [
    ['a cell ends nowhere', 'a|b', 'a&#124;b'],
    ['nor after a backslash', 'a\\|b', 'a\\\\&#124;b'],
    ['a line ends nowhere', 'a\r\n\r\n# b', 'a \\# b'],
    ['no HTML', '<img src=x>&lt;', '&lt;img src=x\\>&amp;lt;'],
    ['no link', '[a](javascript:b)', '\\[a\\](javascript:b)'],
    ['no bare address', 'https://a.example', 'https:&#47;&#47;a.example'],
    ['no bare name of a web site', 'www.a.example', 'www&#46;a.example'],
    ['no mail address', 'a@b.example', 'a&#64;b.example'],
    ['no code', '`a`', '\\`a\\`'],
    ['no list', '- a', '\\- a'],
    ['no numbered list', '1. a', '1\\. a'],
    ['no line across', '---', '\\---'],
    ['no indented code', '     a', 'a'],
    ['no turned text', 'a\u202eb', 'a\\\\u\\{202e\\}b'],
  ];
  for (const [why, text, markdown] of escaped) it(why, () => assert.equal(escapeMarkdown(text), markdown));

  const code: readonly (readonly [why: string, text: string, markdown: string])[] = [
    ['code as it is', 'a*b', '`a*b`'],
    ['backticks inside', 'a``b', '```a``b```'],
    ['backticks at the ends', '`a`', '`` `a` ``'],
    ['nothing is no fence', '', '`  `'],
    ['a pipe ends no cell', 'a|`b`', '<code>a&#124;\\`b\\`</code>'],
    ['nor after a backslash', 'a\\|b', '<code>a\\\\&#124;b</code>'],
    ['control characters', 'a\u009bb', '`a\\u{9b}b`'],
  ];
  for (const [why, text, markdown] of code) it(`code: ${why}`, () => assert.equal(codeSpan(text), markdown));
});
