import assert from 'node:assert/strict';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

describe('command line: what it writes', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let away: ReturnType<typeof temporaryFolder>;
  const at = (...names: string[]) => join(folder.path, ...names);

  beforeEach(async () => {
    folder = temporaryFolder({
      'in.zip': await zipOf({ ...smallPackage, 'inner.zip': await zipOf(smallPackage) }),
      'old.zip': await zipOf(smallPackage),
      'inventory.json': inventory,
      'catalog.json': catalog,
      'site/inventory.json': inventory,
      'site/catalog.json': catalog,
    });
    writeFiles(at('unpacked'), smallPackage);
    mkdirSync(at('elsewhere'));
    away = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
    away.remove();
  });

  const named = ['--inventory', 'inventory.json', '--catalog', 'catalog.json'];
  const globbed = ['--inventory', 'inv*.json', '--catalog', 'cat*.json'];
  const runs: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['fix --output', ['fix', 'in.zip', ...named, '--output'], ['in.zip', 'inventory.json', 'catalog.json']],
    ['fix --patch', ['fix', 'in.zip', ...globbed, '--patch'], ['in.zip', 'inventory.json', 'catalog.json']],
    ['fix --patch with a site folder', ['fix', 'in.zip', '--config', 'site', '--patch'], ['site/inventory.json', 'site/catalog.json']],
    ['fix --patch of a folder', ['fix', 'unpacked', ...named, '--patch'], ['unpacked/manifest.json', 'inventory.json']],
    ['preflight', ['preflight', 'in.zip', ...named, '--baseline', 'old.zip', '--output'], ['in.zip', 'old.zip', 'inventory.json', 'catalog.json']],
    ['preflight of a folder', ['preflight', 'in.zip', '--config', 'site', '--baseline', 'unpacked', '--output'], ['unpacked/manifest.json', 'site/catalog.json']],
  ]; // prettier-ignore
  const ways: readonly (readonly [string, (input: string) => string])[] = [
    ['by its own name', (input) => input],
    ['by a way around', (input) => `elsewhere/../${input}`],
    ['by a symlink', (input) => (symlinkSync(at(input), at('elsewhere', 'link')), 'elsewhere/link')],
    ['by a symlink to a symlink', (input) => (symlinkSync(at(input), at('one')), symlinkSync('one', at('two')), 'two')],
    ['by a hard link', (input) => (linkSync(at(input), at('elsewhere', 'hard')), 'elsewhere/hard')],
    ['through a symlink of its folder', (input) => (symlinkSync(folder.path, join(away.path, 'up')), join(away.path, 'up', input))],
  ];
  for (const [what, args, inputs] of runs) {
    for (const [way, nameOf] of ways) {
      it(`${what} never writes to an input ${way}`, async () => {
        for (const input of inputs) {
          const target = nameOf(input);
          const before = digestOf(folder.path);
          const { code, out, err } = await upgradeReview(folder.path, [...args, target]);
          assert.deepEqual([code, out], [2, ''], input);
          assert.match(err, /never (overwritten|changed)|would be read/, input);
          assert.equal(digestOf(folder.path), before, input);
          for (const made of ['one', 'two', 'elsewhere']) rmSync(at(made), { recursive: true, force: true });
          mkdirSync(at('elsewhere'));
          rmSync(join(away.path, 'up'), { force: true });
        }
      });
    }
  }

  it('nothing becomes a site file by being written', async () => {
    const { code, err } = await upgradeReview(folder.path, [
      'preflight',
      'in.zip',
      '--config',
      'site',
      '--output',
      'site/inventory.new.json',
    ]);
    assert.deepEqual([code, existsSync(at('site/inventory.new.json'))], [2, false]);
    assert.match(err, /would be read as one of the files that describe the site/);
    const beside = await upgradeReview(folder.path, ['preflight', 'in.zip', '--config', 'site', '--output', 'site/report.txt']);
    assert.deepEqual([beside.code, existsSync(at('site/report.txt'))], [1, true]);
  });

  it('a patch of an inner archive never overwrites, and then none is written', async () => {
    const fix = (target: string) => upgradeReview(folder.path, ['fix', 'in.zip', ...named, '--patch', target]);
    for (const make of [
      () => writeFileSync(at('out.inner.zip.patch'), 'precious\n'),
      () => symlinkSync('in.zip', at('out.inner.zip.patch')),
      () => symlinkSync('nowhere', at('out.inner.zip.patch')),
      () => mkdirSync(at('out.inner.zip.patch')),
    ]) {
      make();
      const before = digestOf(at('in.zip'));
      const names = readdirSync(folder.path);
      const { code, err } = await fix('out.patch');
      assert.equal(code, 2);
      assert.match(err, /out\.inner\.zip\.patch (exists, and its name comes from the package|is the package itself)/);
      assert.deepEqual(readdirSync(folder.path), names);
      assert.equal(digestOf(at('in.zip')), before);
      rmSync(at('out.inner.zip.patch'), { recursive: true });
    }
    const { code, err } = await fix('out.patch');
    assert.equal(code, 0);
    assert.match(err, /written to .*out\.patch, .*out\.inner\.zip\.patch/);
  });

  it('says what stands in the way of a target, and writes nothing', async () => {
    symlinkSync('nowhere', at('dangling'));
    symlinkSync('/dev/stdout', at('stream'));
    for (const [target, why] of [
      ['site', /site is a folder/],
      ['none/report.txt', /the folder .*none does not exist/],
      ['in.zip/report.txt', /inside|does not exist/],
      ['dangling', /symbolic link to what does not exist/],
      ['/dev/stdout', /device, pipe or socket.*without --output/],
      ['/dev/fd/1', /device, pipe or socket/],
      ['/dev/null', /device, pipe or socket/],
      ['stream', /device, pipe or socket/],
      ['x'.repeat(300), /the name is too long/],
    ] as const) {
      const before = digestOf(at('site'));
      const { code, out, err } = await upgradeReview(folder.path, ['preflight', 'old.zip', ...named, '--output', target]);
      assert.deepEqual([code, out], [2, ''], target);
      assert.match(err, why);
      assert.equal(digestOf(at('site')), before);
    }
  });

  it('keeps the permissions of a file that it replaces', async () => {
    writeFileSync(at('report.txt'), 'old', { mode: 0o600 });
    await upgradeReview(folder.path, ['preflight', 'old.zip', ...named, '--output', 'report.txt']);
    assert.match(readFileSync(at('report.txt'), 'utf8'), /production: /);
    if (process.platform !== 'win32') assert.equal(statSync(at('report.txt')).mode & 0o777, 0o600);
  });
});
