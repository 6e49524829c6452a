import type { LiveEvent, LiveSession } from '../../facts/migrations/events';
import type { Fix } from '../finding';
import { triedLock } from './tried-lock';

/** A statement that only calls a function for an advisory lock, with its arguments. */
const onlyLocks = /^select\s+(?:pg_catalog\.)?pg_(?:try_)?advisory_(?:xact_)?lock(?:_shared)?\s*\(([^()']*)\)(?:\s+as\s+\w+)?$/i;

/** Tries the lock once and ends the run if somebody else holds it, where the statement does nothing but lock, in a file of SQL. */
export function triedInstead(
  { path, session: { text, syntax } }: LiveSession,
  { statement, transaction, connection }: LiveEvent,
): Fix | undefined {
  const [, key] = onlyLocks.exec(text.slice(statement.start, statement.end)) ?? [];
  if (key === undefined || syntax.client || connection > 0) return undefined;
  const within = transaction === undefined ? '' : 'xact_';
  return {
    title: 'Try the lock once, and end the run if another one holds it',
    applies: 'after-review',
    edits: [{ path, span: statement, text: `DO $$ ${triedLock(key.trim(), within)} $$` }],
  };
}
