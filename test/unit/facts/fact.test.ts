import assert from 'node:assert/strict';
import { parseShell } from '../../../src/core/parse/shell';
import { fact } from '../../../src/core/subject/fact';
import { groupSubjects } from '../../../src/core/subject/group';
import type { Subject, UpgradePackage } from '../../../src/core/subject/subject';

const script = (text: string): Subject<'shell'> => ({ target: 'shell', path: 'a.sh', text, syntax: parseShell(text) });

const view = (...scripts: readonly Subject<'shell'>[]): UpgradePackage => ({
  name: 'a.zip',
  files: [],
  manifest: undefined,
  subjects: groupSubjects(scripts),
});

describe('facts of a package', () => {
  it('are computed again only if something of what they declare is another object', () => {
    let asked = 0;
    const count = fact(['shell'], ({ subjects }) => {
      asked++;
      return subjects.shell.length;
    });
    const before = view(script('true'));
    const others = { ...before, subjects: { ...before.subjects, config: [] } };
    assert.deepEqual([count(before), count(before), count(others), asked], [1, 1, 1, 1]);
    const edited = { ...before, subjects: { ...before.subjects, shell: [script('true'), script('false')] } };
    assert.deepEqual([count(edited), asked], [2, 2]);
  });
});
