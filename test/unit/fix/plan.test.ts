import assert from 'node:assert/strict';
import { planFixes } from '../../../src/core/fix/plan';
import type { Finding, Fix } from '../../../src/core/rules/finding';
import { findingWith } from '../../support/finding';

const finding = (fix: Omit<Fix, 'title' | 'applies'>): Finding =>
  findingWith({ confidence: 'likely', fix: { title: 'x', applies: 'always', ...fix } });

describe('a plan of fixes', () => {
  it('gives a file one mode, however many findings want it, and leaves another one to the next round', () => {
    const wants = (mode: number) => finding({ edits: [], modes: [{ path: 'lib/x.sh', mode }] });
    const { modes, applied, postponed } = planFixes([wants(0o755), wants(0o755), wants(0o700)]);
    assert.deepEqual([...modes], [['lib/x.sh', 0o755]]);
    assert.deepEqual([applied.length, postponed.length], [2, 1]);
  });

  it('takes a fix whole or not at all', () => {
    const edit = { path: 'a.sh', span: { start: 0, end: 4 }, text: 'x' };
    const { edits, modes, postponed } = planFixes([
      finding({ edits: [edit] }),
      finding({ edits: [{ ...edit, text: 'y' }], modes: [{ path: 'b.sh', mode: 0o755 }] }),
    ]);
    assert.deepEqual([...edits], [['a.sh', [edit]]]);
    assert.equal(modes.size, 0);
    assert.equal(postponed.length, 1);
  });
});
