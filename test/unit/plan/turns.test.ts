import assert from 'node:assert/strict';
import { phasesByTurn } from '../../../src/core/plan/entries';
import type { PhaseName } from '../../../src/core/plan/plan';

describe('steps of a numbered row', () => {
  const turns = (...entries: readonly (readonly [PhaseName, string])[]) =>
    Object.fromEntries(phasesByTurn(entries.map(([name, entry]) => ({ name, entry }))));

  it('come after the upgrade where their number is behind the migration, or they check what was done', () => {
    assert.deepEqual(
      turns(
        ['check', 's/00-check.sh'],
        ['install', 's/10-install.sh'],
        ['migrate', 's/20-migrate.sh'],
        ['install', 's/30-activate.sh'],
        ['check', 's/100-verify.sh'],
      ),
      { 's/30-activate.sh': 'post', 's/100-verify.sh': 'post' },
    );
    assert.deepEqual(turns(['install', '1-install.sh'], ['check', '2-verify.sh'], ['install', '3-agent.sh']), { '2-verify.sh': 'post' });
  });

  it('are those of one folder, and what leads back has no turn among them', () => {
    assert.deepEqual(
      turns(['migrate', 'a/1-migrate.sh'], ['install', 'b/2-install.sh'], ['rollback', 'a/3-undo.sh'], ['install', 'a/install.sh']),
      {},
    );
  });
});
