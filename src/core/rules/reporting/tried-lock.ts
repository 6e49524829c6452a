/**
 * The body of a block that takes an advisory lock if nobody holds it, and else ends the run. It is tried and not waited for: waiting
 * deadlocks with `CREATE INDEX CONCURRENTLY`.
 * @param key the arguments of the function. @param within how long the lock lasts: the session, or the transaction.
 */
export const triedLock = (key: string, within: '' | 'xact_', quote = "'"): string =>
  `BEGIN IF NOT pg_try_advisory_${within}lock(${key}) THEN RAISE EXCEPTION ${quote}another migration is running${quote}; END IF; END`;
