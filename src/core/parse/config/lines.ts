import { span, type Span } from '../../text/span';
import { afterBreak, lineEnd, logicalEnd, readValue, unescaped, widthOf, type LineFormat } from './line-values';
import { joined } from './paths';

/** A logical line: with the lines that continue it. */
export interface ConfigLine {
  readonly kind: 'section' | 'entry' | 'other';
  /** From the start of the line to after its line end. */
  readonly span: Span;
  /** Name of the section that the line opens or stands in; empty before the first. */
  readonly section: string;
  /** Of the section's name or the key. */
  readonly keySpan: Span;
  /** Dotted, with the section. */
  readonly key: string;
  readonly value: string;
  readonly valueSpan: Span;
}

const shapes: Readonly<Record<LineFormat, { readonly entry: RegExp; readonly comment: RegExp }>> = {
  ini: { entry: /^([ \t]*)((?:[^\s=:#;[\]<>"'{}()]|\[\])+(?: [^\s=:#;[\]<>"'{}()]+){0,4})([ \t]*[=:][ \t]*)/, comment: /^[ \t]*([#;!]|$)/ },
  env: { entry: /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][A-Za-z0-9_.-]*)(=)/, comment: /^[ \t]*([#;]|$)/ },
  properties: {
    // A backslash at a line's end continues keys as well.
    entry:
      /^([ \t\f]*)((?:[^\\\s=:]|\\[^\r\n]|\\(?:\r\n|\r|\n)[ \t\f]*(?![ \t\f]))+)((?:[ \t\f]|\\(?:\r\n|\r|\n))*[=:](?:[ \t\f]|\\(?:\r\n|\r|\n))*|(?:[ \t\f]|\\(?:\r\n|\r|\n))+|(?=[\r\n])|$)/,
    comment: /^[ \t\f]*([#!]|$)/,
  },
};
const sectionLine = /^[ \t]*\[([^[\]]*)\][ \t]*([#;].*)?$/;
/** Switches, as in my.cnf. */
const bareLine = /^([ \t]*)([\w.-]+)([ \t]*)(?=[#;]|$)/;

/** Lines of more characters hold data, not settings. */
const maxLine = 64 * 1024;

export function readLines(text: string, format: LineFormat): readonly ConfigLine[] {
  const found: ConfigLine[] = [];
  let section = '';
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const whole = format === 'properties' ? logicalEnd(text, start) : end;
    const line = text.slice(start, Math.min(whole, start + maxLine));
    const header = format === 'ini' ? sectionLine.exec(line) : null;
    if (header) {
      section = (header[1] ?? '').trim();
      const at = start + line.indexOf(section, line.indexOf('[') + 1);
      const keySpan = span(at, at + section.length);
      found.push({
        kind: 'section',
        span: span(start, afterBreak(text, end)),
        section,
        keySpan,
        key: section,
        value: '',
        valueSpan: keySpan,
      });
      start = afterBreak(text, end);
      continue;
    }
    const isComment = shapes[format].comment.test(line);
    const match = isComment ? null : (shapes[format].entry.exec(line) ?? (format === 'ini' ? bareLine.exec(line) : null));
    if (!match) {
      const none = span(start, start);
      const after = afterBreak(text, isComment ? end : whole);
      found.push({ kind: 'other', span: span(start, after), section, keySpan: none, key: '', value: '', valueSpan: none });
      start = after;
      continue;
    }
    const [head, lead = '', name = ''] = match;
    const read = readValue(text, start + head.length, format, widthOf(lead));
    const after = afterBreak(text, lineEnd(text, read.end));
    const keySpan = span(start + lead.length, start + lead.length + name.length);
    const key = joined(section, format === 'properties' ? unescaped(name) : name);
    found.push({ kind: 'entry', span: span(start, after), section, keySpan, key, value: read.value, valueSpan: read.span });
    start = after;
  }
  return found;
}
