import type { TextEdit } from '../../text/edit';
import { lineSpanAt } from '../../text/lines';
import { span, type Span } from '../../text/span';
import { parseUnit } from '../systemd';
import type { ConfigContents, ConfigEntry } from './contents';
import type { ConfigLanguage } from './language';
import { afterBreak } from './line-values';

/** A word of a directive, and the words beside it. */
interface Word {
  readonly word: Span;
  readonly directive: Span;
  readonly alone: boolean;
}

/** The variables that `Environment=` of a systemd unit sets. What the unit says besides is no configuration. */
function readEnvironment(text: string): ConfigContents {
  const words = new Map<ConfigEntry, Word>();
  for (const { name, directives } of parseUnit(text).sections) {
    if (name !== 'Service') continue;
    for (const { key, keySpan, valueSpan, words: list } of directives) {
      if (key !== 'Environment') continue;
      const directive = span(keySpan.start, valueSpan.end);
      for (const { span: word, value } of list) {
        const entry = entryOf(text, word, value);
        if (entry) words.set(entry, { word, directive, alone: list.length === 1 });
      }
    }
  }
  return {
    entries: [...words.keys()],
    sections: [],
    faults: [],
    insert: () => [],
    remove(entry) {
      const found = words.get(entry);
      return found ? removeWord(text, found) : [];
    },
    rename: (entry, key) => (words.has(entry) && /^[A-Za-z_]\w*$/.test(key) ? [{ span: entry.keySpan, text: key }] : []),
    replace(entry, value) {
      const quoted = /^["']/.test(text.charAt(words.get(entry)?.word.start ?? 0));
      const plain = quoted ? /^[^"'\\%\r\n]*$/ : /^[^\s"'\\%]*$/;
      return words.has(entry) && plain.test(String(value)) ? [{ span: entry.valueSpan, text: String(value) }] : [];
    },
  };
}

/** Only of words that stand as they are, in quotes or not: places in others cannot be told. */
function entryOf(text: string, { start, end }: Span, value: string): ConfigEntry | undefined {
  const equals = value.indexOf('=');
  const variable = value.slice(0, Math.max(equals, 0));
  const lead = /^["']/.test(text.slice(start, start + 1)) ? 1 : 0;
  const from = start + lead;
  if (!/^[A-Za-z_]\w*$/.test(variable) || text.slice(from, end - lead) !== value) return undefined;
  const sign = from + equals;
  return {
    key: variable,
    keySpan: span(from, sign),
    value: value.slice(equals + 1),
    valueSpan: span(sign + 1, from + value.length),
    variable,
  };
}

function removeWord(text: string, { word, directive, alone }: Word): readonly TextEdit[] {
  if (!alone) {
    const before = /(?<![ \t])[ \t]+$/.exec(text.slice(Math.max(0, word.start - 80), word.start))?.[0].length ?? 0;
    const behind = /^[ \t]+/.exec(text.slice(word.end, word.end + 80))?.[0].length ?? 0;
    return [{ span: before > 0 ? span(word.start - before, word.end) : span(word.start, word.end + behind), text: '' }];
  }
  const line = lineSpanAt(text, directive.start);
  return line.end < directive.end ? [] : [{ span: span(line.start, afterBreak(text, line.end)), text: '' }];
}

export const unitLanguage = {
  id: 'unit',
  name: 'systemd unit',
  comment: /^[ \t]*[#;]/,
  typed: false,
  variables: 'some',
  read: readEnvironment,
} as const satisfies ConfigLanguage;
