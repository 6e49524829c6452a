import { upgradePhases } from '../../../src/core/review/shown-plan';
import assert from 'node:assert/strict';
import { effectKinds } from '../../../src/core/effects/effect';
import { verbOf } from '../../../src/core/report/effect-words';
import { linesOfPhase } from '../../../src/core/report/plan-lines';
import { itemWords, summaryOf, understoodWords } from '../../../src/core/report/plan-summary';
import { asideWords, doesWords, signOf, whenWords } from '../../../src/core/report/plan-words';
import type { ShownEffect, ShownPhase } from '../../../src/core/review/shown-plan';
import { noPlan } from '../../../src/node/review/protocol';

const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 9 } });
const effect = (kind: ShownEffect['kind'], target: string, line = 0, more: Partial<ShownEffect> = {}): ShownEffect => ({
  kind,
  target,
  path: 'install.sh',
  range: at(line),
  command: at(line),
  by: kind,
  when: 'always',
  onError: 'stops',
  ...more,
});
const phase = (effects: readonly ShownEffect[], name: ShownPhase['name'] = 'install'): ShownPhase => ({
  name,
  entry: 'install.sh',
  effects,
});
const read = (shown: ShownPhase): string[] => linesOfPhase(shown).lines.map((line) => `${signOf(line)} ${doesWords(line)}`.trim());

describe('the lines of a plan', () => {
  it('put what one command does to one thing into one line, and many things into one', () => {
    const many = Array.from({ length: 8 }, (_, index) => effect('file.write', `/opt/x/${index}`, 2));
    assert.deepEqual(read(phase([effect('unit.enable', 'x'), effect('unit.start', 'x'), effect('unit.start', 'y', 1), ...many])), [
      '+  enables and starts x',
      '+  starts y',
      '+  writes /opt/x/0, /opt/x/1, /opt/x/2 and 5 more',
    ]);
  });

  it('keep logs, temporary files, pauses and locks aside', () => {
    const shown = phase([
      effect('file.append', '/var/log/x/upgrade.log'),
      effect('file.append', '/var/log/x/upgrade.log', 4, { when: 'conditional' }),
      effect('dir.create', '/tmp/*'),
      effect('file.write', '/tmp/*/a', 1),
      effect('wait', '5', 2),
      effect('lock.take', '/run/x.lock', 3),
      effect('file.write', '/etc/x.conf', 5),
    ]);
    assert.deepEqual(read(shown), ['+  writes /etc/x.conf']);
    assert.equal(asideWords(linesOfPhase(shown)), 'also: its log /var/log/x/upgrade.log, 2 temporary files, a pause, the lock /run/x.lock');
  });

  it('mark what nothing takes back, unless it is the way back, leaves little, or comes again and again', () => {
    const gone = effect('file.delete', '/etc/x.conf', 0, { undo: null });
    assert.deepEqual(read(phase([gone])), ['-! deletes /etc/x.conf']);
    assert.deepEqual(read(phase([gone], 'rollback')), ['-  deletes /etc/x.conf']);
    assert.deepEqual(read(phase([gone], 'scheduled')), ['-  deletes /etc/x.conf']);
    assert.deepEqual(read(phase([effect('dir.create', '/opt/x', 0, { undo: null })])), ['+  makes the folder /opt/x']);
  });

  it('say when', () => {
    const asked = (text: string, more: object = {}) => ({ ...{ path: 'a', range: at(0), text }, ...more });
    assert.equal(whenWords(effect('wait', '')), '');
    assert.equal(whenWords(effect('wait', '', 0, { when: 'conditional', condition: asked('[ -d x ]') })), '(if [ -d x ])');
    assert.equal(whenWords(effect('wait', '', 0, { when: 'conditional', condition: asked('ok', { isNo: true }) })), '(unless ok)');
    assert.equal(whenWords(effect('wait', '', 0, { when: 'conditional', condition: asked('for a in *; do') })), '(for a in *)');
    assert.equal(whenWords(effect('wait', '', 0, { when: 'on-failure', condition: asked('cp a b') })), '(if this fails: cp a b)');
    assert.equal(whenWords(effect('wait', '', 0, { when: 'conditional' })), '(perhaps)');
  });

  it('have words for every kind', () => {
    for (const kind of effectKinds) assert.ok(verbOf(kind), kind);
  });
});

describe('the sum of a plan', () => {
  it('counts each thing once, units by their plain names, and names what is alone', () => {
    const items = summaryOf([
      phase([
        effect('file.write', '/opt/x'),
        effect('file.mode', '/opt/x'),
        effect('file.append', '/var/log/x.log'),
        effect('host.setting', '/etc/hosts'),
        effect('unit.restart', 'x.service', 1),
        effect('unit.restart', 'x', 2),
        effect('unit.stop', 'a', 3, { undo: null }),
        effect('unit.stop', 'b', 3, { undo: null }),
      ]),
    ]).map(itemWords);
    assert.deepEqual(items, ['writes 2 files', 'stops 2 units', 'restarts x', '2 cannot be undone']);
  });

  it('is of the upgrade itself, and of what is there if there is none', () => {
    const [install, back, tool] = [
      phase([effect('prompt', '')]),
      phase([effect('prompt', '')], 'rollback'),
      phase([effect('prompt', '')], 'other'),
    ];
    assert.deepEqual(upgradePhases({ ...noPlan, phases: [install, back, tool] }), [install]);
    assert.deepEqual(upgradePhases({ ...noPlan, phases: [back, tool] }), [tool]);
  });

  it('never says that all is understood before it is', () => {
    const unknown = [{ path: 'a.sh', range: at(6), what: 'x' }];
    const words = (commands: number, of: number, left = unknown, notUnderstood = 0) =>
      understoodWords({ plan: { ...noPlan, understood: { commands, of }, unknown: left }, coverage: { notUnderstood } }, (path) => path);
    assert.equal(words(999, 1000), '99 % of 1000 commands understood; 1 not: a.sh:7');
    assert.equal(words(5, 5, []), '100 % of 5 commands understood');
    assert.equal(words(0, 1), '0 % of 1 command understood; 1 not: a.sh:7');
    assert.equal(words(0, 0, []), 'no command in any script');
    assert.equal(words(5, 5, [], 1), '100 % of 5 commands understood; 1 file is not understood at all');
    assert.equal(words(0, 1, unknown, 12), '0 % of 1 command understood; 1 not: a.sh:7; 12 files are not understood at all');
  });
});
