import { span } from '../../text/span';
import type { SyntaxFault } from '../fault';
import { parsePlain } from './tolerant/part';
import { dialectOf, shownDialect, signsIn, type Dialect } from './dialect';
import { computedByRows } from './block';
import { factsOf } from './facts';
import { noFacts, type InnerOperation, type SqlFacts } from './statement-facts';
import { isWithinLimits, parseGrammar } from './grammar';
import { headOf, routines, type Head } from './head';
import { fileSpan, type MappedText } from '../mapped-text';
import type { ParsedPart, SqlItem, SqlPart } from './items';
import { shapeOf } from './shape';
import { splitSql, type MetaPiece, type StatementPiece } from './split';

const noDump = 1 << 20;

/**
 * Reads one part of a session. `client`: the system that it is handed to, if that is known; `isSaid`: the file says it in another language.
 * `loadSqlParser` must have been awaited.
 */
export function parsePart(mapped: MappedText, origin: SqlPart['origin'], client?: Dialect, isSaid = false): ParsedPart {
  if (client === 'mysql' || client === 'sqlite') return parsePlain(mapped, origin, client);
  const { text } = mapped;
  const part: SqlPart = { origin, quoting: mapped.quoting, span: fileSpan(mapped, span(0, text.length)) };
  const pieces = splitSql(text);
  const beginning = text.slice(0, noDump);
  const signs = signsIn(beginning, pieces);
  const shown = shownDialect(beginning, pieces, signs);
  if (shown) return parsePlain(mapped, origin, shown);
  const items: SqlItem[] = [];
  const faults: SyntaxFault[] = [];
  const stumbles: number[] = [];
  let conditions = 0;
  /** The statement before. */
  let rows: StatementPiece | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'meta') {
      const last = items.at(-1);
      if (piece.name === 'gexec' && last?.kind === 'statement' && rows) {
        const computed = computedByRows(text.slice(rows.span.start, rows.span.end));
        if (computed !== undefined) items[items.length - 1] = { ...last, facts: { ...last.facts, computed } };
      }
      if (piece.name === 'endif') conditions = Math.max(0, conditions - 1);
      items.push(metaItem(piece, mapped, conditions, part));
      if (piece.name === 'if') conditions++;
      continue;
    }
    rows = piece;
    const { facts, fault, readable } = readStatement(text, piece, mapped.computed);
    if (fault) {
      stumbles.push(fault.span.start);
      faults.push({ ...fault, span: fileSpan(mapped, fault.span) });
    }
    const head = readable ? headOf(text, piece.tokens) : undefined;
    const change = head ?? blockHead(facts, piece);
    const routine = head ? undefined : headOf(text, piece.tokens, routines);
    items.push({
      kind: 'statement',
      span: fileSpan(mapped, piece.span),
      change: change && !change.temporary ? inFile(change, mapped) : undefined,
      routine: routine && inFile(routine, mapped),
      facts: placedFacts(facts, piece.span.start, mapped),
      conditions,
      part,
      ...(isSaid && { sql: text.slice(piece.span.start, piece.span.end) }),
    });
  }
  const dialect = dialectOf(beginning, pieces, signs, stumbles);
  if (dialect === 'mysql' || dialect === 'sqlite') return parsePlain(mapped, origin, dialect);
  return { items, faults: dialect === 'postgresql' ? faults : [], dialect };
}

const inFile = (head: Head, mapped: MappedText): Head => ({
  ...head,
  span: fileSpan(mapped, head.span),
  keywords: fileSpan(mapped, head.keywords),
  name: fileSpan(mapped, head.name),
});

/** With the places of what stands inside of the statement as places of the file. */
function placedFacts(facts: SqlFacts, start: number, mapped: MappedText): SqlFacts {
  const { inBlock, routine } = facts;
  if (!inBlock && !routine) return facts;
  const placed = ({ operation, place }: InnerOperation): InnerOperation => ({
    operation,
    place: place && fileSpan(mapped, span(start + place.start, start + place.end)),
  });
  return {
    ...facts,
    ...(inBlock && { inBlock: inBlock.map(placed) }),
    ...(routine && { routine: { ...routine, operations: routine.operations.map(placed) } }),
  };
}

