import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { catalog, inventory, quietPackage, smallPackage } from '../../support/small-package';

interface Report {
  readonly verdict: string;
  readonly package: { readonly name: string; readonly path: string; readonly sha256?: string };
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly path: string; readonly line: number }[];
  readonly matrix: readonly { readonly dependency: string; readonly cells: readonly { readonly state: string }[] }[];
}

describe('command line: preflight', () => {
  const folder = temporaryFolder();
  const preflight = (...args: string[]) => upgradeReview(folder.path, ['preflight', ...args]);
  const json = async (...args: string[]) => {
    const result = await preflight(...args, '--format', 'json');
    return { ...result, report: JSON.parse(result.out) as Report };
  };

  before(async () => {
    writeFiles(folder.path, {
      'bad.zip': await zipOf(smallPackage),
      'good.zip': await zipOf(quietPackage),
      'site/inventory.production.json': inventory,
      'site/catalog.json': catalog,
      'around/.upgrade-review/catalog.json': catalog,
      'empty/readme.txt': '',
      'blocked.zip': await zipOf({
        ...quietPackage,
        'install.sh': '#!/bin/sh\nset -e\npsql -d orders -f migrations/1.sql\n',
        'migrations/1.sql': 'ALTER TABLE orders ADD note text;\n',
      }),
      'text.zip': 'not an archive at all',
      'broken.json': '{ "environments": [{ "name": 1 }] ',
    });
    writeFiles(join(folder.path, 'unpacked'), smallPackage);
  });
  after(() => folder.remove());

  const site = ['--inventory', 'site/inventory*.json', '--catalog', 'site/catalog.json'];

  it('exit code 1 and a blocker for what production has not', async () => {
    const { code, err, report } = await json('bad.zip', ...site);
    assert.deepEqual([code, err, report.verdict], [1, '', 'no-go']);
    const blocker = report.findings.find(({ severity }) => severity === 'blocker');
    assert.deepEqual([blocker?.rule, blocker?.path, blocker?.line], ['dependency/unsatisfied-in-production', 'manifest.json', 4]);
    assert.deepEqual(
      report.matrix.map(({ dependency, cells }) => [dependency, cells.map(({ state }) => state)]),
      [['openssl', ['unsatisfied']]],
    );
    assert.match(report.package.sha256 ?? '', /^[0-9a-f]{64}$/);
  });

  it('exit code 0 without a blocker, and --fail-on moves the bound', async () => {
    const good = await json('good.zip', ...site);
    assert.deepEqual([good.code, good.report.findings], [0, []]);
    const withoutInventory = await json('bad.zip', '--catalog', 'site/catalog.json');
    assert.equal(withoutInventory.code, 0);
    const worst = await json('bad.zip', ...site, '--fail-on', 'info');
    assert.equal(worst.code, 1);
  });

  it('reads a folder as it reads the ZIP of it', async () => {
    const [zip, unpacked] = [await json('bad.zip', ...site), await json('unpacked', ...site)];
    assert.deepEqual(unpacked.report.findings, zip.report.findings);
    assert.equal(unpacked.report.package.sha256, undefined);
  });

  it('takes several packages; JSON is a list then', async () => {
    const { code, out } = await preflight('good.zip', 'bad.zip', ...site, '--format', 'json');
    assert.equal(code, 1);
    assert.deepEqual(
      (JSON.parse(out) as Report[]).map((report) => [report.package.path, report.verdict]),
      [
        ['good.zip', 'go'],
        ['bad.zip', 'no-go'],
      ],
    );
  });

  it('names each of several packages before what it says of them; one needs no name', async () => {
    const { out } = await preflight('good.zip', 'bad.zip', ...site);
    assert.match(out, /^good\.zip\n\n[^]+: GO\n\nbad\.zip\n\nblocker [^]+: NO-GO/);
    assert.doesNotMatch((await preflight('bad.zip', ...site)).out, /^bad\.zip$/m);
  });

  it('tells in words what the system refuses', async () => {
    symlinkSync('circle.zip', join(folder.path, 'circle.zip'));
    const circle = await preflight('circle.zip');
    unlinkSync(join(folder.path, 'circle.zip'));
    assert.match(circle.err, /circle\.zip: its symbolic links lead in a circle\n$/);
    const below = await preflight('good.zip/inside.zip');
    assert.match(below.err, /inside\.zip: a part of its path is a file and not a folder\n$/);
  });

  it('reads the site folder of the working directory, or of --config; named files win', async () => {
    const byConfig = await json('bad.zip', '--config', 'site');
    assert.equal(byConfig.code, 1);
    const own = temporaryFolder({ '.upgrade-review/inventory.json': inventory, 'bad.zip': readFileSync(join(folder.path, 'bad.zip')) });
    try {
      assert.equal((await upgradeReview(own.path, ['preflight', 'bad.zip'])).code, 1);
      writeFiles(own.path, { 'other.json': inventory.replace('3.0.11', '9.1.0') });
      assert.equal((await upgradeReview(own.path, ['preflight', 'bad.zip', '--inventory', 'other.json'])).code, 0);
    } finally {
      own.remove();
    }
  });

  it('text names the places; Markdown is a document; colour only where asked for', async () => {
    const text = await preflight('bad.zip', ...site);
    assert.match(text.out, /manifest\.json:4:\d+/);
    assert.ok(!text.out.includes('\u001b'));
    const coloured = await upgradeReview(folder.path, ['preflight', 'bad.zip', ...site], { colour: true });
    assert.ok(coloured.out.includes('\u001b[1;31m'));
    const markdown = await preflight('bad.zip', ...site, '--format', 'md');
    assert.match(markdown.out, /^# /);
    assert.match(markdown.out, /No-go/i);
  });

  it('--output writes the file, keeps the standard output silent and tells the verdict on the standard error', async () => {
    const { code, out, err } = await preflight('bad.zip', ...site, '--format', 'json', '--output', 'report.json');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /^[^\n]+, production: NO-GO \(1 blocker, [^\n]+\)\n$/);
    const both = await preflight('good.zip', 'bad.zip', ...site, '--output', 'report.txt');
    assert.match(both.err, /^good\.zip: [^\n]+: GO\nbad\.zip: [^\n]+: NO-GO [^\n]+\n$/);
    assert.equal((JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8')) as Report).verdict, 'no-go');
  });

  it('progress goes to the standard error, and only where it is wanted', async () => {
    const quiet = await preflight('bad.zip', ...site);
    const shown = await upgradeReview(folder.path, ['preflight', 'bad.zip', ...site], { progress: true });
    assert.equal(quiet.err, '');
    assert.equal(shown.out, quiet.out);
    assert.match(shown.err, /^\rbad\.zip: \d+ %.*\r\u001b\[K$/s);
  });

  it('cannot judge where an inventory that was named gives nothing, and reports all the same', async () => {
    const { code, out, err } = await preflight('good.zip', '--inventory', 'broken.json');
    assert.equal(code, 2);
    assert.match(err, /broken\.json:1: /);
    assert.match(out, /broken\.json was named to describe the site, and nothing in it could be used\.\n.*CANNOT JUDGE/);
  });

  it('exits with 2 where an inventory that was named gives nothing, also where the package is no-go', async () => {
    const { code, out } = await preflight('blocked.zip', '--inventory', 'broken.json');
    assert.match(out, /NO-GO/);
    assert.equal(code, 2);
  });

  const failures: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a missing package', ['nowhere.zip'], /nowhere\.zip does not exist/],
    ['what is not an archive', ['text.zip'], /text\.zip: .*not a ZIP archive/],
    ['a missing inventory', ['good.zip', '--inventory', 'site/none.json'], /none\.json does not exist/],
    ['a glob that matches nothing', ['good.zip', '--inventory', 'site/none*.json'], /no file matches site\/none\*\.json/],
    ['a missing catalog', ['good.zip', '--catalog', 'site'], /site is not a file/],
    [
      'a site folder that tells nothing',
      ['good.zip', '--config', 'empty'],
      /empty holds nothing that describes the site \(inventory\*\.json, /,
    ],
    ['the folder around the site folder', ['good.zip', '--config', 'around'], /did you mean .*around\/\.upgrade-review\?/],
    ['a missing site folder', ['good.zip', '--config', 'sit'], /sit is no folder/],
    ['an environment that no inventory tells of', ['good.zip', ...site, '--environment', 'prod'], /"prod", only of production/],
    ['a misspelt environment', ['good.zip', ...site, '--environment', 'prodction'], /"prodction" \(did you mean production\?\), only/],
    ['a report over the package', ['good.zip', '--output', 'good.zip'], /never overwritten/],
    ['a report inside an unpacked package', ['unpacked', '--output', 'unpacked/docs/report.md'], /inside the package/],
    ['a report into a missing folder', ['good.zip', '--output', 'none/report.md'], /none does not exist/],
    ['a report over a folder', ['good.zip', '--output', 'site'], /site is a folder/],
  ];
  for (const [what, args, why] of failures) {
    it(`exit code 2 for ${what}, and nothing is changed`, async () => {
      const before = digestOf(folder.path);
      const { code, out, err } = await preflight(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, why);
      assert.ok(!/\n\s+at /.test(err), err);
      assert.equal(digestOf(folder.path), before);
    });
  }
});
