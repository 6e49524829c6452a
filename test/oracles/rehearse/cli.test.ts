import assert from 'node:assert/strict';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { temporaryFolder, upgradeReview } from '../../support/cli';

describe('upgrade-review rehearse', () => {
  const folder = temporaryFolder({
    'p/manifest.json': '{"name":"shop","version":"2.0.0","reboot":false}',
    'p/migrations/001_region.sql': "SET lock_timeout = '3s';\nALTER TABLE orders ADD COLUMN IF NOT EXISTS region text;\n",
    'q/migrations/001_region.sql': 'ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ADD COLUMN region text;\n',
    'schema.sql': 'CREATE TABLE public.orders (id bigint, note text);\n\\restrict x\nALTER TABLE public.orders OWNER TO shop;\n',
    'site/inventory.json': JSON.stringify({
      environments: [{ name: 'production', databases: [{ name: 'shop', engine: 'postgresql', schemaFile: '../schema.sql' }] }],
    }),
  });
  after(() => folder.remove());
  const rehearse = (...args: string[]) => upgradeReview(folder.path, ['rehearse', ...args]);

  it('tells each statement, and goes by the schema that is named', async () => {
    const { code, out, err } = await rehearse('p', '--schema', 'schema.sql');
    assert.equal(err, '');
    assert.match(out, /ALTER TABLE orders ADD COLUMN IF NOT EXISTS region text/);
    assert.match(out, /nobody can read or write public\.orders\n\s+waits at most 3s for its locks/);
    assert.match(out, /It began with the schema of production\.\nThe migrations ran through\.\n$/);
    assert.equal(code, 0);
  });

  it('takes the schema that the inventory names, fails for what fails, and writes JSON', async () => {
    const { code, out } = await rehearse('q', '--inventory', 'site/inventory.json', '--format', 'json', '--output', 'out.json');
    assert.deepEqual([code, out], [1, '']);
    const told = JSON.parse(readFileSync(join(folder.path, 'out.json'), 'utf8')) as {
      verdict: string;
      files: { statements: { at: object; outcome: string; error?: { code: string } }[] }[];
    };
    assert.equal(told.verdict, 'failed');
    assert.deepEqual(
      told.files[1]?.statements.map(({ at, outcome, error }) => [at, outcome, error?.code]),
      [
        [{ path: 'migrations/001_region.sql', line: 1, from: 0, to: 39 }, 'failed', '42701'],
        [{ path: 'migrations/001_region.sql', line: 2, from: 41, to: 82 }, 'done', undefined],
      ],
    );
  });

  it('is evidence in the report of a review, as long as the files stay as they are', async () => {
    await rehearse('q', '--schema', 'schema.sql', '--format', 'json', '--output', 'evidence.json');
    const preflight = async (...args: string[]) =>
      (await upgradeReview(folder.path, ['preflight', ...args, '--rehearsal', 'evidence.json', '--inventory', 'site/inventory.json'])).out;
    assert.match(
      await preflight('q'),
      /migrations\/001_region\.sql: Failed at line 1 \(column "note".*\), in \d+ ms; Nobody can read or write: public\.orders/,
    );
    assert.match(await preflight('q', '--format', 'json'), /"rule": "rehearsal\/failed"/);
    const changed = await preflight('p');
    assert.match(changed, /migrations\/001_region\.sql: Changed since: what was seen no longer holds/);
    assert.match(changed, /what migrations\/001_region\.sql would do: changed since the rehearsal/);
    const { err } = await upgradeReview(folder.path, ['preflight', 'p', '--rehearsal', 'schema.sql']);
    assert.match(err, /schema\.sql is no rehearsal: write it with upgrade-review rehearse --format json/);
  });

  it('says that it needs the schema where nobody names one', async () => {
    const { code, out } = await rehearse('p');
    assert.equal(code, 2);
    assert.match(out, /needs what the rehearsal has not: relation "orders" does not exist/);
    assert.match(out, /name the schema of production \(pg_dump -s\)/);
  });

  it('begins with the migrations of the package before where no schema is named', async () => {
    const older = temporaryFolder({
      'old/shop-1/migrations/000_orders.sql': 'CREATE TABLE orders (id bigint, note text);\n',
      'old/shop-1/db/schema.sql': 'CREATE TABLE lines (id bigint);\n',
      'new/shop-2/migrations/000_orders.sql': 'CREATE TABLE orders (id bigint, note text);\n',
      'new/shop-2/db/schema.sql': 'CREATE TABLE lines (id bigint, region text);\n',
      'new/shop-2/migrations/001_region.sql':
        "SET lock_timeout = '3s';\nALTER TABLE orders ADD COLUMN IF NOT EXISTS region text;\nALTER TABLE lines ADD COLUMN IF NOT EXISTS region text;\n",
    });
    const { code, out, err } = await upgradeReview(older.path, ['rehearse', 'new', '--baseline', 'old']);
    older.remove();
    assert.equal(err, '');
    assert.match(out, /It began with what the migrations of the package before have left\.\nThe migrations ran through\.\n$/);
    assert.match(out, /1 file with 3 statements/);
    assert.equal(code, 0);
  });

  it('takes no option of others', async () => {
    const { code, err } = await rehearse('p', '--fail-on', 'error');
    assert.equal(code, 2);
    assert.match(err, /rehearse takes no --fail-on/);
  });
});
