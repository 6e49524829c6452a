import { foreignClients } from '../../effects/commands/databases';
import { matches } from '../../text/glob';
import { fileOf } from '../../package/named-file';
import type { SqlItem } from '../../parse/sql';
import { planned } from '../../plan/planned';
import { fact, fileFact } from '../../subject/fact';
import { groupBy } from '../../text/groups';
import { baseName } from '../../text/path';
import { contains, type Place, type Span } from '../../text/span';
import { upgradeEffects } from '../scripts/upgrade-effects';

/** What a client of a database gets in one place of a script, as far as its file tells. */
interface Handed {
  readonly client: Span;
  /** Statements of which more than expansions is written there. */
  readonly isWritten: boolean;
  /** Files that it reads, by the end of their paths: expansions are blanked. */
  readonly files: readonly string[];
}

/** What the shell puts there when the script runs. */
const expansions = /\$\{[^}]*\}|\$\([^)]*\)|\$\w+|`[^`]*`/g;

const isWritten = (text: string, item: SqlItem): boolean =>
  item.kind === 'command' ||
  (item.kind === 'statement' && /[a-z]{3}/i.test(text.slice(item.span.start, item.span.end).replace(expansions, '')));

const handedTo = fileFact(
  'sql',
  ({ text, syntax }): Handed | undefined =>
    syntax.client && {
      client: syntax.client.span,
      isWritten: syntax.items.some((item) => isWritten(text, item)),
      files: syntax.items.flatMap((item) => (item.kind === 'include' ? [item.path] : [])),
    },
);

/** Calls of database clients on the way of the upgrade whose SQL stands nowhere in the package, or is put together when the script runs. */
export const unseenSql = fact([...planned, 'sql'], (reviewed): readonly Place[] => {
  const sessions = groupBy(
    reviewed.subjects.sql.flatMap((subject) => {
      const handed = handedTo(subject);
      return handed ? [{ path: subject.path, ...handed }] : [];
    }),
    ({ path }) => path,
  );
  const sqlFiles = reviewed.subjects.sql.filter(({ syntax }) => !syntax.client);
  return upgradeEffects(reviewed).flatMap(({ effect, isSure }) => {
    const { kind, by, path, command, when, from } = effect;
    if (!isSure || kind !== 'database.run' || when === 'on-failure' || !/^(psql|pgcli|mysql|mariadb|mycli)$/.test(by)) return [];
    const own = (sessions.get(path) ?? []).filter(({ client }) => contains(command, client));
    const isSeen = own.some((one) => one.isWritten || one.files.some((file) => fileOf(sqlFiles, file) !== undefined));
    return isSeen || (from !== undefined && isShipped(from, sqlFiles)) ? [] : [{ path, span: command }];
  });
});

/** Calls of clients on the way of the upgrade whose statements nobody reads, wherever they stand. */
export const foreignCalls = fact(planned, (reviewed): readonly { readonly path: string; readonly client: string }[] =>
  upgradeEffects(reviewed).flatMap(({ effect: { kind, by, path, when }, isSure }) =>
    isSure && kind === 'database.run' && when !== 'on-failure' && foreign.has(by) ? [{ path, client: by }] : [],
  ),
);

const foreign = new Set(foreignClients.split(' '));

/** As the plan knows the file: a name, or a pattern (`migrations/00*.sql`). */
const isShipped = (from: string, files: readonly { readonly path: string }[]): boolean =>
  fileOf(files, from) !== undefined ||
  (/[\w]/.test(baseName(from).replace(/\.\w+$/, '')) && files.some(({ path }) => matches(baseName(from), baseName(path))));
