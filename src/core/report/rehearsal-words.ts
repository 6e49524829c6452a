import type {
  DownRun,
  HeldLock,
  LeftOut,
  LoadedRun,
  Percentiles,
  RacedRun,
  Rehearsal,
  RehearsedFile,
  RehearsedStatement,
  SchemaDifference,
  SecondRun,
} from '../rehearse/rehearsal';
import { previousFolder } from '../rehearse/order';
import type { RehearsalVerdict } from '../rehearse/problems';
import { enumerate } from '../text/enumerate';
import { redact } from '../text/redact';
import { visible } from '../text/visible';

/** Text of a script, or what a database says of it, for people. */
export const shown = (text: string): string => visible(redact(text));

export const rehearsalVerdictWords: Readonly<Record<RehearsalVerdict, string>> = {
  passed: 'The migrations ran through.',
  failed: 'The migrations do not run as they should.',
  incomplete: 'Not all of the migrations could be rehearsed.',
  nothing: 'The package has no migrations for this database.',
};

/** From the tables of conflicting lock modes of PostgreSQL, and of the metadata locks of MySQL: what others cannot do. Strongest first. */
const waits: ReadonlyMap<string, string> = new Map([
  ['AccessExclusiveLock', 'nobody can read or write'],
  ['EXCLUSIVE', 'nobody can read or write'],
  ['ExclusiveLock', 'nobody can write'],
  ['ShareRowExclusiveLock', 'nobody can write'],
  ['ShareLock', 'nobody can write'],
  ['SHARED_NO_WRITE', 'nobody can write'],
  // Made stronger for a moment, when the change begins and when it ends: whoever waits then is in everybody's way.
  ['SHARED_UPGRADABLE', 'for a moment nobody can read or write'],
  ['ShareUpdateExclusiveLock', 'nobody can change the schema or run VACUUM'],
]);

/** Strongest first; a table once, under its strongest lock. Locks that only changes of the schema wait for are left out. */
export function waitingFor(locks: readonly HeldLock[]): readonly { readonly relation: string; readonly waits: string }[] {
  const strongest = [...waits.keys()];
  const byRelation = new Map<string, number>();
  for (const { relation, mode } of locks) {
    const rank = strongest.indexOf(mode);
    if (rank >= 0) byRelation.set(relation, Math.min(rank, byRelation.get(relation) ?? rank));
  }
  return [...byRelation]
    .sort(([, a], [, b]) => a - b)
    .map(([relation, rank]) => ({ relation: shown(relation), waits: waits.get(strongest[rank] ?? '') ?? '' }));
}

/** `8 ms`, `2.1 s`. */
export const durationWords = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** What a statement did, in clauses: `nobody can read or write public.orders; writes public.orders anew`. */
export function statementWords({
  outcome,
  locks,
  rewritten,
  scanned,
  rows,
  lockTimeout,
  isUnseen,
  error,
}: RehearsedStatement): readonly string[] {
  if (outcome === 'skipped') return ['not run: something before it had failed'];
  if (outcome === 'lacking') {
    const advice = /\bextension\b/.test(error?.message ?? '') ? '; rehearse on a server that has it' : '';
    return [`needs what the rehearsal has not: ${shown(error?.message ?? '')}${advice}`];
  }
  if (outcome === 'failed') return [`fails: ${shown(error?.message ?? '')}`];
  const waiting = waitingFor(locks);
  const onlyRead = scanned.filter((table) => !rewritten.includes(table));
  return [
    ...waiting.map(({ relation, waits: words }) =>
      `${words} ${relation}`.replace(/^(nobody can change the schema or run VACUUM) /, '$1 of '),
    ),
    ...(rewritten.length > 0 ? [`writes ${enumerate(rewritten.map(shown))} anew`] : []),
    ...(onlyRead.length > 0 && waiting.length > 0 ? [`reads all of ${enumerate(onlyRead.map(shown))}`] : []),
    ...(waiting.length > 0
      ? [/^0\D*$/.test(lockTimeout) ? 'waits for its locks without end' : `waits at most ${lockTimeout} for its locks`]
      : []),
    ...(isUnseen ? ['its locks were not looked at'] : []),
    ...(rows > 0 ? [`writes ${rows.toLocaleString('en')} row${rows === 1 ? '' : 's'}`] : []),
  ];
}

const leftOutReasons: Readonly<Record<LeftOut['why'], string>> = {
  'client-command': 'a command of the client, which is never run',
  'copy-data': 'rows for COPY, which are not loaded',
  'server-file': 'it reads or writes files of the server, or starts a program there',
  computed: 'the shell puts it together',
  variable: 'it has a variable that only the command line sets',
  placeholder: 'an installer fills it in',
  'missing-file': 'the package has no such file',
  'whole-server': 'it concerns all of the server, which others use as well',
  connection: 'another connection: it goes on with the same database',
};

export const leftOutWords = ({ why, what }: LeftOut): string => `${shown(what)}: ${leftOutReasons[why]}`;

export const differenceWords = ({ kind, what }: SchemaDifference): string =>
  `${shown(what)} ${kind === 'left-behind' ? 'is left behind' : kind === 'not-restored' ? 'is not brought back' : 'is not as it was'}`;

/** Differences that are told one by one. */
const mostDifferences = 5;

