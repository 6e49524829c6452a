import { liveSessions, type LiveEvent, type LiveSession } from '../../facts/migrations/events';
import type { Fix } from '../finding';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const lockNotReleased = defineRule({
  id: 'migration/lock-not-released',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'silent-failure'],
  fixable: true,
  summary: 'A lock of the session is taken and never given back',
  rationale: [
    'An advisory lock of the session ends with its connection. A tool or a program keeps that connection, and hands it to somebody else: the lock is held for hours, and the next migration waits for it or gives up.',
    '',
    'Reported is `pg_advisory_lock`, or its tried form, without `pg_advisory_unlock` in a file that a tool runs; where nobody knows who runs it, it is only possible. It is silent where a script of the package or the manifest gives the file to `psql`, which ends the connection. The fix gives the lock back at the end of the file; a lock of the transaction, `pg_advisory_xact_lock` after `BEGIN`, needs no such thing.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS'],
  messages: {
    held: (d: { name: string; runner: string }) =>
      `${d.name} is not given back: ${d.runner} keeps its connection, and the next run waits for the lock or is sent away.`,
  },
  check(reviewed, { report, ...context }) {
    for (const live of liveSessions({ ...context, package: reviewed })) {
      const { path, events, run, session, hasIncludes } = live;
      if (session.syntax.client || run.runner === 'psql' || hasIncludes) continue;
      for (const event of events) {
        if (event.is !== 'lock' || event.lock.lasts !== 'session' || (event.lock.isTried && !event.isRead)) continue;
        const { name, key } = event.lock;
        if (events.some((other) => other.is === 'unlock' && (other.key === '*' || other.key === key))) continue;
        report({ path, span: event.at }, 'held', {
          data: { name, runner: run.runner ?? 'what runs this file' },
          ...(run.runner === undefined && { confidence: 'possible' }),
          fix: releasedAtEnd(live, event),
        });
      }
    }
  },
});

function releasedAtEnd({ path, session: { text }, events }: LiveSession, { statement }: LiveEvent): Fix | undefined {
  const [, key] = /advisory_lock\s*\(([^()']*)\)/i.exec(text.slice(statement.start, statement.end)) ?? [];
  const last = events.at(-1)?.statement.end;
  if (key === undefined || last === undefined || text[last] !== ';') return undefined;
  return {
    title: 'Give the lock back at the end',
    applies: 'after-review',
    edits: [{ path, span: { start: last + 1, end: last + 1 }, text: `\nSELECT pg_advisory_unlock(${key.trim()});` }],
  };
}
