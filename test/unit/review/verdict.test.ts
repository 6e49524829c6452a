import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../../../src/core/inventory/inventory';
import type { ShownEffect, ShownPlan } from '../../../src/core/review/shown-plan';
import { ownersOf } from '../../../src/core/review/owners';
import { serviceMap } from '../../../src/core/facts/service-map';
import { judge, type Judged } from '../../../src/core/review/verdict';
import { temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { findingWith } from '../../support/finding';

const judged = (more: Partial<Judged>) =>
  judge({
    findings: [],
    open: [],
    coverage: { files: 3, reviewed: 2 },
    unreadableSite: [],
    blockUnchecked: false,
    ownersOf: () => [],
    isAlready: () => false,
    ...more,
  });

const origin = { path: 'waivers.json', line: 3, span: { start: 40, end: 80 } };
const waived = { owner: 'team-net', reason: 'ours', until: '2027-01-31', scope: 'line', origin } as const;
const blocker = findingWith({ rule: 'a/blocks', severity: 'blocker' });
const gap = { what: 'a script', why: 'it was not read', decisive: true };

describe('verdict', () => {
  const decisions: readonly (readonly [why: string, judged: Partial<Judged>, decision: string])[] = [
    ['nothing speaks against it', {}, 'go'],
    ['notes do not matter', { findings: [findingWith({ severity: 'info' })] }, 'go'],
    ['what is only possible does not matter', { findings: [findingWith({ confidence: 'possible' })] }, 'go'],
    ['a warning makes it conditional', { findings: [findingWith({ severity: 'warning' })] }, 'conditions'],
    ['a blocker stops it', { findings: [blocker] }, 'no-go'],
    ['a waived blocker is a condition', { findings: [{ ...blocker, waived }] }, 'conditions'],
    ['one of two blockers is not waived', { findings: [blocker, { ...blocker, waived }] }, 'no-go'],
    ['a waived note is none', { findings: [findingWith({ severity: 'info', waived })] }, 'go'],
    ['a gap that decides makes it conditional', { open: [gap] }, 'conditions'],
    ['a gap that decides blocks where the site wants it so', { open: [gap], blockUnchecked: true }, 'no-go'],
    ['a gap that decides nothing blocks nowhere', { open: [{ ...gap, decisive: false }], blockUnchecked: true }, 'go'],
    ['nothing could be read', { coverage: { files: 3, reviewed: 0 } }, 'cannot-judge'],
    ['a file of the site could not be read', { unreadableSite: ['inventory.json'] }, 'cannot-judge'],
    ['a blocker is known whatever else is not', { findings: [blocker], unreadableSite: ['inventory.json'] }, 'no-go'],
  ];
  for (const [why, given, decision] of decisions) it(why, () => assert.equal(judged(given).decision, decision));

  it('names each condition with who owns it, the worst first', () => {
    const warning = findingWith({ rule: 'a/warns', severity: 'warning', path: 'x.sh' });
    const { conditions } = judged({
      findings: [blocker, { ...warning, waived }, warning, warning],
      open: [gap, { ...gap, decisive: false }],
      ownersOf: ([first]) => (first?.path === 'x.sh' ? ['team-rooms'] : []),
    });
    assert.deepEqual(
      conditions.map((condition) => [
        condition.code,
        'rule' in condition ? `${condition.rule} ${condition.count}` : condition.what,
        condition.owners,
      ]),
      [
        ['findings', 'a/blocks 1', []],
        ['findings', 'a/warns 2', ['team-rooms']],
        ['waived', 'a/warns 1', ['team-net']],
        ['not-checked', 'a script', []],
      ],
    );
  });

  it('counts apart what this upgrade does not bring', () => {
    const before = findingWith({ rule: 'a/warns', severity: 'warning', fingerprint: 'known' });
    const { reasons, decision } = judged({
      findings: [before, findingWith({ rule: 'a/warns', severity: 'warning' })],
      isAlready: ({ fingerprint }) => fingerprint === 'known',
    });
    assert.equal(decision, 'conditions');
    assert.deepEqual(reasons, [{ code: 'findings', severity: 'warning', count: 2, already: 1, rules: ['a/warns'] }]);
  });
});

const services: readonly Service[] = [
  { name: 'meetings', tier: 1, owner: 'team-rooms', units: ['dtend.service'], endpoints: ['api.dten.example'], dependsOn: ['db'] },
  { name: 'db', owner: 'team-data', units: ['postgresql'] },
  { name: 'portal', dependsOn: ['meetings'] },
];

const effect = (kind: ShownEffect['kind'], target: string, line = 0, path = 'a.sh'): ShownEffect => {
  const range = { start: { line, character: 0 }, end: { line, character: 9 } };
  return { kind, target, path, range, command: range, by: 'x', when: 'always', onError: 'stops' };
};
const planWith = (...effects: readonly ShownEffect[]): ShownPlan => ({
  understood: { commands: 1, of: 1 },
  phases: [{ name: 'install', entry: 'a.sh', effects }],
  unknown: [],
});

describe('services', () => {
  const map = serviceMap(services);
  const touched = (kind: ShownEffect['kind'], target: string) => map.touchedBy(effect(kind, target)).map(({ name }) => name);

  it('are touched by their units, processes and addresses', () => {
    assert.deepEqual(touched('unit.stop', 'dtend'), ['meetings']);
    assert.deepEqual(touched('unit.restart', 'postgresql.service'), ['db']);
    assert.deepEqual(touched('process.kill', '/opt/dten/bin/dtend'), ['meetings']);
    assert.deepEqual(touched('network.send', 'https://user@API.dten.example:8443/x'), ['meetings']);
    const renamed = serviceMap(services, [{ from: 'dten-agent', to: 'dtend.service' }]);
    assert.deepEqual(
      renamed.touchedBy({ kind: 'unit.stop', target: 'dten-agent.service' }).map(({ name }) => name),
      ['meetings'],
    );
    assert.deepEqual(touched('unit.daemon-reload', 'dtend.service'), []);
    assert.deepEqual(touched('file.write', 'dtend.service'), []);
  });

  it('take down what depends on them, near and far, also in a circle', () => {
    assert.deepEqual(
      map.dependents('db').map(({ name }) => name),
      ['meetings', 'portal'],
    );
    const circle = serviceMap([
      { name: 'a', dependsOn: ['b'] },
      { name: 'b', dependsOn: ['a'] },
    ]);
    assert.deepEqual(
      circle.dependents('a').map(({ name }) => name),
      ['b'],
    );
  });

  it('tell who owns a finding, by what its line does or by the names in its facts', () => {
    const owners = ownersOf(planWith(effect('unit.stop', 'dtend.service', 4)), map);
    const at = (line: number, data = {}) => {
      const place = { line, character: 2 };
      return findingWith({ range: { start: place, end: place }, data });
    };
    assert.deepEqual(owners([at(4)]), ['team-rooms']);
    assert.deepEqual(owners([at(5)]), []);
    assert.deepEqual(owners([at(5, { unit: 'postgresql.service', hosts: ['api.dten.example', 3] })]), ['team-data', 'team-rooms']);
  });
});

describe('who answers for the product', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('has what nobody else owns: findings, what was not checked, and what is left to do afterwards; data has who uses it', async () => {
    const map = [
      { name: 'receipts', tier: 1, owner: 'team-receipts', units: ['receiptsd.service'] },
      { name: 'mail', tier: 2, owner: 'team-mail', units: ['mailer.service'], dependsOn: ['receipts-db'] },
      { name: 'web', tier: 1, owner: 'team-web', units: ['nginx.service'] },
    ];
    writeFiles(folder.path, {
      'inventory.json': JSON.stringify({
        environments: [{ name: 'production', hosts: [{ name: 'app01' }, { name: 'app02' }] }],
        services: map,
      }),
      'package/manifest.json': JSON.stringify({ name: 'receipts', version: '2.0.0', units: ['receiptsd.service', 'mailer.service'] }),
      'package/scripts/install.sh':
        '#!/bin/sh\nset -e\numask 000\npsql -d receipts-db -f migrations/1.sql\ncrontab -r -u receipts\nsystemctl disable mailer\nsystemctl reload nginx\n',
      'package/migrations/1.sql': 'ALTER TABLE receipts ADD COLUMN a int;\nDROP TABLE desks;\n',
    });
    const { out } = await upgradeReview(folder.path, ['preflight', 'package', '--inventory', 'inventory.json', '--format', 'md']);
    const lines = out.split('\n').filter((line) => line.startsWith('- [ ]'));
    const ownerOf = (what: RegExp) => lines.filter((line) => what.test(line)).map((line) => /Owner: (.*)$/.exec(line)?.[1]);
    assert.deepEqual(ownerOf(/packages and units of app01 and app02/), ['**team-receipts**']);
    assert.deepEqual(ownerOf(/without a migration lock/), ['**team-mail**']);
    assert.deepEqual(ownerOf(/Switch on again: `(crontab|mailer)/), ['**team-receipts**', '**team-mail**']);
    assert.ok(
      lines.every((line) => !line.endsWith('Owner: …')),
      lines.join('\n'),
    );
  });
});

describe('owners of conditions', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('are asked for of findings whose words have no blanks as well', async () => {
    writeFiles(folder.path, {
      'inventory.json': JSON.stringify({ environments: [{ name: 'production', hosts: [{ name: 'db01' }] }], services }),
      'package/scripts/install.sh': '#!/bin/sh\nset -e\npsql -d rooms -f migrations/1.sql\n',
      'package/migrations/1.sql': 'CREATE TABLE rooms (id int);\nCREATE TABLE desks (id int);\n',
    });
    const { out, code } = await upgradeReview(folder.path, ['preflight', 'package', '--inventory', 'inventory.json', '--format', 'json']);
    const { findings } = JSON.parse(out) as { findings: readonly { rule: string }[] };
    assert.ok(code < 2 && findings.some(({ rule }) => rule === 'migration/goes-on-after-error'));
  });
});

describe('what is not brought by the upgrade', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it('is told of settings that production has already', async () => {
    const settings = { 'dten.old': 'yes', 'dten.other': 'a' };
    writeFiles(folder.path, {
      'inventory.json': JSON.stringify({ environments: [{ name: 'production', hosts: [{ name: 'app01', config: settings }] }] }),
      'catalog.json': JSON.stringify({
        configKeys: Object.keys(settings).map((key) => ({ product: 'dten', key, state: 'deprecated', since: '5.0.0' })),
      }),
    });
    writeFileSync(
      join(folder.path, 'in.zip'),
      await zipOf({ 'manifest.json': '{ "name": "dten", "version": "5.2.0" }', 'config/dten.yaml': 'dten:\n  old: yes\n  other: b\n' }),
    );
    const { out } = await upgradeReview(folder.path, [
      'preflight',
      'in.zip',
      '--inventory',
      'inventory.json',
      '--catalog',
      'catalog.json',
      '--format',
      'json',
    ]);
    const report = JSON.parse(out) as {
      findings: readonly { rule: string; line: number; inProduction?: true }[];
      conditions: readonly { rule?: string; already?: number }[];
    };
    const found = report.findings.filter(({ rule }) => rule === 'config/deprecated-key');
    assert.deepEqual(
      found.map(({ line, inProduction }) => [line, inProduction]),
      [
        [2, true],
        [3, undefined],
      ],
    );
    assert.equal(report.conditions.find(({ rule }) => rule === 'config/deprecated-key')?.already, 1);
    const args = ['preflight', 'in.zip', '--inventory', 'inventory.json', '--catalog', 'catalog.json'];
    const [usual, strict] = [await upgradeReview(folder.path, args), await upgradeReview(folder.path, [...args, '--block-unchecked'])];
    assert.deepEqual([usual.code, strict.code], [0, 1]);
    assert.match(strict.out, /: NO-GO/);
  });
});
