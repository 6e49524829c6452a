import known from '../../catalog/known/migration-runners.json';
import { patternOf } from '../../text/pattern';

/** A tool that runs migrations. */
export interface Runner {
  readonly name: string;
  /** It lets only one of them in at a time, or runs no SQL; true of those that can be configured either way, as that is not in the package. */
  readonly takesLock: boolean;
  /** It makes one transaction of a file: by itself, or by sending all of it in one request. */
  readonly transaction: 'file' | 'request' | undefined;
  /** What a file says that is to run outside of a transaction. */
  readonly alone: RegExp | undefined;
  /** Who waits for its lock holds up `CREATE INDEX CONCURRENTLY` meanwhile. */
  readonly lockWaits: boolean;
  /** Mostly part of a program, which may keep a second run out by itself. */
  readonly embeds: boolean;
  /** What manifests call it. */
  readonly called: RegExp;
  /** Commands that run it; and, where that is a common word, an argument that tells. */
  readonly command: RegExp | undefined;
  readonly argument: RegExp | undefined;
  /** Files that only its projects have. */
  readonly project: RegExp | undefined;
  /** Paths of its migrations. */
  readonly path: RegExp | undefined;
  /** What its migrations begin with. */
  readonly mark: RegExp | undefined;
  /** A command line that applies its migrations, whatever they are written in, and lets a second one do so at the same time. */
  readonly unlocked: RegExp | undefined;
  /** What makes it take no lock. */
  readonly lockOff: readonly SaidElsewhere[];
  /** What makes it try its lock again and again, so that nothing waits for who is next. */
  readonly lockPolls: readonly SaidElsewhere[];
  /** What makes it run statements that need a transaction and such as cannot be in one from the same file. */
  readonly mixes: readonly SaidElsewhere[];
}

/** An argument of the runner's command, or a setting in files or in the environment. */
export interface SaidElsewhere {
  readonly argument: RegExp | undefined;
  /** Paths; `undefined`: any. */
  readonly files: RegExp | undefined;
  /** A key or its last part, or a variable. */
  readonly name: RegExp | undefined;
  readonly value: RegExp | undefined;
}

/** As data: patterns as text. */
type WrittenElsewhere = { readonly [K in keyof SaidElsewhere]?: string };

type RunnerData = Pick<Runner, 'name' | 'takesLock'> & {
  readonly embeds?: boolean;
  readonly lockWaits?: boolean;
  readonly transaction?: 'file' | 'request';
  readonly called: string;
  readonly lockOff?: readonly WrittenElsewhere[];
  readonly lockPolls?: readonly WrittenElsewhere[];
  readonly mixes?: readonly WrittenElsewhere[];
} & { readonly [K in 'alone' | 'command' | 'argument' | 'project' | 'path' | 'mark' | 'unlocked']?: string };

const optionalPattern = (written: string | undefined): RegExp | undefined => (written === undefined ? undefined : patternOf(written));

const saidElsewhere = ({ argument, files, name, value }: WrittenElsewhere): SaidElsewhere => ({
  argument: optionalPattern(argument),
  files: optionalPattern(files),
  name: optionalPattern(name),
  value: optionalPattern(value),
});

export const runners: readonly Runner[] = (known as readonly RunnerData[]).map(
  ({ name, takesLock, embeds = false, lockWaits = false, lockOff = [], lockPolls = [], mixes = [], transaction, ...patterns }) => ({
    name,
    takesLock,
    embeds,
    lockWaits,
    transaction,
    alone: optionalPattern(patterns.alone),
    called: patternOf(patterns.called),
    command: optionalPattern(patterns.command),
    argument: optionalPattern(patterns.argument),
    project: optionalPattern(patterns.project),
    path: optionalPattern(patterns.path),
    mark: optionalPattern(patterns.mark),
    unlocked: optionalPattern(patterns.unlocked),
    lockOff: lockOff.map(saidElsewhere),
    lockPolls: lockPolls.map(saidElsewhere),
    mixes: mixes.map(saidElsewhere),
  }),
);

/** Facts of files hold a runner by its name. */
export const runnersByName: ReadonlyMap<string, Runner> = new Map(runners.map((runner) => [runner.name, runner]));

/** What manifests write when a person or a shell script runs the files. */
export const byHand = /^(psql|postgres(ql)?|mysql|mariadb|shell|bash|sh|script|manual|manually|none|sql|plain|dba)$|\.sh$/i;

/** Where the part that undoes the migration begins, in files that hold both. */
export const undoMark = /^--\s*(migrate:down|\+goose down|\+migrate down|down migration)\b/im;

