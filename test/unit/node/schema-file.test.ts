import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { schemaOfSite } from '../../../src/node/rehearse/schema-file';

describe('the schema that an inventory names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema of production-'));
  const path = join(folder, 'inventory.json');
  const databases = [{ name: 'dten', engine: 'postgresql', schemaFile: 'production.sql' }];
  const text = JSON.stringify({ environments: [{ name: 'production', hosts: [], databases }] });

  before(() => writeFileSync(join(folder, 'production.sql'), 'CREATE TABLE rooms (id bigint);\n'));
  after(() => rmSync(folder, { recursive: true }));

  for (const [where, named] of [
    ['on the command line', path],
    ['in the editor', pathToFileURL(path).href],
  ] as const)
    it(`lies beside it: ${where}`, async () => {
      const found = await schemaOfSite([{ role: 'inventory', path: named, text }], 'production', 'postgresql');
      assert.deepEqual(found, { path: join(folder, 'production.sql'), text: 'CREATE TABLE rooms (id bigint);\n' });
    });

  it('is another environment’s in none', async () => {
    assert.equal(await schemaOfSite([{ role: 'inventory', path, text }], 'staging', 'postgresql'), undefined);
  });
});
