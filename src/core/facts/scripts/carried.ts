import { isTestMaterial } from '../../package/test-material';
import { fileFact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import type { Place } from '../../text/span';

/** Programs that make bytes of letters. */
export const decoder = /\bbase(?:32|64)\s+(?:-\w*[dD]|--decode)|\bopenssl\s+(?:base64|enc)\b[^\n]*\s-d\b|\buudecode\b|\bxxd\s+-\w*r/;

/** Letters that nobody reads; a path or a digest has fewer kinds of them. */
const letters = /(?<![\w/.:+-])[A-Za-z0-9+/]{40,}={0,2}/g;
const isPacked = (found: string): boolean => [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(found));

/** What stands behind the end of a script, and is taken out of it: `tail -n +90 "$0" | tar xz`. */
const ownEnd =
  /\b(?:tail|sed|awk|dd|head)\b[^\n|]*\$\{?(?:0|BASH_SOURCE)\b[^\n|]*\|[^\n]*\b(?:tar|gunzip|gzip|bunzip2|xz|unxz|zstd|cpio|base64|openssl|uudecode|bash|sh)\b/;

const carriedIn = fileFact('shell', ({ text }): number | undefined => {
  const own = ownEnd.exec(text)?.index;
  if (own !== undefined || !decoder.test(text)) return own;
  // Keys and certificates are read as what they are.
  const plain = text.replace(/-----BEGIN [^-]+-----[^-]*/g, (block) => block.replace(/[^\n]/g, ' '));
  return [...plain.matchAll(letters)].find(([found]) => isPacked(found))?.index;
});

/** Scripts that carry files in themselves, in letters or behind their end, and where. */
export const carriedFiles = ({ subjects }: PackageView<'shell'>): readonly Place[] =>
  subjects.shell.flatMap((script) => {
    const start = isTestMaterial(script.path) ? undefined : carriedIn(script);
    return start === undefined ? [] : [{ path: script.path, span: { start, end: start } }];
  });
