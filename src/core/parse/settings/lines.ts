import { span } from '../../text/span';
import type { ConfigEntry } from '../config/contents';
import { joined } from '../config/paths';

/** Of lines without the blanks around. */
const comment = /^(?:[#;!]|\/\/|--|$)/;
const opens = /^(?:([\w.-]+)[^{}<>]{0,200}\{|<([A-Za-z][\w.-]*)[^<>]{0,200}>)$/;
const shuts = /^(?:\}[;,]?|<\/[\w.-]+>)$/;
const name = /^([A-Za-z_][\w.-]*)(?=[\s=:])/;
const sign = /^(?:=>?|:)/;

/** Blocks within each other that are followed. */
const deepest = 32;

/**
 * The settings of a file whose form nobody knows, where its lines look like those of the many forms that servers have of their own: a name and a
 * value on a line, in blocks of braces or tags.
 */
export function lineSettings(text: string): readonly ConfigEntry[] {
  const found: ConfigEntry[] = [];
  const around: string[] = [];
  for (const { 0: raw, index } of text.matchAll(/[^\r\n]{1,2000}/g)) {
    const line = raw.trim();
    if (comment.test(line)) continue;
    const [head, braced, tagged] = opens.exec(line) ?? [];
    if (head !== undefined && around.length < deepest) around.push(joined(around.at(-1) ?? '', braced ?? tagged ?? ''));
    else if (shuts.test(line)) around.pop();
    else {
      const key = name.exec(line)?.[1];
      if (key === undefined) continue;
      const start = index + raw.indexOf(line);
      const value = line.slice(key.length).trim().replace(sign, '').replace(/;$/, '').trim();
      const at = start + line.lastIndexOf(value);
      found.push({
        key: joined(around.at(-1) ?? '', key),
        keySpan: span(start, start + key.length),
        value: value.replace(/^(["'])(.*)\1$/, '$2'),
        valueSpan: span(at, at + value.length),
      });
    }
  }
  return found;
}