export function downWords({ outcome, differences, lost, error, at }: DownRun): string {
  const rows = lost.map(({ table, rows: count }) => `${count.toLocaleString('en')} row${count === 1 ? '' : 's'} of ${shown(table)}`);
  const losing = rows.length > 0 ? `; it loses ${enumerate(rows)}` : '';
  switch (outcome) {
    case 'restored':
      return `brings the schema back${losing}`;
    case 'order-only':
      return `brings the schema back, with columns in another order${losing}`;
    case 'differs':
      return `does not bring the schema back: ${enumerate(differences.map(differenceWords), mostDifferences)}${losing}`;
    case 'failed':
      return `fails${at ? ` at line ${at.line + 1}` : ''}: ${shown(error?.message ?? '')}${losing}`;
    case 'empty':
      return 'changes nothing: its script has no statement that does';
    case 'missing':
      return 'there is no script that takes it back';
    case 'not-run':
      return 'was not tried: the file itself did not run through';
  }
}

export function againWords({ outcome, at, error }: SecondRun): string {
  const where = at ? ` at line ${at.line + 1}: ${shown(error?.message ?? '')}` : '';
  switch (outcome) {
    case 'same':
      return 'changes nothing more';
    case 'stops-at-once':
      return `stops${where}; nothing is half done, as the file changes all or nothing`;
    case 'half-way':
      return `fails${where}; a first run that ended half-way cannot be finished by running it again`;
    case 'changes':
      return 'runs, and changes the schema or adds rows once more';
  }
}

/** By two runners at once. */
export function raceWords({ outcome, at, error, longest }: RacedRun): string {
  const where = at ? ` at line ${at.line + 1}` : '';
  const why = error ? `: ${shown(error.message)}` : '';
  const waited = longest ? `; line ${longest.at.line + 1} waited ${durationWords(longest.milliseconds)} for the other` : '';
  switch (outcome) {
    case 'one':
      return `one came to the end, and the other was refused${waited}`;
    case 'both':
      return `both came to the end, and nothing was done twice${waited}`;
    case 'twice':
      return `both added the same rows${where}${waited}`;
    case 'neither':
      return `neither came to the end: one failed${where}${why}${waited}`;
    case 'deadlock':
      return `they waited for each other${where}${why}${waited}`;
  }
}

/** While others worked on its tables. */
export function loadWords({ before, during, longest, waited, gaveUp }: LoadedRun): string {
  const times = ({ p50, p95, p99 }: Percentiles): string => [p50, p95, p99].map(shortTime).join(' / ');
  return [
    longest
      ? `the longest request, of a ${longest.kind} of ${shown(longest.table)}, took ${durationWords(longest.milliseconds)} at line ${longest.at.line + 1}`
      : 'no request fell into it',
    ...(waited ? [`line ${waited.at.line + 1} waited ${durationWords(waited.milliseconds)} for others`] : []),
    ...(gaveUp ? [`line ${gaveUp.line + 1} gave up by its timeout`] : []),
    `half, 95 % and 99 % of ${during.requests.toLocaleString('en')} requests within ${times(during)} ms (${times(before)} ms before)`,
  ].join('; ');
}

/** What else was tried with a file, and what came of it: `Run twice`, `changes nothing more`. */
export const drillWords = ({ down, again, raced, loaded }: RehearsedFile): readonly (readonly [drill: string, came: string])[] => [
  ...(down ? [['Taken back', downWords(down)] as const] : []),
  ...(again ? [['Run twice', againWords(again)] as const] : []),
  ...(raced ? [['Two runners at once', raceWords(raced)] as const] : []),
  ...(loaded ? [['While others work', loadWords(loaded)] as const] : []),
];

const shortTime = (milliseconds: number): string => (milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0));

const endWords: Readonly<Record<NonNullable<Rehearsal['ended']>['code'], string>> = {
  time: 'it took too long',
  memory: 'it needed too much memory',
  cancelled: 'it was cancelled',
  lost: 'the database ended',
  schema: 'the schema could not be set up',
};

/** Why it ended early. */
export function endedWords({ ended }: Rehearsal): string | undefined {
  if (!ended) return undefined;
  const { code, detail } = ended;
  return `The rehearsal ended before it was through: ${endWords[code]}${detail === undefined ? '' : ` (${shown(detail)})`}.`;
}

const many = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** `3 files with 11 statements on PostgreSQL 18.7, in 2.1 s`. */
export function rehearsalSummary({ files, server, milliseconds }: Rehearsal): string {
  const fresh = files.filter(({ role }) => role === 'new');
  const statements = fresh.reduce((sum, file) => sum + file.statements.length, 0);
  return `${many(fresh.length, 'file')} with ${many(statements, 'statement')}${server === '' ? '' : ` on ${shown(server)}`}, in ${durationWords(milliseconds)}`;
}

/** What it was run upon. */
export function groundWords({ hasSchema, files }: Rehearsal): string {
  if (hasSchema) return 'It began with the schema of production.';
  const older = files.filter(({ role }) => role === 'older');
  if (older.some(({ path }) => path.startsWith(previousFolder)))
    return 'It began with what the migrations of the package before have left.';
  const isAhead = files.some(
    ({ role, statements }) => role === 'new' && statements.some(({ error }) => clashes.test(error?.message ?? '')),
  );
  if (older.length > 0)
    return `It began with what the package's own files set up${isAhead ? ', which fits another version than these migrations begin with: name the schema of production (pg_dump -s)' : ''}.`;
  return 'It began with an empty database: name the schema of production (pg_dump -s) to rehearse what changes existing tables.';
}

/** What is there already, or not any more. */
const clashes = /\b(?:already exists|does not exist)\b/;

/** Statements of a file that came from another one say which. */
export const isElsewhere = ({ path }: RehearsedStatement, file: RehearsedFile): boolean => path !== file.path;
