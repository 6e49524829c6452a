import assert from 'node:assert/strict';
import { configsIn } from '../../../src/core/parse/config/embedded';
import { applyEdits } from '../../../src/core/text/edit';

const configMap =
  'data:\n  app.properties: |\n    # c\n    a.b=1\n\n    c.d = 2\n  app.yaml: |+\n    x:\n      y: 1 # z\n      list: [1]\n\n  site.toml: |2-\n    [t]\n    u = "v"\n  q.json: "{\\"a\\": {\\"b\\": \\"\\u00e9\\"}}"\n  folded.env: >-\n    A=1\nz: 1\n';

const inner = (text: string) => configsIn('deploy/configmap.yaml', text).slice(1);
const settings = (text: string) => inner(text).map(({ name, entries }) => [name, ...entries.map(({ key, value }) => [key, value])]);

describe('configuration inside of values', () => {
  it('is read by the name that its key is', () => {
    assert.deepEqual(settings(configMap), [
      ['app.properties', ['a.b', '1'], ['c.d', '2']],
      ['app.yaml', ['x.y', 1], ['x.list', [1]]],
      ['site.toml', ['t.u', 'v']],
      ['q.json', ['a.b', 'é']],
      ['folded.env', ['A', '1']],
    ]);
  });

  it('has its places in the file, with any line ends', () => {
    for (const text of [configMap, configMap.replaceAll('\n', '\r\n')]) {
      const places = inner(text).flatMap(({ entries }) =>
        entries.map(({ keySpan, valueSpan }) => [text.slice(keySpan.start, keySpan.end), text.slice(valueSpan.start, valueSpan.end)]),
      );
      assert.deepEqual(places.slice(0, 6), [
        ['a.b', '1'],
        ['c.d', '2'],
        ['y', '1'],
        ['list', '[1]'],
        ['u', '"v"'],
        ['\\"b\\"', '\\"\\u00e9\\"'],
      ]);
    }
  });

  it('is edited where it is written as it reads, and only there', () => {
    for (const text of [configMap, configMap.replaceAll('\n', '\r\n')]) {
      let done = 0;
      for (const [index, file] of inner(text).entries()) {
        for (const entry of file.entries) {
          const sibling = entry.key.replace(/[^.]*$/, 'added');
          const changes = [file.remove(entry), file.replace(entry, 'other'), file.rename(entry, sibling), file.insert(sibling, true)];
          for (const edits of changes) {
            if (edits.length === 0) continue;
            done++;
            const after = applyEdits(text, edits);
            const others = (of: string) => settings(of).filter(([name]) => name !== file.name);
            assert.deepEqual(others(after), others(text), after);
            assert.notDeepEqual(settings(after)[index], settings(text)[index], after);
            assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(text), after);
          }
          if (file.format === 'json') assert.deepEqual(changes.flat(), []);
        }
      }
      assert.ok(done >= 16, `${done} edits`);
    }
  });
});
