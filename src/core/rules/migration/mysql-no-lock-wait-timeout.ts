import { liveChanges, type LiveChange } from '../../facts/migrations/mysql-operations';
import { mysqlServer } from '../../facts/migrations/mysql-server';
import { seriesOf } from '../../facts/migrations/undo';
import { groupBy } from '../../text/groups';
import type { FileEdit } from '../finding';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlNoLockWaitTimeout = defineRule({
  id: 'migration/mysql-no-lock-wait-timeout',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: true,
  summary: 'A change of a table waits for a day, and everybody else waits behind it',
  rationale: [
    'Every change of a table needs its metadata lock for itself, if only for a moment. One open transaction that has read the table, a report or a forgotten console, makes the change wait; whoever comes after it waits too, even to read. MySQL waits for a year, MariaDB for a day: `lock_wait_timeout` says how long.',
    '',
    'Set it for the session before the first change, `SET SESSION lock_wait_timeout = 5`, and try again later where it runs out; the fix sets it. MariaDB also takes `ALTER TABLE … WAIT 5`. `innodb_lock_wait_timeout` is about rows, and bounds nothing here.',
    'One finding stands for the files of a folder, at the newest. It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_lock_wait_timeout',
    'https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html',
    'https://mariadb.com/kb/en/wait-and-nowait/',
  ],
  messages: {
    waits: (d: { table: string; others: number; bound: string }) =>
      `This waits for every transaction on ${d.table} for up to ${d.bound}, and everybody else waits behind it${d.others === 0 ? '' : d.others === 1 ? ', as in 1 other file' : `, as in ${d.others} other files`}: no lock_wait_timeout is set.`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const { isMaria } = mysqlServer(site);
    const bound = isMaria === true ? 'a day' : isMaria === false ? 'a year' : 'a day or a year';
    const open = liveChanges(site, 'mysql').filter(waits);
    const firsts = [...groupBy(open, ({ path }) => path).values()].map(([first]) => first);
    for (const group of groupBy(firsts, ({ path }) => seriesOf(path)).values()) {
      // The newest file is the one that is still to run.
      const [newest, ...older] = [...group].reverse();
      if (!newest) continue;
      const edits = group.slice(-mostMended).flatMap((one) => boundedIn(one) ?? []);
      report({ path: newest.path, span: newest.at }, 'waits', {
        data: { table: newest.change.table, others: older.length, bound },
        ...(newest.confidence === 'possible' && { confidence: 'possible' }),
        related: older.slice(0, maxRelated).map(({ path, at }) => ({ at: 'package', path, span: at, message: 'so does this' })),
        fix: edits.length > 0 ? { title: 'Wait five seconds at most', applies: 'after-review', edits } : undefined,
      });
    }
  },
});

const maxRelated = 10;

/** Files that one fix mends. */
const mostMended = 100;

/** No bound is set in the session, by the statement, or by the script that calls the client. */
const waits = ({ change: { isBounded }, settings, session: { syntax, text } }: LiveChange): boolean =>
  !isBounded && !settings.has('lock_wait_timeout') && !(syntax.client && text.includes('lock_wait_timeout'));

/** Sets the bound above the statement, where that begins a line of a file of SQL. */
function boundedIn({ path, session: { text, syntax }, statement: { start } }: LiveChange): FileEdit | undefined {
  if (syntax.client || (start > 0 && text[start - 1] !== '\n')) return undefined;
  return { path, span: { start, end: start }, text: 'SET SESSION lock_wait_timeout = 5;\n' };
}
