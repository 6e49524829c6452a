import type { AdvisoryLock, SqlItem, SqlOperation, SqlStatement } from '../../parse/sql';
import { isTestMaterial } from '../../package/test-material';
import { fact, fileFact } from '../../subject/fact';
import type { Site } from '../../subject/site';
import type { Subject } from '../../subject/subject';
import type { Span } from '../../text/span';
import { standingIn, type LiveStanding } from './live-standing';
import { undoMark } from './runner';
import { followSession, type Standing } from './standing';
import { isForPostgres, runsOnLive, type LiveRun } from './who';

/** What a session does to its transactions, settings and guards, and when it changes the schema. */
type Happening =
  | { readonly is: 'begin' | 'commit' | 'rollback' }
  | { readonly is: 'set-local'; readonly name: string }
  /** `isRead`: also by `\gset` and `\if` after it; `isAlone`: the statement does nothing else. */
  | { readonly is: 'lock'; readonly lock: AdvisoryLock; readonly isRead: boolean; readonly isAlone: boolean; readonly isPolled: boolean }
  | { readonly is: 'lock-like'; readonly name: string }
  | { readonly is: 'unlock'; readonly key: string }
  /** It cannot run inside of a transaction. `isIndex`: it makes or drops an index in the background, which is an operation on a table as well. */
  | { readonly is: 'alone'; readonly isIndex: boolean }
  /** `waitsForAll`: for every transaction of the database, as index builds in the background do. */
  | { readonly is: 'change'; readonly title: string; readonly isAlone: boolean; readonly waitsForAll: boolean; readonly repeats: boolean };

interface Placed {
  readonly at: Span;
  readonly statement: Span;
  /** An `\if` of psql may skip it. */
  readonly isConditional: boolean;
}

export type SessionEvent = Happening & Placed & { readonly standing: Standing };

/** The same, of a session on a database that people work with. */
export type LiveEvent = Happening & Placed & LiveStanding & { readonly connection: number };

export interface LiveSession {
  readonly path: string;
  readonly session: Subject<'sql'>;
  readonly run: LiveRun;
  readonly events: readonly LiveEvent[];
  /** It runs further files. */
  readonly hasIncludes: boolean;
}

const none: readonly never[] = [];

/** In order; what takes the change back, in files that hold both, is left out. */
const eventsIn = fileFact('sql', ({ text, syntax }): readonly SessionEvent[] => {
  const found: SessionEvent[] = [];
  const undo = syntax.client ? Infinity : (undoMark.exec(text)?.index ?? Infinity);
  let guards = 0;
  const hasIf = syntax.items.some((item) => item.kind === 'command' && item.name === 'if');
  followSession(syntax, (statement, standing, index) => {
    if (statement.span.start > undo) return;
    const isKept = hasIf && isGset(syntax.items[index + 1]);
    const { span, conditions } = statement;
    for (const happening of happenings(statement, text.slice(span.start, Math.min(span.end, span.start + maxRead)), isKept)) {
      // Each is compared with all that follows.
      if (/lock/.test(happening.is) && ++guards > mostGuards) continue;
      const at = statement.change?.keywords ?? wordsOf(text, span);
      found.push({ ...happening, at, statement: span, isConditional: conditions > 0, standing });
    }
  });
  return found.length > 0 ? found : none;
});

/** Locks that a session takes and gives back; nobody writes more. */
const mostGuards = 100;

/** Of a statement, so much is looked at. */
const maxRead = 2000;

const isGset = (item: SqlItem | undefined): boolean => item?.kind === 'command' && item.name === 'gset';

const wordsOf = (text: string, { start, end }: Span): Span => {
  const first = /^\S+(\s+\S+)?/.exec(text.slice(start, Math.min(end, start + 200)))?.[0] ?? '';
  return { start, end: start + first.length };
};

function* happenings({ facts, change }: SqlStatement, written: string, isKept: boolean): Generator<Happening> {
  if (facts.transaction) yield { is: facts.transaction };
  if (facts.sets?.isLocal === true) yield { is: 'set-local', name: facts.sets.name };
  const changes = change !== undefined || facts.inBlock !== undefined;
  for (const lock of facts.advisory ?? none) {
    const isPolled = lock.inBlock === true && lock.isTried && lock.isRead && /\bpg_sleep\b/i.test(written);
    yield { is: 'lock', lock, isRead: lock.isRead || isKept, isAlone: !changes && (facts.reads || lock.inBlock === true), isPolled };
  }
  for (const name of facts.lockLike ?? none) yield { is: 'lock-like', name };
  for (const key of facts.releases) yield { is: 'unlock', key };
  if (facts.alone) yield { is: 'alone', isIndex: facts.operations?.some(isInBackground) === true };
  if (changes) {
    const title = change?.title ?? 'DO block';
    const waitsForAll = facts.operations?.some((one) => (one.is === 'create-index' || one.is === 'reindex') && one.concurrently) === true;
    const repeats = /^\S+\s+(\S+\s+){0,4}(if\s+(not\s+)?exists|or\s+replace)\b/i.test(written) || facts.inBlock !== undefined;
    yield { is: 'change', title, isAlone: facts.alone, waitsForAll, repeats };
  }
}

const isInBackground = (one: SqlOperation): boolean =>
  (one.is === 'create-index' || one.is === 'drop-index' || one.is === 'reindex') && one.concurrently;

/** Sessions that change what people work with, or that lock it. */
export function liveSessions(site: Site<'manifest' | 'shell' | 'sql'>): readonly LiveSession[] {
  return isForPostgres(site) ? sessionsIn(site.package) : [];
}

const sessionsIn = fact(['manifest', 'shell', 'sql'], (reviewed): readonly LiveSession[] =>
  reviewed.subjects.sql.flatMap((session): readonly LiveSession[] => {
    const all = eventsIn(session);
    if (all.length === 0 || isTestMaterial(session.path)) return none;
    const run = runsOnLive(session, reviewed);
    if (!run) return none;
    const events = all.map((event) => ({ ...event, ...standingIn(event.standing, run), connection: event.standing.connection }));
    return [{ path: session.path, session, run, events, hasIncludes: includes(session) }];
  }),
);

const includes = fileFact('sql', ({ syntax }): boolean => syntax.items.some(({ kind }) => kind === 'include'));

/** Functions that a file makes and that take a lock, and those that take none. */
export const madeRoutines = fileFact('sql', ({ text, syntax }): readonly (readonly [name: string, locks: boolean])[] => {
  const found = syntax.items.flatMap((item): (readonly [string, boolean])[] => {
    if (item.kind !== 'statement' || !item.routine) return [];
    const name = text.slice(item.routine.name.start, item.routine.name.end).replace(/^.*\./, '').replace(/"/g, '').toLowerCase();
    const body = text.slice(item.span.start, item.span.end);
    return namedLikeLock.test(name) ? [[name, /pg_(try_)?advisory_|\block\s+table\b|\bfor\s+(no\s+key\s+)?update\b/i.test(body)]] : [];
  });
  return found.length > 0 ? found : none;
});

const namedLikeLock = /lock|mutex|acquire/;
