import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, writeFiles, zipOf, type Files } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly new?: boolean }[];
  readonly baseline?: { readonly name: string; readonly version: string; readonly path: string };
  readonly changes?: {
    readonly entries: readonly object[];
    readonly defaults: readonly object[];
    readonly dependencies: readonly object[];
  };
}

/** 5.1.0 without the second script, and with a password of another value. */
const older: Files = {
  'manifest.json': '{\n  "name": "dten-platform",\n  "version": "5.1.0",\n  "dependencies": { "openssl": ">=9 <10", "jq": "<2" }\n}\n',
  'scripts/10-install.sh': smallPackage['scripts/10-install.sh'] ?? '',
  'config/app.ini': '[db]\npassword = hunter2\npool_size = 4\n',
  'notes.txt': 'nothing to see\n',
};
const newer: Files = { ...smallPackage, 'config/app.ini': '[db]\npassword = hunter3\npool_size = 8\n' };

describe('command line: --baseline', () => {
  const folder = temporaryFolder();
  const preflight = (...args: string[]) =>
    upgradeReview(folder.path, ['preflight', ...args, '--inventory', 'site/inventory.json', '--catalog', 'site/catalog.json']);
  const json = async (...args: string[]) => {
    const result = await preflight(...args, '--format', 'json');
    return { ...result, report: JSON.parse(result.out) as Report };
  };

  before(async () => {
    writeFiles(folder.path, {
      'new.zip': await zipOf(newer),
      'old.zip': await zipOf(older),
      'broken.zip': 'no archive',
      'site/inventory.json': inventory,
      'site/catalog.json': catalog,
    });
    writeFiles(join(folder.path, 'old'), older);
  });
  after(() => folder.remove());

  it('JSON keeps every finding, says which are new, and tells the changes', async () => {
    const alone = await json('new.zip');
    const { code, err, report } = await json('new.zip', '--baseline', 'old.zip');
    assert.deepEqual([code, err, report.verdict], [alone.code, '', alone.report.verdict]);
    assert.ok(alone.report.findings.every((finding) => finding.new === undefined) && !alone.report.baseline && !alone.report.changes);
    const places = (isNew: boolean) => [...new Set(report.findings.filter((finding) => finding.new === isNew).map(({ path }) => path))];
    assert.deepEqual(places(false), ['manifest.json', 'config/app.ini', 'scripts/10-install.sh']);
    assert.ok(places(true).includes('scripts/20-check.sh'));
    assert.deepEqual(report.baseline, { name: 'dten-platform', version: '5.1.0', path: 'old.zip', step: 'minor', entries: 4 });
    assert.deepEqual(report.changes?.entries, [
      { kind: 'changed', path: 'config/app.ini' },
      { kind: 'moved', path: 'docs/notes.txt', from: 'notes.txt' },
      { kind: 'changed', path: 'manifest.json' },
      { kind: 'added', path: 'scripts/20-check.sh' },
    ]);
    assert.deepEqual(report.changes.dependencies, [{ name: 'jq', before: '<2' }]);
    assert.deepEqual(report.changes.defaults, [
      { key: 'db.password', path: 'config/app.ini', before: '(redacted)', after: '(redacted)' },
      { key: 'db.pool_size', path: 'config/app.ini', before: '4', after: '8' },
    ]);
  });

  it('a folder is as good a baseline as its ZIP', async () => {
    const [zip, unpacked] = [await json('new.zip', '--baseline', 'old.zip'), await json('new.zip', '--baseline', 'old')];
    assert.deepEqual(unpacked.report.findings, zip.report.findings);
    assert.deepEqual(unpacked.report.changes, zip.report.changes);
  });

  it('text lists the new findings and counts the known; the exit code is the whole package’s', async () => {
    const { code, out } = await preflight('new.zip', '--baseline', 'old.zip');
    assert.equal(code, 1);
    assert.match(out, /scripts\/20-check\.sh:3/);
    assert.doesNotMatch(out, /^\w+ \S+ {2}scripts\/10-install\.sh:3/m);
    assert.match(out, /Since dten-platform 5\.1\.0\n {2}files: 1 added, 2 changed, 1 moved\n/);
    assert.match(out, /\d+ new, 4 known findings: the known are not listed, the verdict counts them/);
    assert.match(out, /NO-GO \(1 blocker, /);
    assert.ok(!out.includes('hunter'));
  });

  it('Markdown tells the changes, the new findings in full and the known in short', async () => {
    const { out } = await preflight('new.zip', '--baseline', 'old.zip', '--format', 'md');
    assert.match(out, /^\| What changed \| dten-platform 5\.1\.0 becomes dten-platform 5\.2\.0; files: 1 added/m);
    assert.match(out, /\| moved \| `notes\.txt` is now `docs\/notes\.txt` \|/);
    assert.match(out, /\| `db\.pool_size` \| `4` \| `8` \| `config\/app\.ini` \|/);
    assert.match(out, /\| jq \| `<2` \| not required \|/);
    assert.match(
      out,
      /^## Blockers \(1\)$[^#]*### Production does not have what the package requires\n[^#]*\*known: the package before has it as well\*/m,
    );
    assert.match(out, /^## Known findings \(3\)$/m);
    assert.ok(!out.includes('hunter'));
  });

  it('beside itself a package has no new findings and the same verdict', async () => {
    const { code, out } = await preflight('new.zip', '--baseline', 'new.zip');
    assert.equal(code, 1);
    assert.match(out, /no file changed\n {2}0 new, /);
  });

  const failures: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a missing baseline', ['new.zip', '--baseline', 'none.zip'], /none\.zip does not exist/],
    ['a baseline that is no archive', ['new.zip', '--baseline', 'broken.zip'], /broken\.zip: .*not a ZIP archive/],
    ['a baseline for several packages', ['new.zip', 'old.zip', '--baseline', 'old.zip'], /--baseline goes with one package/],
    ['a report over the baseline', ['new.zip', '--baseline', 'old.zip', '--output', 'old.zip'], /never overwritten/],
  ];
  for (const [what, args, why] of failures) {
    it(`exit code 2 for ${what}`, async () => {
      const before = readFileSync(join(folder.path, 'old.zip'));
      const { code, out, err } = await preflight(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, why);
      assert.deepEqual(readFileSync(join(folder.path, 'old.zip')), before);
    });
  }

  it('fix takes none', async () => {
    const { code, err } = await upgradeReview(folder.path, ['fix', 'new.zip', '--patch', 'out.patch', '--baseline', 'old.zip']);
    assert.equal(code, 2);
    assert.match(err, /fix takes no --baseline/);
  });
});
