import { undoMark } from '../../facts/migrations/runner';
import type { PlacedStep } from '../../facts/migrations/steps';
import type { System } from '../../facts/migrations/system';
import type { Down, Undoable } from '../../facts/migrations/undo';
import { saysRollback, type SchemaStep, type SqlStatement } from '../../parse/sql';
import { lineEndOf, lineSpanAt } from '../../text/lines';
import type { Span } from '../../text/span';
import type { FileEdit, Fix } from '../finding';
import { isUndone } from './left-behind';

/**
 * Writes what takes back some steps of a migration into its way back, each before what takes back an earlier step. `undefined` where
 * something that is gone would have to be made again, or where the way back does what is not read.
 */
export function takenBack(one: Undoable, left: readonly PlacedStep[]): Fix | undefined {
  const { up, system, steps, down } = one;
  // What Liquibase is to do stands in remarks of each change set.
  if (!down || saysRollback(down.subject.text)) return undefined;
  const edits: FileEdit[] = [];
  const atEnd: string[] = [];
  // What came last goes first; of edits at one place the first one stands first.
  for (const placed of [...left].reverse()) {
    const statement = inverseOf(placed, up.text, system);
    const earlier = steps.slice(0, steps.indexOf(placed)).map(({ step }) => step);
    const next = down.steps.find(({ step }) => earlier.some((before) => isUndone(before, [step])));
    if (statement === undefined) return undefined;
    if (!next) atEnd.push(`${statement};`);
    else {
      const edit = writtenBefore(down, next.statement, statement);
      if (!edit) return undefined;
      edits.push(edit);
    }
  }
  if (atEnd.length > 0) edits.push(writtenAtEnd(one, down, atEnd));
  return edits.length === 0 ? undefined : { title: 'Write what takes it back', applies: 'after-review', edits };
}

/** Puts a statement before one of the way back, if that begins a line. */
export function writtenBefore({ subject: { path, text } }: Down, { start }: Span, statement: string): FileEdit | undefined {
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  return { path, span: { start, end: start }, text: `${statement};${lineEndOf(text)}` };
}

/** Puts it behind all that the way back does, into the transaction that it ends with. */
function writtenAtEnd({ up }: Undoable, { subject }: Down, statements: readonly string[]): FileEdit {
  const { path, text, syntax } = subject;
  const from = subject === up ? (undoMark.exec(text)?.index ?? 0) : 0;
  const all = syntax.items.flatMap((item): SqlStatement[] =>
    item.kind === 'statement' && !item.inside && item.span.start >= from ? [item] : [],
  );
  const ends = all.at(-1)?.facts.transaction === 'commit';
  const last = all.at(ends ? -2 : -1)?.span.end;
  const lineEnd = lineEndOf(text);
  const written = statements.join(lineEnd);
  if (last === undefined) {
    const isBroken = text === '' || text.endsWith('\n');
    return { path, span: { start: text.length, end: text.length }, text: `${isBroken ? '' : lineEnd}${written}${lineEnd}` };
  }
  if (text[last] !== ';') return { path, span: { start: last, end: last }, text: `;${lineEnd}${written}` };
  const end = behindMarks(text, last + 1);
  return { path, span: { start: end, end }, text: `${lineEnd}${written}` };
}

/** Behind the rest of the line, and behind the mark by which a tool knows the end of a statement. */
function behindMarks(text: string, at: number): number {
  const { end } = lineSpanAt(text, at);
  const mark = /^\r?\n-- *\+goose StatementEnd[^\n]*(?=\n|$)/i.exec(text.slice(end, end + maxMark));
  return mark ? end + mark[0].trimEnd().length : /^[ \t]*(--.*)?$/.test(text.slice(at, end)) ? end : at;
}

const maxMark = 200;

/** What undoes a step, without semicolon; `undefined`: it would have to know what was there, or has no form that every server takes. */
function inverseOf({ step, statement }: PlacedStep, text: string, system: System): string | undefined {
  const written = namesIn(text.slice(statement.start, Math.min(statement.end, statement.start + maxRead)));
  const name = written(step.name);
  const table = step.table === undefined ? '' : written(step.table);
  if (name === undefined || table === undefined) return undefined;
  if (step.does === 'rename') return renamedBack(step, name, table, written(step.to ?? ''), system);
  if (step.does !== 'create') return undefined;
  switch (step.what) {
    case 'column':
      return `ALTER TABLE ${table} DROP COLUMN ${name}`;
    case 'constraint':
      return system === 'postgresql' ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}` : undefined;
    case 'trigger':
      return system === 'postgresql' ? `DROP TRIGGER ${name} ON ${table}` : `DROP TRIGGER ${name}`;
    case 'policy':
      return `DROP POLICY ${name} ON ${table}`;
    case 'table':
      return `DROP TABLE ${name}`;
    case 'view':
    case 'type': {
      const [kind = step.what] =
        /^create\s+(or\s+replace\s+)?(materialized\s+view|domain)\b/i.exec(text.slice(statement.start, statement.end)) ?? [];
      return `DROP ${/materialized/i.test(kind) ? 'MATERIALIZED VIEW' : /domain/i.test(kind) ? 'DOMAIN' : step.what.toUpperCase()} ${name}`;
    }
    default:
      return undefined;
  }
}

function renamedBack(
  { what, to = '' }: SchemaStep,
  name: string,
  table: string,
  next: string | undefined,
  system: System,
): string | undefined {
  const old = name.replace(/^.*\./, '');
  const schema = name.slice(0, name.length - old.length);
  if (next === undefined || to === '') return undefined;
  if (what === 'table') return `ALTER TABLE ${next.includes('.') ? '' : schema}${next} RENAME TO ${system === 'mysql' ? name : old}`;
  if (what === 'column') return `ALTER TABLE ${table} RENAME COLUMN ${next} TO ${old}`;
  return undefined;
}

/** Of a statement, so much is looked at. */
const maxRead = 4000;

/** Names as they are written, with schema and quotes, by their last part. */
function namesIn(statement: string): (name: string) => string | undefined {
  const found = new Map<string, string>();
  for (const [whole, , part = ''] of statement.matchAll(/(?<![\w$])(?:[`"]?[\w$]+[`"]?\.){0,2}([`"]?)([\w$]+)\1(?![\w$])/g))
    if (!found.has(part.toLowerCase())) found.set(part.toLowerCase(), whole);
  return (name) => found.get(name.toLowerCase());
}
