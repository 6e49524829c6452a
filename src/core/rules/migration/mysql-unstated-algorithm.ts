import { isSince } from '../../facts/migrations/mysql-server';
import { seriesOf } from '../../facts/migrations/undo';
import { groupBy } from '../../text/groups';
import type { FileEdit } from '../finding';
import { mysqlChanges, type JudgedChange } from '../reporting/live-changes';
import { migrations } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlUnstatedAlgorithm = defineRule({
  id: 'migration/mysql-unstated-algorithm',
  target: 'package',
  reads: [...migrations],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['outage', 'unknown-state'],
  fixable: true,
  summary: 'Nothing keeps MySQL from copying the table silently',
  rationale: [
    'This change of a table can be done while others read and write, and nobody has said that it must be. Where the server is older than the one it was tried on, the table of another engine, or something else about it in the way, MySQL and MariaDB take the next best way without a word: a copy, and no writer gets through until it is done.',
    '',
    'With `ALGORITHM=INPLACE, LOCK=NONE`, or `ALGORITHM=INSTANT`, the server refuses at once instead, and the table stays as it was. The fix writes what the server is known to be able to.',
    'One finding stands for the file, and for files of the same folder. It is silent for statements that touch the definition alone, such as names and comments, and where the copy is certain, which is told by itself.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-performance.html',
    'https://mariadb.com/kb/en/alter-table/#algorithm',
  ],
  messages: {
    unstated: (d: { table: string; others: number; server: string }) =>
      `Nothing says that ${d.table} must not be copied for this${d.others === 0 ? '' : d.others === 1 ? ', nor for 1 other statement' : `, nor for ${d.others} other statements`}: where it cannot be done online, writers wait (${d.server}).`,
  },
  check(reviewed, { report, ...context }) {
    const open = mysqlChanges({ ...context, package: reviewed }).filter(isOpen);
    for (const group of groupBy(open, ({ path }) => seriesOf(path)).values()) {
      // The newest file is the one that is still to run.
      const newest = group.at(-1);
      const all = group.filter(({ path }) => path === newest?.path);
      const [first] = all;
      if (!first) continue;
      const edits = group.slice(-mostMended).map(edited);
      report({ path: first.path, span: first.at }, 'unstated', {
        data: { table: first.change.table, others: group.length - 1, server: first.server.told },
        ...(first.confidence === 'possible' && { confidence: 'possible' }),
        related: group
          .filter((one) => one !== first)
          .slice(-maxRelated)
          .map(({ path, at }) => ({ at: 'package', path, span: at, message: 'nor for this' })),
        fix: { title: 'Let the server refuse instead of copying', applies: 'after-review', edits },
      });
    }
  },
});

const maxRelated = 10;

/** Statements that one fix mends. */
const mostMended = 200;

const copiesSomewhere = /^(add-column|drop-column|modify-column|change-column|rename-column|add-index|add-unique|add-primary)$/;

const isOpen = ({ change: { algorithm, lock, is }, ways, isInnodb }: JudgedChange): boolean =>
  isInnodb &&
  (is === 'alter' || is === 'index') &&
  algorithm === undefined &&
  lock === undefined &&
  ways.every(({ way }) => way === 'instant' || way === 'in-place') &&
  ways.some(({ action: { does } }) => copiesSomewhere.test(does));

function edited({ path, statement: { end }, change: { is }, ways, server }: JudgedChange): FileEdit {
  // Older servers do not know the word.
  const knowsInstant = server.version !== undefined && isSince(server, [10, 3, 2], [8, 0, 12]);
  const isInstant = knowsInstant && is === 'alter' && ways.every(({ way }) => way === 'instant');
  const words = isInstant ? ['ALGORITHM=INSTANT'] : ['ALGORITHM=INPLACE', 'LOCK=NONE'];
  // Indexes take their options without commas.
  return { path, span: { start: end, end }, text: is === 'alter' ? words.map((word) => `, ${word}`).join('') : ` ${words.join(' ')}` };
}
