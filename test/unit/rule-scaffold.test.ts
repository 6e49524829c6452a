import assert from 'node:assert/strict';
import { variableOf, withRule } from '../../scripts/rule/list';

const index = `import { hiddenData } from './archive/hidden-data';
import { shellSyntax } from './shell/syntax';
import type { Rule } from './rule';

export const rules: readonly Rule[] = [
  hiddenData,
  shellSyntax,
];
`;

describe('a new rule', () => {
  it('stands at its place in the list', () => {
    for (const [id, order] of [
      ['archive/aaa', ['aaa', 'hiddenData', 'shellSyntax']],
      ['config/some-key', ['hiddenData', 'aaa', 'shellSyntax']],
      ['systemd/unit', ['hiddenData', 'shellSyntax', 'aaa']],
    ] as const) {
      const list = withRule(index, id, 'aaa');
      assert.deepEqual([...list.matchAll(/^import \{ (\w+) \}/gm)].map(([, name]) => name), order); // prettier-ignore
      assert.deepEqual([...list.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name), order); // prettier-ignore
    }
  });

  it('has its group in its name in code where the short one is taken, or one word', () => {
    const ids = ['config/hidden-data', 'config/syntax', 'config/delete', 'config/other-data'];
    assert.deepEqual(ids.map((id) => variableOf(index, id)), ['configHiddenData', 'configSyntax', 'configDelete', 'otherData']); // prettier-ignore
  });
});
