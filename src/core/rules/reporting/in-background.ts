import type { LiveOperation } from '../../facts/migrations/operations';
import type { Fix } from '../finding';
import { around, waitsForLock } from './split-transaction';

/** Puts `CONCURRENTLY` behind the words that begin the statement, and that outside of the transaction that the file has begun. */
export function inBackground(live: LiveOperation, title: string): Fix | undefined {
  const { path, at, session, transaction, isInside } = live;
  if (isInside || waitsForLock(session)) return undefined;
  const edit = { path, span: { start: at.end, end: at.end }, text: ' CONCURRENTLY' };
  const apart = transaction === undefined ? [] : around(live, { isAlone: true });
  return apart && { title, applies: 'after-review', edits: [...apart, edit] };
}
