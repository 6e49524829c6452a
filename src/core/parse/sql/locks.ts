import { isTree, type Tree } from './grammar';
import type { AdvisoryLock, SqlFacts } from './statement-facts';
import { asList, lastNames } from './tree';

/** A call of an advisory lock function wherever it stands in the statement, or rows that a query reads for update. */
export function locksIn(kind: string, statement: Tree, sql: string): Partial<SqlFacts> {
  if (!/lock|mutex|acquire|for\s/i.test(sql)) return {};
  const takes: SqlFacts['takes'][number][] = [];
  const releases: string[] = [];
  const keys: string[] = [];
  const tries: SqlFacts['tries'][number][] = [];
  const advisory: AdvisoryLock[] = [];
  const lockLike: string[] = [];
  const unread = kind === 'SelectStmt' ? unreadIn(statement) : new Set();
  if (kind === 'SelectStmt' && asList(statement['lockingClause']).some(isExclusive)) takes.push('transaction-lock');
  const open: unknown[] = [statement];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) open.push(...(node as unknown[]));
    else if (isTree(node)) {
      if (Array.isArray(node['funcname'])) {
        const name = lastNames([{ List: { items: node['funcname'] } }])[0] ?? '';
        const key = keyOf(node['args']);
        const lock = lockOf(name);
        const isRead = !unread.has(node);
        if (name === 'pg_advisory_unlock') releases.push(key);
        else if (name === 'pg_advisory_unlock_all') releases.push('*');
        else if (lock && name.includes('_try_') && !isRead) tries.push({ key, lock });
        else if (lock) {
          takes.push(lock);
          if (lock === 'session-lock') keys.push(key);
        } else if (namedLikeLock.test(name) && !isRead) lockLike.push(name);
        const called = advisoryLock.exec(name);
        if (called)
          advisory.push({
            name,
            key,
            lasts: called[2] ? 'transaction' : 'session',
            isTried: called[1] !== undefined,
            isShared: called[3] !== undefined,
            isRead,
          });
      }
      open.push(...Object.values(node));
    }
  }
  return { takes, releases, keys, tries, ...(advisory.length > 0 && { advisory }), ...(lockLike.length > 0 && { lockLike }) };
}

const advisoryLock = /^pg_(try_)?advisory_(xact_)?lock(_shared)?$/;

/** A word of its own: neither `unlock` nor `clock`. */
const namedLikeLock = /^(?!pg_)(?:.*_)?(?:lock|mutex|acquire)(?:_|$)/;

/** A shared lock lets a second runner in, and a function of another name may be anything: `unblock_all`, `clock_set`. */
const lockOf = (name: string): SqlFacts['takes'][number] | undefined =>
  /^pg_(try_)?advisory_lock$/.test(name) ? 'session-lock' : /^pg_(try_)?advisory_xact_lock$/.test(name) ? 'transaction-lock' : undefined;

/** Calls whose answer a query only prints, or filters rows by. */
function unreadIn(select: Tree): ReadonlySet<unknown> {
  const printed = asList(select['targetList']).map((target) =>
    isTree(target) && isTree(target['ResTarget']) ? target['ResTarget']['val'] : undefined,
  );
  return new Set([...printed, select['whereClause']].flatMap((value) => (isTree(value) ? [value['FuncCall']] : [])));
}

/** `FOR UPDATE`, but not `SKIP LOCKED`: that lets a second runner go on. */
const isExclusive = (clause: unknown): boolean =>
  isTree(clause) &&
  isTree(clause['LockingClause']) &&
  ['LCS_FORUPDATE', 'LCS_FORNOKEYUPDATE'].includes(String(clause['LockingClause']['strength'])) &&
  clause['LockingClause']['waitPolicy'] !== 'LockWaitSkip';

/** Arguments as they are written, without their places: a lock is released by what it was taken by. */
const keyOf = (args: unknown): string => JSON.stringify(args ?? [], (name, value: unknown) => (name === 'location' ? undefined : value));
