import assert from 'node:assert/strict';
import { readElf } from '../../../src/core/package/elf';
import { elfOf } from '../../support/elf';
import { randomSource } from '../../support/random';

describe('what an ELF file asks for', () => {
  const file = elfOf(
    ['libssl.so.3', 'libc.so.6'],
    [
      ['libc.so.6', 'GLIBC_2.34'],
      ['libssl.so.3', 'OPENSSL_3.0.0'],
    ],
    'libdten.so.1',
  );

  it('is its libraries, the versions of their symbols, and its own name', () => {
    assert.deepEqual(readElf(file), {
      architecture: 'amd64',
      libraries: ['libssl.so.3', 'libc.so.6'],
      versions: [
        { library: 'libc.so.6', version: 'GLIBC_2.34' },
        { library: 'libssl.so.3', version: 'OPENSSL_3.0.0' },
      ],
      soname: 'libdten.so.1',
    });
  });

  it('is nothing where the file is cut off or something else, and damage ends nothing', () => {
    assert.equal(readElf(new Uint8Array([1, 2, 3])), undefined);
    assert.equal(readElf(Buffer.from('#!/bin/sh\n'.repeat(20))), undefined);
    for (let length = 0; length < file.length; length += 7) readElf(file.subarray(0, length));
    const random = randomSource(7);
    for (let round = 0; round < 2000; round++) {
      const damaged = Uint8Array.from(file);
      for (let edit = 0; edit < 4; edit++) damaged[4 + random.below(damaged.length - 4)] = random.below(256);
      readElf(damaged);
    }
  });
});
