import { mostInstantVersions, type Way } from '../../facts/migrations/mysql-ways';
import type { TableAction } from '../../parse/sql';
import { groupBy } from '../../text/groups';
import { mysqlChanges, type JudgedChange } from '../reporting/live-changes';
import { detailOf, migrations, wholeOf } from '../reporting/live-operations';
import { defineRule } from '../rule';

export const mysqlCopy = defineRule({
  id: 'migration/mysql-copy',
  target: 'package',
  reads: [...migrations],
  severity: 'error',
  confidence: 'likely',
  hazards: ['outage'],
  fixable: false,
  summary: 'MySQL copies the whole table, and nobody can write to it meanwhile',
  rationale: [
    'Some changes of a table MySQL and MariaDB cannot do in place: another type of a column, a shorter one, a conversion to another character set, a check, a foreign key while `foreign_key_checks` is on, a stored generated column, a default that is an expression, another engine. The server then copies all rows into a new table, silently and whatever their number, and every writer waits for the whole of it. Replicas do the same once more after it.',
    '',
    'Tools copy in portions while others write (`gh-ost`, `pt-online-schema-change`); a new column beside the old one avoids the copy; `ALGORITHM=INPLACE, LOCK=NONE` behind the statement makes the server refuse instead of copying.',
    'Which change is done how depends on the server: the inventory decides, else the manifest, and the finding says what it went by. What is stated with `ALGORITHM=INSTANT` and cannot be done so is told as well, as the server refuses it: MySQL 8.0.29 and later also after 64 such changes of columns (255 since 9.1). Where the old definition of the column decides and the package does not tell it, it is only possible. Since 11.2 MariaDB copies while others write.',
    'It is silent for tables that the same file has made, in scripts that set up an empty database or take a change back, for other systems, and in documentation and tests. Where the package itself makes the table in another file, nobody can tell which version did, and it is only possible.',
  ].join('\n'),
  references: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html',
    'https://mariadb.com/kb/en/innodb-online-ddl-overview/',
  ],
  messages: {
    copies: (d: { what: string; table: string; whole: string; server: string }) =>
      `${d.what} copies ${d.whole}, and nobody can write to ${d.table} until it is done (${d.server}).`,
    shares: (d: { what: string; table: string; whole: string; server: string }) =>
      `${d.what} reads ${d.whole}, and nobody can write to ${d.table} until it is done (${d.server}).`,
    may: (d: { what: string; table: string; whole: string; server: string }) =>
      `${d.what} copies ${d.whole} unless the definition stays nearly as it was; nobody could write to ${d.table} meanwhile (${d.server}).`,
    stated: (d: { stated: string; table: string; whole: string; server: string }) =>
      `${d.stated} keeps every writer from ${d.table} for as long as ${d.whole} takes (${d.server}).`,
    refused: (d: { what: string; stated: string; table: string; server: string }) =>
      `${d.what} cannot be done with ${d.stated}: the server refuses it, and the migration stops here (${d.server}).`,
    versions: (d: { table: string; count: number; most: number; server: string }) =>
      `The files of this package add and drop columns of ${d.table} at once ${d.count} times, and MySQL takes ${d.most} of them until the table is written anew: it refuses ALGORITHM=INSTANT from then on. Have it rebuilt before, or state ALGORITHM=INPLACE, LOCK=NONE (${d.server}).`,
  },
  check(reviewed, { report, ...context }) {
    const site = { ...context, package: reviewed };
    const all = mysqlChanges(site);
    for (const changes of groupBy(all, ({ change }) => change.table).values()) {
      const since = changes.slice(changes.findLastIndex(isRebuild) + 1).filter(isVersion);
      const last = since.findLast(({ change }) => change.algorithm === 'instant');
      if (!last || since.length <= mostInstantVersions(last.server)) continue;
      const { path, at, change, server } = last;
      report({ path, span: at }, 'versions', {
        data: { table: change.table, count: since.length, most: mostInstantVersions(server), server: server.told },
        ...((last.confidence === 'possible' || server.isMaria === undefined) && { confidence: 'possible' }),
      });
    }
    const told = all.flatMap((live) => {
      const judged = judge(live);
      return judged ? [{ ...live, ...judged }] : [];
    });
    for (const [first, ...others] of groupBy(told, ({ path, change, message }) =>
      message === 'may' ? path : `${path}\n${change.table}\n${message}`,
    ).values()) {
      const { path, at, change, message, action, server } = first;
      const { table } = change;
      const data = {
        what: action ? wordsFor(action) : '',
        stated: statedIn(first),
        table,
        whole: wholeOf(context, table),
        server: server.told,
      };
      report({ path, span: at }, message, {
        data,
        ...detailOf({ ...first, others }),
        ...(message === 'may' && { confidence: 'possible' }),
      });
    }
  },
});

