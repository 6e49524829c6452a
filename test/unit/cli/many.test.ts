import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder } from '../../../src/cli/in-order';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';
import { catalog, inventory, quietPackage, smallPackage } from '../../support/small-package';

const site = ['--inventory', 'inventory.json', '--catalog', 'catalog.json'];

describe('command line: many packages', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  before(async () => {
    folder = temporaryFolder({
      'packages/a-bad.zip': await zipOf(smallPackage),
      'packages/b-good.zip': await zipOf(quietPackage),
      'packages/c-bad.zip': await zipOf({ ...smallPackage, 'docs/more.txt': 'x' }),
      'packages/notes.txt': 'no package',
      'broken.zip': 'PK',
      'unpacked/manifest.json': String(quietPackage['manifest.json']),
      'inventory.json': inventory,
      'catalog.json': catalog,
    });
  });
  after(() => folder.remove());
  const run = (...args: readonly string[]) => upgradeReview(folder.path, ['preflight', ...args, ...site]);
  const paths = (out: string) => (JSON.parse(out) as { package: { path: string } }[]).map(({ package: { path } }) => path);

  it('takes globs, and tells packages in the order of the arguments, each once', async () => {
    const { out, code } = await run('packages/c-bad.zip', 'packages/*.zip', 'unpacked', '--format', 'json');
    assert.deepEqual([paths(out), code], [['c-bad.zip', 'a-bad.zip', 'b-good.zip', 'unpacked'], 1]);
    assert.match((await run('packages/*.deb')).err, /no file matches packages\/\*\.deb/);
    assert.match((await run('packages/*.zip', '--baseline', 'unpacked')).err, /--baseline goes with one package/);
  });

  it('gives the same bytes however many are reviewed at the same time', async () => {
    const all = async (jobs: string) =>
      Promise.all(
        ['text', 'md', 'html', 'codequality', 'json', 'sarif', 'junit', 'csv'].map((format) =>
          run('packages/*.zip', '--jobs', jobs, '--format', format),
        ),
      );
    assert.deepEqual(await all('1'), await all('3'));
    assert.match((await run('unpacked', '--jobs', '0')).err, /--jobs is a number from 1 to 999, not "0"/);
  });

  it('tells all others if one cannot be read, and the exit code is the worst', async () => {
    const { out, err, code } = await run('packages/b-good.zip', 'broken.zip', 'packages/a-bad.zip', '--format', 'json');
    assert.deepEqual([paths(out), code], [['b-good.zip', 'a-bad.zip'], 2]);
    assert.match(err, /^upgrade-review: [^\n]*broken\.zip[^\n]*\n$/);
    assert.equal((await run('packages/b-good.zip', 'unpacked', '--format', 'json')).code, 0);
    const none = await run('broken.zip', 'missing.zip', '--format', 'json');
    assert.deepEqual([none.code, none.out], [2, '']);
  });

  it('says what is wrong with the site once', async () => {
    writeFileSync(join(folder.path, 'odd.json'), '{ "units": [{ "from": "a" }] }');
    const { err } = await run('packages/*.zip', '--catalog', 'odd.json', '--format', 'json');
    assert.equal(err.match(/has no `to`/g)?.length, 1);
  });

  describe('with a cache', () => {
    const cached = ['--cache', 'kept'];
    const files = () => readdirSync(join(folder.path, 'kept'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

    it('gives the same bytes, and says what it had', async () => {
      for (const format of ['text', 'md', 'html', 'codequality', 'json', 'sarif', 'junit', 'csv']) {
        const plain = await run('packages/*.zip', '--format', format);
        const [first, second] = [
          await run('packages/*.zip', '--format', format, ...cached),
          await run('packages/*.zip', '--format', format, ...cached),
        ];
        assert.deepEqual([first.out, first.code], [plain.out, plain.code], format);
        assert.deepEqual([second.out, second.code], [plain.out, plain.code], format);
        assert.deepEqual(second.err.match(/[a-c]-\w+\.zip: as it was reviewed before/g)?.length, 3);
      }
      // With the texts of files and without them, whatever form else.
      assert.equal(files().length, 6);
    });

    it('reviews anew what is another package, has another site, or cannot be read from it', async () => {
      const hits = async (...args: readonly string[]) =>
        (await upgradeReview(folder.path, ['preflight', ...args, ...cached])).err.match(/the cache has it/g)?.length ?? 0;
      assert.deepEqual([await hits('unpacked'), await hits('unpacked')], [0, 1]);
      assert.deepEqual([await hits('unpacked', ...site), await hits('unpacked', ...site)], [0, 1]);
      assert.deepEqual([await hits('unpacked', '--environment', 'production'), await hits('unpacked', '--inventory-days', '9')], [1, 0]);
      writeFileSync(join(folder.path, 'unpacked/more.txt'), 'x');
      assert.deepEqual([await hits('unpacked'), await hits('unpacked')], [0, 1]);
      writeFileSync(join(folder.path, 'unpacked/more.txt'), 'y');
      assert.equal(await hits('unpacked'), 0);
      for (const { parentPath, name } of files()) writeFileSync(join(parentPath, name), 'no review');
      assert.deepEqual([await hits('unpacked'), await hits('unpacked')], [0, 1]);
    });

    it('lies in no package and not among the files of the site', async () => {
      assert.match((await run('unpacked', '--cache', 'unpacked/kept')).err, /--cache unpacked\/kept lies inside/);
      assert.deepEqual(readdirSync(join(folder.path, 'unpacked')).sort(), ['manifest.json', 'more.txt']);
    });

    it('holds no secret of a package in the clear', async () => {
      const secret = 'hunter2-hunter2-77';
      writeFileSync(join(folder.path, 'secret.zip'), await zipOf({ ...smallPackage, 'config/app.ini': `[db]\npassword = ${secret}\n` }));
      await run('secret.zip', '--format', 'sarif', ...cached);
      for (const { parentPath, name } of files()) assert.ok(!readFileSync(join(parentPath, name)).includes(secret), name);
    });
  });
});

describe('work in order', () => {
  const drain = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const one of all) found.push(one);
    return found;
  };

  it('is told in the order of the items, with no more at once than wanted', async () => {
    let [busy, most] = [0, 0];
    const work = async (item: number) => {
      most = Math.max(most, ++busy);
      for (let turn = 0; turn < 10 - item; turn++) await Promise.resolve();
      busy--;
      return item * 2;
    };
    assert.deepEqual(await drain(inOrder([1, 2, 3, 4, 5, 6], 2, work)), [2, 4, 6, 8, 10, 12]);
    assert.equal(most, 2);
    assert.deepEqual(await drain(inOrder([], 3, work)), []);
  });

  it('begins nothing more once nobody waits for it', async () => {
    const begun: number[] = [];
    let goOn = (): void => undefined;
    const waits = new Promise<void>((resolve) => (goOn = resolve));
    const work = (item: number) => {
      begun.push(item);
      return item === 1 ? Promise.resolve() : waits;
    };
    for await (const _ of inOrder([1, 2, 3, 4], 1, work)) break;
    goOn();
    await waits;
    assert.deepEqual(begun, [1, 2]);
  });
});
