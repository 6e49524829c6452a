import assert from 'node:assert/strict';
import { measuredVersions, ownLockFigures } from '../../bench/lock-figures';

describe('migrations against locks as they were measured', () => {
  for (const version of measuredVersions)
    it(`block for as long as a table is big on PostgreSQL ${version}, or do not`, async () => {
      const { precision, recall, wrong } = await ownLockFigures(version);
      assert.ok(precision >= 0.95 && recall >= 0.95, wrong.join('\n'));
    });
});
