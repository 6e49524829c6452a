import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importInventory } from '../../../src/core/inventory/import';
import { importers } from '../../../src/core/inventory/importers/index';
import type { Importer } from '../../../src/core/inventory/importers/importer';
import type { Origin } from '../../../src/core/inventory/inventory';
import { mergeInventories } from '../../../src/core/inventory/merge';

const root = join(__dirname, '../../importers');
const update = process.env['UPDATE_SNAPSHOTS'] === '1' && !process.env['CI'];
const snapshot = 'expected.json';

describe('importers', () => {
  for (const importer of importers) {
    describe(importer.id, () => {
      const folder = join(root, importer.id);
      const cases = existsSync(folder) ? readdirSync(folder).sort() : [];
      it('has cases', () => assert.notEqual(cases.length, 0));
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

/** The files of a case are one site's; `expected.json` is what they tell together, with the text that each fact comes from. */
function checkCase(importer: Importer, folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name !== snapshot)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  assert.notEqual(files.length, 0, 'no file to import');
  for (const { path, text } of files) assert.equal(importers.find(({ looksLike }) => looksLike(text))?.id, importer.id, path);
  const imported = files.map(({ path, text }) => importInventory(path, text));
  const shown = {
    inventory: mergeInventories(imported.map(({ inventory }) => inventory)),
    problems: imported.flatMap(({ problems }) => problems).map(({ code, message, ...at }) => ({ code, at, message })),
  };
  const withPlaces = (key: string, value: unknown) => (key === 'origin' || key === 'at' ? placeText(value as Origin, files) : value);
  const text = `${JSON.stringify(shown, withPlaces, 2)}\n`;
  const path = join(folder, snapshot);
  if (update) writeFileSync(path, text);
  assert.ok(existsSync(path), 'there is no expected.json: UPDATE_SNAPSHOTS=1 writes it');
  assert.equal(text, readFileSync(path, 'utf8'));
}

/** `inventory.production.db01.txt:2 bash`: long pieces are cut. */
function placeText({ path, line, span }: Origin, files: readonly { readonly path: string; readonly text: string }[]): string {
  const piece = files.find((file) => file.path === path)?.text.slice(span.start, span.end) ?? '';
  return `${path}:${line + 1} ${piece.slice(0, 60)}`.trimEnd();
}
