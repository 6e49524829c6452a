import assert from 'node:assert/strict';
import { problemsOf, verdictOf } from '../../../src/core/rehearse/problems';
import type { Rehearsal, RehearsedFile, RehearsedStatement } from '../../../src/core/rehearse/rehearsal';
import { differencesOf, isReordered, type SchemaState } from '../../../src/core/rehearse/schema';
import { statementWords, waitingFor } from '../../../src/core/report/rehearsal-words';

const statement = (told: Partial<RehearsedStatement>): RehearsedStatement => ({
  path: 'm/1.sql',
  span: { start: 0, end: 9 },
  line: 0,
  title: 'ALTER TABLE t',
  outcome: 'done',
  milliseconds: 1,
  locks: [],
  rewritten: [],
  scanned: [],
  rows: 0,
  lockTimeout: '0',
  isUnseen: false,
  ...told,
});
const file = (told: Partial<RehearsedFile>): RehearsedFile => ({
  path: 'm/1.sql',
  role: 'new',
  stamp: '',
  statements: [statement({})],
  leftOut: [],
  ...told,
});
const rehearsal = (...files: RehearsedFile[]): Rehearsal => ({
  server: 'x',
  system: 'postgresql',
  hasSchema: true,
  files,
  milliseconds: 1,
});
const failed = statement({ outcome: 'failed', error: { code: '42701', message: 'there already' } });

const state = (parts: Record<string, string>, order: Record<string, string> = {}): SchemaState => ({
  parts: new Map(Object.entries(parts)),
  order: new Map(Object.entries(order)),
  rows: new Map(),
});

describe('what a rehearsal shows', () => {
  it('tells the first failure of a file, and of the next ones that they may follow from it', () => {
    const found = problemsOf(rehearsal(file({ statements: [failed, failed] }), file({ path: 'm/2.sql', statements: [failed] })));
    assert.deepEqual(
      found.map((one) => one.is === 'failed' && one.isConsequence),
      [false, true],
    );
  });

  it('calls blocked what reads a table while others wait, and a rewrite by its own name', () => {
    const t = { relation: 'public.t', mode: 'AccessExclusiveLock' };
    const kinds = (told: Partial<RehearsedStatement>) => problemsOf(rehearsal(file({ statements: [statement(told)] }))).map(({ is }) => is);
    assert.deepEqual(kinds({ locks: [t] }), []);
    assert.deepEqual(kinds({ locks: [t], scanned: ['public.t'] }), ['blocked']);
    assert.deepEqual(kinds({ locks: [{ ...t, mode: 'ShareUpdateExclusiveLock' }], scanned: ['public.t'] }), []);
    assert.deepEqual(kinds({ locks: [t], scanned: ['public.t'], rewritten: ['public.t'] }), ['rewrite']);
  });

  it('judges', () => {
    assert.equal(verdictOf(rehearsal()), 'nothing');
    assert.equal(verdictOf(rehearsal(file({}))), 'passed');
    assert.equal(verdictOf(rehearsal(file({ statements: [failed] }))), 'failed');
    assert.equal(verdictOf(rehearsal(file({ statements: [statement({ outcome: 'lacking' })] }))), 'incomplete');
    assert.equal(verdictOf({ ...rehearsal(file({})), ended: { code: 'time' } }), 'incomplete');
    assert.equal(verdictOf(rehearsal(file({ again: { outcome: 'stops-at-once' } }))), 'passed');
    assert.equal(verdictOf(rehearsal(file({ again: { outcome: 'half-way' } }))), 'failed');
    assert.equal(verdictOf(rehearsal(file({ down: { outcome: 'differs', differences: [], lost: [] } }))), 'failed');
    assert.equal(verdictOf(rehearsal(file({ down: { outcome: 'missing', differences: [], lost: [] } }))), 'passed');
  });

  it('says of each table what waits for it, by its strongest lock', () => {
    const locks = ['AccessShareLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock'].map((mode) => ({ relation: 'public.t', mode }));
    assert.deepEqual(waitingFor([...locks, { relation: 'public.u', mode: 'RowExclusiveLock' }]), [
      { relation: 'public.t', waits: 'nobody can read or write' },
    ]);
    assert.deepEqual(statementWords(statement({ locks, lockTimeout: '3s' })), [
      'nobody can read or write public.t',
      'waits at most 3s for its locks',
    ]);
  });

  it('shows nobody a secret or what steers a terminal', () => {
    const [words = ''] = statementWords(
      statement({ outcome: 'failed', error: { code: '', message: "password 'hunter22secret'\u001b[2J" } }),
    );
    assert.doesNotMatch(words, /hunter22secret|\u001b/);
  });
});

describe('two states of a schema', () => {
  const before = state(
    { 'table public.t': 'r', 'column public.t.a': 'integer', 'column public.t.b': 'text' },
    { 'column public.t.a': '1', 'column public.t.b': '2' },
  );

  it('differ in what came, went and changed; what lies in a table goes with it', () => {
    const after = state({ 'column public.t.a': 'bigint', 'table public.u': 'r', 'column public.u.id': 'integer', 'table public.t': 'r' });
    assert.deepEqual(differencesOf(before, after), [
      { kind: 'changed', what: 'column public.t.a' },
      { kind: 'not-restored', what: 'column public.t.b' },
      { kind: 'left-behind', what: 'table public.u' },
    ]);
  });

  it('may differ in the order of columns alone', () => {
    const after = state(Object.fromEntries(before.parts), { 'column public.t.a': '3', 'column public.t.b': '2' });
    assert.deepEqual(differencesOf(before, after), []);
    assert.equal(isReordered(before, after), true);
    assert.equal(
      isReordered(before, {
        ...before,
        order: new Map([
          ['column public.t.a', '2'],
          ['column public.t.b', '7'],
        ]),
      }),
      false,
    );
  });
});
