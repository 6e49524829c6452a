import assert from 'node:assert/strict';
import { marksOf, progressByFolder, reviewedState } from '../../../src/core/report/reviewed';

describe('reviewed files', () => {
  const marks = marksOf([
    ['bin/run.sh', 'aa'],
    ['__proto__', 'bb'],
  ]);

  it('are reviewed as long as their content is the one that was looked at', () => {
    assert.equal(reviewedState(marks, 'bin/run.sh', 'aa'), 'reviewed');
    assert.equal(reviewedState(marks, 'bin/run.sh', 'ab'), 'changed');
    assert.equal(reviewedState(marks, 'bin/run.sh', undefined), 'changed');
    assert.equal(reviewedState(marks, 'bin/other.sh', 'aa'), 'unreviewed');
    assert.equal(reviewedState(marks, '__proto__', 'bb'), 'reviewed');
    assert.equal(reviewedState(marks, 'constructor', 'bb'), 'unreviewed');
  });

  it('make progress in each folder; archives count once, and what no editor shows does not', () => {
    const paths = ['a.txt', 'bin/run.sh', 'bin/deep/x.sh', 'lib/inner.zip', 'lib/inner.zip »/x.sh', '.vscode/settings.json'];
    const progress = progressByFolder(paths, (path) => path.startsWith('bin/'));
    assert.deepEqual(
      [...progress],
      [
        ['', { reviewed: 2, total: 4 }],
        ['bin', { reviewed: 2, total: 2 }],
        ['bin/deep', { reviewed: 1, total: 1 }],
        ['lib', { reviewed: 0, total: 1 }],
      ],
    );
  });

  it('are read from whatever was kept', () => {
    assert.deepEqual([...marksOf([['a', 'b'], ['c'], 7, null, ['d', 1]])], [['a', 'b']]);
    assert.deepEqual([...marksOf({ a: 'b' })], []);
    assert.deepEqual([...marksOf(undefined)], []);
  });
});
