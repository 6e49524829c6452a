import { lineStarts, positionAt } from '../../text/lines';
import { span, type Span } from '../../text/span';
import { importDpkg, looksLikeDpkg } from './dpkg';
import { importJson } from './json';
import { emptyInventory, type Inventory, type Origin, type SiteProblem } from '../inventory';
import { unrecognised } from './unrecognised';

export interface Imported {
  readonly inventory: Inventory;
  /** What could not be used; the rest was. */
  readonly problems: readonly SiteProblem[];
}

/** One file while it is read: gives facts their origin and collects problems. */
export interface ImportFile {
  readonly path: string;
  readonly text: string;
  origin(at: Span): Origin;
  problem(code: string, at: Span, message: string): void;
}

/** More problems than this in one file say nothing new. */
const maxProblems = 100;

/**
 * Reads what tells of production: our own inventory JSON (with comments), or the output of `dpkg-query -W`. The format
 * is told by content. `text` is decoded and has no byte order mark. Never throws.
 */
export function importInventory(path: string, text: string): Imported {
  const problems: SiteProblem[] = [];
  const starts = lineStarts(text);
  const origin = (at: Span): Origin => ({ path, span: at, line: positionAt(starts, at.start).line });
  const file: ImportFile = {
    path,
    text,
    origin,
    problem(code, at, message) {
      if (problems.length < maxProblems) problems.push({ code, ...origin(at), message });
    },
  };
  const inventory = read(file) ?? emptyInventory;
  return { inventory, problems };
}

function read(file: ImportFile): Inventory | undefined {
  if (/^\s*([{[]|\/[/*])/.test(file.text)) return importJson(file);
  if (looksLikeDpkg(file.text)) return importDpkg(file);
  file.problem('inventory-not-recognised', span(0, file.text.search(/[\r\n]|$/)), unrecognised(file.text));
  return undefined;
}
