import type { SqlItem, SqlPart, SqlStatement } from '../../../parse/sql';
import { skipBlank } from '../../../parse/sql/lex';
import { quoted } from '../../../parse/mapped-text';
import { lineEndOf, lineSpanAt } from '../../../text/lines';
import type { Span } from '../../../text/span';
import type { FileEdit, Fix } from '../../finding';
import { triedLock } from '../../reporting/tried-lock';
import type { Subject } from '../../../subject/subject';
import type { UnguardedStatement } from './unguarded';
import type { Who } from '../../../facts/migrations/who';

/** Waiting longer for a lock than this stops everybody who comes after: a queue behind one open transaction. */
const lockTimeout = '5s';

/**
 * The guard that was measured to be safe: an advisory lock that is tried and not waited for (waiting for it deadlocks with
 * `CREATE INDEX CONCURRENTLY`), and a bound on waiting for tables. `undefined` where it cannot be written safely.
 */
export function guardFix(
  subject: Subject<'sql'>,
  found: readonly UnguardedStatement[],
  who: Who,
  product: string | undefined,
): Fix | undefined {
  const place = placeOf(subject, found, who);
  if (!place) return undefined;
  const lock = { key: keyOf(product ?? ''), within: place.kind === 'transaction' ? 'xact_' : '' } as const;
  const edits = place.kind === 'command' ? commandEdits(subject, place.at, lock, found) : textEdits(subject, place, lock, found, who);
  if (edits.length === 0) return undefined;
  return {
    title: 'Let only one migration run at a time, and bound its waiting for locks',
    edits,
    applies: who.confidence === 'certain' && !needsErrorStop(subject, who) ? 'always' : 'after-review',
  };
}

interface Lock {
  readonly key: number;
  readonly within: '' | 'xact_';
}

type Place =
  /** Before the first `-c`: a `-c` of its own, in the same session. */
  | { readonly kind: 'command'; readonly at: Span }
  /** After `BEGIN`, or at the start of what runs in one transaction. */
  | { readonly kind: 'transaction'; readonly first: SqlStatement; readonly after: boolean }
  /** Around everything. */
  | { readonly kind: 'session'; readonly first: Positioned; readonly last: SqlItem };

type Positioned = Exclude<SqlItem, { kind: 'include' }>;

function placeOf({ syntax, text }: Subject<'sql'>, found: readonly UnguardedStatement[], who: Who): Place | undefined {
  const { client, items } = syntax;
  const [head] = found;
  if (!head || (client && !client.quoting)) return undefined;
  if (head.statement.part.origin === 'command') return client?.firstCommand && { kind: 'command', at: client.firstCommand };
  const own = connectionItems(items, head);
  if (!own.includes(head.statement)) return undefined;
  const working = own.filter((item): item is SqlStatement => item.kind === 'statement' && !item.facts.reads);
  const { begin } = head;
  const isWithin = begin && found.every((one) => one.begin === begin) && isAllWithin(own, begin, working);
  if (begin && isWithin && text[skipBlank(text, begin.span.end)] === ';') return { kind: 'transaction', first: begin, after: true };
  const hasOwn = own.some((item) => item.kind === 'statement' && item.facts.transaction !== undefined);
  const isWhole = !hasOwn && (client?.singleTransaction === true || who.start.singleTransaction);
  const start = isWhole
    ? working[0]
    : own.find((item) => item.kind === 'statement' && (!item.facts.reads || item.facts.transaction !== undefined));
  // An open `\if` may skip the guard: then it stands before.
  const first = own.findLast(
    (item): item is Positioned => item.kind !== 'include' && item.conditions === 0 && item.span.start <= (start?.span.start ?? -1),
  );
  if (!first) return undefined;
  if (isWhole) return first.kind === 'statement' ? { kind: 'transaction', first, after: false } : undefined;
  const last = own.findLast((item) => item.kind !== 'command' || !/^q(uit)?$/.test(item.name));
  return last && { kind: 'session', first, last };
}

/** What runs over the same connection. */
function connectionItems(items: readonly SqlItem[], { statement }: UnguardedStatement): readonly SqlItem[] {
  const connects = (item: SqlItem): boolean => item.kind === 'command' && /^c(onnect)?$/.test(item.name) && item.argument !== '';
  const at = items.indexOf(statement);
  const from = items.slice(0, at).findLastIndex(connects) + 1;
  const to = items.slice(at).findIndex(connects);
  const opened = items[from - 1]?.span.end ?? 0;
  // What is still open where the script connects anew is sent later, and belongs nowhere.
  return items.slice(from, to < 0 ? items.length : at + to).filter(({ span }) => span.start >= opened);
}

function isAllWithin(items: readonly SqlItem[], begin: SqlStatement, statements: readonly SqlStatement[]): boolean {
  const from = items.indexOf(begin) + 1;
  const length = items.slice(from).findIndex((item) => item.kind === 'statement' && item.facts.transaction !== undefined);
  const within = new Set<SqlItem>(items.slice(from, length < 0 ? items.length : from + length));
  return statements.every((statement) => within.has(statement));
}

