import { setsStop } from '../../facts/migrations/error-stop';
import { isExact, matches } from '../../facts/migrations/paths';
import { liveRun, runsOnLive } from '../../facts/migrations/who';
import { scriptsOnTheWay } from '../../facts/scripts/upgrade-effects';
import { fileOf } from '../../package/named-file';
import type { SqlInclude, SqlItem } from '../../parse/sql';
import { planned } from '../../plan/planned';
import { fileFact } from '../../subject/fact';
import type { Subject } from '../../subject/subject';
import { defineRule } from '../rule';

export const goesOnAfterError = defineRule({
  id: 'migration/goes-on-after-error',
  target: 'package',
  reads: [...planned, 'manifest', 'sql'],
  severity: 'error',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'psql goes on after a statement that failed, and ends as if all was well',
  rationale: [
    'Left as it is, `psql` runs the statements of a file or of its input one after the other whatever becomes of each, and ends with 0. The script takes that for success, writes the new version into its table and restarts the product on a schema of which a part is missing. `set -e` sees nothing of it.',
    '',
    'Reported are calls of `psql` that change something by a file or by what they read, without `-v ON_ERROR_STOP=1` and without a word about `ON_ERROR_STOP` in the file: one that switches it off means it. Of a name that is computed, all files count that fit. With it psql ends with 3 at the first error.',
    'So are calls of `mysql` and `mariadb` with `--force`. It is silent for `-c`, whose error is the exit status of psql, for questions, in rollbacks, for databases that were made a moment ago, and in documentation and tests. In scripts that the upgrade does not seem to run it is only possible, and so it is where whoever starts the script hands the options over (`"$@"`, `$PSQL_OPTS`).',
  ].join('\n'),
  references: ['https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-VARIABLES-ON-ERROR-STOP'],
  messages: {
    forced: () => 'The client goes on after a statement that fails here, and ends as if all was well: --force is given.',
    goesOn: () => 'psql goes on after a statement that fails here, and ends as if all was well: ON_ERROR_STOP is not set.',
  },
  check(reviewed, { report }) {
    const files = reviewed.subjects.sql.filter(({ syntax }) => !syntax.client);
    for (const session of reviewed.subjects.sql) {
      const { client: called } = session.syntax;
      if (called?.isForced && changes(session) && liveRun(session, reviewed, 'any'))
        report({ path: session.path, span: called.span }, 'forced', {
          data: undefined,
          ...(!scriptsOnTheWay(reviewed).has(session.path) && { confidence: 'possible' }),
        });
      const handed = openSession(session);
      if (!handed || !runsOnLive(session, reviewed)) continue;
      if (!handed.changes && handed.files.length === 0) continue;
      if (handed.files.length > 0 && handed.files.every((include) => isDecided(filesFor(include, files)))) continue;
      const { path, syntax } = session;
      const { span, quoting } = syntax.client ?? {};
      if (!span) continue;
      report({ path, span }, 'goesOn', {
        data: undefined,
        ...((syntax.client?.isOpen === true || !scriptsOnTheWay(reviewed).has(path)) && { confidence: 'possible' }),
        fix: quoting && {
          title: 'End psql at the first error',
          applies: 'after-review',
          edits: [{ path, span: { start: span.end, end: span.end }, text: ' -v ON_ERROR_STOP=1' }],
        },
      });
    }
  },
});

interface Open {
  /** What it reads itself changes something. */
  readonly changes: boolean;
  readonly files: readonly SqlInclude[];
}

/** A session of psql that goes on after errors. */
const openSession = fileFact('sql', ({ syntax }): Open | undefined => {
  const { client, dialect, items } = syntax;
  if (!client || client.onErrorStop || dialect !== 'postgresql' || items.some(setsStop)) return undefined;
  return {
    changes: items.some((item) => item.kind === 'statement' && item.part.origin !== 'command' && isChange(item)),
    files: items.flatMap((item) => (item.kind === 'include' && !item.isCommand ? [item] : [])),
  };
});

/** The files that an include may stand for: of a name that is computed, all that fit. */
function filesFor(include: SqlInclude, files: readonly Subject<'sql'>[]): readonly Subject<'sql'>[] {
  if (!isExact(include)) return files.filter(({ path }) => matches(include, path));
  const file = fileOf(files, include.path);
  return file ? [file] : [];
}

/** Each of them says itself what becomes of an error, or changes nothing. */
const isDecided = (files: readonly Subject<'sql'>[]): boolean => files.length > 0 && files.every((file) => decides(file) || !changes(file));

const decides = fileFact('sql', ({ syntax }: Subject<'sql'>): boolean =>
  syntax.items.some((item) => item.kind === 'command' && /^(un)?set$/.test(item.name) && namesStop.test(item.argument)),
);

const namesStop = /^ON_ERROR_STOP\b/i;

const changes = fileFact('sql', ({ syntax }: Subject<'sql'>): boolean =>
  syntax.items.some((item) => item.kind === 'include' || (item.kind === 'statement' && isChange(item))),
);

const isChange = ({ facts }: Extract<SqlItem, { readonly kind: 'statement' }>): boolean => !facts.reads;