function blockHead({ blockChange }: SqlFacts, piece: StatementPiece): Head | undefined {
  const keyword = piece.tokens[0];
  if (blockChange === undefined || !keyword) return undefined;
  const at = span(keyword.start, keyword.end);
  return { title: `DO block with ${blockChange}`, span: at, keywords: at, name: span(at.end, at.end), temporary: false };
}

function metaItem(piece: MetaPiece, mapped: MappedText, conditions: number, part: SqlPart): SqlItem {
  const at = fileSpan(mapped, piece.span);
  if (/^(i|ir|include|include_relative)$/.test(piece.name)) {
    const path = piece.argument.replace(/^(['"])(.*)\1$/, '$2');
    return { kind: 'include', path, computed: mapped.computed || path.includes(':'), span: at };
  }
  return { kind: 'command', name: piece.name, argument: piece.argument, span: at, conditions, part };
}

/** What an installer fills in before the script is run: `@schema@`, `${schema}`, `{{ schema }}`, `%SCHEMA%`, `$%SCHEMA%$`. */
export const placeholders = /@\w+@|\$%\w+%\$|\$\{[\w.]+\}|\{\{[^{}\n]{1,80}\}\}|%\w+%/g;

/** Of the same length, and a name. */
const filler = (found: string): string => found.replace(/\W/g, '_');

/** With strings, in which `LIKE '%name%'` is none. */
const outsideStrings = new RegExp(`'[^']*'|${placeholders.source}`, 'g');

/** Dumps and seeds have thousands of statements that differ in their values alone. */
const factsByShape = new Map<string, SqlFacts>();
const mostShapes = 500;

function rememberShape(shape: string, facts: SqlFacts): void {
  if (factsByShape.size >= mostShapes) factsByShape.clear();
  factsByShape.set(shape, facts);
}

interface ReadStatement {
  readonly facts: SqlFacts;
  readonly fault?: SyntaxFault;
  /** It is PostgreSQL, or cannot be known not to be. */
  readonly readable: boolean;
}

function readStatement(text: string, piece: StatementPiece, computed: boolean): ReadStatement {
  const { start } = piece.span;
  const raw = text.slice(start, piece.span.end);
  if (!isWithinLimits(piece)) return { facts: /^insert\b/i.test(raw.slice(0, 10)) ? noFacts : unreadFacts(text, piece), readable: true };
  const masked = mask(raw, start, piece);
  const shape = shapeOf(masked);
  const alike = shape === undefined ? undefined : factsByShape.get(shape);
  if (alike) return { facts: alike, readable: true };
  let parsed = parseGrammar(masked);
  if ('error' in parsed && masked !== raw) {
    // `array[1:n]` looks like a variable; psql leaves what is not set as it is.
    const unmasked = parseGrammar(raw);
    if ('statements' in unmasked) parsed = unmasked;
  }
  let template = false;
  if ('error' in parsed) {
    const filled = masked.replace(outsideStrings, (found) => (found.startsWith("'") ? found : filler(found)));
    template = filled !== masked;
    if (template) parsed = parseGrammar(filled);
  }
  if ('statements' in parsed) {
    const all = parsed.statements.map((statement) => factsOf(statement, masked));
    const read = shared(all.length > 1 ? merged(all) : (all[0] ?? noFacts));
    const facts = template ? asWritten(read, masked) : read;
    if (shape !== undefined && !template) rememberShape(shape, facts);
    return { facts, readable: true };
  }
  const certain = !computed && !template && piece.variables.length === 0;
  const at = Math.min(start + parsed.error.at, Math.max(start, piece.span.end - 1));
  const fault = { code: 'sql-syntax', span: span(at, at + 1), detail: parsed.error.message };
  return { facts: unreadFacts(text, piece), readable: !certain, ...(certain && { fault }) };
}

/** With names as they stand there, where something was put in the place of what an installer fills in. */
function asWritten(facts: SqlFacts, masked: string): SqlFacts {
  const names = [...new Set(masked.replace(/'[^']*'/g, '').match(placeholders) ?? [])].map(
    (found) => [filler(found).toLowerCase(), found] as const,
  );
  const restored = (value: unknown): unknown => {
    if (typeof value === 'string') return names.reduce((all, [name, written]) => all.replaceAll(name, written), value);
    if (Array.isArray(value)) return value.map(restored);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restored(inner)]));
  };
  return restored(facts) as SqlFacts;
}

const unread: SqlFacts = { ...noFacts, isUnread: true };

/** Of a statement that nobody could read: a table that it makes is there after it all the same, whatever its columns are. */
function unreadFacts(text: string, { tokens }: StatementPiece): SqlFacts {
  const head = headOf(text, tokens);
  if (!head || head.temporary || !/^create\b.*\btable$/is.test(text.slice(head.keywords.start, head.keywords.end))) return unread;
  const last = tokens.findLast(({ start, end }) => start >= head.name.start && end <= head.name.end);
  const written = last ? text.slice(last.start, last.end) : '';
  const name = last?.kind === 'quoted' ? written.slice(1, -1) : written.toLowerCase();
  return name === '' ? unread : { ...unread, creates: [name], steps: [{ does: 'create', what: 'table', name }] };
}

const onlyReads: SqlFacts = { ...noFacts, reads: true };

/** Most statements say nothing but whether they read: they need no facts of their own, of which a dump has millions. */
function shared(facts: SqlFacts): SqlFacts {
  const { takes, releases, keys, tries, reads, alone, creates, createsTemporary, touches, ...more } = facts;
  const lists = [takes, releases, keys, tries, creates, createsTemporary, touches];
  if (alone || lists.some(({ length }) => length > 0) || Object.keys(more).length > 0) return facts;
  return reads ? onlyReads : noFacts;
}

/** Statements that are sent together, joined by `\;`. */
function merged(all: readonly SqlFacts[]): SqlFacts {
  return all.reduce((sum, next) => ({
    ...sum,
    ...next,
    takes: [...sum.takes, ...next.takes],
    keys: [...sum.keys, ...next.keys],
    tries: [...sum.tries, ...next.tries],
    releases: [...sum.releases, ...next.releases],
    reads: sum.reads && next.reads,
    alone: sum.alone || next.alone,
    creates: [...sum.creates, ...next.creates],
    createsTemporary: [...sum.createsTemporary, ...next.createsTemporary],
    touches: [...sum.touches, ...next.touches],
    ...((sum.operations ?? next.operations) && { operations: [...(sum.operations ?? []), ...(next.operations ?? [])] }),
    ...((sum.steps ?? next.steps) && { steps: [...(sum.steps ?? []), ...(next.steps ?? [])] }),
  }));
}

/** psql's variables and `\;` as something of the same length that the grammar accepts. */
function mask(raw: string, start: number, { variables, separators }: StatementPiece): string {
  if (variables.length === 0 && separators.length === 0) return raw;
  let result = '';
  let at = 0;
  const spots = [...variables, ...separators].sort((a, b) => a.start - b.start);
  for (const spot of spots) {
    const text = raw.slice(spot.start - start, spot.end - start);
    result += raw.slice(at, spot.start - start) + maskOf(text);
    at = spot.end - start;
  }
  return result + raw.slice(at);
}

function maskOf(text: string): string {
  if (text.startsWith('\\')) return ` ${text.slice(1)}`;
  if (text.startsWith(":'") || text.startsWith(':"')) return ` ${text.slice(1)}`;
  if (text.startsWith(':{')) return `true${' '.repeat(text.length - 4)}`;
  return `_${text.slice(1)}`;
}