function commandEdits({ path, syntax }: Subject<'sql'>, at: Span, lock: Lock, found: readonly UnguardedStatement[]): FileEdit[] {
  const statements = [...(needsTimeout(syntax.items, found) ? [`SET lock_timeout = '${lockTimeout}'`] : []), tryLock(lock, 'double')];
  const options = [...(syntax.client?.onErrorStop ? [] : ['-v ON_ERROR_STOP=1']), ...statements.map((statement) => `-c "${statement}"`)];
  return [{ path, span: { start: at.start, end: at.start }, text: quoted(`${options.join(' ')} `, syntax.client?.quoting ?? []) }];
}

function textEdits(
  subject: Subject<'sql'>,
  place: Exclude<Place, { kind: 'command' }>,
  lock: Lock,
  found: readonly UnguardedStatement[],
  who: Who,
): FileEdit[] {
  const { path, text, syntax } = subject;
  const { part } = place.first;
  const { quoting } = part;
  if (!quoting) return [];
  const layer = quoting[0];
  const onOneLine = layer === 'single' || layer === 'double';
  // Backslash commands reach to the end of their line.
  if (onOneLine && syntax.items.some(({ kind }) => kind === 'command')) return [];
  const eol = onOneLine ? ' ' : lineEndOf(text);
  const needsStop = needsErrorStop(subject, who);
  const isSession = place.kind === 'session';
  const indent = onOneLine ? '' : indentAt(text, place.first.span.start);
  const write = (lines: readonly string[], before: string, after: string): string =>
    quoted(lines.map((line) => `${before}${line}${after}`).join(''), quoting);
  const timeout = needsTimeout(syntax.items, found);
  const opening = [
    ...(needsStop && !syntax.client ? ['\\set ON_ERROR_STOP on'] : []),
    ...(timeout ? [`SET ${isSession ? '' : 'LOCAL '}lock_timeout = ${layer === 'single' ? '5000' : `'${lockTimeout}'`};`] : []),
    `${tryLock(lock, layer)};`,
  ];
  const edits: FileEdit[] = [];
  const insert = (at: number, inserted: string): number => edits.push({ path, span: { start: at, end: at }, text: inserted });
  if (needsStop && syntax.client) insert(syntax.client.span.end, quoted(' -v ON_ERROR_STOP=1', syntax.client.quoting ?? []));
  if (place.kind === 'transaction' && place.after) {
    insert(behind(text, skipBlank(text, place.first.span.end) + 1, onOneLine), write(opening, eol + indent, ''));
    return edits;
  }
  insert(place.first.span.start, write(opening, '', eol + indent) + (onOneLine || indent ? '' : eol));
  if (place.kind === 'session') {
    const closing = [`SELECT pg_advisory_unlock(${lock.key});`, ...(timeout && !syntax.client ? ['RESET lock_timeout;'] : [])];
    const { at, open } = endOf(text, place.last, part, onOneLine);
    insert(at, (open ? ';' : '') + write(closing, eol + indent, ''));
  }
  return edits;
}

/** Behind a semicolon, and behind the remark on its line. */
function behind(text: string, at: number, onOneLine: boolean): number {
  const { end } = lineSpanAt(text, at);
  return !onOneLine && /^[ \t]*(--.*)?$/.test(text.slice(at, end)) ? end : at;
}

/** Behind the last item, its semicolon included; `open` if it has none. */
function endOf(text: string, last: SqlItem, part: SqlPart, onOneLine: boolean): { readonly at: number; readonly open: boolean } {
  if (last.kind !== 'statement') return { at: last.span.end, open: false };
  const end = skipBlank(text, last.span.end);
  return end < part.span.end && text[end] === ';'
    ? { at: behind(text, end + 1, onOneLine), open: false }
    : { at: last.span.end, open: true };
}

const indentAt = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineSpanAt(text, at).start, at))?.[0] ?? '';

/** The lock, tried once: an exception if somebody else holds it. Written so that the quoting around it leaves it alone. */
function tryLock({ key, within }: Lock, layer: 'single' | 'double' | 'heredoc' | undefined): string {
  const body = (quote: string): string => triedLock(String(key), within, quote);
  if (layer === undefined) return `DO $$ ${body("'")} $$`;
  return layer === 'single' ? `DO $$ ${body('$m$')} $$` : `DO '${body("''")}'`;
}

/** Index builds that let others work wait for all open transactions, and stop half-built if they are not let. */
function needsTimeout(items: readonly SqlItem[], found: readonly UnguardedStatement[]): boolean {
  const before = found[0]?.statement.span.start ?? 0;
  const isSet = items.some(
    (item) =>
      item.kind === 'statement' && item.span.start < before && item.facts.sets?.name === 'lock_timeout' && item.facts.sets.value !== '0',
  );
  return !isSet && !found.every(({ statement }) => statement.facts.alone);
}

/** Otherwise psql goes on after the exception, and ends as if all went well. */
const needsErrorStop = ({ syntax }: Subject<'sql'>, who: Who): boolean =>
  who.isClient &&
  !who.onErrorStop &&
  !syntax.items.some((item) => item.kind === 'command' && item.name === 'set' && /^ON_ERROR_STOP\b/.test(item.argument));

/** One key for all migrations of a product (FNV-1a), so that two different ones do not run together either. */
function keyOf(product: string): number {
  let hash = 0x811c9dc5;
  for (const char of product) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash >>> 1;
}
