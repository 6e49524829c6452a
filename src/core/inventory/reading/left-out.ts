import type { ImportFile } from '../importers/importer';
import { isWarning } from './lines';

/** Problems that say that something of a list was not read. */
const leaving = new Set(['inventory-bad-line', 'inventory-record', 'inventory-cut', 'inventory-json-syntax']);

/** Where problems of a file go, and whether one of them is that something was left out. What a tool warns of is no line of a list. */
export function noting(text: string, problem: ImportFile['problem']): Pick<ImportFile, 'problem' | 'hasLeftOut'> {
  let hasLeftOut = false;
  return {
    problem(code, at, message) {
      if (code === 'inventory-bad-line' && isWarning(text.slice(at.start, at.end))) return;
      hasLeftOut ||= leaving.has(code);
      problem(code, at, message);
    },
    hasLeftOut: () => hasLeftOut,
  };
}
