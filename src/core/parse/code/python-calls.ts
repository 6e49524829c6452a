import type { Span } from '../../text/span';
import type { CodeArgument } from './code-file';
import { fileSpan, MappedTextBuilder, type MappedText } from '../mapped-text';
import type { PythonNames } from './python-names';

/** Characters of a line that are looked at around a call. */
const longestLine = 400;

const python =
  /(?<![\w.])(?:os\.(?:system|popen|remove|unlink|rmdir|rename|replace|makedirs|mkdir|chmod|chown|symlink|kill)|subprocess\.\w+|check_call|check_output|Popen|getoutput|shutil\.(?:copy\w*|move|rmtree|chown)|(?:requests|httpx)\.(?:get|post|put|patch|delete|head)|(?:urllib\.request\.)?(?:urlopen|urlretrieve)|os\.rmdir|shutil\.unpack_archive|time\.sleep|input|getpass\.getpass|open)(?=\s*\()/g;

/** A call that does something. */
export interface FoundCall {
  /** What is called, whatever the program calls it. */
  readonly name: string;
  readonly written: string;
  readonly index: number;
  /** What a method is called of. */
  readonly of?: Span;
}

/** The calls of a program of Python that do something. */
export function pythonCalls(masked: string, { imported }: PythonNames): readonly FoundCall[] {
  const found: FoundCall[] = Array.from(masked.matchAll(python), ({ 0: name, index }) => ({
    name: imported.get(name) ?? name,
    written: name,
    index,
  }));
  const known = new Set(found.map(({ index }) => index));
  for (const { 0: written, index } of imported.size > 0
    ? masked.matchAll(/(?<![\w.]|\bdef[ \t])(?:[A-Za-z_]\w*\.)?\w+(?=[ \t]*\()/g)
    : []) {
    const dot = written.indexOf('.') + 1;
    const name = dot > 0 ? imported.get(written.slice(0, dot)) : imported.get(written);
    const whole = name === undefined ? undefined : dot > 0 ? `${name}${written.slice(dot)}` : name;
    python.lastIndex = 0;
    if (whole !== undefined && !known.has(index) && `${whole}(`.match(python)) found.push({ name: whole, written, index });
  }
  for (const { 0: written, index } of masked.matchAll(methods)) {
    const of = receiverBefore(masked, index);
    if (of) found.push({ name: `Path${written}`, written, index, of });
  }
  return found;
}

/** Methods of `pathlib.Path`, which no other class has as a rule. */
const methods = /\.(?:write_text|write_bytes|unlink|rmdir|mkdir|symlink_to|chmod)(?=[ \t]*\()/g;

/** The name, call or brackets before a dot. */
function receiverBefore(masked: string, end: number): Span | undefined {
  let start = end;
  if (masked[end - 1] === ')') {
    let depth = 0;
    for (let at = end - 1; at >= Math.max(0, end - longestLine); at--) {
      if (/[)\]}]/.test(masked[at] ?? '')) depth++;
      else if (/[([{]/.test(masked[at] ?? '') && --depth === 0) {
        start = at;
        break;
      }
    }
    if (start === end) return undefined;
  }
  let from = start;
  while (from > 0 && /[\w.]/.test(masked[from - 1] ?? '')) from--;
  return from < end ? { start: from, end } : undefined;
}

/** `Path("/etc") / "dten.conf"`. */
export function pathParts(masked: string, { start, end }: Span): readonly Span[] {
  if (!/\bPath\(|^\w+[ \t]*\//.test(masked.slice(start, end))) return [];
  const parts: Span[] = [];
  let [depth, from] = [0, start];
  for (let at = start; at < Math.min(end, start + longestLine); at++) {
    const char = masked[at] ?? '';
    if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    else if (char === '/' && depth === 0) {
      parts.push({ start: from, end: at });
      from = at + 1;
    }
  }
  return parts.length === 0 ? [] : [...parts, { start: from, end: end }];
}

/** A variable in the place of a text. */
export function nameText(name: string, { start, end }: Span): MappedText {
  const builder = new MappedTextBuilder();
  builder.escape('$', start, end - start);
  for (const char of `{${name}}`) builder.escape(char, end, 0);
  return builder.build(undefined);
}

/** Parts of a path with slashes between; a part that begins with one begins it anew. */
export function withSlashes(parts: readonly CodeArgument[]): MappedText {
  const builder = new MappedTextBuilder();
  const first = Math.max(
    0,
    parts.findLastIndex(({ text }) => text?.text.startsWith('/')),
  );
  for (const [index, { text, span }] of parts.slice(first).entries()) {
    const said = text ?? nameText('_', span);
    if (index > 0) builder.escape('/', span.start, 0);
    for (let at = 0; at < said.text.length; at++) {
      const { start, end } = fileSpan(said, { start: at, end: at + 1 });
      builder.escape(said.text[at] ?? '', start, end - start);
    }
  }
  return builder.build(undefined);
}
