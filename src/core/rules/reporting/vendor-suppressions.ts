import type { SqlItem } from '../../parse/sql';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { lineSpanAt } from '../../text/lines';
import type { Span } from '../../text/span';
import type { Related } from '../finding';

/** Tools that a comment can tell to pass over what follows, by what that comment begins with. */
const tools: readonly (readonly [begins: RegExp, tool: string])[] = [
  [/^squawk-ignore/i, 'squawk'],
  [/^eugene/i, 'eugene'],
  [/^safety_assured/i, 'strong_migrations'],
  [/^atlas/i, 'Atlas'],
  [/^pgfence/i, 'pgfence'],
  [/^upgrade-review/i, 'this review'],
];

const comment =
  /(?:--|\/\*)[ \t]{0,20}((?:squawk-ignore(?:-file)?|eugene:? ?ignore|safety_assured|atlas:nolint|pgfence[-:] ?ignore|upgrade-review[-:] ?ignore)\b[^\n*]{0,200})/gi;

interface Suppression {
  readonly at: Span;
  readonly words: string;
  /** Where the statement begins that it is for; `undefined`: all of the file. */
  readonly statement: number | undefined;
}

const none: readonly never[] = [];

const suppressionsIn = fileFact('sql', ({ text, syntax }): readonly Suppression[] => {
  if (syntax.client) return none;
  const found: Suppression[] = [];
  let next = 0;
  for (const match of text.matchAll(comment)) {
    const words = (match[1] ?? '').trim();
    const at = { start: match.index, end: match.index + match[0].trimEnd().length };
    if (/^squawk-ignore-file/i.test(words)) found.push({ at, words, statement: undefined });
    else {
      // On the line of a statement it is for that one, else for the next.
      while (next < syntax.items.length && !reaches(text, syntax.items[next], at)) next++;
      const item = syntax.items[next];
      if (item) found.push({ at, words, statement: item.span.start });
    }
    if (found.length >= mostInFile) break;
  }
  return found.length > 0 ? found : none;
});

const reaches = (text: string, item: SqlItem | undefined, { end }: Span): boolean =>
  item?.kind === 'statement' && lineSpanAt(text, item.span.end).end >= end;

/** A person who writes more says it of the whole file. */
const mostInFile = 200;

/** What the vendor has told other tools about a statement: whoever reads a finding should know of it, and it changes nothing. */
export const toldByVendor = (session: Subject<'sql'>, { start }: Span): readonly Related[] =>
  suppressionsIn(session)
    .filter(({ statement }) => statement === undefined || statement === start)
    .map(({ at, words }): Related => {
      const tool = tools.find(([begins]) => begins.test(words))?.[1] ?? '';
      return { at: 'package', path: session.path, span: at, message: `the vendor tells ${tool} to pass over this; that is not obeyed` };
    });
