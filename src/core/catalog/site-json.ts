import type { Node } from 'jsonc-parser';
import type { Origin, SiteProblem } from '../inventory/inventory';
import { JsonReader, parseJson, type JsonFault } from '../text/json';
import { lineStarts, positionAt } from '../text/lines';
import { sentence } from '../text/sentence';
import type { Span } from '../text/span';

/** More problems than this in one file say nothing new. */
const maxProblems = 100;

/** Reads JSON of the site, and tells of each record where it stands. */
export class SiteReader extends JsonReader {
  constructor(
    faults: JsonFault[],
    protected readonly origin: (at: Span) => Origin,
  ) {
    super(faults);
  }
}

/**
 * What a reader makes of a file of the site (JSON with comments, no byte order mark), and what it could not use, with lines. Codes begin
 * with the role of the file. Never throws.
 */
export function readSiteJson<R extends SiteReader, T>(
  { role, path, text }: { readonly role: string; readonly path: string; readonly text: string },
  Reader: new (...of: ConstructorParameters<typeof SiteReader>) => R,
  read: (reader: R, root: Node | undefined) => T,
): { readonly read: T; readonly problems: readonly SiteProblem[] } {
  const starts = lineStarts(text);
  const origin = (at: Span): Origin => ({ path, span: at, line: positionAt(starts, at.start).line });
  const { root, faults } = parseJson(text);
  const found = read(new Reader(faults, origin), root);
  const problems = faults
    .slice(0, maxProblems)
    .map(({ code, span: at, detail }) => ({ code: `${role}-${code}`, ...origin(at), message: `${sentence(detail)}.` }));
  return { read: found, problems };
}
