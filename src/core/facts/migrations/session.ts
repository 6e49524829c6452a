import type { Span } from '../../text/span';
import type { SqlInclude, SqlScript, SqlStatement } from '../../parse/sql';
import { isBound } from './standing';

/** What holds already when a session, or a file that it includes, begins. */
export interface Start {
  /** Somebody before it keeps others out. */
  readonly guarded: boolean;
  /** The database was made a moment ago: nobody uses it. */
  readonly fresh: boolean;
  readonly singleTransaction: boolean;
  /** How long a statement waits for a lock, and how long it takes, is bounded. */
  readonly bounds: Bounds;
  /** Relations that were made on the way here. */
  readonly created: Pick<ReadonlySet<string>, 'has'>;
}

export interface Bounds {
  readonly lock: boolean;
  readonly statement: boolean;
}

/** Few are needed, and each start is compared with the one of the last time. */
const allBounds: readonly Bounds[] = [false, true].flatMap((lock) => [false, true].map((statement) => ({ lock, statement })));
const boundsOf = (lock: boolean, statement: boolean): Bounds => allBounds[(lock ? 2 : 0) + (statement ? 1 : 0)] ?? unbounded;
const unbounded: Bounds = { lock: false, statement: false };

/** What is bounded wherever it begins. */
export const sharedBounds = (all: readonly Bounds[]): Bounds =>
  boundsOf(
    all.every(({ lock }) => lock),
    all.every(({ statement }) => statement),
  );

export const coldStart: Start = { guarded: false, fresh: false, singleTransaction: false, bounds: unbounded, created: new Set() };

/** A statement that changes what others use while nothing keeps a second runner out: all that is asked of it without its syntax. */
export interface Unguarded {
  /** Its place in `items`. */
  readonly statement: number;
  readonly start: number;
  readonly title: string;
  readonly keywords: Span;
  /** Where its title stands if it is not as the database gets it: in a shell's quotes. */
  readonly quoted: Span | undefined;
  readonly touches: readonly string[];
  /** Counts the connections: `\connect` starts another. */
  readonly connection: number;
  /** The place of the statement that began its transaction. */
  readonly begin: number | undefined;
}

/** A file that a session runs, with what holds at that point. */
export interface Inclusion extends Omit<Start, 'created'> {
  readonly include: SqlInclude;
  /** What the session makes in all, numbered in order; the first `madeBefore` were there when the file began. */
  readonly made: ReadonlyMap<string, number>;
  readonly madeBefore: number;
}

export interface Walk {
  readonly unguarded: readonly Unguarded[];
  readonly inclusions: readonly Inclusion[];
  /** It ends transactions: a guard of the one that was open is gone. */
  readonly endsTransactions: boolean;
  /** A guard of the session is still held at its end. */
  readonly endsGuarded: boolean;
  /** What it leaves to the session that includes it. */
  readonly endsBounded: Bounds;
  /** Numbered in order. */
  readonly created: ReadonlyMap<string, number>;
}

