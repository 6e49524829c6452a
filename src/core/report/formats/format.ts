import type { Review } from '../../review/review';
import { asSureAs, countOf, type Confidence, type Finding } from '../../rules/finding';
import type { Paint } from '../code-frame';

/** What a report tells besides the review; each format takes what it has room for. */
export interface ReportContext {
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly toolVersion: string;
  /** Of the archive file; a directory has none. */
  readonly sha256?: string;
  /** Files of the package that were edited in the overlay before the review. */
  readonly patched: readonly string[];
  /** Why, in the words of who edited them. */
  readonly patchReason?: string;
  /** The vendor's signatures that the edits made invalid. */
  readonly brokenSignatures?: readonly string[];
  /** Findings that the package that came before has as well are listed in short. */
  readonly newOnly?: boolean;
  /** How sure a finding must be to be told; without it `likely`. */
  readonly confidence?: Confidence;
  /** Of several packages the one at hand, as it was named; forms that have no title of their own begin with it. */
  readonly heading?: string;
  /** For a terminal; without it nothing is coloured. */
  readonly paint?: Paint;
  /** Files that findings lie in, as they may be shown: secrets hidden, every character at its place. Only for forms that hold them. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** What depends on things that the review cannot see is folded away unless somebody asks for it. */
export const shownFindings = (findings: readonly Finding[], least: Confidence = 'likely'): readonly Finding[] => asSureAs(findings, least);

/** How many are folded away, in words; `''` if none is. */
export function foldedWords(findings: readonly Finding[], least: Confidence = 'likely'): string {
  const count = countOf(findings) - countOf(shownFindings(findings, least));
  return count === 0
    ? ''
    : `${count} finding${count === 1 ? ' that is' : 's that are'} less sure ${count === 1 ? 'is' : 'are'} not listed: --confidence possible lists ${count === 1 ? 'it' : 'them'}`;
}

/** One form of the report. */
export interface ReportFormat {
  /** Also the name of its file, and what the command line calls it. */
  readonly id: string;
  /** As people know it. */
  readonly name: string;
  /** Of a file's name, without the dot. */
  readonly ending: string;
  readonly mediaType: string;
  /** Whether it tells the archive's digest, for which a large archive is read once more. */
  readonly tellsDigest: boolean;
  /** Whether it holds the files that findings lie in. */
  readonly holdsTexts?: true;
  /** Ends with a line end. */
  readonly write: (review: Review, context: ReportContext) => string;
  /** Several reports as one document. */
  readonly join: (reports: readonly string[]) => string;
}
