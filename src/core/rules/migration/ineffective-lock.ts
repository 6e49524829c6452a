import { callersOf } from '../../facts/migrations/callers';
import { goesOn } from '../../facts/migrations/error-stop';
import { liveSessions, madeRoutines, type LiveEvent, type LiveSession } from '../../facts/migrations/events';
import { isPooled } from '../../facts/migrations/pooled';
import { environmentOf } from '../../inventory/inventory';
import type { SiteFacts } from '../../subject/site';
import { groupBy } from '../../text/groups';
import { triedInstead } from '../reporting/lock-fix';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const ineffectiveLock = defineRule({
  id: 'migration/ineffective-lock',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: true,
  summary: 'A migration lock is taken, and keeps nobody out',
  rationale: [
    'A lock that looks right and is none is worse than no lock: nobody looks again. Two runs change the schema at the same time, each sure that it is alone.',
    '',
    'Reported are a lock that is only tried where nothing reads the answer, or where a `DO` block raises an error that `psql` without `ON_ERROR_STOP` passes over; a lock of the transaction outside of one, where it ends with its own statement, or followed by changes after that transaction, such as `CREATE INDEX CONCURRENTLY`; a shared lock, which lets everybody in; a lock in a `psql` of its own, which ends with it; a lock of the session through a pooler (PgBouncer, port 6432; a file that the script reads in may name it), which may give the next statement another session; and a function that merely has lock in its name, unless the package makes it and it takes one.',
    'The fix tries the lock once, and ends the run if another one holds it. It is silent in what sets up an empty database or takes a change back, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS',
    'https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS',
    'https://www.pgbouncer.org/features.html',
  ],
  messages: {
    unread: (d: { name: string }) => `Nothing reads the answer of ${d.name}: a second run gets "false", and goes on without the lock.`,
    atOnce: (d: { name: string }) =>
      `${d.name} holds its lock for a transaction, and here that is this statement alone: it is released at once.`,
    ended: (d: { name: string; change: string }) =>
      `${d.name} holds its lock until the transaction ends, and ${d.change} comes after that: nothing keeps a second run out of it.`,
    raised: (d: { name: string }) =>
      `A second run fails here as ${d.name} gets no lock, and psql goes on after errors: it changes the schema all the same. Set ON_ERROR_STOP.`,
    shared: (d: { name: string }) => `${d.name} takes a shared lock: a second run gets it as well, and both change the schema.`,
    ownSession: (d: { name: string }) =>
      `${d.name} holds its lock for a session that ends with this psql: what changes the schema runs in another one.`,
    pooled: (d: { name: string }) =>
      `${d.name} belongs to a session, and this goes through a pooler, which may give each transaction another one: the lock guards nothing, and stays behind.`,
    behind: (d: { name: string }) =>
      `${d.name} belongs to a session, and production has a pooler: if this goes through it, each transaction may get another session, and the lock guards nothing.`,
    named: (d: { name: string }) =>
      `${d.name} has lock in its name, and nothing shows that it takes one: what it does is not in the package.`,
    defined: (d: { name: string }) => `${d.name} has lock in its name, and takes none: the package makes it without one.`,
  },
  check(reviewed, { report, ...context }) {
    const sessions = liveSessions({ ...context, package: reviewed });
    const routines = new Map(reviewed.subjects.sql.flatMap(madeRoutines));
    const behindPooler = hasPooler(context);
    for (const [path, own] of groupBy(sessions, (one) => one.path)) {
      for (const live of own) {
        const { client } = live.session.syntax;
        const callers = client ? [] : callersOf(reviewed, path).filter(({ isSure }) => isSure);
        const throughPooler = client ? isPooled(live.session, reviewed) : callers.length > 0 && callers.every((caller) => caller.isPooled);
        // The session ends with what stands there.
        const isWhole = client !== undefined || (callers.length > 0 && callers.every(({ isOnly }) => isOnly));
        const changes = live.events.filter(({ is }) => is === 'change');
        const guards = live.events.filter(({ is }) => is === 'lock');
        if (!live.events.some(({ is }) => is === 'lock' || is === 'lock-like')) continue;
        const isForOthers = changes.length === 0 && !live.hasIncludes;
        const isGuard = isForOthers
          ? isWhole && (client ? own : sessions).some((other) => other !== live && works(other))
          : changes.length > 0;
        if (!isGuard) continue;
        for (const event of live.events) {
          const at = { path, span: event.at };
          if (event.is === 'lock-like' && guards.length === 0) {
            const locks = routines.get(event.name);
            const data = { name: event.name };
            if (locks === false) report(at, 'defined', { data });
            else if (locks === undefined) report(at, 'named', { data, confidence: 'possible' });
          }
          if (event.is !== 'lock') continue;
          const { lock } = event;
          const data = { name: lock.name };
          const fix = isForOthers ? undefined : triedInstead(live, event);
          const after = changesAfter(live, event);
          if (lock.isShared) report(at, 'shared', { data, fix });
          else if (isForOthers) {
            if (event.isAlone && !isHeldOpen(live)) report(at, 'ownSession', { data, confidence: 'certain' });
          } else if (lock.isTried && !event.isRead) report(at, 'unread', { data, fix });
          else if (lock.isTried && lock.inBlock && goesOn(live.session, callers) && changesAfter(live, event).length > 0)
            report(at, 'raised', { data });
          else if (lock.lasts === 'transaction') {
            const isOver = event.isAlone && event.transaction === undefined;
            const first = after.find((change) => !isGuardedBySelf(guards, change));
            if (isOver && after.length > 0) report(at, 'atOnce', { data, fix });
            else if (!isOver && first?.is === 'change') report(at, 'ended', { data: { ...data, change: first.title } });
          } else if (throughPooler) report(at, 'pooled', { data });
          else if (behindPooler && isWhole) report(at, 'behind', { data, confidence: 'possible' });
        }
      }
    }
  },
});

/** It changes something, or runs files that may. */
const works = ({ events, hasIncludes }: LiveSession): boolean => hasIncludes || events.some(({ is }) => is === 'change');

/** Changes that come after a lock of a transaction, and are no part of that transaction. */
const changesAfter = ({ events }: LiveSession, lock: LiveEvent): readonly LiveEvent[] =>
  events.filter(
    (event) =>
      event.is === 'change' &&
      event.statement.start > lock.statement.start &&
      event.connection === lock.connection &&
      (lock.transaction === undefined || event.transaction !== lock.transaction),
  );

/** Its own transaction takes a lock, or the session holds one. */
const isGuardedBySelf = (guards: readonly LiveEvent[], change: LiveEvent): boolean =>
  guards.some(
    (event) =>
      event.is === 'lock' &&
      event.statement.start <= change.statement.start &&
      (event.lock.lasts === 'session' || (event.transaction !== undefined && event.transaction === change.transaction)),
  );

/** Somebody keeps the session open while others work. */
const isHeldOpen = ({ session: { text } }: LiveSession): boolean => /\bpg_sleep\b|\bcoproc\b|\bmkfifo\b/i.test(text);

/** Something on production's hosts pools connections. */
function hasPooler({ inventory, environment }: SiteFacts): boolean {
  const hosts = environmentOf(inventory, environment)?.hosts ?? [];
  return hosts.some(({ packages = [], units = [] }) =>
    [...packages, ...units].some(({ name }) => /^(pgbouncer|pgcat|odyssey)\b/i.test(name)),
  );
}