/** Follows a session statement by statement: who holds a guard, which transaction is open, what is new. */
export function walk(script: SqlScript, start: Start, included: (include: SqlInclude) => Walk | undefined): Walk {
  const made = new Map<string, number>();
  const make = (name: string): unknown => made.has(name) || made.set(name, made.size);
  const created = { has: (name: string) => made.has(name) || start.created.has(name) };
  const replaced = new Set(
    script.items.flatMap((item) => (item.kind === 'statement' && item.facts.touches.length === 0 ? item.facts.creates : [])),
  );
  const unguarded: Unguarded[] = [];
  const inclusions: Omit<Inclusion, 'made'>[] = [];
  const merged = new Set<Walk>();
  const single = start.singleTransaction || script.client?.singleTransaction === true;
  /** Without a `BEGIN` there is always a transaction: it begins by itself. */
  let isAlways = single;
  let endsTransactions = false;
  /** By name: whether the transaction had taken a guard. */
  const savepoints = new Map<string, boolean>();
  const guarded = start.guarded || script.client?.isLocked === true;
  /** Locks of the session, by their keys. */
  const held = new Set<string>();
  let transaction = false;
  let open = single;
  let begin: number | undefined;
  let fresh = start.fresh;
  let madeDatabase = false;
  let connection = 0;
  let part: object | undefined;
  let bounds = script.client ? sharedBounds([script.client.bounds]) : start.bounds;
  /** Asked for by the statement before; held if its answer is read. */
  let tried: SqlStatement['facts']['tries'] = [];
  for (const [index, item] of script.items.entries()) {
    if (item.kind === 'include') {
      const inner = included(item);
      inclusions.push({
        include: item,
        guarded: guarded || held.size > 0 || (open && transaction),
        fresh,
        singleTransaction: open,
        bounds,
        madeBefore: made.size,
      });
      if (inner) bounds = boundsOf(bounds.lock || inner.endsBounded.lock, bounds.statement || inner.endsBounded.statement);
      if (inner?.endsTransactions) [transaction, begin, endsTransactions] = [false, undefined, true];
      if (inner?.endsGuarded) held.add(item.path);
      if (inner && !merged.has(inner)) for (const name of inner.created.keys()) make(name);
      if (inner) merged.add(inner);
      continue;
    }
    if (item.kind === 'command') {
      if (item.name === 'set' && /^AUTOCOMMIT\s/.test(item.argument)) {
        isAlways = single || /\s(off|0|false)$/i.test(item.argument);
        open ||= isAlways;
      }
      // `\gset` keeps the answer for an `\if`.
      if (item.name === 'gset') {
        for (const { key, lock } of tried) {
          if (lock === 'session-lock') held.add(key);
          else if (open) transaction = true;
        }
      }
      if (!/^c(onnect)?$/.test(item.name) || item.argument === '') continue;
      connection++;
      bounds = unbounded;
      held.clear();
      begin = undefined;
      transaction = false;
      open = isAlways;
      fresh ||= madeDatabase;
      continue;
    }
    // All of one `-c` is one transaction.
    if (item.part.origin === 'command' && item.part !== part) {
      part = item.part;
      open = true;
      transaction &&= single;
    }
    const { facts } = item;
    tried = facts.tries;
    if (facts.sets && facts.sets.isLocal !== true) bounds = boundedBy(bounds, facts.sets);
    if (facts.transaction === 'begin') {
      open = true;
      begin = index;
    } else if (facts.transaction) {
      open = isAlways;
      [transaction, begin, endsTransactions] = [false, undefined, true];
      savepoints.clear();
    }
    if (facts.savepoint?.does === 'set') savepoints.set(facts.savepoint.name, transaction);
    if (facts.savepoint?.does === 'back') transaction &&= savepoints.get(facts.savepoint.name) ?? true;
    facts.keys.forEach((key) => held.add(key));
    if (facts.takes.includes('transaction-lock') && open) transaction = true;
    facts.releases.forEach((key) => (key === '*' ? held.clear() : held.delete(key)));
    if (facts.createsDatabase !== undefined) madeDatabase = true;
    const isLive = changesLive(item, created, replaced);
    const { change, span, part: origin } = item;
    if (isLive && !fresh && !guarded && held.size === 0 && !transaction && change) {
      const { title, keywords } = change;
      const quoted = origin.origin === 'file' || /^do\b/i.test(title) ? undefined : change.span;
      unguarded.push({ statement: index, start: span.start, title, keywords, quoted, touches: facts.touches, connection, begin });
    }
    // What a table is renamed to is as live as the table.
    if (!isAlter(item) || !isLive) for (const name of [...facts.creates, ...facts.createsTemporary]) make(name);
  }
  // Most sessions make nothing, and there are many of them.
  const all = made.size > 0 ? made : nothing;
  return {
    unguarded: unguarded.length > 0 ? unguarded : none,
    inclusions: inclusions.map(({ include, guarded: isGuarded, fresh: isFresh, singleTransaction, bounds: isBounded, madeBefore }) => ({
      include,
      guarded: isGuarded,
      fresh: isFresh,
      singleTransaction,
      bounds: isBounded,
      made: all,
      madeBefore,
    })),
    endsTransactions,
    endsGuarded: guarded || held.size > 0,
    endsBounded: bounds,
    created: all,
  };
}

function boundedBy(bounds: Bounds, sets: NonNullable<SqlStatement['facts']['sets']>): Bounds {
  const isAll = sets.name === '*';
  return boundsOf(
    sets.name === 'lock_timeout' || isAll ? isBound(sets) : bounds.lock,
    sets.name === 'statement_timeout' || isAll ? isBound(sets) : bounds.statement,
  );
}

const none: readonly never[] = [];
const nothing: Walk['created'] = new Map();

const isAlter = ({ change }: SqlStatement): boolean => /^alter/i.test(change?.title ?? '');

/** It alters, indexes or drops something that was there before the script. */
function changesLive({ change, facts }: SqlStatement, created: Start['created'], replaced: ReadonlySet<string>): boolean {
  if (!change) return false;
  const { title } = change;
  // A script that drops what it then makes sets up a database.
  const isNew = (name: string): boolean => created.has(name) || name.startsWith('pg_') || (/^drop/i.test(title) && replaced.has(name));
  if (facts.touches.length > 0) return facts.touches.some((name) => !isNew(name));
  const changes = /^(?:do block with )?(?:alter|drop|create\s+(?:unique\s+)?index)\b/i.test(title);
  const name =
    title
      .replace(/"$/, '')
      .split(/[\s."]/)
      .at(-1) ?? '';
  return changes && name !== '' && !isNew(name.toLowerCase());
}
