import assert from 'node:assert/strict';
import { effectKinds } from '../../../src/core/effects/effect';
import { everything, hostsOf, isNarrow, planTopics, topicOf, wantedPhases, type PlanFilter } from '../../../src/core/report/plan-filter';
import type { ShownEffect, ShownPhase } from '../../../src/core/review/shown-plan';
import { noPlan } from '../../../src/node/review/protocol';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const effect = (kind: ShownEffect['kind'], target: string, more: Partial<ShownEffect> = {}): ShownEffect => ({
  ...{ kind, target, path: 'a.sh', range, command: range, by: kind, when: 'always', onError: 'stops' },
  ...more,
});
const phases: readonly ShownPhase[] = [
  {
    name: 'install',
    entry: 'install.sh',
    effects: [
      effect('file.delete', '/etc/x', { undo: null, isNew: false }),
      effect('unit.stop', 'x', { host: 'db1', undo: null, isNew: true }),
      effect('unit.start', 'x', { isNew: true }),
    ],
    more: 5,
  },
  { name: 'rollback', entry: 'rollback.sh', effects: [effect('file.delete', '/opt/x', { undo: null, isNew: false })] },
];
const plan = { ...noPlan, phases };
const wanted = (filter: Partial<PlanFilter>) =>
  wantedPhases(plan, { ...everything, ...filter }).flatMap(({ effects }) => effects.map(({ kind, target }) => `${kind} ${target}`));

describe('filter of a plan', () => {
  it('lets everything through unless somebody chooses', () => {
    assert.equal(isNarrow(everything), false);
    assert.deepEqual(wantedPhases(plan, everything), phases);
  });

  it('narrows by topic and host, by what cannot be undone and what is new, and leaves out what is empty then', () => {
    assert.deepEqual(wanted({ topics: ['units'] }), ['unit.stop x', 'unit.start x']);
    assert.deepEqual(wanted({ topics: ['units', 'files'], hosts: [''] }), ['file.delete /etc/x', 'unit.start x', 'file.delete /opt/x']);
    assert.deepEqual(wanted({ lastingOnly: true }), ['file.delete /etc/x', 'unit.stop x']);
    assert.deepEqual(wanted({ newOnly: true, hosts: ['db1'] }), ['unit.stop x']);
    assert.deepEqual(wantedPhases(plan, { ...everything, hosts: ['nobody'] }), []);
  });

  it('knows a topic for every kind, and no topic without one', () => {
    assert.deepEqual([...new Set(effectKinds.map(topicOf))].sort(), [...planTopics].sort());
  });

  it('names hosts only if there is another one than this', () => {
    assert.deepEqual(hostsOf(plan), ['', 'db1']);
    assert.deepEqual(hostsOf({ ...plan, phases: phases.slice(1) }), []);
  });
});
