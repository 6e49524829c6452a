import { isBookkeeping, isForTests, isPlayground } from '../../facts/migrations/bookkeeping';
import { fileFact } from '../../subject/fact';
import { rowsOf } from '../../facts/migrations/operations';
import { stepsIn, type LiveStep } from '../../facts/migrations/steps';
import { detailOf, migrations, operationsOn } from '../reporting/live-operations';
import { stepsOn } from '../reporting/live-steps';
import { defineRule } from '../rule';
import { fateOf } from './drops-data/kept';

export const dropsData = defineRule({
  id: 'migration/drops-data',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'irreversible', 'breaks-running-version'],
  fixable: false,
  summary: 'Data of production is gone after this statement',
  rationale: [
    'A table, column or schema that is dropped, and rows that are truncated, come back from a backup alone, with everything that was written since missing. What runs still, the last version during a rolling upgrade or a report that nobody thought of, fails at once.',
    '',
    'Rename first, or stop using it in this version and drop it in a later one, when a backup of that state exists. It is silent for what the same file has made or makes again, in scripts that set up an empty database or take a change back, and in documentation and tests. It is silent as well where the data comes back: rows or a table that the file computes again, a table of SQLite whose copy takes its name, perhaps in the next file. Where the package itself makes the table in another file, nobody can tell which version did, where the file has read the data into something else before, where a view takes the name of the table, in what only builds and develops the product, or where somebody must ask for the deletion, it is only possible.',
  ].join('\n'),
  references: [
    'https://www.postgresql.org/docs/current/sql-droptable.html',
    'https://www.postgresql.org/docs/current/ddl-alter.html#DDL-ALTER-REMOVING-A-COLUMN',
  ],
  messages: {
    drops: (d: { what: string; rows: string }) => `${d.what} is gone after this${d.rows}: only a backup brings it back.`,
    copied: (d: { what: string; rows: string }) =>
      `${d.what} is gone after this${d.rows}: what was read from it before is all that is kept, and the version that still runs asks for it.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    for (const live of operationsOn(
      site,
      'drop-data',
      ({ what, name }) => what !== 'view' && !isScratch(name) && !isForTests(what, name) && !(what === 'table' && isBookkeeping(name)),
    )) {
      const { what, name, table } = live.operation;
      const fate = fateOf({ ...live, what, name, table }, reviewed);
      if (fate === 'kept') continue;
      const rows = what === 'column' || table === undefined ? undefined : rowsOf(context, table);
      report({ path: live.path, span: live.at }, fate === 'copied' ? 'copied' : 'drops', {
        data: {
          what:
            what === 'rows'
              ? `What is in ${saidName(name, live)}`
              : what === 'column'
                ? `The column ${name} of ${table ?? ''}`
                : `The ${what} ${saidName(name, live)}`,
          rows: rows === undefined ? '' : `, with ${rows.toLocaleString('en')} rows`,
        },
        ...detailOf(fate !== 'gone' ? { ...live, confidence: 'possible' } : live),
      });
    }
    const elsewhere = stepsOn(
      site,
      ({ step: { does, what, name, table }, system, session }) =>
        system !== 'postgresql' &&
        (does === 'drop' || does === 'clear') &&
        /^(table|column|schema)$/.test(what) &&
        !isScratch(name) &&
        !isForTests(what, name) &&
        !(what === 'table' && isBookkeeping(name)) &&
        !temporaryTables(session).has(name.toLowerCase()) &&
        !stepsIn(session).up.some(
          ({ step }) => step.table === table && (step.to === name || (step.does === 'create' && step.name === name)),
        ),
    );
    for (const live of elsewhere) {
      const { does, what, name, table } = live.step;
      const fate = fateOf({ ...live, what: does === 'clear' ? 'rows' : what, name, table }, reviewed);
      if (fate === 'kept') continue;
      const rows = what === 'table' ? rowsOf(context, name) : undefined;
      report({ path: live.path, span: live.at }, fate === 'copied' ? 'copied' : 'drops', {
        data: {
          what:
            does === 'clear'
              ? `What is in ${saidName(name, live)}`
              : what === 'column'
                ? `The column ${name} of ${table ?? ''}`
                : `The ${what === 'schema' ? 'database' : what} ${saidName(name, live)}`,
          rows: rows === undefined ? '' : `, with ${rows.toLocaleString('en')} rows`,
        },
        ...detailOf(fate !== 'gone' ? { ...live, confidence: 'possible' } : live),
      });
    }
  },
});

/** What a variable names stands as a row of `_` in the statement that the parser sees: there the variable tells more. */
const saidName = (name: string, { session: { text }, statement: { start, end } }: Pick<LiveStep, 'session' | 'statement'>): string =>
  /^_+$/.test(name) ? (/\$\{?\w{1,80}\}?/.exec(text.slice(start, Math.min(end, start + longest)))?.[0] ?? name) : name;

/** Of a statement, so much is looked at. */
const longest = 1000;

/** Tables that the same statements make for the session alone. */
const temporaryTables = fileFact(
  'sql',
  ({ text }): ReadonlySet<string> =>
    new Set(
      [
        ...text.matchAll(/\bcreate\s{1,20}temp(?:orary)?\s{1,20}table\s{1,20}(?:if\s{1,20}not\s{1,20}exists\s{1,20})?["'`]?(\w{1,80})/gi),
      ].map(([, name = '']) => name.toLowerCase()),
    ),
);

/** Names of what was only put there for a while, and of what SQLite keeps for itself: each dump empties its counters and fills them again. */
const isScratch = (name: string): boolean =>
  /^_?(te?mp|scratch)_|_(te?mp|scratch)$|^sqlite_(?:sequence|stat\d)$/i.test(name) || isPlayground(name);
