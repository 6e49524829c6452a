import assert from 'node:assert/strict';
import { writtenCrontabs } from '../../../src/core/parse/crontab/written';
import { parseShell } from '../../../src/core/parse/shell';
import { growsInProportion } from '../../support/cpu-time';

describe('crontabs that scripts write', () => {
  it('take time in proportion to the script', async () => {
    const group = '(crontab -l; echo "0 3 * * * /x") | crontab -\n';
    for (const piece of [group, `(${'echo "0 3 * * * /x";'.repeat(20)}) | crontab -\n`]) {
      const scripts = [500, 2000].map((size) => piece.repeat(size));
      const parsed = new Map(scripts.map((text) => [text.length / piece.length, { text, script: parseShell(text) }]));
      await growsInProportion(2000, (size) => {
        const { script, text } = parsed.get(size) ?? assert.fail();
        writtenCrontabs(script, text);
      });
    }
  });
});
