import { exampleEndings, templateEndings } from '../../package/nature';
import type { ConfigEntry } from '../config/contents';
import { configFormat, languageOf } from '../config/languages';

const ending = new RegExp(`\\.(?:${[...templateEndings, 'gotmpl'].join('|')})$`, 'i');

const example = new RegExp(`\\.(?:${exampleEndings.join('|')})$`, 'i');

/** What the tool that makes the file fills in: of Jinja, Liquid, Go and Mustache, and of ERB and EPP. */
const marks: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);

/** Says something to the tool, and leaves nothing in the file. */
const deed = /^(?:\{%|\{#|\{\{[-~]?\s*(?:#|\/|!|\^|(?:if|else|end|range|with|define|block|template)\b)|<%(?!=))/;

/** The name of the file that is made: `dten.yaml` of `dten.yaml.j2`; `undefined`: no template. */
export const madeFrom = (path: string): string | undefined => (ending.test(path) ? path.replace(ending, '') : undefined);

/** The name under which people copy an example: `dten.yaml` of `dten.yaml.dist`; `undefined`: no example. */
export const copiedFrom = (path: string): string | undefined => (example.test(path) ? path.replace(example, '') : undefined);

/** Stands for each character of what is filled in. */
const filler = '\u0001';

/** The settings of a template as far as they are written out: a value that is filled in is `open`. */
export function templateSettings(made: string, text: string, open: string): readonly ConfigEntry[] {
  const plain = withoutFilled(text);
  const format = configFormat(made, plain);
  if (!format) return [];
  return languageOf(format)
    .read(plain.replaceAll(filler, '_'))
    .entries.filter(({ keySpan }) => !isFilled(plain, keySpan))
    .map((entry) => (isFilled(plain, entry.valueSpan) ? { ...entry, value: open } : entry));
}

/** The same text, as long as before. */
function withoutFilled(text: string): string {
  const parts: string[] = [];
  const never = new Set<string>();
  let done = 0;
  for (const { 0: mark, index } of text.matchAll(/\{[{%#]|<%/g)) {
    const close = marks.get(mark) ?? '';
    if (index < done || never.has(close)) continue;
    const end = text.indexOf(close, index + mark.length);
    if (end < 0) never.add(close);
    else {
      const whole = text.slice(index, end + close.length);
      parts.push(text.slice(done, index), whole.replace(/[^\r\n]/g, deed.test(whole) ? ' ' : filler));
      done = end + close.length;
    }
  }
  return parts.join('') + text.slice(done);
}

const isFilled = (plain: string, { start, end }: ConfigEntry['keySpan']): boolean => plain.slice(start, end).includes(filler);
