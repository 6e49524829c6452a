import assert from 'node:assert/strict';
import JSZip from 'jszip';
import { placeName } from '../../../src/core/archive/entry-name';
import { cpuTime } from '../../support/cpu-time';
import { randomSource } from '../../support/random';
import { sparseArchive } from '../../bench/sparse-archive';
import { entriesOf, openBytes } from '../../support/archives';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_711);

const archiveOf = (names: readonly string[]) =>
  openBytes(Buffer.concat(sparseArchive(names.map((name) => ({ name, size: 0 }))).pieces.map(({ bytes }) => bytes)));

describe('names of entries', () => {
  const cases: readonly (readonly [name: string, path: string | undefined, code?: string, data?: object])[] = [
    ['plain.txt', 'plain.txt'],
    ['a/b/c.txt', 'a/b/c.txt'],
    ['a/.hidden', 'a/.hidden'],
    ['.config/x..y', '.config/x..y'],
    ['...', '...'],
    ['größe/日本', 'größe/日本'],
    ['a\\b.txt', 'a/b.txt', 'odd-name', { path: 'a/b.txt' }],
    ['./a', 'a', 'odd-name', { path: 'a' }],
    ['a/./b', 'a/b', 'odd-name', { path: 'a/b' }],
    ['a//b', 'a/b', 'odd-name', { path: 'a/b' }],
    ['/etc/passwd', undefined, 'unsafe-name', { why: 'absolute' }],
    ['\\\\server\\share', undefined, 'unsafe-name', { why: 'absolute' }],
    ['C:\\Windows\\x', undefined, 'unsafe-name', { why: 'drive' }],
    ['c:x', undefined, 'unsafe-name', { why: 'drive' }],
    ['../up', undefined, 'unsafe-name', { why: 'traversal' }],
    ['a/../../up', undefined, 'unsafe-name', { why: 'traversal' }],
    ['a\\..\\..\\up', undefined, 'unsafe-name', { why: 'traversal' }],
    ['a/..', undefined, 'unsafe-name', { why: 'traversal' }],
    ['ü/../..', undefined, 'unsafe-name', { why: 'traversal' }],
    ['a\0.sh', undefined, 'unsafe-name', { why: 'nul' }],
    ['', undefined, 'unsafe-name', { why: 'empty' }],
    ['.', undefined, 'unsafe-name', { why: 'empty' }],
    ['/', undefined, 'unsafe-name', { why: 'empty' }],
  ];
  for (const [name, path, code, data] of cases) {
    it(`${JSON.stringify(name)} is ${path === undefined ? 'not mounted' : path}`, async () => {
      const archive = await archiveOf([name]);
      assert.equal(archive.entries.at(0).name, name);
      assert.deepEqual([...archive.byPath.keys()], path === undefined || name.endsWith('/') ? [] : [path]);
      assert.deepEqual(archive.anomalies, code === undefined ? [] : [{ code, entry: name, data }]);
    });
  }

  it('that occur twice, or as file and folder, are told', async () => {
    const archive = await archiveOf(['a/b', 'c', 'a/b', 'c/d/e', 'c/d/f']);
    assert.deepEqual(archive.anomalies, [
      { code: 'duplicate-name', entry: 'a/b', data: { again: 'a/b' } },
      { code: 'file-and-directory', entry: 'c', data: { below: 'c/d/e' } },
    ]);
    assert.equal(archive.byPath.get('a/b'), 2);
  });

  it('that end in a backslash and have no content are folders', async () => {
    const zip = new JSZip().file('a\\', '').file('a\\b.sh', 'true');
    const archive = await openBytes(await zip.generateAsync({ type: 'uint8array' }));
    assert.deepEqual([...archive.byPath.keys()], ['a/b.sh']);
    assert.equal(archive.entries.at(0).kind, 'directory');
    assert.deepEqual(
      archive.anomalies.map(({ code, entry }) => [code, entry]),
      [['odd-name', 'a\\b.sh']],
    );
  });

  it('complain only so often', async () => {
    const archive = await archiveOf(Array.from({ length: 1_500 }, (_, index) => `/${index}`));
    assert.equal(archive.anomalies.length, 1_001);
    assert.deepEqual(archive.anomalies.at(-1), { code: 'more-anomalies', data: { of: 'unsafe-name', count: 500 } });
  });

  it(`at random are placed as one by one (seed ${seed})`, async () => {
    const random = randomSource(seed);
    const parts = ['a', 'b.c', '.', '..', '...', '', '/', '//', '\\', ':', 'C:', '\0', 'ä', '日', '.x', 'x.', ' '];
    const names = Array.from({ length: 5_000 }, () => Array.from({ length: random.below(6) }, () => random.pick(parts)).join(''));
    const archive = await archiveOf(names);
    assert.deepEqual(
      entriesOf(archive).map(({ name }) => name),
      names,
    );
    const expected = new Map<string, number>();
    names.forEach((name, index) => {
      const { path } = placeName(name);
      if (path !== undefined && !name.endsWith('/')) expected.set(path, index);
    });
    assert.deepEqual([...archive.byPath], [...expected]);
  });

  it('with thousands of levels take no time', async () => {
    const deep = 'a/'.repeat(30_000);
    const started = cpuTime();
    const archive = await archiveOf(Array.from({ length: 300 }, (_, index) => `${deep}${index}`));
    assert.ok(cpuTime() - started < 10_000);
    assert.equal(archive.byPath.size, 300);
  });
});

describe('files that are folders as well', () => {
  it('are found as a look at every folder of every file finds them', async () => {
    const random = randomSource(seed);
    const part = () => random.pick(['a', 'b', 'ab', 'ä', 'a.b', '.x', 'b c']);
    let found = 0;
    for (let round = 0; round < 400; round++) {
      const names = Array.from({ length: 2 + random.below(12) }, () => {
        const path = Array.from({ length: 1 + random.below(4) }, part).join('/');
        return path + (random.below(6) === 0 ? '/' : '');
      });
      if (random.below(2) === 0) names.sort();
      const archive = await archiveOf([...new Set(names)]);
      const files = new Set(names.filter((name) => !name.endsWith('/')));
      const folders = new Set([...files].flatMap((path) => path.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))));
      const expected = [...files].filter((path) => folders.has(path)).sort();
      const told = archive.anomalies.filter(({ code }) => code === 'file-and-directory').map(({ entry }) => entry);
      assert.deepEqual([...new Set(told)].sort(), expected, `seed ${seed}, round ${round}: ${names.join(' ')}`);
      found += expected.length;
    }
    assert.ok(found > 100, `${found} found`);
  });
});
