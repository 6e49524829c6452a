import type { LiveOperation } from '../../facts/migrations/operations';
import { lineEndOf } from '../../text/lines';
import type { FileEdit } from '../finding';
import { beginsLine } from './split-transaction';

/** Sets something above the statement, where that begins a line of a file of SQL: for its transaction, or else for the session. */
export function setAbove(
  { path, session, statement: { start }, transaction, isElsewhere, run }: LiveOperation,
  setting: string,
): readonly FileEdit[] {
  if (isElsewhere === true || (run.isOneRequest && transaction === undefined) || !beginsLine(session, start)) return [];
  return [
    { path, span: { start, end: start }, text: `SET ${transaction === undefined ? '' : 'LOCAL '}${setting};${lineEndOf(session.text)}` },
  ];
}
