import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProgram } from '../../../src/core/parse/program';
import { cpuTime } from '../../support/cpu-time';
import { randomSource } from '../../support/random';

const fixture = (name: string) => readFileSync(join(__dirname, '../../fixtures/full-upgrade-package-dten/bin', name));

/** A PE head: `MZ`, the place of the header, then the header. */
function pe(machine: number, built: number, characteristics: number, magic: number): Uint8Array {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(machine, 0x84);
  bytes.writeUInt32LE(built, 0x88);
  bytes.writeUInt16LE(characteristics, 0x96);
  bytes.writeUInt16LE(magic, 0x98);
  return bytes;
}

describe('headers of programs', () => {
  it('of ELF', () => {
    assert.deepEqual(readProgram(fixture('dtend')), {
      format: 'ELF',
      bits: 64,
      architecture: 'x86-64',
      kind: 'executable',
      buildId: '103f32c4a75ebdf7445ab3cd362c464d9f732bdd',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
    });
    assert.equal(readProgram(fixture('dten-importer'))?.interpreter, undefined, 'a static program has no loader');
  });

  it('of PE', () => {
    assert.deepEqual(readProgram(pe(0x8664, 1_700_000_000, 0x22, 0x20b)), {
      format: 'PE',
      bits: 64,
      architecture: 'x86-64',
      kind: 'executable',
      built: 1_700_000_000_000,
    });
    assert.deepEqual(readProgram(pe(0x14c, 0, 0x2102, 0x10b)), { format: 'PE', bits: 32, architecture: 'x86', kind: 'library' });
    assert.equal(readProgram(pe(0x9999, 0, 2, 0x20b))?.architecture, 'machine 0x9999');
  });

  it('of something else: nothing', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('MZ'), Buffer.from('\x7fELF'), Buffer.from('#!/bin/sh\n'), Buffer.alloc(100)]) {
      assert.equal(readProgram(bytes), undefined);
    }
  });

  it('never fail and never take long, whatever became of the bytes', () => {
    const seed = 20261121;
    const random = randomSource(seed);
    const samples = [fixture('dtend'), fixture('dten-gateway'), pe(0x8664, 1, 2, 0x20b)];
    const started = cpuTime();
    for (let round = 0; round < 20_000; round++) {
      const bytes = new Uint8Array(random.pick(samples).subarray(0, 1024 + random.below(2048)));
      for (let change = random.below(12); change >= 0; change--) bytes[random.below(Math.min(bytes.length, 700))] = random.below(256);
      const cut = random.below(4) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
      assert.doesNotThrow(() => readProgram(cut), `seed ${seed}, round ${round}`);
    }
    const took = cpuTime() - started;
    assert.ok(took < 10_000, `${took} ms`);
  });
});
