import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importInventory } from '../../../src/core/inventory/import';
import { importers } from '../../../src/core/inventory/importers/index';
import type { Importer } from '../../../src/core/inventory/importers/importer';
import { asPrinted } from '../../../src/core/inventory/reading/terminal';
import { sampleFor } from '../../../src/core/inventory/sample';
import { mergeInventories } from '../../../src/core/inventory/merge';
import { checkSite, siteFilesOf } from '../../support/site-snapshot';

const root = join(__dirname, '../../importers');

describe('importers', () => {
  for (const importer of importers) {
    describe(importer.id, () => {
      const folder = join(root, importer.id);
      const cases = existsSync(folder) ? readdirSync(folder).sort() : [];
      it('has cases', () => assert.notEqual(cases.length, 0));
      it('has an example that is read without a problem under its name', () => {
        const { fileName, example } = importer.help;
        const path = `/site/.upgrade-review/${fileName.replace('<environment>', 'production').replace('<host>', 'host01')}`;
        const { inventory, problems } = importInventory(path, example);
        assert.deepEqual(problems, []);
        assert.equal(
          importers.find(({ looksLike }) => looksLike(sampleFor(example))),
          importer,
        );
        assert.deepEqual(
          inventory.environments.map(({ name, hosts, databases }) => [name, Math.max(hosts.length, databases.length)]),
          [['production', 1]],
        );
      });
      for (const name of cases) it(name, () => checkCase(importer, join(folder, name)));
    });
  }

  it('have no folder without an importer', () => {
    const ids = importers.map(({ id }) => id);
    assert.deepEqual(
      readdirSync(root).filter((name) => !ids.includes(name)),
      [],
    );
  });
});

/** The files of a case are one site's, and tell together what is expected. */
function checkCase(importer: Importer, folder: string): void {
  const files = siteFilesOf(folder);
  assert.notEqual(files.length, 0, 'no file to import');
  for (const { path, text } of files)
    assert.equal(importers.find(({ looksLike }) => looksLike(sampleFor(asPrinted(text).text)))?.id, importer.id, path);
  const imported = files.map(({ path, text }) => importInventory(path, text));
  const inventory = mergeInventories(imported.map((file) => file.inventory));
  checkSite(
    folder,
    files,
    { inventory },
    imported.flatMap(({ problems }) => problems),
  );
}
