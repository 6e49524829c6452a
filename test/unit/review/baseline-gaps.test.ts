import assert from 'node:assert/strict';
import { reviewOf } from '../../support/reviewed';

const manifest = (name: string, version: string): Record<string, Buffer> => ({
  'manifest.json': Buffer.from(JSON.stringify({ name, version, reboot: false })),
});

/** What the list of what was not checked says of the package that came before. */
const told = async (newer: Record<string, Buffer>, older: Record<string, Buffer>) =>
  (await reviewOf(newer, { older })).notChecked.flatMap(({ what, why }) => (what === 'what is new in this package' ? [why] : []));

describe('the package that is named as the one before', () => {
  it('is a later one', async () => {
    assert.deepEqual(await told(manifest('hub', '5.2.0'), manifest('hub', '5.10.0')), [
      'the package that it was compared with is 5.10.0, which is later than 5.2.0: the two may have been exchanged',
    ]);
  });

  it('is of another product', async () => {
    assert.deepEqual(await told(manifest('hub', '5.2.0'), manifest('till', '5.1.0')), [
      'the package that it was compared with is till, and this one is hub',
    ]);
  });

  it('is the one before, the same, or of no version that is known', async () => {
    for (const older of [manifest('Hub', '5.1.9'), manifest('hub', '5.2.0'), { 'README.md': Buffer.from('# Hub') }])
      assert.deepEqual(await told(manifest('hub', '5.2.0'), older), []);
  });
});
