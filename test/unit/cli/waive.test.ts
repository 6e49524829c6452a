import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

const rule = 'systemd/renamed-unit';

describe('command line: waive', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, '.upgrade-review/waivers.json');
  const words = ['--reason', 'both names are kept for a while', '--owner', 'team-rooms', '--until', '2026-12-31'];
  const waive = (...args: string[]) => upgradeReview(folder.path, ['waive', 'bad.zip', ...words, ...args]);
  const findings = async () => {
    const { out } = await upgradeReview(folder.path, ['preflight', 'bad.zip', '--format', 'json']);
    return (JSON.parse(out) as { findings: readonly { rule: string; path: string; line: number; fingerprint: string; waived: boolean }[] })
      .findings;
  };
  const waived = async () => (await findings()).filter((finding) => finding.waived).map(({ path, line }) => `${path}:${line}`);
  const written = () => readFileSync(file, 'utf8');

  before(async () => {
    writeFiles(folder.path, {
      'bad.zip': await zipOf({ ...smallPackage, 'scripts/30-load.sh': '#!/bin/sh\ncurl -k https://mirror.example/x -o /srv/x\n' }),
      '.upgrade-review/inventory.json': inventory,
      '.upgrade-review/catalog.json': catalog,
    });
  });
  after(() => folder.remove());

  it('writes who accepts a line, and the next review holds to it', async () => {
    const { code, err } = await waive('--rule', rule, '--path', 'scripts/10-install.sh', '--line', '3');
    assert.deepEqual([code, err], [0, `1 finding of ${rule} waived until 2026-12-31 by team-rooms, written to ${file}\n`]);
    assert.deepEqual(await waived(), ['scripts/10-install.sh:3']);
    const [entry] = (JSON.parse(written().replace(/^\/\/.*$/m, '')) as { waivers: readonly Record<string, unknown>[] }).waivers;
    assert.deepEqual(Object.keys(entry ?? {}), ['rule', 'fingerprint', 'path', 'package', 'reason', 'owner', 'until', 'granted']);
    assert.deepEqual([entry?.['package'], entry?.['granted']], ['dten-platform', '2026-11-20']);
  });

  it('adds to a file without touching what is written there, in the form that it has', async () => {
    writeFiles(folder.path, { '.upgrade-review/waivers.json': '{\n\t// Ours.\n\t"waivers": [],\n\t"more": 1\n}\n' });
    await waive('--rule', rule, '--path', 'scripts/10-install.sh');
    await waive('--rule', rule, '--path', 'scripts/20-*');
    assert.match(written(), /^\{\n\t\/\/ Ours\.\n\t"waivers": \[\n\t\t\{\n\t\t\t"rule"[^]*\n\t\],\n\t"more": 1\n\}\n$/);
    assert.deepEqual(await waived(), ['scripts/10-install.sh:3', 'scripts/10-install.sh:4', 'scripts/20-check.sh:3']);
  });

  it('refuses what is waived already, in the words of the file', async () => {
    const before = written();
    const { code, err } = await waive('--rule', rule, '--path', 'scripts/20-*');
    assert.equal(code, 2);
    assert.match(err, /waivers\.json:\d+ waives the same, by team-rooms until 2026-12-31: change that one/);
    assert.equal(written(), before);
  });

  it('makes the file that is named, and accepts a rule as a whole, or a finding by its fingerprint', async () => {
    const [finding] = (await findings()).filter((each) => each.rule === rule);
    await waive('--rule', rule, '--fingerprint', finding?.fingerprint ?? '', '--waivers', 'ours.json');
    await waive('--rule', rule, '--waivers', 'ours.json');
    const { waivers } = JSON.parse(readFileSync(join(folder.path, 'ours.json'), 'utf8').replace(/^\/\/.*$/m, '')) as {
      waivers: readonly object[];
    };
    assert.deepEqual(
      waivers.map((waiver) => ['fingerprint' in waiver, 'path' in waiver]),
      [
        [true, true],
        [false, false],
      ],
    );
  });

  const refused: readonly (readonly [why: string, args: readonly string[], said: RegExp])[] = [
    [
      'nothing there to accept',
      ['--rule', rule, '--path', 'scripts/10-install.sh', '--line', '1'],
      /no such finding to waive; it finds: scripts\/10-install\.sh:3 \([0-9a-f]{16}\), /,
    ],
    [
      'an unknown rule',
      ['--rule', 'systemd/renamed-units'],
      /no rule is called systemd\/renamed-units \(did you mean systemd\/renamed-unit\?\)/,
    ],
    ['what security decides on', ['--rule', 'secret/private-key'], /only security can waive secret\/private-key/],
    ['what nobody can accept', ['--rule', 'archive/unreadable-entry', '--authority', 'security'], /cannot be waived/],
    ['a day that is over', ['--rule', rule, '--until', '2026-11-19'], /--until 2026-11-19 is over already/],
    ['a day that there is not', ['--rule', rule, '--until', '2026-02-30'], /write a day, as in --until 2027-01-31/],
    ['no owner', ['--rule', rule, '--owner', ' '], /waive needs --owner/],
    ['a line without its file', ['--rule', rule, '--line', '3'], /--line needs the --path/],
    ['an option of another command', ['--rule', rule, '--format', 'json'], /waive takes no --format/],
    ['the package as the file of waivers', ['--rule', rule, '--waivers', 'bad.zip'], /bad\.zip is the package itself/],
  ];
  for (const [why, args, said] of refused) {
    it(`refuses ${why}, and writes nothing`, async () => {
      const before = digestOf(folder.path);
      const { code, err } = await waive(...args);
      assert.deepEqual([code, digestOf(folder.path)], [2, before]);
      assert.match(err, said);
    });
  }

  it('accepts what weakens security once security has agreed', async () => {
    const { code } = await waive(
      '--rule',
      'endpoint/unverified-tls',
      '--path',
      'scripts/',
      '--authority',
      'security',
      '--waivers',
      'secret.json',
    );
    assert.deepEqual([code, existsSync(join(folder.path, 'secret.json'))], [0, true]);
  });

  it('says why a file cannot be added to', async () => {
    writeFiles(folder.path, { 'broken.json': '{ "waivers": [' });
    const { code, err } = await waive('--rule', rule, '--waivers', 'broken.json');
    assert.deepEqual([code, /broken\.json: it is not JSON that can be added to: a closing b/.test(err)], [2, true]);
    writeFiles(folder.path, { 'broken.json': '{ "waivers": {} }' });
    assert.match((await waive('--rule', rule, '--waivers', 'broken.json')).err, /it has no list of "waivers"/);
  });
});
