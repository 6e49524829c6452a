import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, writeFiles } from '../../support/cli';
import { inventory, smallPackage } from '../../support/small-package';

interface Report {
  readonly verdict: string;
  readonly site: readonly { readonly role: string; readonly path: string }[];
  readonly matrix: readonly { readonly cells: readonly object[] }[];
  readonly notChecked: readonly { readonly what: string; readonly why: string }[];
}

describe('command line: the vendor does not describe the site', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const at = (...names: string[]) => join(folder.path, ...names);
  const preflight = async (cwd: string, ...args: string[]) => {
    const { code, out, err } = await upgradeReview(cwd, ['preflight', ...args, '--format', 'json']);
    return { code, err, report: out === '' ? undefined : (JSON.parse(out) as Report) };
  };

  beforeEach(() => {
    folder = temporaryFolder();
    writeFiles(at('v'), { ...smallPackage, '.upgrade-review/inventory.json': inventory.replace('3.0.11', '9.1.0'), 'sub/x.txt': '' });
    writeFiles(at('v/sub'), { '.upgrade-review/inventory.json': inventory });
    writeFiles(at('site'), { 'inventory.json': inventory });
    mkdirSync(at('elsewhere'));
  });
  afterEach(() => folder.remove());

  it('passes over a site folder in the package, and says so', async () => {
    symlinkSync(at('v'), at('elsewhere', 'link'));
    symlinkSync(at('v', '.upgrade-review'), at('elsewhere', '.upgrade-review'));
    for (const [cwd, name] of [
      [at('v'), '.'],
      [at('v'), at('elsewhere', 'link')],
      [at('v', 'sub'), '..'],
      [at('elsewhere'), 'link'],
      [at('elsewhere', 'link'), at('v')],
    ] as const) {
      const { err, report } = await preflight(cwd, name);
      assert.deepEqual(report?.site, [], cwd);
      assert.deepEqual(report.matrix.flatMap(({ cells }) => cells), []); // prettier-ignore
      assert.match(err, /\.upgrade-review lies inside the package and was passed over/);
      assert.match(report.notChecked.find(({ what }) => what.endsWith('.upgrade-review'))?.why ?? '', /vendor does not describe/);
    }
  });

  it('refuses files and folders that are named, whatever leads there', async () => {
    symlinkSync(at('v', '.upgrade-review'), at('elsewhere', 'config'));
    symlinkSync(at('v', '.upgrade-review', 'inventory.json'), at('elsewhere', 'inventory.json'));
    for (const args of [
      ['--inventory', 'v/.upgrade-review/inventory.json'],
      ['--inventory', 'v/.upgrade-review/*.json'],
      ['--inventory', 'elsewhere/inventory.json'],
      ['--inventory', 'elsewhere/config/inventory.json'],
      ['--catalog', 'v/manifest.json'],
      ['--config', 'v/.upgrade-review'],
      ['--config', 'elsewhere/config'],
      ['--config', 'elsewhere'],
    ]) {
      const { code, err, report } = await preflight(folder.path, 'v', ...args);
      assert.deepEqual([code, report], [2, undefined], args.join(' '));
      assert.match(err, /lies inside the package .*does not describe the site/);
    }
  });

  it('a package before it is no better', async () => {
    const { code, err } = await preflight(folder.path, 'site', '--baseline', 'v', '--inventory', 'v/.upgrade-review/inventory.json');
    assert.equal(code, 2);
    assert.match(err, /lies inside the package/);
  });

  it('every form of the report names the files that describe the site', async () => {
    const { report } = await preflight(folder.path, 'v', '--config', 'site');
    assert.deepEqual(report?.site, [{ role: 'inventory', path: at('site', 'inventory.json') }]);
    for (const format of ['text', 'md']) {
      const { out } = await upgradeReview(folder.path, ['preflight', 'v', '--config', 'site', '--format', format]);
      assert.ok(out.includes(at('site', 'inventory.json')), format);
    }
  });
});
