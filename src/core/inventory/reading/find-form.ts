import type { Importer } from '../importers/importer';
import { sampleFor } from '../sample';
import { byHeadings } from './headings';
import { withoutLabels, type Labelled } from './labels';
import type { Printed } from './printed';
import { asPrinted, readable } from './terminal';

export interface FoundForm {
  readonly printed: Printed;
  /** Who reads it, if anybody does. */
  readonly importer: Importer | undefined;
}

/** Labels stand before labels where a tool runs another one. */
const mostLabels = 4;

/** What a text says without what terminals, logs and tools have put around it, and which importer knows that. */
export function findForm(importers: readonly Importer[], text: string): FoundForm {
  const known = (of: string): Importer | undefined => {
    const sample = sampleFor(of);
    return importers.find(({ looksLike }) => looksLike(sample));
  };
  // Of many hosts some may have answered with an error.
  const isKnown = ({ parts }: Labelled): boolean => 2 * lengthOf(parts.filter((part) => known(part) !== undefined)) >= lengthOf(parts);
  const printed = asPrinted(text);
  const importer = isRemark(printed.text) ? undefined : known(printed.text);
  const headed = importer?.splits ? undefined : (byHeadings(printed) ?? byAlike(byHeadings(printed, true), known));
  if (headed && isKnown(headed)) return { printed: headed.printed, importer: known(headed.printed.text) };
  if (importer || isRemark(printed.text)) return { printed, importer };
  let rest = printed;
  for (let round = 0; round < mostLabels; round++) {
    const labelled = withoutLabels(rest);
    if (!labelled) break;
    rest = labelled.parts.length > 1 ? labelled.printed : readable(labelled.printed);
    if (labelled.parts.length > 1 && !isKnown(labelled)) break;
    const found = known(rest.text);
    if (found) return { printed: rest, importer: found };
  }
  return { printed, importer: undefined };
}

/** Whether every line is a comment: whoever made it so did not want it read. */
const isRemark = (text: string): boolean => /^\s*(?:#|;|\/\/)/.test(text) && !/^[ \t]*(?!#|;|\/\/)\S/m.test(text);

/** Several lists of one kind are of several hosts. */
const byAlike = (headed: Labelled | undefined, known: (text: string) => Importer | undefined): Labelled | undefined =>
  headed && headed.parts.length > 1 && new Set(headed.parts.map(known)).size === 1 ? headed : undefined;

const lengthOf = (texts: readonly string[]): number => texts.reduce((length, text) => length + text.length, 0);
