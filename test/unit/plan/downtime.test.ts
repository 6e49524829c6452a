import assert from 'node:assert/strict';
import type { EffectKind } from '../../../src/core/effects/effect';
import { downtimeOf } from '../../../src/core/plan/downtime';
import type { PhaseName } from '../../../src/core/plan/plan';

const phase = (name: PhaseName, ...effects: readonly (readonly [EffectKind, string])[]) => ({
  name,
  effects: effects.map(([kind, target]) => ({ kind, target, when: 'always' as const })),
});

describe('downtime of a plan', () => {
  it('is from a stop to the start of the same unit, whatever form its name has', () => {
    const { stretches, down, seconds, noReturn } = downtimeOf(
      [
        phase('install', ['file.write', '/opt/a'], ['unit.stop', 'rooms.service']),
        phase('migrate', ['database.run', 'rooms'], ['wait', '2m'], ['unit.start', 'rooms'], ['wait', '30']),
      ],
      [],
    );
    assert.deepEqual(stretches, [
      { phase: 'install', seconds: 6, down: 5 },
      { phase: 'migrate', seconds: 220, down: 190 },
    ]);
    assert.deepEqual([seconds, down, noReturn], [226, 195, 6]);
  });

  it('counts restarts and reboots, and of pauses only those in which something stands still', () => {
    const told = downtimeOf(
      [phase('post', ['wait', '600'], ['unit.restart', 'a'], ['host.reboot', ''])],
      [phase('rollback', ['database.restore', 'a'])],
    );
    assert.deepEqual([told.seconds, told.down, told.stated, told.rollback, told.noReturn], [915, 315, 0, 600, undefined]);
  });

  it('is nothing where nothing is done, and passes over what happens after a failure', () => {
    const failed = { name: 'install' as const, effects: [{ kind: 'unit.stop' as const, target: 'a', when: 'on-failure' as const }] };
    assert.deepEqual(downtimeOf([failed], []), { stretches: [], seconds: 0, down: 0, stated: 0, rollback: 0 });
  });
});
