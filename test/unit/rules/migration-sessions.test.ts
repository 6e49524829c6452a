import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

/** Rules that hang upon who runs what in which transaction. */
const session = new Set(
  [
    'concurrently-in-transaction',
    'ineffective-lock',
    'lock-deadlock',
    'no-lock-timeout',
    'not-atomic',
    'open-transaction',
    'set-local-without-transaction',
    'validated-in-same-transaction',
    'validating-not-null',
  ].map((name) => `migration/${name}`),
);

async function found(files: Readonly<Record<string, string>>): Promise<string> {
  const { findings } = await reviewPackage({
    source: memorySource('package.zip', files),
    inventory: emptyInventory,
    catalog: mergeCatalogs([builtInCatalog]),
    rules: rules.filter(({ id }) => session.has(id)),
    environment: 'production',
  });
  return findings
    .map(({ rule, path }) => `${rule.slice('migration/'.length)} ${path}`)
    .sort()
    .join(', ');
}

const psql = 'psql -v ON_ERROR_STOP=1 -d shop';
const script = (...commands: readonly string[]): string => `#!/bin/bash\nset -euo pipefail\n${commands.join('\n')}\n`;
const bound = "SET lock_timeout = '5s';\n";
const two = `${bound}ALTER TABLE t ADD a int;\nALTER TABLE t ADD b int;\n`;
const background = 'CREATE INDEX CONCURRENTLY i ON t (a);\n';

describe('who runs a migration, and in which transaction', () => {
  it('is what a script calls, whatever the name of the file says', async () => {
    const file = { 'db/V41__x.sql': two };
    assert.equal(await found(file), '');
    assert.equal(await found({ ...file, 'up.sh': script(`${psql} -f db/V41__x.sql`) }), 'not-atomic db/V41__x.sql');
    assert.equal(await found({ ...file, 'up.sh': script(`${psql} -1 -f db/V41__x.sql`) }), '');
  });

  it('is what the manifest declares, whatever the name of the file says', async () => {
    const manifest = (runner: string): string =>
      JSON.stringify({ product: 'shop', version: '1.2.3', migrations: { runner, directory: 'db' } });
    const file = { 'db/V41__x.sql': two };
    assert.equal(await found({ ...file, 'manifest.json': manifest('psql') }), 'not-atomic db/V41__x.sql');
    assert.equal(await found({ ...file, 'manifest.json': manifest('flyway') }), '');
    const opened = { 'db/0001_x.sql': background };
    assert.equal(await found({ ...opened, 'manifest.json': manifest('goose') }), 'concurrently-in-transaction db/0001_x.sql');
    assert.equal(await found({ ...opened, 'manifest.json': manifest('psql') }), '');
  });

  it('is what tools do by themselves, unless the file says otherwise', async () => {
    assert.equal(await found({ 'm/1.sql': `-- +goose Up\n${background}` }), 'concurrently-in-transaction m/1.sql');
    assert.equal(await found({ 'm/1.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${background}` }), '');
    assert.equal(await found({ 'm/1.sql': `-- migrate:up\n${background}` }), 'concurrently-in-transaction m/1.sql');
    assert.equal(await found({ 'm/1.sql': `-- migrate:up transaction:false\n${background}` }), '');
    // One statement of a request has a transaction to itself.
    assert.match(await found({ 'm/1_x.up.sql': background }), /^lock-deadlock/);
    assert.match(await found({ 'm/1_x.up.sql': `${bound}${background}` }), /concurrently-in-transaction/);
  });

  it('goes on through the files that a session includes', async () => {
    const file = { 'db/2.sql': 'ALTER TABLE t ADD a int;\n' };
    assert.equal(await found({ ...file, 'up.sh': script(`${psql} -c "SET lock_timeout = '5s'" -f db/2.sql`) }), '');
    assert.equal(await found({ ...file, 'up.sh': script(`${psql} -f db/1.sql`), 'db/1.sql': `${bound}\\i db/2.sql\n` }), '');
    assert.equal(await found({ ...file, 'up.sh': script(`PGOPTIONS='-c lock_timeout=5s' ${psql} -f db/2.sql`) }), '');
    const lock = { 'db/lock.sql': 'SELECT pg_advisory_lock(1);\n', 'db/2.sql': `${bound}ALTER TABLE t ADD a int;\n` };
    assert.equal(await found({ ...lock, 'up.sh': script(`${psql} -f db/lock.sql -f db/2.sql`) }), '');
    assert.equal(
      await found({ ...lock, 'up.sh': script(`${psql} -f db/lock.sql`, `${psql} -f db/2.sql`) }),
      'ineffective-lock db/lock.sql',
    );
  });

  it('is one session for all that one psql is told', async () => {
    const both = `${psql} -c "SELECT pg_advisory_lock(1)" -c "CREATE INDEX CONCURRENTLY i ON t (a)"`;
    assert.equal(await found({ 'up.sh': script(both) }), 'lock-deadlock up.sh');
    assert.match(
      await found({ 'up.sh': script(`${psql} -c "ALTER TABLE t ADD a int; CREATE INDEX CONCURRENTLY i ON t (a)"`) }),
      /concurrently-in/,
    );
    const steps = 'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c;\n';
    const input = (options: string): string => script(`${psql} ${options} <<'SQL'\n${bound}${steps}SQL`);
    assert.equal(await found({ 'up.sh': input('-1') }), 'validated-in-same-transaction up.sh');
    assert.equal(await found({ 'up.sh': input('') }), '');
  });

  it('runs what a function does where it is called', async () => {
    const made = `CREATE FUNCTION shop.tighten() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN ALTER TABLE t ALTER a SET NOT NULL; END $f$;\n`;
    assert.equal(await found({ 'db/f.sql': made }), '');
    assert.equal(
      await found({ 'db/f.sql': made, 'up.sh': script(`${psql} -c "SET lock_timeout = '5s'; SELECT shop.tighten()"`) }),
      'validating-not-null db/f.sql',
    );
    assert.equal(await found({ 'db/f.sql': `${made}${bound}SELECT shop.tighten();\n` }), 'validating-not-null db/f.sql');
  });
});
