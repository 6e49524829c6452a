import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTree } from '../../support/memory-source';
import { reviewed } from '../../support/covered';

const cases = join(__dirname, '../../rules');

describe('coverage', () => {
  it('has a state for every file of every case', async () => {
    let files = 0;
    for (const rule of readdirSync(cases)) {
      for (const name of readdirSync(join(cases, rule))) {
        const folder = join(cases, rule, name, 'package');
        if (!existsSync(folder)) continue;
        const tree = readTree(folder);
        const { review, states } = await reviewed(tree);
        assert.deepEqual([...states.keys()].sort(), Object.keys(tree).sort());
        const { reviewed: read, listed, notUnderstood, skipped } = review.coverage;
        assert.equal(read + listed + notUnderstood + skipped, states.size);
        files += states.size;
      }
    }
    assert.ok(files > 500);
  });
});
