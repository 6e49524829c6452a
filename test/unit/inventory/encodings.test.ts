import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importInventory } from '../../../src/core/inventory/import';
import { importers } from '../../../src/core/inventory/importers/index';
import { siteText } from '../../../src/node/site-text';
import { siteFilesOf } from '../../support/site-snapshot';

const root = join(__dirname, '../../importers');
const cases = importers.flatMap(({ id }) =>
  readdirSync(join(root, id)).flatMap((name) => siteFilesOf(join(root, id, name)).map((file) => ({ ...file, called: `${id}/${name}` }))),
);

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
/** What editors, PowerShell, mail and archives make of a file on its way. */
const ways: readonly (readonly [called: string, bytesOf: (text: string) => Buffer])[] = [
  ['with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['as UTF-16 of a redirect on Windows', utf16],
  ['as UTF-16, big end first', (text) => utf16(text).swap16()],
  ['as UTF-16 without a mark', (text) => utf16(text).subarray(2)],
  ['as UTF-16 without a mark, big end first', (text) => utf16(text).subarray(2).swap16()],
  ['compressed', (text) => gzipSync(text)],
  ['with line ends of Windows', (text) => Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'))],
  ['with all of it', (text) => gzipSync(utf16(text.replaceAll(/\r?\n/g, '\r\n')))],
];

/** All that a file tells, but for where it stands: offsets move with the line ends. */
function told(path: string, text: string): unknown {
  const { inventory, problems } = importInventory(path, text);
  const facts = JSON.stringify({ inventory, problems: problems.map(({ code, line }) => ({ code, line })) }, (key, value: unknown) =>
    key === 'span' ? undefined : value,
  );
  // Names of values that went over lines hold the line end.
  return JSON.parse(facts.replaceAll('\\r\\n', '\\n'));
}

describe('files of an inventory', () => {
  for (const [called, bytesOf] of ways)
    it(`tell the same ${called}`, async () => {
      for (const { path, text, called: name } of cases)
        assert.deepEqual(told(path, (await siteText(bytesOf(text))) ?? assert.fail(`${name} is no text`)), told(path, text), name);
    });

  it('tell the same as one document a line as in a list', () => {
    // pip prints one list, and lines with name and version may be of any tool.
    const rows = cases.filter(({ text, called }) => /^\s*\[\s*\{/.test(text) && !called.startsWith('pip/'));
    assert.ok(rows.length >= 8, `${rows.length}`);
    const lined = rows.flatMap(({ path, text, called }) => {
      const list = JSON.parse(text) as readonly unknown[];
      return list.length === 0 ? [] : [{ path, text, called, lines: list.map((row) => `${JSON.stringify(row)}\n`).join('') }];
    });
    for (const { path, text, called, lines } of lined) {
      const facts = (of: string) =>
        importInventory(path, of).inventory.environments.flatMap(({ hosts }) =>
          hosts.map(({ name, packages = [], units = [] }) => [
            name,
            packages.map((one) => `${one.name} ${one.version}`),
            units.map((one) => `${one.name} ${one.state ?? ''}`),
          ]),
        );
      assert.deepEqual(facts(lines), facts(text), called);
    }
  });
});
