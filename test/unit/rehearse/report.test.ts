import assert from 'node:assert/strict';
import { parseXml } from '@rgrove/parse-xml';
import type { Rehearsal, RehearsedStatement } from '../../../src/core/rehearse/rehearsal';
import { readRehearsal } from '../../../src/core/rehearse/read-rehearsal';
import { stampOf } from '../../../src/core/rehearse/stamp';
import { rehearsalJson } from '../../../src/core/report/rehearsal-json';
import { rehearsalPage } from '../../../src/core/report/rehearsal-page';
import { rehearsalPicture } from '../../../src/core/report/rehearsal-picture';
import { rehearsalText } from '../../../src/core/report/rehearsal-text';

const statement = (line: number, told: Partial<RehearsedStatement> = {}): RehearsedStatement => ({
  path: 'm/1.sql',
  span: { start: 0, end: 9 },
  line,
  title: `ALTER <b> ${line}`,
  outcome: 'done',
  milliseconds: 1.23,
  locks: [],
  rewritten: [],
  scanned: [],
  rows: 0,
  lockTimeout: '0',
  isUnseen: false,
  ...told,
});
const table = { relation: 'public.t', mode: 'AccessExclusiveLock' };
const rehearsal: Rehearsal = {
  server: 'PostgreSQL 18.7',
  system: 'postgresql',
  hasSchema: false,
  milliseconds: 1234,
  files: [
    {
      path: 'm/1.sql',
      role: 'new',
      stamp: '',
      leftOut: [{ path: 'm/1.sql', span: { start: 0, end: 1 }, line: 9, why: 'client-command', what: '\\! rm' }],
      statements: [
        statement(0, { transaction: 1 }),
        statement(2, { transaction: 1, locks: [table] }),
        statement(4, { transaction: 1 }),
        statement(6, { outcome: 'failed', error: { code: '42701', message: 'there already' } }),
      ],
      down: { outcome: 'missing', differences: [], lost: [] },
      again: {
        outcome: 'half-way',
        at: { path: 'm/1.sql', span: { start: 0, end: 1 }, line: 2 },
        error: { code: '42701', message: 'there' },
      },
    },
  ],
};

describe('reports of a rehearsal', () => {
  it('draw who waits from the lock to the end of its transaction, and say so in words', () => {
    const [file] = rehearsal.files;
    assert.ok(file);
    const picture = rehearsalPicture(file, 'p');
    parseXml(picture);
    assert.match(picture, /<desc id="p-d">public\.t: nobody can read or write, from line 3 to line 5\.<\/desc>/);
    assert.equal(picture.match(/<rect /g)?.length, 1);
    assert.equal(rehearsalPicture({ ...file, statements: [statement(0)] }, 'p'), '');
  });

  it('show text of a package as text', () => {
    const page = rehearsalPage(rehearsal, '<script>x</script>');
    assert.doesNotMatch(page, /<script|<b>/);
    assert.match(page, /default-src 'none'/);
    assert.match(page, /Line 10: .*a command of the client, which is never run/);
  });

  it('tell the same in text and JSON', () => {
    const text = rehearsalText(rehearsal);
    assert.match(text, / {2}! {4}7 {2}ALTER <b> 6\n +fails: there already/);
    assert.match(text, /Run twice: Fails at line 3: there; a first run that ended half-way cannot be finished/);
    const json = JSON.parse(rehearsalJson(rehearsal, { toolVersion: '1', generatedAt: 'now' })) as {
      verdict: string;
      files: { statements: { at: { line: number } }[]; notRun: { at: { line: number } }[] }[];
    };
    assert.equal(json.verdict, 'failed');
    assert.deepEqual(
      json.files[0]?.statements.map(({ at }) => at.line),
      [1, 3, 5, 7],
    );
    assert.equal(json.files[0].notRun[0]?.at.line, 10);
  });

  it('are read again from JSON as they were', () => {
    const lines = { toolVersion: '1', generatedAt: 'now' };
    const at = { path: 'm/1.sql', span: { start: 2, end: 7 }, line: 3 };
    const times = { requests: 9, p50: 0.5, p95: 2, p99: 3.1 };
    const raced = {
      outcome: 'deadlock' as const,
      at,
      error: { code: '40P01', message: 'deadlock detected' },
      longest: { milliseconds: 900, at, behind: at },
    };
    const longest = { milliseconds: 1500, kind: 'writer' as const, table: 'public.t', at };
    const loaded = { before: times, during: times, longest, waited: { milliseconds: 1400, at }, gaveUp: at };
    const whole = {
      ...rehearsal,
      files: rehearsal.files.map((file) => ({ ...file, raced, loaded })),
      milliseconds: 1,
      begunAt: '2026-11-20T12:00:00Z',
      ended: { code: 'time' as const },
    };
    const rounded = whole.files.map((file) => ({ ...file, statements: file.statements.map((one) => ({ ...one, milliseconds: 1.2 })) }));
    assert.deepEqual(readRehearsal(rehearsalJson(whole, lines)), { ...whole, files: rounded });
    for (const other of ['', '[]', '{"schemaVersion":1,"server":"x","files":[{}]}', '{"schemaVersion":2,"server":"x","files":[]}'])
      assert.equal(readRehearsal(other), undefined, other);
  });

  it('tell what two runners and others at work have met', () => {
    const at = { path: 'm/1.sql', span: { start: 2, end: 7 }, line: 3 };
    const times = { requests: 9, p50: 0.5, p95: 2, p99: 31 };
    const [file] = rehearsal.files;
    assert.ok(file);
    const raced = { outcome: 'neither' as const, at, error: { code: '42701', message: 'there already' } };
    const loaded = { before: times, during: times, waited: { milliseconds: 1400, at } };
    const text = rehearsalText({ ...rehearsal, files: [{ ...file, raced, loaded }] });
    assert.match(text, /Two runners at once: Neither came to the end: one failed at line 4: there already\./);
    assert.match(
      text,
      /While others work: No request fell into it; line 4 waited 1\.4 s for others; half, 95 % and 99 % of 9 requests within 0\.5 \/ 2\.0 \/ 31 ms/,
    );
  });

  it('know a file again whatever its line ends', () => {
    assert.equal(stampOf('a\r\nb\rc'), stampOf('a\nb\nc'));
    assert.notEqual(stampOf('a\nb'), stampOf('a\nc'));
  });
});
