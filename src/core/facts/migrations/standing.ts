import type { SqlItem, SqlPart, SqlScript, SqlStatement } from '../../parse/sql';

/** How things stand when a statement of a session runs, as far as its own file tells. */
export interface Standing {
  /** Counts the connections: `\connect` starts another. */
  readonly connection: number;
  /** The transaction that it shares with others, counted from 0; `undefined`: it has one to itself. */
  readonly transaction: number | undefined;
  /** What makes it one: `BEGIN`, psql's `-1`, several statements in one `-c`. */
  readonly by: 'begin' | 'client' | 'request' | undefined;
  /** A `COMMIT` or `ROLLBACK` came before: if whoever runs the file makes one transaction of it, that one is over. */
  readonly isBehindEnd: boolean;
  /** How long it waits for a lock, and how long it may take. */
  readonly waits: Bound;
  readonly runs: Bound;
  /** The time zone that the file has chosen. */
  readonly zone: string | undefined;
}

/** `if-whole`: only where the file runs in one transaction, as `SET LOCAL` is for nothing elsewhere. */
export type Bound = 'bounded' | 'if-whole' | 'unbounded';

/** Follows the session of a file, or one in a script; what does nothing that anybody judges is passed over. */
export function followSession(script: SqlScript, visit: (statement: SqlStatement, standing: Standing, index: number) => void): void {
  const { client, items } = script;
  const single = client?.singleTransaction === true;
  const severals = client ? requests(items) : none;
  let connection = 0;
  let started = single ? 1 : 0;
  let open: Pick<Standing, 'transaction' | 'by'> = single ? { transaction: 0, by: 'client' } : outside;
  let isBehindEnd = false;
  let isAutomatic = true;
  let part: object | undefined;
  let waits: Bounds = client?.bounds.lock === true ? bounded : unbounded;
  let runs: Bounds = client?.bounds.statement === true ? bounded : unbounded;
  let zone: string | undefined;
  /** One for as long as nothing changes: a file has thousands of statements, and several facts keep how each of them stands. */
  let standing: Standing | undefined;
  const begin = (by: Standing['by']): unknown => (open = { transaction: started++, by });
  const end = (): void => {
    [open, waits, runs] = [outside, { ...waits, local: undefined }, { ...runs, local: undefined }];
  };
  for (const [index, item] of items.entries()) {
    if (item.kind === 'include') continue;
    if (item.kind === 'command') {
      if (item.name === 'set' && /^AUTOCOMMIT\s/.test(item.argument)) isAutomatic = !/\s(off|0|false)$/i.test(item.argument);
      if (!/^c(onnect)?$/.test(item.name) || item.argument === '') continue;
      connection++;
      end();
      [waits, runs, isBehindEnd] = [unbounded, unbounded, false];
      if (single) begin('client');
      continue;
    }
    const { facts } = item;
    if (item.part !== part) {
      if (open.by === 'request') end();
      part = item.part;
      if (open.transaction === undefined && severals.has(item.part)) begin('request');
    }
    const { sets, transaction } = facts;
    if (!isAutomatic && open.transaction === undefined && !transaction && !facts.alone) begin('begin');
    if (transaction === 'begin' && (open.transaction === undefined || open.by === 'request')) begin('begin');
    if (sets) {
      if (/^(lock_timeout|\*)$/.test(sets.name)) waits = changed(waits, sets, open.transaction !== undefined);
      if (/^(statement_timeout|\*)$/.test(sets.name)) runs = changed(runs, sets, open.transaction !== undefined);
      if (sets.name === 'timezone') zone = sets.isReset === true ? undefined : sets.value;
    }
    if (says(item)) {
      const next: Standing = { connection, ...open, isBehindEnd, waits: boundOf(waits), runs: boundOf(runs), zone };
      if (!standing || !isSame(standing, next)) standing = next;
      visit(item, standing, index);
    }
    if (transaction === 'commit' || transaction === 'rollback') {
      end();
      isBehindEnd = true;
      // The rest of a request is a transaction again.
      if (severals.has(item.part)) begin('request');
    }
  }
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.transaction === b.transaction &&
  a.by === b.by &&
  a.isBehindEnd === b.isBehindEnd &&
  a.waits === b.waits &&
  a.runs === b.runs &&
  a.zone === b.zone &&
  a.connection === b.connection;

const says = ({ facts, change }: SqlStatement): boolean =>
  change !== undefined ||
  (facts.operations ??
    facts.inBlock ??
    facts.routine ??
    facts.advisory ??
    facts.lockLike ??
    facts.calls ??
    facts.sets ??
    facts.transaction) !== undefined ||
  facts.alone ||
  facts.creates.length > 0 ||
  facts.createsTemporary.length > 0;

const outside = { transaction: undefined, by: undefined } as const;

/** Of the session, of the transaction, and of one that the file may be as a whole. */
interface Bounds {
  readonly session: boolean;
  readonly local: boolean | undefined;
  readonly ifWhole: boolean;
}

const unbounded: Bounds = { session: false, local: undefined, ifWhole: false };
const bounded: Bounds = { ...unbounded, session: true };

type Setting = NonNullable<SqlStatement['facts']['sets']>;

/** Zero is no bound. */
export const isBound = ({ value, isReset }: Setting): boolean => isReset !== true && !/^0+ ?[a-z]*$/i.test(value.trim());

function changed(bounds: Bounds, sets: Setting, isWithin: boolean): Bounds {
  const is = isBound(sets);
  if (sets.isLocal !== true) return { ...bounds, session: is, local: undefined };
  return isWithin ? { ...bounds, local: is } : { ...bounds, ifWhole: is };
}

function boundOf({ session, local, ifWhole }: Bounds): Bound {
  if (local !== undefined) return local ? 'bounded' : 'unbounded';
  if (session) return 'bounded';
  return ifWhole ? 'if-whole' : 'unbounded';
}

const none: ReadonlySet<SqlPart> = new Set();

/** Each `-c` with several statements is sent as one request, which is one transaction. */
export function requests(items: readonly SqlItem[]): ReadonlySet<SqlPart> {
  const once = new Set<SqlPart>();
  const several = new Set<SqlPart>();
  for (const item of items) {
    if (item.kind !== 'statement' || item.part.origin !== 'command') continue;
    if (once.has(item.part)) several.add(item.part);
    once.add(item.part);
  }
  return several;
}
