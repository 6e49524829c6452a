import { isRecord, listOf, recordOf, recordsOf, type JsonRecord } from '../inventory/reading/value';
import { parsed } from '../inventory/reading/documents';
import { pathOfShown } from '../package/nested-path';
import { own } from '../text/own';
import type {
  DatabaseFault,
  DownRun,
  LeftOut,
  LoadedRun,
  Percentiles,
  RacedRun,
  Rehearsal,
  RehearsalEnd,
  RehearsedFile,
  RehearsedPlace,
  RehearsedStatement,
  RollbackDrill,
  SchemaDifference,
  SecondRun,
} from './rehearsal';

/** A rehearsal as `rehearse --format json` writes it. `undefined`: it is none. */
export function readRehearsal(json: string): Rehearsal | undefined {
  const told = recordOf(parsed(json));
  const files = own(told, 'files');
  if (own(told, 'schemaVersion') !== 1 || typeof own(told, 'server') !== 'string' || !Array.isArray(files)) return undefined;
  const read = files.map(fileOf);
  if (read.some((file) => file === undefined)) return undefined;
  const rollback = own(told, 'rollback');
  const ended = own(told, 'ended');
  return {
    server: textIn(told, 'server'),
    // What older versions wrote was always of PostgreSQL.
    system: wordIn(told, 'system', ['postgresql', 'mysql']),
    hasSchema: own(told, 'hasSchema') === true,
    files: read.filter((file) => file !== undefined),
    ...(isRecord(rollback) && { rollback: rollbackOf(rollback) }),
    ...(isRecord(ended) && { ended: endOf(ended) }),
    milliseconds: numberIn(told, 'milliseconds'),
    ...(typeof own(told, 'begunAt') === 'string' && { begunAt: textIn(told, 'begunAt') }),
  };
}

const textIn = (record: JsonRecord, name: string): string => {
  const value = own(record, name);
  return typeof value === 'string' ? value : '';
};

const numberIn = (record: JsonRecord, name: string): number => {
  const value = own(record, name);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
};

const textsIn = (record: JsonRecord, name: string): readonly string[] =>
  listOf(own(record, name)).filter((value) => typeof value === 'string');

/** One of the words that are known; else the first, which says least. */
const wordIn = <T extends string>(record: JsonRecord, name: string, words: readonly [T, ...T[]]): T =>
  words.find((word) => word === own(record, name)) ?? words[0];

function fileOf(value: unknown): RehearsedFile | undefined {
  if (!isRecord(value) || typeof own(value, 'stamp') !== 'string') return undefined;
  const [down, again, raced, loaded] = ['takenBack', 'runTwice', 'twoRunners', 'underLoad'].map((name) => own(value, name));
  return {
    path: pathOfShown(textIn(value, 'path')),
    role: wordIn(value, 'role', ['new', 'older', 'schema']),
    stamp: textIn(value, 'stamp'),
    statements: recordsOf(own(value, 'statements')).map(statementOf),
    leftOut: recordsOf(own(value, 'notRun')).map(leftOutOf),
    ...(isRecord(down) && { down: downOf(down) }),
    ...(isRecord(again) && { again: againOf(again) }),
    ...(isRecord(raced) && { raced: racedOf(raced) }),
    ...(isRecord(loaded) && { loaded: loadedOf(loaded) }),
  };
}

const placeOf = (value: unknown): RehearsedPlace => {
  const place = recordOf(value);
  const start = numberIn(place, 'from');
  return {
    path: pathOfShown(textIn(place, 'path')),
    span: { start, end: Math.max(start, numberIn(place, 'to')) },
    line: Math.max(0, numberIn(place, 'line') - 1),
  };
};

function statementOf(told: JsonRecord): RehearsedStatement {
  const transaction = own(told, 'transaction');
  return {
    ...placeOf(own(told, 'at')),
    title: textIn(told, 'statement'),
    outcome: wordIn(told, 'outcome', ['skipped', 'done', 'failed', 'lacking']),
    milliseconds: numberIn(told, 'milliseconds'),
    ...(typeof transaction === 'number' && { transaction }),
    locks: recordsOf(own(told, 'locks')).map((lock) => ({ relation: textIn(lock, 'relation'), mode: textIn(lock, 'mode') })),
    rewritten: textsIn(told, 'rewritten'),
    scanned: textsIn(told, 'scanned'),
    rows: numberIn(told, 'rows'),
    lockTimeout: textIn(told, 'lockTimeout'),
    isUnseen: own(told, 'isUnseen') === true,
    ...faultOf(told),
  };
}

