import assert from 'node:assert/strict';
import { readOptions, UsageError } from '../../../src/cli/options';
import { json } from '../../../src/core/report/formats/json';
import { defaultLimits } from '../../../src/core/package/limits';
import { version } from '../../../package.json';
import { temporaryFolder, upgradeReview } from '../../support/cli';

describe('command line: options', () => {
  it('are those of the contract', () => {
    const options = readOptions(
      'preflight a.zip b --inventory x.json --inventory y*.json --catalog c.json --config site --environment staging --format json --output r.json --fail-on warning'.split(
        ' ',
      ),
    );
    assert.deepEqual(options, {
      command: 'preflight',
      packages: ['a.zip', 'b'],
      site: new Map([
        ['inventory', ['x.json', 'y*.json']],
        ['catalog', ['c.json']],
        ['severities', []],
        ['waivers', []],
        ['notes', []],
      ]),
      config: 'site',
      baseline: undefined,
      blockUnchecked: false,
      schema: undefined,
      server: undefined,
      rehearsal: undefined,
      rehearsalFormat: 'text',
      environment: 'staging',
      inventoryDays: undefined,
      reports: [{ format: json, path: 'r.json' }],
      output: 'r.json',
      patch: undefined,
      failOn: 'warning',
      confidence: 'likely',
      rules: [],
      limits: defaultLimits,
      afterReview: false,
      jobs: undefined,
      cache: undefined,
    });
    const { limits } = readOptions('preflight a.zip --budget entries=5 --budget totalSize=7000000000'.split(' '));
    assert.deepEqual(limits, { ...defaultLimits, entries: 5, totalSize: 7_000_000_000 });
    assert.equal(readOptions('preflight a.zip --budget totalSize=2GB'.split(' ')).limits.totalSize, 2 * 2 ** 30);
    const fix = readOptions('fix --rule a/b --rule c/d --patch out.patch --after-review p.zip'.split(' '));
    assert.deepEqual([fix.packages, fix.rules, fix.patch, fix.afterReview], [['p.zip'], ['a/b', 'c/d'], 'out.patch', true]);
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['', /name a command/],
    [
      'review a.zip',
      /unknown command "review": use preflight, report, plan, matrix, diff, rehearse, fix, waive, rules, explain, inventory or completion/,
    ],
    ['plna a.zip', /unknown command "plna" \(did you mean plan\?\)/],
    ['plan', /plan needs a package/],
    ['plan a.zip --patch p', /plan takes no --patch/],
    ['plan a.zip --format sarif', /--format is "sarif": use text, md, json/],
    ['plan a b --baseline c', /--baseline goes with one package/],
    ['preflight', /preflight needs a package/],
    ['preflight a.zip --environment=', /--environment is empty/],
    ['preflight a.zip --format pdf', /--format is "pdf": use text, md, html, codequality, json/],
    ['preflight a.zip --format md --format json', /only one report can go to the standard output: give each a file, as in --format md=/],
    ['preflight a.zip --format md= --format json', /names no file: write --format md=FILE/],
    ['preflight a.zip --format md=a --output b', /every --format has its file: leave out --output/],
    ['preflight a.zip --format md=a --format json=a', /two reports would go to a: /],
    ['preflight a.zip --fail-on bad', /--fail-on is "bad": use blocker, error, warning, info/],
    ['preflight a.zip --budget files=5', /--budget is "files": use totalRatio, entryRatio, totalSize, entries, pathDepth/],
    ['preflight a.zip --budget entries=many', /--budget is "entries=many": write a name, = and a whole number/],
    ['preflight a.zip --inventry x', /unknown option --inventry \(did you mean --inventory\?\)$/m],
    ['preflight a.zip -o b.md', /unknown option -o \(did you mean --output\?\)$/m],
    ['packages/a.zip', /name a command before packages\/a\.zip: upgrade-review preflight packages\/a\.zip$/m],
    ['diff', /diff takes two packages/],
    ['preflight a.zip --output=', /--output names no file/],
    ['preflight a.zip --qqq', /unknown option --qqq$/m],
    ['prefligth a.zip', /unknown command "prefligth" \(did you mean preflight\?\)/],
    ['preflight a.zip --format jsn', /--format is "jsn" \(did you mean json\?\): use text, md, html, codequality, json/],
    ['preflight a.zip --fail-on warnings', /\(did you mean warning\?\)/],
    ['preflight a.zip --budget entires=5', /--budget is "entires" \(did you mean entries\?\)/],
    ['preflight a.zip --budget totalSize=much', /or a size, as in --budget totalSize=16GB/],
    ['preflight a.zip --budget entries=1GB', /write a name, = and a whole number/],
    ['preflight a.zip --constructor', /unknown option --constructor/],
    ['preflight a.zip --output', /--output/],
    ['preflight a.zip --patch p', /preflight takes no --patch/],
    ['fix a.zip --format md --patch p', /fix takes no --format/],
    ['fix a.zip', /either --output patched\.zip or --patch/],
    ['fix a.zip --output b.zip --patch p', /either --output patched\.zip or --patch/],
    ['fix a.zip b.zip --patch p', /one package/],
  ];
  for (const [line, why] of mistakes) {
    it(`refuses "${line}"`, async () => {
      const args = line.split(' ').filter(Boolean);
      assert.throws(
        () => readOptions(args),
        (error: unknown) => error instanceof UsageError && why.test(error.message),
      );
      const { code, out, err } = await upgradeReview('/', args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^upgrade-review: .*\nRun upgrade-review --help for the options\.\n$/s);
    });
  }

  it('--help and --version print to the standard output', async () => {
    const folder = temporaryFolder();
    try {
      const help = await upgradeReview(folder.path, ['--help']);
      assert.deepEqual([help.code, help.err], [0, '']);
      for (const option of [
        '--inventory',
        '--catalog',
        '--config',
        '--environment',
        '--format',
        '--output',
        '--fail-on',
        '--rule',
        '--patch',
      ]) {
        assert.ok(help.out.includes(`  ${option} `), option);
      }
      assert.deepEqual(
        help.out.split('\n').filter((line) => line.length > 80),
        [],
      );
      assert.deepEqual(await upgradeReview(folder.path, ['--version']), { code: 0, out: `${version}\n`, err: '' });
    } finally {
      folder.remove();
    }
  });
});
