import { keepsLedger, plainRuns } from '../../facts/migrations/runs';
import { stepsIn, type PlacedStep } from '../../facts/migrations/steps';
import { systemOf, type System } from '../../facts/migrations/system';
import { liveRun } from '../../facts/migrations/who';
import { isTestMaterial } from '../../package/test-material';
import type { SchemaStep } from '../../parse/sql';
import { planned } from '../../plan/planned';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { groupBy } from '../../text/groups';
import { folderOf } from '../../text/path';
import type { FileEdit } from '../finding';
import { defineRule } from '../rule';

export const migrationNotRepeatable = defineRule({
  id: 'migration/not-repeatable',
  target: 'package',
  reads: [...planned, 'manifest', 'sql'],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'Run a second time the migration fails, and nothing remembers that it has run',
  rationale: [
    'An upgrade that stopped behind its migration, or in the middle of it, is started again. A runner of migrations keeps a table of what it has done; a script that hands SQL to a client does not, so the second run begins with the first statement, which finds its table there already, and fails. From then on somebody repairs by hand.',
    '',
    'Reported are scripts that hand SQL to `psql`, `mysql` or `sqlite3` and files that they hand over, where a statement makes, drops or renames something without `IF [NOT] EXISTS`. The fix adds it where the statement allows it.',
    'A file that Flyway repeats (`R__x.sql`) is run again by every version that has changed it: it is told as well.',
    'It is silent where the SQL or the script reads or writes a table of versions, where the script asks something before it calls the client, where the thing is dropped with `IF EXISTS` before, for files of runners, for databases that were made a moment ago, in scripts that take a change back, and in documentation and tests.',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/sql-createtable.html', 'https://dev.mysql.com/doc/refman/8.0/en/create-table.html'],
  messages: {
    fails: (d: { what: string; others: number }) =>
      `Run a second time this fails, as ${d.what}${d.others === 0 ? '' : `; so ${d.others === 1 ? 'does 1 more statement' : `do ${d.others} more statements`}`}: nothing remembers that it has run.`,
    runsAgain: (d: { what: string; others: number }) =>
      `Flyway runs this file again whenever it has changed, and then it fails, as ${d.what}${d.others === 0 ? '' : `; so ${d.others === 1 ? 'does 1 more statement' : `do ${d.others} more statements`}`}.`,
  },
  check(reviewed, { report }) {
    const remembers = new Set(reviewed.subjects.sql.flatMap((subject) => (keepsLedger(subject) ? [subject.path] : [])));
    const found = reviewed.subjects.sql.flatMap((subject) => {
      const failing = isTestMaterial(subject.path) || keepsLedger(subject) ? [] : failingAgain(subject);
      const [first] = failing;
      const system = first && systemOf(subject, reviewed);
      if (!first || !system || !liveRun(subject, reviewed, system === 'postgresql' ? 'postgresql' : 'any')) return [];
      const runs = plainRuns(subject, reviewed);
      return runs.some(({ path }) => !remembers.has(path)) ? [{ subject, system, first, failing }] : [];
    });
    // Files of one folder are run by one loop; what stands in a script is told there.
    for (const subject of reviewed.subjects.sql) {
      const [first, ...others] = isRepeated.test(subject.path) && !isTestMaterial(subject.path) ? failingAgain(subject) : [];
      if (!first || liveRun(subject, reviewed, 'any')?.runner !== 'Flyway') continue;
      report({ path: subject.path, span: first.at }, 'runsAgain', { data: { what: wordsFor(first.step), others: others.length } });
    }
    const groups = groupBy(found, ({ subject: { path, syntax } }) =>
      syntax.client ? `${path}\n${syntax.client.span.start}` : folderOf(path),
    );
    for (const group of groups.values()) {
      const newest = group.at(-1);
      if (!newest) continue;
      const { subject, first } = newest;
      const all = group.flatMap((one) => one.failing.map((placed) => ({ ...one, placed })));
      const edits = all.map(({ subject: file, placed, system }) => mended(file, placed, system));
      const once = new Map(edits.flatMap((one) => (one ?? []).map((edit) => [`${edit.path}\n${edit.span.start}`, edit] as const)));
      report({ path: subject.path, span: first.at }, 'fails', {
        data: { what: wordsFor(first.step), others: all.length - 1 },
        related: all
          .filter(({ placed }) => placed !== first)
          .slice(0, maxRelated)
          .map(({ subject: { path }, placed }) => ({ at: 'package', path, span: placed.at, message: 'and this' })),
        fix: edits.every((one) => one !== undefined)
          ? { title: 'Ask whether it is there', applies: 'after-review', edits: [...once.values()] }
          : undefined,
      });
    }
  },
});

const maxRelated = 10;

/** Flyway runs it whenever it is another one than the last time. */
const isRepeated = /(^|\/)R__[^/]+\.sql$/;

/** What fails where it has been done before. */
const failingAgain = fileFact('sql', (subject): readonly PlacedStep[] => {
  const gone = new Set<string>();
  const failing: PlacedStep[] = [];
  for (const placed of stepsIn(subject).up) {
    const { does, what, name, table = '', repeats, to } = placed.step;
    const key = `${what}\n${table}\n${name}`;
    const above = `table\n\n${table}`;
    if (does === 'drop' && repeats) gone.add(key);
    if (repeats || name === '' || gone.has(key) || gone.has(above)) continue;
    if (does === 'create' || does === 'drop' || (does === 'rename' && to !== undefined)) failing.push(placed);
    // What belongs to a table that is made here fails only behind it.
    if (does === 'create' && what === 'table') gone.add(above.replace(/\n[^\n]*$/, `\n${name}`));
  }
  return failing.length > 0 ? failing : none;
});

const none: readonly never[] = [];

function wordsFor({ does, what, name, table, to = '' }: SchemaStep): string {
  const full = table === undefined ? name : `${table}.${name}`;
  if (does === 'create') return `the ${what} ${full} is there already`;
  return `the ${what} ${full} is ${does === 'drop' ? 'gone' : `called ${to}`} already`;
}

/** `CREATE TABLE`, `DROP INDEX`: where the words go. An index that is built in the background would be kept unfinished. */
const whole = {
  create: /^CREATE\s+(?:UNLOGGED\s+)?(?:TABLE|SEQUENCE|SCHEMA|EXTENSION|MATERIALIZED\s+VIEW|(?:UNIQUE\s+)?INDEX)\s+(?!CONCURRENTLY)/i,
  drop: /^DROP\s+(?:TABLE|VIEW|MATERIALIZED\s+VIEW|SEQUENCE|SCHEMA|TYPE|DOMAIN|EXTENSION|FUNCTION|PROCEDURE|TRIGGER|POLICY|INDEX(?:\s+CONCURRENTLY)?)\s+/i,
};

const part = { create: /\bADD\s+COLUMN\s+(?!IF\b)/gi, drop: /\bDROP\s+(?:COLUMN|CONSTRAINT)\s+(?!IF\b)/gi };

/** `undefined`: there is no such form. */
function mended({ path, text, syntax }: Subject<'sql'>, { step, statement }: PlacedStep, system: System): readonly FileEdit[] | undefined {
  const { does, what } = step;
  if (does === 'rename' || does === 'fill' || does === 'clear' || (syntax.client && !syntax.client.quoting)) return undefined;
  const written = text.slice(statement.start, statement.end);
  const words = does === 'create' ? 'IF NOT EXISTS ' : 'IF EXISTS ';
  const insert = (at: number): FileEdit => ({ path, span: { start: statement.start + at, end: statement.start + at }, text: words });
  if (/^ALTER/i.test(written)) {
    if (system !== 'postgresql' || (what !== 'column' && (what !== 'constraint' || does === 'create'))) return undefined;
    // All parts of a statement are told one by one, and mended by the first.
    const found = [...written.matchAll(part[does])].map(({ index, 0: { length } }) => insert(index + length));
    return found.length > 0 ? found : undefined;
  }
  if (system !== 'postgresql' && !/^(CREATE|DROP)\s+(TABLE|VIEW)/i.test(written)) return undefined;
  const begin = whole[does].exec(written);
  return begin ? [insert(begin[0].length)] : undefined;
}
