import assert from 'node:assert/strict';
import { emptyInventory, type Inventory } from '../../../src/core/inventory/inventory';
import { riskOf } from '../../../src/core/review/risk';
import { mostPoints, type Risk, type RiskAxis } from '../../../src/core/review/risk-axes';
import { serviceMap } from '../../../src/core/facts/service-map';
import type { ShownEffect, ShownPhase } from '../../../src/core/review/shown-plan';
import type { Finding } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const effect = (kind: ShownEffect['kind'], target: string, more: Partial<ShownEffect> = {}): ShownEffect => {
  const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };
  return { kind, target, path: 'scripts/a.sh', range, command: range, by: kind, when: 'always', onError: 'stops', ...more };
};

interface Given {
  readonly findings?: readonly Finding[];
  readonly effects?: readonly ShownEffect[];
  readonly back?: readonly ShownEffect[];
  readonly inventory?: Partial<Inventory>;
}

function risk({ findings = [], effects = [], back, inventory: given = {} }: Given): Risk {
  const inventory = { ...emptyInventory, ...given };
  const phases: ShownPhase[] = [
    { name: 'install', entry: 'scripts/a.sh', effects },
    ...(back ? [{ name: 'rollback' as const, entry: 'scripts/back.sh', effects: back }] : []),
  ];
  const plan = { understood: { commands: 1, of: 1 }, phases, unknown: [] };
  return riskOf({ findings, plan, inventory, environment: 'production', services: serviceMap(inventory.services) });
}

const words = ({ score, level, reasons }: RiskAxis) => [`${score} ${level}`, ...reasons.map(({ points, what }) => `+${points} ${what}`)];

const services: Inventory['services'] = [
  { name: 'login', tier: 1, path: 'authentication', units: ['logind.service'] },
  { name: 'meetings', tier: 2, units: ['dtend.service'] },
  { name: 'portal', dependsOn: ['meetings'] },
];

describe('risk', () => {
  it('of a package that does nothing is none', () => {
    assert.deepEqual(Object.values(risk({})).map(words), [['0 none'], ['0 none'], ['0 none']]);
  });

  it('by exploitability grows with rules, not with lines, and counts what is waived', () => {
    const origin = { path: 'waivers.json', line: 0, span: { start: 0, end: 1 } };
    const secret = findingWith({ rule: 'secret/hard-coded', severity: 'error', hazards: ['exposes-secret'] });
    const waived = { owner: 'x', reason: 'y', until: '2027-01-31', scope: 'line', origin } as const;
    const { exploitability } = risk({
      findings: [
        findingWith({ rule: 'a/blocks', severity: 'blocker', hazards: ['outage', 'weakens-security'] }),
        secret,
        { ...secret, waived },
        findingWith({ rule: 'a/note', severity: 'info', hazards: ['untrusted-origin'] }),
        findingWith({ rule: 'a/unsure', confidence: 'possible', hazards: ['exposes-secret'] }),
        findingWith({ rule: 'a/other', hazards: ['outage'] }),
      ],
    });
    assert.deepEqual(words(exploitability), [
      '7 high',
      '+4 a/blocks: can weaken security (1 finding, blocker)',
      '+3 A password, key or token stands in the package as it is: can expose a secret (2 findings, error, 1 of them waived)',
    ]);
  });

  it('by blast radius names services with tier and path, those that depend on them, and how many hosts', () => {
    const hosts = ['a', 'b'].map((name) => ({ name, units: [{ name: 'dtend.service' }] }));
    const { blastRadius } = risk({
      effects: [
        effect('unit.restart', 'logind'),
        effect('unit.stop', 'dtend.service'),
        effect('unit.stop', 'other.service'),
        effect('unit.daemon-reload', ''),
      ],
      inventory: { services, environments: [{ name: 'production', hosts, databases: [] }] },
    });
    assert.deepEqual(words(blastRadius), [
      '10 high',
      '+5 touches login (tier 1, on the path authentication): unit.restart logind',
      '+2 touches meetings (tier 2): unit.stop dtend.service',
      '+1 portal depends on meetings',
      '+1 stops or restarts what no service of the inventory names: other.service',
      '+1 happens on 2 hosts: a, b',
    ]);
    assert.deepEqual(
      blastRadius.reasons[0]?.places.map(({ path, range }) => `${path}:${range.start.line + 1}`),
      ['scripts/a.sh:5'],
    );
  });

  it('by blast radius says so where the inventory tells of no service, and counts a reboot', () => {
    assert.deepEqual(words(risk({ effects: [effect('unit.stop', 'dtend.service'), effect('host.reboot', '')] }).blastRadius), [
      '4 medium',
      '+3 reboots the host',
      '+1 stops or restarts what no service of the inventory names: dtend.service',
    ]);
  });

  it('by reversibility counts what nothing takes back, and what a snapshot keeps', () => {
    const place = { path: 'scripts/back.sh', range: effect('wait', '').range };
    const effects = [
      effect('file.write', '/etc/a', { undo: null }),
      effect('file.write', '/etc/b', { undo: place }),
      effect('webhook.register', 'https://hooks.example/x'),
    ];
    assert.deepEqual(words(risk({ effects }).reversibility), [
      '5 medium',
      '+2 no script of the package leads back',
      '+2 1 of 2 changes are taken back by nothing in the package',
      '+1 a restored snapshot keeps webhook https://hooks.example/x',
    ]);
    const back = [effect('file.delete', '/etc/a', { undo: null })];
    assert.deepEqual(words(risk({ effects: effects.slice(1, 2), back }).reversibility), ['0 none']);
    const drops = findingWith({ rule: 'migration/drops-data', severity: 'error', hazards: ['data-loss', 'irreversible'] });
    assert.deepEqual(words(risk({ findings: [drops] }).reversibility), [
      '3 low',
      '+3 Data of production is gone after this statement: can lose data, cannot be taken back (1 finding, error)',
    ]);
  });

  it('ends at its bound, with every reason told', () => {
    const findings = Array.from({ length: 9 }, (_, at) => findingWith({ rule: `a/r${at}`, hazards: ['exposes-secret'] }));
    const { score, reasons } = risk({ findings }).exploitability;
    assert.deepEqual([score, reasons.length], [mostPoints, 9]);
  });
});
