import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { contentOf, emptyOverlay } from '../../../src/core/patch/overlay';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';
import { postgresServer } from '../../support/postgres';

/** What production has. */
const schema = `DROP SCHEMA IF EXISTS shop CASCADE;
CREATE SCHEMA shop;
SET search_path = shop;
CREATE TABLE customers (id bigint PRIMARY KEY, tenant_id bigint, mail text, state text, checked boolean);
CREATE TABLE orders (id bigint, customer_id bigint, number text, total int, placed timestamptz);
INSERT INTO customers SELECT n, n % 7, 'c' || n, 'old', n % 2 = 0 FROM generate_series(1, 5000) n;
INSERT INTO orders SELECT n, n % 5000 + 1, 'o' || n, n, now() FROM generate_series(1, 20000) n;
CREATE TABLE measurements (id int, taken date) PARTITION BY RANGE (taken);
CREATE TABLE measurements_2024 PARTITION OF measurements FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
`;

/** Columns, constraints, whether they hold for all rows, and indexes, in order. */
const shape = `SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
  SELECT format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relnamespace = 'shop'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT format('%s %s %s %s', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'shop'::regnamespace
  UNION ALL SELECT format('%s %s %s', i.indexrelid::regclass, i.indisvalid, pg_get_indexdef(i.indexrelid))
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'shop'::regnamespace
  UNION ALL SELECT format('%s in %s', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
  UNION ALL SELECT format('customers %s %s %s', state, checked, count(*)) FROM shop.customers GROUP BY state, checked
  UNION ALL SELECT format('orders %s', count(*)) FROM shop.orders) AS lines`;

const migrations: readonly (readonly [rule: string, sql: string])[] = [
  ['validating-foreign-key', 'ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);'],
  [
    'validating-foreign-key',
    'BEGIN;\nALTER TABLE ONLY shop.orders\n  ADD COLUMN note text, -- free text\n  ADD FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE DEFERRABLE;\nALTER TABLE orders ADD COLUMN more int;\nCOMMIT;',
  ],
  [
    'validating-check',
    "BEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total > 0); -- always\nCOMMIT;",
  ],
  ['validating-check', 'ALTER TABLE orders ADD CONSTRAINT "Total" CHECK (total > 0), ADD CONSTRAINT id_check CHECK (id > 0);'],
  ['unique-constraint', 'ALTER TABLE orders ADD CONSTRAINT orders_number_key UNIQUE (number);'],
  [
    'unique-constraint',
    'BEGIN;\nALTER TABLE customers ADD UNIQUE (tenant_id, mail) DEFERRABLE INITIALLY DEFERRED;\nALTER TABLE customers DROP COLUMN state;\nALTER TABLE customers ADD state text;\nCOMMIT;',
  ],
  ['primary-key', 'ALTER TABLE orders ADD PRIMARY KEY (id);'],
  [
    'primary-key',
    'BEGIN;\nALTER TABLE orders ALTER COLUMN number TYPE varchar(20), ADD CONSTRAINT orders_pk PRIMARY KEY (id, customer_id);\nCOMMIT;',
  ],
  ['validating-not-null', 'ALTER TABLE orders ALTER COLUMN number SET NOT NULL;'],
  [
    'validating-not-null',
    "BEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE customers ADD COLUMN region text;\nUPDATE customers SET region = 'eu' WHERE id > 0;\nALTER TABLE customers\n  ALTER region SET NOT NULL, -- all of them\n  ALTER COLUMN tenant_id SET NOT NULL;\nCOMMIT;",
  ],
  [
    'blocking-index',
    'BEGIN;\nALTER TABLE orders ADD COLUMN a int;\nCREATE INDEX orders_number_idx ON orders (number); -- for the search\nCOMMIT;',
  ],
  ['blocking-index', 'BEGIN;\nCREATE UNIQUE INDEX ON orders (number);\nALTER TABLE orders ADD COLUMN a int;\nCOMMIT;'],
  ['unbounded-change', "UPDATE customers SET state = 'active', checked = false;"],
  ['unbounded-change', 'BEGIN;\nALTER TABLE customers ADD COLUMN zone text;\nUPDATE shop.customers SET state = NULL;\nCOMMIT;'],
  ['detach-partition', 'ALTER TABLE measurements DETACH PARTITION measurements_2024;'],
  [
    'validated-in-same-transaction',
    "BEGIN;\nSET LOCAL lock_timeout = '5s';\nALTER TABLE orders ADD CONSTRAINT t CHECK (total > 0) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT t;\nCOMMIT;",
  ],
  ['work-under-exclusive-lock', "BEGIN;\nALTER TABLE customers ADD COLUMN zone text;\nUPDATE customers SET state = 'x';\nCOMMIT;"],
  ['not-atomic', 'ALTER TABLE customers ADD COLUMN zone text;\nALTER TABLE customers ADD COLUMN city text;'],
  ['open-transaction', 'BEGIN;\nCOMMIT;\nBEGIN;\nALTER TABLE customers ADD COLUMN zone text;'],
  ['set-local-without-transaction', "SET LOCAL lock_timeout = '3s';\nALTER TABLE customers ADD COLUMN zone text;"],
  ['no-statement-timeout', 'BEGIN;\nALTER TABLE orders ALTER COLUMN number SET NOT NULL;\nCOMMIT;'],
  [
    'lock-deadlock',
    'SELECT pg_advisory_lock(42);\nCREATE INDEX CONCURRENTLY orders_number_idx ON orders (number);\nSELECT pg_advisory_unlock(42);',
  ],
  ['ineffective-lock', 'SELECT pg_advisory_xact_lock(42);\nALTER TABLE customers ADD COLUMN zone text;'],
];

