import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, emptyOverlay } from '../../../src/core/patch/overlay';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { missingLock } from '../../../src/core/rules/migration/missing-lock';
import { packageFolder } from '../../../scripts/sample/files';
import { memorySource } from '../../support/memory-source';
import { postgresServer, type Postgres } from '../../support/postgres';

const stopped = /another migration is running/;

/** A file of a package after the rule's fixes. */
async function fixed(path: string, text: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const source = memorySource('package.zip', { ...more, [path]: text });
  const request = { source, inventory: emptyInventory, catalog: builtInCatalog, rules: [missingLock], environment: 'production' };
  const { overlay, review } = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
  assert.deepEqual(review.findings, []);
  const edit = contentOf(overlay, path);
  assert.ok(edit, 'the fix changes nothing');
  return new TextDecoder().decode(edit);
}

describe('guard of a fixed migration, on a PostgreSQL server', function () {
  this.timeout(60_000);
  const server = postgresServer(`CREATE TABLE devices (id int);
CREATE TABLE events (id int);
INSERT INTO events SELECT generate_series(1, 20000);
CREATE TABLE schema_version (version text PRIMARY KEY, applied_at timestamptz, description text);`);

  const columns = (table: string): Promise<string> =>
    server().value(
      `SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped`,
    );

  /** Two runs at the same time; the one that is late must give up while the other still works. */
  async function race(run: () => ReturnType<Postgres['run']>): Promise<void> {
    const both = await Promise.all([run(), run()]);
    const [winner, loser] = both[0].code === 0 ? both : [both[1], both[0]];
    assert.equal(winner.code, 0, winner.output);
    assert.notEqual(loser.code, 0, 'both went through');
    assert.match(loser.output, stopped);
    assert.doesNotMatch(loser.output, /deadlock/);
    assert.equal(await server().value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), '0', 'a lock is left');
  }

  it('lets one of two runs of the sample migration through', async () => {
    const path = 'migrations/0052_device_capabilities.sql';
    const sql = await fixed(path, readFileSync(join(packageFolder, path), 'utf8'));
    // Long enough for both to meet.
    const slow = sql.replace('COMMIT;', 'SELECT pg_sleep(1.5);\nCOMMIT;');
    await race(() => server().script(slow, '-v', 'ON_ERROR_STOP=1'));
    assert.equal(await columns('devices'), 'id,capabilities,hybrid_ready,firmware_channel');
    assert.equal(await server().value('SELECT count(*) FROM schema_version'), '1');
  });

  it('applies nothing of the second run', async () => {
    const sql = await fixed('migrations/1.sql', 'BEGIN;\nALTER TABLE devices ADD COLUMN a int;\nCOMMIT;\n');
    const key = /lock\((\d+)\)/.exec(sql)?.[1] ?? '';
    const holder = server().script(`SELECT pg_advisory_lock(${key}); SELECT pg_sleep(2);`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Also without ON_ERROR_STOP: the transaction is aborted as a whole.
    const { output } = await server().script(sql);
    assert.match(output, stopped);
    assert.doesNotMatch(await columns('devices'), /\ba\b/);
    await holder;
    assert.equal((await server().script(sql, '-v', 'ON_ERROR_STOP=1')).code, 0);
    assert.match(await columns('devices'), /\ba\b/);
  });

  it('does not deadlock with CREATE INDEX CONCURRENTLY', async () => {
    const sql = await fixed(
      'migrations/2.sql',
      'CREATE INDEX CONCURRENTLY events_a ON events (id);\nSELECT pg_sleep(1);\nCREATE INDEX CONCURRENTLY events_b ON events ((id + 1));\n',
    );
    await race(() => server().script(sql));
    assert.equal(await server().value("SELECT count(*) FROM pg_index WHERE indrelid = 'events'::regclass AND indisvalid"), '2');
    assert.equal(await server().value('SELECT count(*) FROM pg_index WHERE NOT indisvalid'), '0');
  });

  it('works in every way in which a script can run it', async () => {
    const script = await fixed(
      'scripts/migrate.sh',
      [
        '#!/bin/bash',
        'set -eo pipefail',
        'SCHEMA=public',
        "psql -X <<EOF\n  ALTER TABLE $SCHEMA.events ADD COLUMN by_heredoc text DEFAULT '\\$1';\n  SELECT pg_sleep(1);\nEOF",
        'psql -XtAc "ALTER TABLE \\"events\\" ADD COLUMN by_command int" -c \'ALTER TABLE events ADD COLUMN by_second int\'',
        'bash -c "psql -X -c \'CREATE INDEX CONCURRENTLY events_c ON events (id)\'"',
        "echo 'ALTER TABLE events ADD COLUMN by_echo int' | psql -X",
        'echo "ALTER TABLE events ADD COLUMN by_double int;" | psql -X -1 -v ON_ERROR_STOP=1',
        'psql -X <<< "ALTER TABLE events ADD COLUMN by_string int"',
      ].join('\n') + '\n',
    );
    await race(() => server().run('bash', ['-c', script]));
    assert.equal(await columns('events'), 'id,by_heredoc,by_command,by_second,by_echo,by_double,by_string');
    assert.equal(await server().value('SELECT DISTINCT by_heredoc FROM events'), '$1');
  });

  it('does not wait without end behind an open transaction', async () => {
    const sql = await fixed('migrations/3.sql', 'ALTER TABLE devices ADD COLUMN b int;\n');
    assert.match(sql, /lock_timeout = '5s'/);
    const holder = server().script('BEGIN; SELECT count(*) FROM devices; SELECT pg_sleep(4); COMMIT;');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { code, output } = await server().script(sql.replace("'5s'", "'1s'"));
    assert.notEqual(code, 0);
    assert.match(output, /canceling statement due to lock timeout/);
    await holder;
    assert.equal((await server().script(sql)).code, 0);
    assert.match(await columns('devices'), /\bb\b/);
  });

  it('leaves CONCURRENTLY without a bound, because a stopped build leaves an invalid index', async () => {
    const holder = server().script('BEGIN; SELECT count(*) FROM devices; INSERT INTO events DEFAULT VALUES; SELECT pg_sleep(2); ROLLBACK;');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { output } = await server().script("SET lock_timeout = '500ms';\nCREATE INDEX CONCURRENTLY events_d ON events (id);");
    assert.match(output, /canceling statement due to lock timeout/);
    assert.equal(await server().value('SELECT count(*) FROM pg_index WHERE NOT indisvalid'), '1');
    await holder;
    assert.doesNotMatch(await fixed('migrations/4.sql', 'CREATE INDEX CONCURRENTLY events_e ON events (id);\n'), /lock_timeout/);
  });

  it('is needed: without it both runs go through', async () => {
    const sql = 'ALTER TABLE devices ADD COLUMN IF NOT EXISTS c int;\nSELECT pg_sleep(0.5);\n';
    const both = await Promise.all([server().script(sql, '-v', 'ON_ERROR_STOP=1'), server().script(sql, '-v', 'ON_ERROR_STOP=1')]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
  });
});
