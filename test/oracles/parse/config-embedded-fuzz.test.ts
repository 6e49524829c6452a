import assert from 'node:assert/strict';
import { configsIn } from '../../../src/core/parse/config/embedded';
import { applyEdits } from '../../../src/core/text/edit';
import { randomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261129);
const configMap =
  'data:\n  app.properties: |\n    # c\n    a.b=1\n\n    c.d = 2\n  app.yaml: |+\n    x:\n      y: 1 # z\n      list: [1]\n\n  site.toml: |2-\n    [t]\n    u = "v"\n  q.json: "{\\"a\\": {\\"b\\": \\"\\u00e9\\"}}"\n  folded.env: >-\n    A=1\nz: 1\n';

describe('configuration inside of values', () => {
  it(`never throws and keeps its places inside the file (SEED=${seed})`, () => {
    const random = randomSource(seed);
    const junk = ['', '|', '>', '-', '+', '2', '\n', '\r', '"', '\\', '{', '}', ':', ' ', '    ', '\t', '#', '&a', '*a', '\ud800', '='];
    for (let run = 0; run < 800; run++) {
      let text = configMap;
      for (let times = 1 + random.below(4); times > 0; times--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + random.pick(junk) + text.slice(at + random.below(4));
      }
      for (const file of configsIn('a.yaml', text))
        for (const entry of file.entries) {
          for (const { start, end } of [entry.keySpan, entry.valueSpan])
            assert.ok(0 <= start && start <= end && end <= text.length, `seed ${seed}, run ${run}: ${JSON.stringify(text)}`);
          applyEdits(text, file.remove(entry));
        }
    }
  });
});
