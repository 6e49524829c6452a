import assert from 'node:assert/strict';
import { emptyCatalog, type Catalog } from '../../../src/core/catalog/catalog';
import { emptyInventory, type Inventory } from '../../../src/core/inventory/inventory';
import { boundedOutcomes, mostPerFile, mostPerPackage } from '../../../src/core/review/finding-bounds';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { countOf } from '../../../src/core/rules/finding';
import { rules } from '../../../src/core/rules/index';
import type { ReportedFinding, Rule } from '../../../src/core/rules/rule';
import { mostParts } from '../../../src/core/subject/text-budgets';
import { growsInProportion } from '../../support/cpu-time';
import { memorySource } from '../../support/memory-source';

type Files = Readonly<Record<string, string>>;

const inventory: Inventory = {
  ...emptyInventory,
  environments: [
    { name: 'production', databases: [], hosts: [{ name: 'h', commands: ['bash'], units: [{ name: 'there.service', state: 'active' }] }] },
  ],
};
const catalog: Catalog = { ...emptyCatalog, endpoints: [{ host: 'retired.example', state: 'retired' }] as unknown as Catalog['endpoints'] };
const manifest = JSON.stringify({ name: 'x', version: '1' });

const review = (files: Files, chosen: readonly Rule[] = rules): Promise<Review> =>
  reviewPackage({
    source: memorySource(
      'package.zip',
      Object.fromEntries(Object.entries({ 'manifest.json': manifest, ...files }).map(([path, text]) => [path, Buffer.from(text)])),
    ),
    inventory,
    catalog,
    rules: chosen,
    environment: 'production',
  });

const lines = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('');
const script = (count: number, line: (at: number) => string): string => `#!/bin/sh\n${lines(count, line)}`;
const many = (count: number, text: string): Files => Object.fromEntries(Array.from({ length: count }, (_, at) => [`b/f${at}.sh`, text]));

describe('what a review takes', () => {
  const shapes: readonly (readonly [what: string, size: number, files: (size: number) => Files])[] = [
    ['a range of blanks', 40_000, (size) => ({ 'manifest.json': JSON.stringify({ requires: { a: `${' '.repeat(size)}z` } }) })],
    [
      'a listed dependency of blanks',
      40_000,
      (size) => ({ 'manifest.json': JSON.stringify({ dependencies: [`a${' '.repeat(size)}\n`] }) }),
    ],
    ['a first line of slashes', 80_000, (size) => ({ 'a.sh': `#!${'/'.repeat(size)}\nif true\n` })],
    ['a first line of options', 80_000, (size) => ({ 'a.sh': `#!/bin/env ${'-S '.repeat(size)}\nif true\n` })],
    ['a crontab of blanks', 80_000, (size) => ({ 'etc/cron.d/a': `A =${' '.repeat(size)}\u2028x\n` })],
    ['a unit of blanks', 80_000, (size) => ({ 'a.service': `[Service]\nEnvironment=${' '.repeat(size)}"\n` })],
    [
      'a configuration of blanks',
      80_000,
      (size) => ({ 'config/a.properties': `a\\\n${' '.repeat(size)}\\\n`, 'config/a.toml': `a =${' '.repeat(size)}1 x\n` }),
    ],
    ['a file of checksums', 80_000, (size) => ({ SHA256SUMS: `${'0'.repeat(64)}${' '.repeat(size)}\n` })],
    ['a word of signs', 40_000, (size) => ({ 'a.sh': `#!/bin/sh\nsystemctl restart "${'a'.repeat(size)}$b${'c'.repeat(size)}!"\n` })],
    [
      'loops in loops',
      1200,
      (size) => ({
        'a.sh': `#!/bin/sh\nfor a in ${'x '.repeat(size)}; do for b in ${'$a '.repeat(size)}; do systemctl restart $b; done; done\n`,
      }),
    ],
    [
      // Each job runs each script: a quarter of it comes near to what a plan may cost, so that the whole is cut.
      'jobs that run many scripts',
      2000,
      (size) => ({
        'etc/cron.d/a': lines(size, () => '* * * * * u a.sh'),
        'a.sh': script(size / 4, (at) => `./b/f${at}.sh`),
        ...many(size / 4, '#!/bin/sh\nsudo x\n'),
      }),
    ],
    [
      'jobs that talk to many hosts',
      1200,
      (size) => ({
        'etc/cron.d/a': lines(size, () => '* * * * * u a.sh'),
        'a.sh': script(100, (at) => `curl http://h${at}.retired.example/`),
      }),
    ],
    ['calls of sudo', 8000, (size) => ({ 'etc/cron.d/a': '* * * * * u a.sh\n', 'a.sh': script(size, () => 'sudo x') })],
    ['units that nobody has', 8000, (size) => ({ 'a.sh': script(size, (at) => `systemctl restart u${at}`) })],
    [
      'uses of a long list',
      800,
      (size) => ({ 'a.sh': `#!/bin/sh\nU="${'a '.repeat(200_000)}"\n${'systemctl restart $U\n'.repeat(size)}` }),
    ],
    [
      'files that may not be executed',
      1200,
      (size) => ({ 'a.sh': script(size, (at) => `[ -x /a ] && ./b/f${at}.sh`), ...many(size, '#!/bin/sh\n') }),
    ],
    ['files that are replaced', 1600, (size) => ({ 'a.sh': script(size, (at) => `cp a${at} /etc/x/b${at}`) })],
    ['services that are stopped', 1600, (size) => ({ 'upgrade.sh': script(size, (at) => `systemctl stop u${at}`) })],
    [
      'services that are started at the end',
      1600,
      (size) => ({
        'upgrade.sh': `${script(size, (at) => `systemctl stop u${at}\nfetch${at}`)}${lines(size, (at) => `systemctl start u${at}`)}`,
      }),
    ],
    ['files in /tmp', 1600, (size) => ({ 'upgrade.sh': script(size, (at) => `curl https://a.example/ -o /tmp/a${at}`) })],
    ['variables that are not set', 1600, (size) => ({ 'upgrade.sh': script(size, (at) => `rm -rf "$x${at}/"`) })],
    ['settings of one variable', 1600, (size) => ({ 'upgrade.sh': script(size, () => 'x=$(cat /y)\nrm -rf "$x/"') })],
    ['questions', 3200, (size) => ({ 'a.sh': script(size, (at) => `if [ -f /a${at} ]; then rm /a${at}; fi`) })],
    ['questions about a system', 3200, (size) => ({ 'a.sh': script(size, () => 'if [ "$ID" = debian ]; then apt-get install -y x; fi') })],
    ['pipes', 3200, (size) => ({ 'upgrade.sh': script(size, (at) => `tar x${at} | tee y`) })],
    ['settings inside of values', 400, (size) => ({ 'deploy/a.yaml': lines(size, (at) => `m${at}:\n  app.properties: |\n    a = ${at}`) })],
  ];
  for (const [what, size, files] of shapes) {
    it(`takes time in proportion to ${what}`, () => growsInProportion(size, (count) => review(files(count)), what));
  }
});

