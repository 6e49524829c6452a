import assert from 'node:assert/strict';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { defaultLimits } from '../../../src/core/package/limits';
import { oddArchive } from '../../support/odd-archive';
import { openBytes } from '../../support/archives';

const names = Array.from({ length: 50 }, (_, index) => `file-${index}`);
const bytes = oddArchive({ entries: names.map((name, index) => ({ name, content: name, ...(index === 40 && { crc: 1 }) })) });

describe('the look through an archive', () => {
  it('goes on where it was given up, and finds what it finds in one go', async () => {
    const source = archiveSource('a.zip', await openBytes(bytes));
    const seen: string[] = [];
    const look = (most: number) =>
      source.inspect?.(defaultLimits, (entry) => {
        seen.push(entry);
        if (seen.length === most) throw new Error('given up');
      });
    await assert.rejects(async () => look(10), /given up/);
    await assert.rejects(async () => look(30), /given up/);
    const found = await look(Infinity);
    assert.deepEqual(seen, names);
    assert.deepEqual(
      found?.anomalies.map(({ code, entry }) => [code, entry]),
      [['damaged-entry', 'file-40']],
    );
    assert.deepEqual(await look(Infinity), found, 'the second time from memory');
    assert.deepEqual(seen, names);
  });

  it('takes the limits of each call', async () => {
    const source = archiveSource('a.zip', await openBytes(bytes));
    const budgets = async (limits: typeof defaultLimits) =>
      (await source.inspect?.(limits, () => undefined))?.anomalies.filter(({ code }) => code === 'budget-exceeded').map(({ data }) => data);
    assert.deepEqual(await budgets({ ...defaultLimits, entries: 49 }), [{ budget: 'entries', value: 50, limit: 49 }]);
    assert.deepEqual(await budgets({ ...defaultLimits, totalSize: 100 }), [{ budget: 'totalSize', value: 340, limit: 100 }]);
    assert.deepEqual(await budgets(defaultLimits), []);
  });
});
