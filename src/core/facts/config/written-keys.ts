import type { PlanEffect } from '../../plan/plan';
import type { Span } from '../../text/span';

/** A key that a command gives a value. */
export interface WrittenKey {
  readonly key: string;
  readonly span: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** The keys that a command sets in a file. */
export interface SetKeys {
  readonly to: string;
  readonly keys: readonly WrittenKey[];
}

interface Word {
  readonly text: string;
  /** Of what stands within its quotes. */
  readonly start: number;
}

/** `undefined`: the command is none that sets keys. */
export function settingsOfCommand({ by, command, target }: PlanEffect, text: string): SetKeys | undefined {
  const written = text.slice(command.start, command.end);
  if (by === '>' && /^jq\s/.test(written)) {
    const words = wordsIn(written, command.start);
    const file = words.findLast((word) => !word.text.startsWith('-'));
    return file && /\.json$/.test(file.text) ? { to: file.text, keys: words.flatMap(assigned) } : undefined;
  }
  switch (by) {
    case 'sed':
      return { to: target, keys: substituted(written, command.start) };
    case 'yq':
      return { to: target, keys: wordsIn(written, command.start).flatMap(assigned) };
    case 'crudini':
    case 'openstack-config':
      return { to: target, keys: iniKey(wordsIn(written, command.start)) };
    case 'augtool':
      return augeasKeys(text, command);
    default:
      return undefined;
  }
}

/** The words of a command, without their quotes. */
const wordsIn = (written: string, at: number): readonly Word[] =>
  Array.from(written.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g), ({ 0: whole, 1: double, 2: single, index }) => ({
    text: double ?? single ?? whole,
    start: at + index + (double === undefined && single === undefined ? 0 : 1),
  }));

/** Of text in quotes, what stands within the first ones. */
export function unquotedIn(text: string, { start, end }: Span): Span {
  const quote = text[start] ?? '';
  if (!/["']/.test(quote)) return { start, end };
  const close = text.indexOf(quote, start + 1);
  return { start: start + 1, end: close < 0 || close > end ? end : close };
}

const spanAt = (start: number, length: number): Span => ({ start, end: start + length });

/** `.dten.hybrid.mode = "auto"`, as jq and yq have it. */
function assigned({ text, start }: Word): readonly WrittenKey[] {
  return Array.from(
    text.matchAll(/(?<![\w\])])\.((?:[\w-]+|"[^"]+")(?:\.(?:[\w-]+|"[^"]+"))*)\s*\|?=(?!=)\s*(\\?"[^"]*"|[^\s|;)]*)/g),
    ({ 0: whole, 1: path = '', 2: value = '', index }) => ({
      key: path.replaceAll('"', ''),
      span: spanAt(start + index, path.length + 1),
      value: value.replace(/^\\?"|\\?"$/g, ''),
      valueSpan: spanAt(start + index + whole.length - value.length, value.length),
    }),
  );
}

/** `crudini --set file section key value`. */
function iniKey(words: readonly Word[]): readonly WrittenKey[] {
  const [, file, section, key, value] = words.filter(({ text }, at) => at === 0 || !text.startsWith('-'));
  if (!words.some(({ text }) => text === '--set') || !file || !section || !key) return [];
  const name = section.text === '' || section.text === 'DEFAULT' ? key.text : `${section.text}.${key.text}`;
  return [
    {
      key: name,
      span: spanAt(key.start, key.text.length),
      value: value?.text ?? '',
      valueSpan: spanAt(value?.start ?? key.start + key.text.length, value?.text.length ?? 0),
    },
  ];
}

const line = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:](.*)$/;

function lineKey(text: string, start: number, section = ''): readonly WrittenKey[] {
  const [, key, rest = ''] = line.exec(text) ?? [];
  if (key === undefined) return [];
  const value = rest.trimStart();
  const at = start + text.indexOf(key);
  return [
    {
      key: section === '' ? key : `${section}.${key}`,
      span: spanAt(at, key.length),
      // What stands behind it in the file stays.
      value: value === '' ? '$' : value,
      valueSpan: spanAt(start + text.length - value.length, value.length),
    },
  ];
}

/** The replacement of `s`, and what is put behind or before the line of a section: `/^\[hybrid\]/a mode = auto`. */
function substituted(written: string, at: number): readonly WrittenKey[] {
  const replaced = Array.from(
    written.matchAll(/(?<=["';{}\s]|^)s([|/#,@!])((?:\\.|(?!\1)[^\n])*)\1((?:\\.|(?!\1)[^\n])*)\1/g),
    ({ 0: whole, 3: by = '', index }) => (/^\s*(\\\d|&)/.test(by) ? [] : lineKey(by, at + index + whole.length - 1 - by.length)),
  );
  const added = Array.from(
    written.matchAll(/\/\^?\\?\[([\w.-]+)\\?\]\$?\/\s*[ai]\\?\s*([^"'\n]+)/g),
    ({ 0: whole, 1: section, 2: by = '', index }) => lineKey(by, at + index + whole.length - by.length, section),
  );
  return [...replaced, ...added].flat();
}

/** Characters behind a command in which its here-document is looked for. */
const maxHeredoc = 4000;

/** `augtool set /files/etc/dten/dten.conf/hybrid/mode auto`, beside the command or in its here-document; of the first file. */
function augeasKeys(text: string, { start, end }: Span): SetKeys | undefined {
  const line = text.slice(end, end + maxHeredoc);
  const delimiter = /^[^\n]*<<-?\s*["']?(\w+)/.exec(line)?.[1];
  const last = delimiter === undefined ? 0 : line.search(new RegExp(`\\n\\s*${delimiter}\\s*(\\n|$)`));
  const said = text.slice(start, end + Math.max(0, last));
  const keys = Array.from(
    said.matchAll(
      /\bset\s+["']?\/files(\/[^\s"']*?\.(?:conf|cfg|cnf|ini|properties|ya?ml|json|toml|env))((?:\/[\w.-]+)+)["']?[ \t]+("[^"\n]*"|'[^'\n]*'|\S+)/g,
    ),
    ({ 0: whole, 1: to = '', 2: path = '', 3: value = '', index }) => ({
      to,
      key: path.slice(1).replaceAll('/', '.'),
      span: spanAt(start + index + whole.indexOf(path, whole.indexOf(to) + to.length) + 1, path.length - 1),
      value: value.replace(/^["']|["']$/g, ''),
      valueSpan: spanAt(start + index + whole.length - value.length, value.length),
    }),
  );
  const [first] = keys;
  return first && { to: first.to, keys: keys.filter(({ to }) => to === first.to) };
}
