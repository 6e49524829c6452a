import { span } from '../../text/span';
import type { ConfigEntry } from '../config/contents';

/**
 * `--dten.hybrid.mode=auto`, Java's `-Ddten.hybrid.mode=auto`, and `--hybrid-mode=auto`: names of several words are keys of a configuration, as
 * others (`--mode`) mean everything.
 */
const flag =
  /-[-D](?<=(?:^|[\s"'=,[(])..)([A-Za-z][\w-]{0,80}(?:\.[\w-]{1,80}){1,12}|(?<=--)[a-z][a-z\d]{0,40}(?:[-_][a-z\d]{1,40}){1,12})(?![\w.-])(?:=(?:"([^"\n]{0,400})"|'([^'\n]{0,400})'|([^\s"',\])]{0,400})))?/gm;

const comment = /^[ \t]*(?:[#;!]|\/\/|rem\b)/i;

/** Settings that stand as options of a command, wherever that is written: in units, manifests of Kubernetes, `JAVA_OPTS`. */
export function flagsIn(text: string, open: string): readonly ConfigEntry[] {
  if (!text.includes('--') && !text.includes('-D')) return [];
  const found: ConfigEntry[] = [];
  let [lineStart, seen] = [0, 0];
  for (const { 0: whole, 1: key = '', 2: double, 3: single, 4: plain, index } of text.matchAll(flag)) {
    if (found.length >= most) break;
    const lastBreak = text.slice(seen, index).lastIndexOf('\n');
    if (lastBreak >= 0) lineStart = seen + lastBreak + 1;
    seen = index;
    if (comment.test(text.slice(lineStart, index))) continue;
    const start = index + whole.indexOf(key);
    const value = double ?? single ?? plain;
    const end = index + whole.length;
    found.push({
      key,
      keySpan: span(start, start + key.length),
      value: value === undefined || /[$`{%]/.test(value) ? open : value,
      valueSpan: span(end - (value?.length ?? 0), end),
      ...(!key.includes('.') && { isOption: true as const }),
    });
  }
  return found;
}

/** Of one file. */
const most = 1000;
