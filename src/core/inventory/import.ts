import { lineStarts, positionAt } from '../text/lines';
import { span, type Span } from '../text/span';
import { importers } from './importers/index';
import type { ImportFile } from './importers/importer';
import { findForm } from './reading/find-form';
import { noting } from './reading/left-out';
import { emptyInventory, type Inventory, type Origin, type SiteProblem } from './inventory';
import { sampleFor } from './sample';
import { unrecognised } from './unrecognised';

export interface Imported {
  readonly inventory: Inventory;
  /** What could not be used; the rest was. */
  readonly problems: readonly SiteProblem[];
}

/** More problems than this in one file say nothing new. */
const maxProblems = 100;

/** Reads what tells of production, in any form of the list. `text` is decoded and has no byte order mark. Never throws. */
export function importInventory(path: string, text: string): Imported {
  const problems: SiteProblem[] = [];
  const starts = lineStarts(text);
  const { printed, importer } = findForm(importers, text);
  const isAsGiven = printed.text === text;
  const origin = (shown: Span): Origin => {
    const at = isAsGiven ? shown : span(printed.at(shown.start), printed.at(shown.end));
    return { path, span: at, line: positionAt(starts, at.start).line };
  };
  const file: ImportFile = {
    ...sampleFor(printed.text),
    path,
    origin,
    ...noting(printed.text, (code, at, message) => {
      if (problems.length < maxProblems) problems.push({ code, ...origin(at), message });
    }),
  };
  if (!importer) file.problem('inventory-not-recognised', span(0, file.text.search(/[\r\n]|$/)), unrecognised(file.text));
  return { inventory: importer?.read(file) ?? emptyInventory, problems };
}