describe('bounds of a review', () => {
  const unknown = rules.filter(({ id }) => id === 'systemd/unknown-unit');

  it('tells so many findings of one rule in one file, counts the others, and says so', async () => {
    const { findings, verdict } = await review({ 'a.sh': script(5000, (at) => `systemctl restart u${at}`) }, unknown);
    assert.equal(findings.length, mostPerFile + 1);
    assert.equal(countOf(findings), 5000);
    const last = findings.at(-1);
    assert.match(last?.message ?? '', /4,000 more of this rule in this file/);
    assert.equal(last?.range.start.line, mostPerFile + 1);
    assert.deepEqual(
      verdict.reasons.flatMap((reason) => (reason.code === 'findings' ? [reason.count] : [])),
      [5000],
    );
  });

  it('tells as many as there are up to the bound', async () => {
    const { findings } = await review({ 'a.sh': script(mostPerFile, (at) => `systemctl restart u${at}`) }, unknown);
    assert.equal(findings.length, mostPerFile);
    assert.ok(findings.every(({ standsFor }) => standsFor === undefined));
  });

  it('keeps the most severe of a package, and one report for what is left out of each rule', () => {
    const report = (path: string): ReportedFinding => ({
      path,
      span: { start: 0, end: 0 },
      message: '',
      confidence: 'certain',
      data: {},
      related: [],
    });
    const [a, b] = [
      { id: 'a/mild', severity: 'warning' },
      { id: 'a/hard', severity: 'blocker' },
    ] as unknown as [Rule, Rule];
    const reports = Array.from({ length: mostPerPackage - 5 }, (_, at) => report(`f${at}`));
    const kept = boundedOutcomes([
      [a, { reports }],
      [b, { reports: reports.slice(0, 25) }],
    ]);
    const of = (rule: Rule) => kept.flatMap(([one, found]) => (one === rule ? [found] : []));
    assert.equal(of(b).length, 25);
    assert.equal(of(a).length, mostPerPackage - 25 + 1);
    assert.equal(countOf(of(a)), mostPerPackage - 5);
  });

  const tooMuch: readonly (readonly [path: string, text: string, why: RegExp])[] = [
    ['a.sh', `#!/bin/sh\n# ${'x'.repeat(4 * 2 ** 20)}\n`, /bytes that are parsed/],
    ['etc/cron.d/a', lines(20_000, () => '* * * * * u true'), /bytes that are parsed/],
    ['b.sh', `#!/bin/sh\n${'a|b;'.repeat(mostParts)}\n`, /lines and commands/],
    ['config/a.ini', lines(mostParts + 1, () => 'a=1'), /lines and entries/],
  ];
  for (const [path, text, why] of tooMuch) {
    it(`does not read ${path} of ${text.length} characters, and says so`, async () => {
      const { notChecked, verdict } = await review({ [path]: text });
      const gap = notChecked.find(({ what }) => what === path);
      assert.match(gap?.why ?? '', why);
      assert.equal(gap?.decisive, true);
      assert.notEqual(verdict.decision, 'go');
    });
  }

  it('finds the keys of large files whose parsed forms are not kept', async () => {
    const keys = [{ product: 'x', key: 'x.gone', state: 'removed' }] as unknown as Catalog['configKeys'];
    const filled = `[x]\n${lines(110_000, (at) => `k${at}=v`)}gone=1\n`;
    const { findings } = await reviewPackage({
      source: memorySource('package.zip', {
        'manifest.json': Buffer.from(JSON.stringify({ name: 'x', product: 'x', version: '1' })),
        ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`etc/x/${name}.ini`, Buffer.from(filled)])),
      }),
      inventory,
      catalog: { ...emptyCatalog, configKeys: keys },
      rules: rules.filter(({ id }) => id.startsWith('config/')),
      environment: 'production',
    });
    assert.deepEqual(
      findings.filter(({ span }) => filled.slice(span.start, span.end) === 'gone').map(({ path }) => path),
      ['etc/x/a.ini', 'etc/x/b.ini', 'etc/x/c.ini'],
    );
  });

  const folders = lines(20_001, (at) => `mkdir -p /opt/dten/d${at}`);
  const endless: readonly (readonly [what: string, files: Files])[] = [
    ['whose functions do too much to be followed', { 'upgrade.sh': `#!/bin/sh\nset -e\nprepare() {\n${folders}}\nrm -rf "$X/"\n` }],
    ['that does too much to be followed', { 'upgrade.sh': `#!/bin/sh\nset -e\n${folders}rm -rf "$X/"\n` }],
    [
      'that the clock runs, and that calls too much to be followed',
      { 'etc/cron.d/a': '0 3 * * * root /opt/a.sh\n', 'opt/a.sh': `#!/bin/sh\n${folders}rm -rf "$X/"\n` },
    ],
  ];
  for (const [what, files] of endless) {
    it(`says so of a script ${what}`, async () => {
      const { notChecked, verdict } = await review(files, []);
      assert.ok(
        notChecked.some(({ why, decisive }) => decisive && /too much to be followed/.test(why)),
        JSON.stringify(notChecked),
      );
      assert.equal(verdict.decision, 'conditions');
    });
  }

  for (const [path, text] of [
    ['upgrade.sh', script(400, (at) => `curl https://h${at}.dten.example/`)],
    ['config/a.yaml', lines(400, (at) => `h${at}: https://h${at}.dten.example/`)],
  ] as const)
    it(`says so if ${path} names more hosts than are looked at`, async () => {
      const { notChecked } = await review({ [path]: text }, []);
      assert.deepEqual(
        notChecked.filter(({ why }) => /more of them/.test(why)),
        [{ what: `hosts that ${path} names`, why: 'there are more of them than are looked at', decisive: true }],
      );
    });

  it('finds rights behind thousands of lines, and of words', async () => {
    const words = Array.from({ length: 400 }, (_, at) => `/bin/a${at}`).join(', ');
    const { findings } = await review({
      'etc/sudoers.d/a': `${lines(3000, () => '#')}dten ALL=(ALL) NOPASSWD: ALL\n`,
      'etc/sudoers.d/b': `dten ALL=(ALL) NOPASSWD: ${words}, ALL\n`,
    });
    assert.deepEqual(
      findings.flatMap(({ rule, path }) => (rule === 'script/grants-privilege' ? [path] : [])),
      ['etc/sudoers.d/a', 'etc/sudoers.d/b'],
    );
  });

  it('finds a key behind a table of passwords', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(60)}-----END PRIVATE KEY-----\n`;
    const { findings } = await review({ 'config/users.ini': `${lines(400, (at) => `password${at} = Xk39dkDl${at}z`)}${key}` });
    assert.ok(findings.some(({ rule }) => rule === 'secret/hard-coded'));
    assert.ok(findings.some(({ rule }) => rule === 'secret/private-key'));
  });

  it('says so if a script names more units than are looked at', async () => {
    const loops = Array.from({ length: 200 }, (_, at) => `p${at}$a`).join(' ');
    const { notChecked, findings } = await review(
      {
        'a.sh': `#!/bin/sh\nfor a in ${'x '.repeat(200)}; do for b in ${loops}; do systemctl restart $b; done; done\n`,
        'b.sh': '#!/bin/sh\nfor a in x y; do for b in $a $a; do systemctl restart $b; done; done\n',
      },
      unknown,
    );
    assert.ok(notChecked.some(({ what, decisive }) => decisive && what === 'units that a.sh names'));
    assert.equal(findings.filter(({ path }) => path === 'b.sh').length, 2);
  });

  it('calls it a gap that decides something if a rule throws', async () => {
    const broken = {
      ...unknown[0],
      id: 'a/broken',
      target: 'shell',
      reads: undefined,
      run: () => assert.fail('broken'),
    } as unknown as Rule;
    const { notChecked, findings, verdict } = await review({ 'a.sh': '#!/bin/sh\n' }, [broken]);
    assert.ok(notChecked.some(({ what, decisive }) => decisive && what === 'what a/broken would find in a.sh'));
    assert.ok(findings.some(({ rule }) => rule === 'internal/rule-failed'));
    assert.ok(verdict.reasons.some((reason) => reason.code === 'not-checked' && reason.what.includes('a/broken')));
  });
});
