import { languageOf } from '../../parse/config/languages';
import { span } from '../../text/span';
import { defineRule } from '../rule';

export const byteOrderMark = defineRule({
  id: 'config/byte-order-mark',
  target: 'config',
  severity: 'info',
  confidence: 'likely',
  hazards: ['silent-failure'],
  fixable: false,
  summary: 'Configuration file begins with a byte order mark that not every reader takes',
  rationale: `Editors on Windows put a byte order mark before a text, or store it as UTF-16. Some readers skip the mark. Others
refuse the file, or take the mark for a part of the first key or section, and its setting is lost without a word. JSON for other
programs must have none.

The review reads such files as they were meant. It cannot know what reads them on the host, so this is for people to check. The rule is silent
about YAML, XML and HOCON, whose standards allow the mark, and INI, whose usual readers take it.`,
  references: ['https://www.rfc-editor.org/rfc/rfc8259#section-8.1', 'https://www.unicode.org/faq/utf_bom.html'],
  messages: {
    marked: ({ name, encoding }: { name: string; encoding: string }) =>
      `This ${name} is stored as ${encoding} with a byte order mark: some readers refuse it, or lose its first key.`,
  },
  check({ text, syntax: { format, marked, within } }, { report }) {
    const { name, marks } = languageOf(format);
    if (!marked || marks || within) return;
    report(span(0, Math.min(1, text.length)), 'marked', { data: { name, encoding: marked.toUpperCase().replace(/[BL]E$/, '') } });
  },
});
