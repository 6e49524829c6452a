/** What stands between the lines: ends of lines, written out as well, and what a language puts around its texts. */
const between = /(?:\s|\\[nrt]|\\(?=[\r\n])|["'`](?:\s{0,20}[+.&])?|[,|>#*]|\/\/\s)*/y;
const headers = /(?:[\w-]{1,40}: [^\n\\]{0,200}(?:\r?\n|\\r\\n|\\n|\\r))*(?:\s|\\[nrt])*/y;
const base64 = /[A-Za-z0-9+/=]+/y;

/** Keys and certificates are longer than this in no algorithm. */
const longest = 65_536;

/**
 * The base64 that stands in a text from `start` on, as files of PEM and programs write it: over many lines, in quotes, with ends of lines
 * written out. `said`: the headers of RFC 1421 before it; the body lies between `from` and `end`.
 */
export function readBody(text: string, start: number) {
  const after = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    pattern.test(text);
    return Math.max(at, pattern.lastIndex);
  };
  const first = after(between, start);
  const from = after(headers, first);
  let body = '';
  let end = from;
  while (end < start + longest) {
    const stop = after(base64, end);
    if (stop === end) break;
    body += text.slice(end, stop);
    end = after(between, stop);
  }
  return { said: text.slice(first, from), body, from, end };
}
