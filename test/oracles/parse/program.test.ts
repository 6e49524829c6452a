import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { programHead, readProgram } from '../../../src/core/parse/program';
import { made } from '../../support/programs';

describe('headers of programs', () => {
  it('of this computer, as its own tool reads them', function () {
    const notes = made(this, '.', ['readelf', '-hlnW', process.execPath]).text;
    const facts = readProgram(readFileSync(process.execPath).subarray(0, programHead));
    assert.equal(facts?.buildId, /Build ID: (\w+)/.exec(notes)?.[1]);
    assert.equal(facts?.interpreter, /interpreter: ([^\]]+)\]/.exec(notes)?.[1]);
    assert.equal(facts?.bits, /Class:\s+ELF(\d+)/.exec(notes)?.[1] === '64' ? 64 : 32);
  });
});
