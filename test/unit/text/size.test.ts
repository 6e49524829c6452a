import assert from 'node:assert/strict';
import { exactSize, parseSize } from '../../../src/core/text/size';

describe('sizes', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['16 GB', 16 * 2 ** 30],
    ['256mb', 256 * 2 ** 20],
    ['1.5 kB', 1536],
    ['2 GiB', 2 * 2 ** 30],
    ['17179869184', 17_179_869_184],
    ['12 b', 12],
    ['', undefined],
    ['GB', undefined],
    ['-1 GB', undefined],
    ['16 GBs', undefined],
    ['1 2', undefined],
    ['1e9', undefined],
  ];
  for (const [text, bytes] of cases) it(`"${text}" is ${bytes ?? 'none'}`, () => assert.equal(parseSize(text), bytes));

  it('are told in the largest unit that fits, and read back as they were', () => {
    const told = [16 * 2 ** 30, 256 * 2 ** 20, 1536, 1_000_000, 0];
    assert.deepEqual(told.map(exactSize), ['16 GB', '256 MB', '1536 B', '1000000 B', '0 B']);
    assert.deepEqual(
      told.map((bytes) => parseSize(exactSize(bytes))),
      told,
    );
  });
});
