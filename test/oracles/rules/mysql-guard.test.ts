import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { contentOf, emptyOverlay } from '../../../src/core/patch/overlay';
import { missingLock } from '../../../src/core/rules/migration/missing-lock';
import { MariaDb } from '../../support/mariadb';
import { memorySource } from '../../support/memory-source';
import { needs } from '../../support/programs';

describe('guard of a fixed migration, on a MariaDB server', function () {
  this.timeout(60_000);
  let started: MariaDb | undefined;
  let server: MariaDb;

  before(async function () {
    needs(this, 'mariadbd');
    needs(this, 'mariadb');
    server = started = await MariaDb.start();
    assert.ok(server.script('CREATE DATABASE shop; CREATE TABLE shop.rooms (id int PRIMARY KEY);').isTaken);
  });
  after(() => started?.stop());

  async function fixed(sql: string): Promise<string> {
    const path = 'sql/0042_rooms.sql';
    const source = memorySource('package.zip', { [path]: sql, 'upgrade.sh': `#!/bin/bash\nset -e\nmysql shop < ${path}\n` });
    const request = { source, inventory: emptyInventory, catalog: builtInCatalog, rules: [missingLock], environment: 'production' };
    const { overlay, review } = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
    assert.deepEqual(review.findings, []);
    return new TextDecoder().decode(contentOf(overlay, path) ?? assert.fail('the fix changes nothing'));
  }

  const columns = (): string =>
    server.script("SELECT group_concat(column_name ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = 'rooms'")
      .said;

  it('lets one of two runs through, and says why the other one ends', async () => {
    const sql = `USE shop;\n${await fixed('ALTER TABLE `rooms` ADD COLUMN `floor` INT UNSIGNED;\n')}`;
    const both = await Promise.all([server.run(`${sql}SELECT SLEEP(2);`), server.run(`${sql}SELECT SLEEP(2);`)]);
    const [winner, loser] = both[0].isTaken ? both : [both[1], both[0]];
    assert.ok(winner.isTaken, winner.said);
    assert.ok(!loser.isTaken, 'both went through');
    assert.match(loser.said, /another migration is running/);
    assert.equal(columns(), 'id,floor');
  });

  it('gives the lock back with its session', async () => {
    const sql = await fixed('ALTER TABLE `rooms` ADD COLUMN `wing` INT UNSIGNED;\n');
    assert.deepEqual(server.script(`USE shop;\n${sql}`), { isTaken: true, said: '' });
    assert.equal(columns(), 'id,floor,wing');
    assert.match(server.script("SELECT IS_FREE_LOCK('migration')").said, /^1$/);
  });
});
