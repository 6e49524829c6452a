import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importInventory } from '../../../src/core/inventory/import';
import { importers } from '../../../src/core/inventory/importers/index';
import { cpuTime } from '../../support/cpu-time';
import { randomSource } from '../../support/random';
import { siteFilesOf } from '../../support/site-snapshot';

const root = join(__dirname, '../../importers');

/** Every fixture of every importer. */
const files = importers.flatMap(({ id }) => readdirSync(join(root, id)).flatMap((name) => siteFilesOf(join(root, id, name))));

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '-1',
  '\t',
  '\n',
  '\r',
  '\\u00',
  '\u0000',
  '\ud800',
  '|',
  ';',
  '=',
  ' ',
  '@@ dpkg\n',
  '__proto__',
];

describe('importers', () => {
  it('survive damaged files, and give only places that are in them', function () {
    this.timeout(120_000);
    const seed = 20261129;
    const random = randomSource(seed);
    let read = 0;
    for (let round = 0; round < 6000; round++) {
      const { path, text: whole } = random.pick(files);
      let text = whole.slice(0, random.below(4) ? undefined : random.below(whole.length + 1));
      for (let n = random.below(5); n >= 0; n--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + (random.below(2) ? random.pick(pieces) : '') + text.slice(at + random.below(6));
      }
      const where = `seed ${seed}, round ${round}, ${path}`;
      const { inventory, problems } = importInventory(path, text);
      const origins = inventory.environments.flatMap(({ hosts }) =>
        hosts.flatMap(({ packages = [], units = [] }) => [...packages, ...units].flatMap(({ origin }) => origin ?? [])),
      );
      for (const { span, line } of [...problems, ...origins]) {
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length && line >= 0, where);
      }
      for (const { message } of problems) assert.match(message, /^\S.*[.?]$/s, where);
      if (inventory.environments.length === 0) assert.ok(problems.length > 0 || inventory.services.length > 0, where);
      else read++;
    }
    assert.ok(read > 2000, `only ${read} were still inventories`);
  });

  it('stay quick on long lines, deep nesting and the same over and over', function () {
    this.timeout(120_000);
    const long = [
      'a'.repeat(1_000_000),
      '['.repeat(500_000),
      '{"components":'.repeat(100_000),
      `{"bomFormat":"CycloneDX","components":[${'{"name":"\\u0061","version":"1"},'.repeat(50_000)}{}]}`,
      'ii  a  1  amd64\n'.repeat(50_000),
      `||/ Name Version\n${'ii '.repeat(300_000)}`,
      `${'x-1-1.noarch\n'.repeat(50_000)}${'-'.repeat(100_000)}.noarch`,
      `Variable_name\tValue\n${'"'.repeat(200_000)}`,
      `ID=x\nNAME=x\n${'='.repeat(200_000)}`,
      `app | SUCCESS => {\n`.repeat(20_000),
      `# upgrade-review inventory 1\n${'@@ dpkg\na\t1\n'.repeat(3000)}`,
      `-- PostgreSQL database dump\n${'CREATE TABLE "'.repeat(50_000)}`,
    ];
    for (const text of long) {
      const started = cpuTime();
      importInventory('inventory.production.app01.txt', text);
      assert.ok(cpuTime() - started < 5000, `${text.slice(0, 40)}: ${cpuTime() - started} ms`);
    }
  });
});
