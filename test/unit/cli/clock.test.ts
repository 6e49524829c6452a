import assert from 'node:assert/strict';
import { clock } from '../../../src/cli/clock';

describe('clock of the command line', () => {
  it('stands still where somebody says so', () => {
    assert.equal(clock('1764460800')(), '2025-11-30T00:00:00.000Z');
    assert.match(clock(undefined)(), /^20\d\d-/);
    assert.match(clock('')(), /^20\d\d-/);
  });

  it('takes no other form', () => {
    for (const epoch of ['today', '-1', '1e9', '123456789012']) assert.throws(clock(epoch), /SOURCE_DATE_EPOCH/);
  });
});
