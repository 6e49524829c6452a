import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { bundles } from '../../../scripts/bundles.mjs';
import { copyDatabaseParts } from '../../../scripts/database-parts.mjs';
import { usualBounds } from '../../../src/node/rehearse/protocol';
import { rehearseIn, type Rehearse } from '../../../src/node/rehearse/rehearser';
import { plannedMigrations } from '../../support/planned-migrations';

describe('a rehearsal in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-rehearsal-'));
  const database = join(folder, 'rehearsal-database.js');
  let rehearse: Rehearse;
  before(async () => {
    const all = bundles({ dev: false });
    await build({ ...(all.rehearsal as BuildOptions), outfile: join(folder, 'rehearsal.js'), logLevel: 'silent' });
    await build({ ...(all['rehearsal database'] as BuildOptions), outfile: database, logLevel: 'silent' });
    await copyDatabaseParts(join(folder, 'pglite'));
    rehearse = rehearseIn(join(folder, 'rehearsal.js'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const planned = (sql: string) => plannedMigrations({ 'm/001.sql': `CREATE TABLE t (x text);\n${sql}` });
  const bounds = { ...usualBounds, time: 30_000 };

  it('has no way to its host in the bundle of the database', () => {
    const text = readFileSync(database, 'utf8');
    assert.deepEqual(text.match(/\b(require|import)\(["'`][^)]*\)/g), ['require("node:worker_threads")']);
    assert.doesNotMatch(text, /\bnew WebSocket\b|\bfetch\("|child_process/);
  });

  it('cannot read, write or start anything on the host', async () => {
    const secret = join(folder, 'rehearsal.js');
    const made = join(folder, 'made');
    const attempts = [
      `SELECT pg_read_file('${secret}')`,
      "SELECT pg_read_binary_file('/etc/passwd')",
      `SELECT lo_import('${secret}')`,
      `SELECT pg_ls_dir('${folder}')`,
      'CREATE EXTENSION dblink',
      'CREATE EXTENSION file_fdw',
      'CREATE EXTENSION plpython3u',
      `DO $$ BEGIN EXECUTE 'COPY t FROM ''${secret}'''; END $$`,
      "CREATE FUNCTION f(cstring) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system' LANGUAGE c STRICT",
      "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1 port=9' PUBLICATION p",
    ];
    const harmless = [
      `SELECT lo_export(lo_creat(-1), '${made}')`,
      `DO $$ BEGIN EXECUTE 'COPY t TO ''${made}'''; END $$`,
      `DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch ${made}'''; END $$`,
    ];
    const { rehearsal } = await rehearse(await planned([...attempts, ...harmless].map((sql) => `${sql};\n`).join('')), { bounds });
    const [file] = rehearsal.files;
    assert.deepEqual(
      file?.statements.slice(1, attempts.length + 1).map(({ outcome, title }) => (outcome === 'done' ? title : 'refused')),
      attempts.map(() => 'refused'),
    );
    assert.equal(existsSync(made), false);
  });

  it('ends what takes too long, and tells what was found until then and where it was', async () => {
    const files = await planned('DO $$ BEGIN LOOP END LOOP; END $$;\nALTER TABLE t ADD y int;\n');
    const { rehearsal } = await rehearse(files, { bounds: { ...bounds, time: 12_000 } });
    assert.equal(rehearsal.ended?.code, 'time');
    assert.equal(rehearsal.ended.at?.span.start, files[0]?.steps[1]?.span.start);
    assert.deepEqual(
      rehearsal.files[0]?.statements.map(({ outcome }) => outcome),
      ['done'],
    );
  });

  it('ends what needs too much memory', async () => {
    const { rehearsal } = await rehearse(await planned("SELECT repeat('x', 250000000);\n"), { bounds: { ...bounds, memory: 700 } });
    assert.equal(rehearsal.ended?.code, 'memory');
    assert.equal(rehearsal.files[0]?.statements.length, 1);
  });

  it('ends at once when it is cancelled', async () => {
    const cancelling = new AbortController();
    const { rehearsal } = await rehearse(await planned('DO $$ BEGIN LOOP END LOOP; END $$;'), {
      bounds,
      signal: cancelling.signal,
      progress: (done) => done > 1 && cancelling.abort(),
    });
    assert.equal(rehearsal.ended?.code, 'cancelled');
  });
});
