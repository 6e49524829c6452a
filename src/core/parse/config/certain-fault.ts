import { span, type Span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import type { ConfigFile } from './config';
import { languageOf } from './languages';

/** Something fills the file in before it is read: Jinja, Go, ERB, autoconf, Velocity, or a script of the vendor's own. */
const template =
  /\{\{|\{%|<%|%\{[-~ ]{0,3}(?:if|for|else|end(?:if|for))\b|@[A-Za-z][A-Za-z0-9_]*@|###[A-Z][A-Z0-9_]*###|%%[A-Z][A-Z0-9_]*%%|__[A-Z][A-Z0-9_]*__|^[ \t]*#(if|set|foreach)[ \t]*\(/m;

/** Texts in three quotes, as search engines take them, values one after the other, as streams have them, and variables that are filled in: `${PORT}`, `@PORT`, `IMAGE_SIZE`. */
const laxJson = /"""|^[}\]]\r?\n\s*[{[]|[:[,][ \t]*(?:\$\{\w+\}|@[A-Z]\w*|[A-Z][A-Z0-9]*_[A-Z0-9_]*[ \t]*(?:[,}\]]|$))/m;

/** Limits of this reader, not faults of the file. */
const ownLimits: ReadonlySet<string> = new Set(['too-large', 'too-deep']);

/** The first fault of a file, if every reader would stumble over it. Further ones are mostly its consequences. */
export function certainFault(text: string, { format, faults: [first] }: ConfigFile): SyntaxFault | undefined {
  if (!first || ownLimits.has(first.code) || template.test(text)) return undefined;
  if (format === 'json' && laxJson.test(text)) return undefined;
  // What has no element is in another language, whatever it is called.
  if (format === 'xml' && !/<[A-Za-z?!/]/.test(text)) return undefined;
  const certain = languageOf(format).certainFault?.(text, first);
  return certain && { code: certain.code, detail: certain.detail, span: visible(text, certain.span) };
}

/** What is missing at the end of the file is shown on its last character. */
function visible(text: string, { start, end }: Span): Span {
  const last = Math.max(0, text.trimEnd().length - 1);
  return start > last ? span(last, last + 1) : span(start, Math.max(end, start + 1));
}
