import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandNames, sideNames } from '../../../src/cli/options';
import { importInventory } from '../../../src/core/inventory/import';
import { rules } from '../../../src/core/rules/index';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';
import { catalog, inventory, quietPackage, smallPackage } from '../../support/small-package';

describe('command line: commands beside the gate', () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  const run = (...args: string[]) => upgradeReview(folder.path, args);

  before(async () => {
    writeFileSync(at('bad.zip'), await zipOf(smallPackage));
    writeFileSync(at('good.zip'), await zipOf(quietPackage));
    writeFileSync(at('inventory.json'), inventory);
    writeFileSync(at('catalog.json'), catalog);
  });
  after(() => folder.remove());

  const site = ['--inventory', 'inventory.json', '--catalog', 'catalog.json'];

  it('report writes the document, and leaves the verdict to preflight', async () => {
    const { code, out } = await run('report', 'bad.zip', ...site);
    assert.equal(code, 0);
    assert.match(out, /^<!DOCTYPE html>[^]*NO-GO/);
    assert.match((await run('report', 'bad.zip', ...site, '--format', 'md')).out, /^# Preflight report/);
  });

  it('several forms go to a file each, and one to the standard output', async () => {
    const { code, out } = await run(
      'preflight',
      'bad.zip',
      ...site,
      '--format',
      'sarif=o.sarif',
      '--format',
      'md',
      '--format',
      'html=o.html',
    );
    assert.deepEqual([code, out.slice(0, 18)], [1, '# Preflight report']);
    assert.match(readFileSync(at('o.html'), 'utf8'), /^<!DOCTYPE html>/);
    assert.equal((JSON.parse(readFileSync(at('o.sarif'), 'utf8')) as { version: string }).version, '2.1.0');
    const over = await run('preflight', 'bad.zip', '--format', 'sarif=bad.zip');
    assert.deepEqual([over.code, over.out], [2, '']);
  });

  it('matrix tells each dependency and host', async () => {
    const { code, out } = await run('matrix', 'bad.zip', ...site, '--format', 'csv');
    assert.equal(code, 0);
    assert.match(out, /openssl,.*,not satisfied,manifest\.json,\r\n/);
    assert.match((await run('matrix', 'bad.zip', ...site)).out, /\| openssl \|/);
  });

  it('diff tells what the second package changed', async () => {
    const { code, out } = await run('diff', 'good.zip', 'bad.zip', '--format', 'json');
    assert.equal(code, 0);
    const { changes } = JSON.parse(out) as { changes: { entries: readonly object[] } };
    assert.ok(changes.entries.length > 0);
    for (const args of [['a.zip'], ['a', 'b', 'c']]) assert.match((await run('diff', ...args)).err, /diff takes two packages/);
  });

  it('rules lists every rule, explain shows its page', async () => {
    const { rules: listed } = JSON.parse((await run('rules', '--format', 'json')).out) as { rules: readonly { id: string }[] };
    assert.deepEqual(
      listed.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    assert.equal((await run('rules')).out.split('\n').length, rules.length + 1);
    assert.match((await run('explain', 'migration/missing-lock')).out, /^# migration\/missing-lock\n[^]*## Why/);
    assert.match((await run('explain', 'missing-lock')).err, /did you mean migration\/missing-lock/);
    assert.match((await run('rules', '--format', 'xml')).err, /use text, json/);
  });

  it('inventory import makes one inventory of several lists, which is read as these are', async () => {
    writeFileSync(at('inventory.production.web1.txt'), 'openssl\t3.0.11-1~deb12u2\njq\t1.6-2.1\n');
    writeFileSync(at('wrong.txt'), 'nothing of the kind');
    const { code, out, err } = await run('inventory', 'import', 'inventory*', 'wrong.txt');
    assert.equal(code, 0);
    assert.match(err, /wrong\.txt:1: /);
    assert.doesNotMatch(out, /"origin"|"span"/);
    const { inventory: read, problems } = importInventory('all.json', out);
    assert.deepEqual(problems, []);
    const hosts = read.environments.flatMap(({ hosts: own }) => own.map(({ name }) => name));
    assert.ok(hosts.includes('web1') && hosts.length > 1, hosts.join());
    assert.equal((await run('inventory', 'import', 'inventory*', '--output', 'inventory.json')).code, 2);
    assert.equal(readFileSync(at('inventory.json'), 'utf8'), inventory);
    assert.equal((await run('inventory', 'import', 'wrong.txt')).code, 2);
    assert.match((await run('inventory')).err, /inventory needs files/);
  });

  it('a package comes from the standard input, and leaves nothing behind', async () => {
    const input = readFileSync(at('bad.zip'));
    // Other tests have files in the common one.
    const own = mkdtempSync(join(tmpdir(), 'standard-input-'));
    const { TMPDIR, TEMP } = process.env;
    Object.assign(process.env, { TMPDIR: own, TEMP: own });
    try {
      const { code, out } = await upgradeReview(folder.path, ['preflight', '-', ...site, '--format', 'json'], { input });
      assert.equal(code, 1);
      assert.equal((JSON.parse(out) as { verdict: string }).verdict, 'no-go');
      assert.equal((await run('preflight', '-', '-')).code, 2);
      assert.deepEqual(readdirSync(own), []);
    } finally {
      for (const [name, value] of Object.entries({ TMPDIR, TEMP }))
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      rmSync(own, { recursive: true });
    }
  });

  it('every command has its own help, with its own options', async () => {
    for (const name of commandNames) {
      const own = await run(name, '--help');
      assert.equal(own.code, 0);
      assert.ok(own.out.startsWith(`Usage:\n  upgrade-review ${name} `), own.out);
      assert.deepEqual(await run('help', name), own);
    }
    assert.ok(!(await run('plan', '-h')).out.includes('--after-review'));
    for (const name of sideNames) {
      const own = await run(name, '--help');
      assert.ok(own.code === 0 && own.out.startsWith(`Usage:\n  upgrade-review ${name} `), own.out);
      assert.deepEqual(await run('help', name), own);
    }
    assert.match((await run('report', '--help')).out, /signing-key/);
    assert.doesNotMatch((await run('diff', '--help')).out, /sarif,/);
  });

  it('completion is a script of its shell', async () => {
    assert.match((await run('completion', 'bash')).out, /preflight report plan[^]*migration\/missing-lock/);
    assert.match((await run('completion', 'fish')).out, /^complete -c upgrade-review/);
    assert.match((await run('completion', 'cmd')).err, /bash, zsh, fish/);
  });
});