/** All rows are written anew: what was changed at once before is forgotten. */
const isRebuild = ({ ways }: JudgedChange): boolean =>
  ways.some(({ way, action: { does } }) => way === 'copy' || /^(rebuild|engine|convert|add-primary)$/.test(does));

/** The server keeps a version of the rows for it. */
const isVersion = ({ change: { algorithm }, ways, server, isInnodb }: JudgedChange): boolean =>
  isInnodb &&
  server.isMaria !== true &&
  (algorithm === undefined || algorithm === 'instant') &&
  ways.every(({ way }) => way === 'instant') &&
  ways.some(({ action: { does } }) => does === 'add-column' || does === 'drop-column');

interface Judged {
  readonly message: 'copies' | 'shares' | 'may' | 'stated' | 'refused';
  readonly action: TableAction | undefined;
}

function judge({ change: { algorithm, lock }, ways, never }: JudgedChange): Judged | undefined {
  const by = (wanted: Way): TableAction | undefined => ways.find(({ way }) => way === wanted)?.action;
  const copied = by('copy');
  const isGuarded = algorithm === 'inplace' || algorithm === 'instant' || algorithm === 'nocopy' || lock === 'none';
  const refused = copied ?? never ?? (lock === 'none' ? by('shared') : undefined);
  if (isGuarded) return refused && { message: 'refused', action: refused };
  if (algorithm === 'copy' || lock === 'shared' || lock === 'exclusive') return { message: 'stated', action: undefined };
  if (copied) return { message: 'copies', action: copied };
  const shared = by('shared');
  if (shared) return { message: 'shares', action: shared };
  const unclear = ways.find(({ way, action }) => way === 'either' && /^(modify|change)-column$/.test(action.does))?.action;
  return unclear && { message: 'may', action: unclear };
}

const statedIn = ({ change: { algorithm, lock } }: JudgedChange): string =>
  [algorithm && `ALGORITHM=${algorithm.toUpperCase()}`, lock && `LOCK=${lock.toUpperCase()}`].filter((one) => one !== undefined).join(', ');

function wordsFor({ does, name, column, engine }: TableAction): string {
  switch (does) {
    case 'modify-column':
    case 'change-column':
      return `Making ${name} ${column?.type ?? 'another type'}`;
    case 'add-column':
      return `The new column ${name}${column?.default === 'computed' ? ', whose default is an expression,' : column?.generated ? ', which is stored,' : column?.counts ? ', which counts the rows,' : ''}`;
    case 'add-foreign-key':
      return 'Checking the new foreign key';
    case 'add-check':
      return 'Checking the new constraint';
    case 'convert':
      return 'Converting the character set';
    case 'drop-primary':
      return 'Dropping the primary key';
    case 'engine':
      return `Moving to the engine ${engine ?? ''}`;
    case 'add-fulltext':
    case 'add-spatial':
      return `The ${does === 'add-fulltext' ? 'full-text' : 'spatial'} index ${name}`;
    case 'add-index':
    case 'add-unique':
      return `The new index ${name}`;
    case 'add-primary':
      return 'The new primary key';
    default:
      return 'This change';
  }
}