/** Scripts that take a change back: one person runs them, watching. */
const undoPath =
  /(^|\/)(down|rollback|revert|undo|downgrade|uninstall)s?\/|(^|[/._-])(down|rollback|revert|undo|downgrade|uninstall)([._-][^/]*)?\.(sql|sh|psql|pgsql|ddl)$|(^|\/)(drop|remove)([._-][^/]*)?\.(sql|sh|psql|pgsql|ddl)$|(^|[./])(prerm|postrm)$|(^|\/)drop\w*?(tables|views|triggers\d?|functions|index(es)?|indices|types|keys|constraints|collations|database|db|schema|all)(\.\w+)?$|(^|\/)\w*(tables|database|db|schema)[_-]drop(\.\w+)?$|(^|\/)\d[^/]*\.down$/i;

/** Scripts that nobody else's work can meet: the first start of a container, extensions (the server locks them), dumps, what Flyway begins an empty database with. */
export const ownPlace =
  /(^|\/)B\d(?:[\d.]|_(?!_))*__[^/]+\.sql$|(^|\/)(docker-entrypoint-initdb\.d|initdb(\.d)?)\/|(^|\/)extension\/[^/]*\.sql$|[^/]--\d[^/]*\.sql$|(^|\/)readme[^/]*$/i;

/** What lies beside the product: nobody runs it unless a script of the package says so. */
const asidePath =
  /(^|\/)(docs?|documentation|examples?|samples?|demos?|(?:[a-z]{1,20}[-_]){0,3}demonstrations?|tests?|testing|test[-_]?data|__tests__|specs?|e2e|fixtures?|seeds?|drops?|dumps?|snapshots?|benchmarks?|homebrew|\.github|node_modules)\/|(^|[/._-])(seeds?|fixtures?|stubs?|test|dump|snapshot)\.(sql|psql|pgsql|ddl)$/i;

/** It takes a change back. */
export const isUndo = (path: string): boolean => undoPath.test(path);

/** Not on the way of the upgrade. */
export const isBeside = (path: string): boolean => undoPath.test(path) || flywayUndo.test(path) || asidePath.test(path);

/** Flyway tells its undo scripts by their first letter. */
export const flywayUndo = /(^|\/)U\d+(?:[._]\d+)*__/;

/** Scripts that bring an existing database further. */
export const upgradePath = /(^|[/._-])(upgrade|update|migrat|patch|delta|alter|convert)|(^|\/)[vV]?\d[^/]*$/i;

/** Scripts that make an empty database usable, unless their path says that they upgrade. */
export const setUpPath =
  /(^|\/)create[^/]*\.(sql|psql|pgsql|ddl)$|(^|\/)create\/[^/]+\.(sql|psql|pgsql|ddl)$|\.create\.[^/]*(sql|psql|pgsql|ddl)$|(^|[/._-])(schema|tables|structure|initial|install|init(?:[_-]?\w*(?:db|database|schema|tables))?|bootstrap|baseline)(-generated)?\.(sql|psql|pgsql|ddl)$|(^|\/)(tables|sequences|indexes|indices|synonyms)\/[^/]+\.(sql|psql|pgsql|ddl)$|(^|\/)install(?:er|ation)?\/[^/]+\.(sql|psql|pgsql|ddl)$/i;

/** Functions of scripts that fill a database which has nothing yet, by their names: `initializeDatabase`, `seed_demo_data`. */
export const setUpFunction =
  /^(?:do_?|run_?|maybe_?)?(?:init|seed|first|load_?(?:demo|sample)|(?:demo|sample)_?data)(?!\w*(?:upgrade|update|migrat))/i;

/** SQL that starts others, by its name or place: nobody else in the package need name it. */
export const entryScript =
  /(^|[/._-])(install|set-?up|upgrade|update|migrat|deploy|bootstrap|init|run|apply|patch|main|start|all)[^/]*$|(^|\/)[vV]?\d[^/]*$|(^|\/)(upgrades?|updates?|migrations?)\//i;

/** Tools that empty a database, and those for developers. */
export const wipingScript =
  /(^|[/._-])(clear|empty|wipe|nuke|reset|recreate|truncate)([_-]?(db|database|schema|all|data|tables?|pg|postgres|postgresql))*\.\w+$|(^|\/)(?:delete|erase|purge|drop)[_-]?all(?:[_-][a-z]+)*\.\w+$|(^|[/_-])(test|testing|selenium|demo)[_-]?(db|database)s?(\.\w+)?$|(^|\/)(dev|devel|develop|development|hack|\.?ci)\//i;

/** Paths of scripts for other systems. */
export const foreignPath =
  /(^|[/._-])(mysql|mariadb|sqlite3?|oracle|oracledb|mssql|sqlserver|sqlsrv|db2|firebird|interbase|clickhouse|cassandra|cql|tds|h2|hsql|hsqldb|derby|sybase|duckdb|cockroach|cockroachdb|crdb)([/._-]|$)/i;