const faultOf = (told: JsonRecord): { readonly error?: DatabaseFault } => {
  const error = own(told, 'error');
  return isRecord(error) ? { error: { code: textIn(error, 'code'), message: textIn(error, 'message') } } : {};
};

const atOf = (told: JsonRecord): { readonly at?: RehearsedPlace } => {
  const at = own(told, 'at');
  return isRecord(at) ? { at: placeOf(at) } : {};
};

const leftOutOf = (told: JsonRecord): LeftOut => ({
  ...placeOf(own(told, 'at')),
  why: wordIn(told, 'why', [
    'computed',
    'client-command',
    'copy-data',
    'server-file',
    'variable',
    'placeholder',
    'missing-file',
    'connection',
    'whole-server',
  ]),
  what: textIn(told, 'what'),
});

const differencesIn = (told: JsonRecord): readonly SchemaDifference[] =>
  recordsOf(own(told, 'differences')).map((one) => ({
    kind: wordIn(one, 'kind', ['changed', 'left-behind', 'not-restored']),
    what: textIn(one, 'what'),
  }));

function downOf(told: JsonRecord): DownRun {
  const { path, span } = placeOf(told);
  return {
    outcome: wordIn(told, 'outcome', ['not-run', 'restored', 'order-only', 'differs', 'failed', 'empty', 'missing']),
    ...(path !== '' && { place: { path, span } }),
    differences: differencesIn(told),
    lost: recordsOf(own(told, 'lost')).map((one) => ({ table: textIn(one, 'table'), rows: numberIn(one, 'rows') })),
    ...atOf(told),
    ...faultOf(told),
  };
}

const againOf = (told: JsonRecord): SecondRun => ({
  outcome: wordIn(told, 'outcome', ['stops-at-once', 'same', 'half-way', 'changes']),
  ...atOf(told),
  ...faultOf(told),
});

function racedOf(told: JsonRecord): RacedRun {
  const waited = own(told, 'waited');
  return {
    outcome: wordIn(told, 'outcome', ['one', 'both', 'twice', 'neither', 'deadlock']),
    ...atOf(told),
    ...faultOf(told),
    ...(isRecord(waited) && { longest: waitOf(waited) }),
  };
}

function loadedOf(told: JsonRecord): LoadedRun {
  const [longest, waited, gaveUp] = ['longest', 'waited', 'gaveUp'].map((name) => own(told, name));
  return {
    before: percentilesOf(recordOf(own(told, 'before'))),
    during: percentilesOf(recordOf(own(told, 'during'))),
    ...(isRecord(longest) && {
      longest: { ...waitOf(longest), kind: wordIn(longest, 'kind', ['reader', 'writer']), table: textIn(longest, 'table') },
    }),
    ...(isRecord(waited) && { waited: waitOf(waited) }),
    ...(isRecord(gaveUp) && { gaveUp: placeOf(gaveUp) }),
  };
}

const waitOf = (told: JsonRecord) => {
  const behind = own(told, 'behind');
  return {
    milliseconds: numberIn(told, 'milliseconds'),
    at: placeOf(own(told, 'at')),
    ...(isRecord(behind) && { behind: placeOf(behind) }),
  };
};

const percentilesOf = (told: JsonRecord): Percentiles => ({
  requests: numberIn(told, 'requests'),
  p50: numberIn(told, 'p50'),
  p95: numberIn(told, 'p95'),
  p99: numberIn(told, 'p99'),
});

const rollbackOf = (told: JsonRecord): RollbackDrill => ({
  outcome: wordIn(told, 'outcome', ['differs', 'restored', 'order-only']),
  differences: differencesIn(told),
});

const endOf = (told: JsonRecord): RehearsalEnd => {
  const detail = textIn(told, 'detail');
  return { code: wordIn(told, 'code', ['lost', 'time', 'memory', 'cancelled', 'schema']), ...(detail !== '' && { detail }) };
};
