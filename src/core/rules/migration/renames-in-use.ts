import { stepsIn, type LiveStep } from '../../facts/migrations/steps';
import { undoables, type Undoable } from '../../facts/migrations/undo';
import type { Span } from '../../text/span';
import type { FileEdit } from '../finding';
import { detailOf, migrations } from '../reporting/live-operations';
import { stepsOn } from '../reporting/live-steps';
import { writtenBefore } from '../reporting/way-back';
import { defineRule } from '../rule';

export const renamesInUse = defineRule({
  id: 'migration/renames-in-use',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage', 'breaks-running-version'],
  fixable: true,
  summary: 'A table or column gets another name while the running version uses the old one',
  rationale: [
    'The moment the name changes, every statement of the version that still runs fails: during a rolling upgrade that is each instance that has not been replaced yet, and after a rollback of the program all of them. Reports, replication and scripts of other teams know the old name as well.',
    '',
    'Keep the old name working: a view of the old name over a renamed table, or a new column beside the old one, filled by a trigger and in portions, and the old one dropped in a later version. For tables of PostgreSQL the fix adds the view, which takes inserts and updates too, and has the way back drop it first.',
    'It is silent for indexes, constraints and sequences, whose names no program uses; where the same file gives the old name to something else, such as a view or the new table of a swap; for what the same file has made; in scripts that set up an empty database or take a change back; and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://www.postgresql.org/docs/current/sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS',
  ],
  messages: {
    renames: (d: { what: string; name: string; to: string }) =>
      `The ${d.what} ${d.name} is called ${d.to} after this: the version that still runs asks for ${d.name}, and fails.`,
  },
  check(reviewed, { report, ...context }) {
    const renames = stepsOn({ ...context, package: reviewed }, (live) => {
      const { does, what } = live.step;
      return does === 'rename' && inUse.test(what) && !isSameName(live) && !isNoTable(live) && !isTakenAgain(live) && !isOfNewName(live);
    });
    for (const live of renames) {
      const { path, at } = live;
      const { what, name, table, to = '' } = live.step;
      const edits = viewUnderOldName(
        live,
        undoables(reviewed).find(({ up }) => up === live.session),
      );
      report({ path, span: at }, 'renames', {
        data: { what, name: table === undefined ? name : `${table}.${name}`, to },
        ...detailOf(live),
        fix: edits && { title: 'Keep the old name as a view', applies: 'after-review', edits },
      });
    }
  },
});

const inUse = /^(table|view|column|schema|value)$/;

/** MySQL and SQLite tell no column from another by the case of its letters. */
const isSameName = ({ step: { what, name, to = '' }, system }: LiveStep): boolean =>
  what === 'column' && system !== 'postgresql' && name.toLowerCase() === to.toLowerCase();

/** `ALTER TABLE … RENAME` takes indexes and sequences too. */
const isNoTable = ({ step: { what, name } }: LiveStep): boolean =>
  what === 'table' && /(_pkey|_idx|_index|_key|_fkey|_seq)\d*$/i.test(name);

/** The same file gives the old name to something else. */
const isTakenAgain = ({ step: { name, table }, session }: LiveStep): boolean =>
  stepsIn(session).up.some(
    ({ step }) => step.table === table && ((step.does === 'create' && step.name === name) || (step.does === 'rename' && step.to === name)),
  );

/** A column of a table that the same file has given its name: the version that still runs does not get that far. */
const isOfNewName = ({ step: { table }, session }: LiveStep): boolean =>
  table !== undefined &&
  stepsIn(session).up.some(({ step }) => step.does === 'rename' && step.what === 'table' && step.table === undefined && step.to === table);

/** With what takes the view away again before the way back gives the table its old name. */
function viewUnderOldName(
  { step, system, session, statement, path }: LiveStep,
  undoable: Undoable | undefined,
): readonly FileEdit[] | undefined {
  const { text, syntax } = session;
  const { what, to = '', name } = step;
  if (what !== 'table' || system !== 'postgresql' || syntax.client) return undefined;
  const written = /^ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?((?:[\w"]+\.)?)([\w"]+)\s+RENAME\s+TO\s+([\w"]+)$/i.exec(
    text.slice(statement.start, statement.end),
  );
  if (!written || to === '' || text[statement.end] !== ';') return undefined;
  const [, schema = '', old = '', next = ''] = written;
  const end = statement.end + 1;
  const view: FileEdit = { path, span: { start: end, end }, text: `\nCREATE VIEW ${schema}${old} AS SELECT * FROM ${schema}${next};` };
  const away = `DROP VIEW ${schema}${old}`;
  const remark = rollbackRemark(text, end);
  if (remark) return [view, { path, span: remark, text: `--rollback ${away};\n` }];
  const down = undoable?.down;
  const back = down?.steps.find(({ step: { what: kind, name: taken } }) => kind === 'table' && (taken === to || taken === name));
  if (!down || !back) return [view];
  const edit = writtenBefore(down, back.statement, away);
  return edit && [view, edit];
}

/** Where Liquibase is told what takes the change back: the first such line of the change's own part of the file. */
function rollbackRemark(text: string, from: number): Span | undefined {
  const own = text.slice(from, from + maxRead).split(/^--\s*changeset\b/im, 1)[0] ?? '';
  const at = /^--\s*rollback\b/im.exec(own)?.index;
  return at === undefined ? undefined : { start: from + at, end: from + at };
}

/** Behind a statement, so much is looked at. */
const maxRead = 4000;
