/**
 * Tools that run migrations, and whether they let only one of them in at a time. From their sources and manuals; `takes` of those
 * that can be configured either way is true: what they are configured to is not in the package.
 */
export interface Runner {
  readonly name: string;
  readonly takesLock: boolean;
  /** Mostly part of a program, which may keep a second run out by itself. */
  readonly embeds?: boolean;
  /** What manifests call it. */
  readonly called: RegExp;
  /** Commands that run it; and, where that is a common word, an argument that tells. */
  readonly command?: RegExp;
  readonly argument?: RegExp;
  /** Files that only its projects have. */
  readonly project?: RegExp;
  /** Paths of its migrations. */
  readonly path?: RegExp;
  /** What its migrations begin with. */
  readonly mark?: RegExp;
}

export const runners: readonly Runner[] = [
  {
    name: 'Flyway',
    takesLock: true,
    called: /flyway/,
    command: /^flyway/,
    project: /(^|\/)flyway[^/]*\.(conf|toml)$/,
    path: /(^|\/)([VUB]\d(?:[\d.]|_(?!_))*|R)__[^/]+\.sql$/,
  },
  {
    name: 'Liquibase',
    takesLock: true,
    called: /liquibase/,
    command: /^liquibase/,
    project: /(^|\/)(liquibase[^/]*\.properties|(db\.)?changelog([-._](master|root|main))?\.(xml|ya?ml)|db\.changelog[^/]*)$/,
    mark: /^\s*--\s*liquibase formatted sql/i,
  },
  { name: 'Sqitch', takesLock: true, called: /sqitch/, command: /^sqitch$/, project: /(^|\/)sqitch\.(plan|conf)$/ },
  { name: 'Prisma', takesLock: true, called: /prisma/, command: /^prisma$/, path: /(^|\/)migrations\/\d{14}_[^/]+\/migration\.sql$/ },
  {
    name: 'golang-migrate',
    takesLock: true,
    called: /^(golang-)?migrate$/,
    command: /^migrate$/,
    argument: /^-{1,2}(path|source|database)\b/,
    path: /(^|\/)\d+_[^/]+\.(up|down)\.sql$/,
  },
  { name: 'Rails', takesLock: true, called: /rails|active.?record/, command: /^(rails|rake)$/, argument: /^db:/ },
  { name: 'node-pg-migrate', takesLock: true, called: /node-pg-migrate/, command: /^node-pg-migrate$/, mark: /^\s*--\s*up migration/i },
  { name: 'sqlx', takesLock: true, called: /^sqlx/, command: /^sqlx$/, mark: /^--\s*no-transaction\s*$/im },
  { name: 'pgroll', takesLock: true, called: /pgroll/, command: /^pgroll$/ },
  { name: 'morph', takesLock: true, called: /morph/, command: /^morph$/, mark: /^--\s*morph:/m },
  { name: 'goose', takesLock: true, called: /goose/, command: /^goose$/, mark: /^[ \t]*--\s*\+goose\b/im },
  { name: 'Alembic', takesLock: true, called: /alembic/, command: /^alembic$/, project: /(^|\/)alembic\.ini$/ },
  { name: 'Django', takesLock: true, called: /django/, command: /^django-admin$/ },
  { name: 'DBIx::Class::DeploymentHandler', takesLock: true, called: /^dbi[cx]/, path: /(^|\/)dbicdh\/.*\.sql$/ },
  { name: 'dbmate', takesLock: false, called: /dbmate/, command: /^dbmate$/, mark: /^--\s*migrate:up/m },
  { name: 'sql-migrate', takesLock: false, called: /sql-migrate/, command: /^sql-migrate$/, mark: /^--\s*\+migrate up/im },
  {
    name: 'Diesel',
    takesLock: false,
    embeds: true,
    called: /diesel/,
    command: /^diesel$/,
    path: /(^|\/)migrations\/[\d-]{10}[^/]*\/up\.sql$/,
  },
];

/** Facts of files hold a runner by its name. */
export const runnersByName: ReadonlyMap<string, Runner> = new Map(runners.map((runner) => [runner.name, runner]));

/** What manifests write when a person or a shell script runs the files. */
export const byHand = /^(psql|postgres(ql)?|shell|bash|sh|script|manual|manually|none|sql|plain|dba)$|\.sh$/i;

/** Where the part that undoes the migration begins, in files that hold both. */
export const undoMark = /^--\s*(migrate:down|\+goose down|\+migrate down|down migration)\b/im;

/** Scripts that take a change back: one person runs them, watching. */
export const undoPath =
  /(^|\/)(down|rollback|revert|undo|downgrade|uninstall)s?\/|(^|[/._-])(down|rollback|revert|undo|downgrade|uninstall)([._-][^/]*)?\.(sql|sh|psql|ddl)$|(^|\/)(drop|remove)([._-][^/]*)?\.(sql|sh|psql|ddl)$|(^|[./])(prerm|postrm)$|(^|\/)drop_(\w+_)?(tables|database|db|schema|all)(\.\w+)?$/i;

/** Scripts that nobody else's work can meet: the first start of a container, extensions (the server locks them), dumps. */
export const ownPlace =
  /(^|\/)(docker-entrypoint-initdb\.d|initdb(\.d)?)\/|(^|\/)extension\/[^/]*\.sql$|[^/]--\d[^/]*\.sql$|(^|\/)readme[^/]*$/i;

/** What lies beside the product: nobody runs it unless a script of the package says so. */
export const asidePath =
  /(^|\/)(docs?|documentation|examples?|samples?|demos?|tests?|testing|test[-_]?data|__tests__|specs?|e2e|fixtures?|seeds?|drops?|dumps?|snapshots?|benchmarks?|\.github|node_modules)\/|(^|[/._-])(seeds?|fixtures?|test|dump|snapshot)\.(sql|psql|ddl)$/i;

/** Scripts that bring an existing database further. */
export const upgradePath = /(^|[/._-])(upgrade|update|migrat|patch|delta|alter|convert)|(^|\/)[vV]?\d[^/]*$/i;

/** Scripts that make an empty database usable, unless their path says that they upgrade. */
export const setUpPath = /(^|[/._-])(schema|tables|structure|initial|install|init|bootstrap|baseline)(-generated)?\.(sql|psql|ddl)$/i;

/** Paths of scripts for other systems. */
export const foreignPath =
  /(^|[/._-])(mysql|mariadb|sqlite3?|oracle|oracledb|mssql|sqlserver|sqlsrv|db2|firebird|interbase|clickhouse|cassandra|cql|tds|h2|hsqldb|derby|sybase|duckdb)([/._-]|$)/i;