/** What fixes write into the way back has to bring the schema back. */
const waysBack: readonly (readonly [rule: string, up: string, down: string])[] = [
  [
    'renames-in-use',
    'BEGIN;\nALTER TABLE shop.customers RENAME TO clients;\nCOMMIT;',
    'BEGIN;\nALTER TABLE shop.clients RENAME TO customers;\nCOMMIT;',
  ],
  [
    'incomplete-rollback',
    "BEGIN;\nCREATE TYPE shop.kind AS ENUM ('a', 'b');\nCREATE TABLE shop.regions (id bigint PRIMARY KEY, kind shop.kind);\nALTER TABLE shop.orders ADD COLUMN region_id bigint;\nALTER TABLE orders RENAME COLUMN placed TO placed_at;\nCREATE VIEW shop.open_orders AS SELECT id, region_id FROM shop.orders;\nALTER TABLE shop.orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;\nCOMMIT;",
    'BEGIN;\nALTER TABLE shop.orders DROP COLUMN region_id;\nDROP TABLE shop.regions;\nCOMMIT;',
  ],
  ['no-rollback', 'ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ADD COLUMN remark text;', 'BEGIN;\nCOMMIT;'],
];

describe('steps of a fixed migration, on a PostgreSQL server', function () {
  this.timeout(60_000);
  const server = postgresServer();

  async function schemaAfter(sql: string): Promise<string> {
    assert.equal((await server().script(schema, '-v', 'ON_ERROR_STOP=1')).code, 0);
    const { code, output } = await server().script(`SET search_path = shop;\n${sql}`, '-v', 'ON_ERROR_STOP=1');
    assert.equal(code, 0, `${output}\n${sql}`);
    return server().value(shape);
  }

  for (const [rule, sql] of migrations)
    it(`run and end where the migration ended: ${rule}: ${sql.split('\n').join(' ')}`, async () => {
      const path = 'db/upgrade/0007_orders.sql';
      const script = '#!/bin/bash\npsql -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0007_orders.sql\n';
      const request = {
        source: memorySource('package.zip', { [path]: `${sql}\n`, 'upgrade.sh': script }),
        inventory: emptyInventory,
        catalog: builtInCatalog,
        rules: rules.filter(({ id }) => id === `migration/${rule}`),
        environment: 'production',
      };
      const { overlay, review, applied } = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
      assert.deepEqual(review.findings, []);
      assert.ok(applied.length > 0, 'nothing is found');
      const edit = contentOf(overlay, path);
      const fixed = new TextDecoder().decode(edit ?? assert.fail('the fix changes nothing'));
      // What its fix commits was lost before.
      const before = await schemaAfter(rule === 'open-transaction' ? `${sql}\nCOMMIT;` : sql);
      // What is detached in the background keeps its bounds as a constraint.
      const kept = /\nshop\.measurements_2024 measurements_2024_taken_check .*/;
      assert.equal((await schemaAfter(fixed)).replace(rule === 'detach-partition' ? kept : '', ''), before, fixed);
    });

  for (const [rule, up, down] of waysBack)
    it(`end where they began, once they are taken back: ${rule}`, async () => {
      const [upPath, downPath] = ['db/migrations/000007_orders.up.sql', 'db/migrations/000007_orders.down.sql'];
      const files = {
        [upPath]: `${up}\n`,
        [downPath]: `${down}\n`,
        'db/migrations/000006_notes.up.sql': 'CREATE TABLE notes (id bigint);\n',
        'db/migrations/000006_notes.down.sql': 'DROP TABLE notes;\n',
      };
      const request = {
        source: memorySource('package.zip', files),
        inventory: emptyInventory,
        catalog: builtInCatalog,
        rules: rules.filter(({ id }) => id === `migration/${rule}`),
        environment: 'production',
      };
      const { overlay, review } = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
      assert.deepEqual(review.findings, []);
      const fixed = (path: string, was: string) => {
        const edit = contentOf(overlay, path);
        return edit ? new TextDecoder().decode(edit) : was;
      };
      const before = await schemaAfter('');
      assert.notEqual(await schemaAfter(fixed(upPath, up)), before);
      assert.equal(await schemaAfter(`${fixed(upPath, up)}\n${fixed(downPath, down)}`), before, fixed(downPath, down));
    });
});
