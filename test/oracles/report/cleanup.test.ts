import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cleanup } from '../../../src/core/report/cleanup/form';
import { temporaryFolder } from '../../support/cli';
import { made, run } from '../../support/programs';
import { reviewOf } from '../../support/reviewed';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

describe('the cleanup script in a shell', () => {
  it('does nothing before its guard is gone, and then only what is answered with y', async function () {
    const folder = temporaryFolder({ 'kept/backup/one': '1', 'kept/backup/two': '2' });
    try {
      const paths = ['one', 'two'].map((name) => join(folder.path, 'kept/backup', name));
      const review = await reviewOf({ 'scripts/1.sh': `#!/bin/sh\nset -e\n${paths.map((path) => `cp /opt/x ${path}`).join('\n')}\n` });
      const script = cleanup.write(review, context);
      made(this, folder.path, ['sh', '-n'], script);
      const guarded = run(this, folder.path, ['sh', '-c', script]);
      assert.equal(guarded.status, 1);
      assert.match(guarded.text, /Nothing was done/);
      assert.deepEqual(paths.map(existsSync), [true, true]);
      const open = script.replace(/^echo 'Nothing was done.*\nexit 1\n/m, '');
      assert.match(made(this, folder.path, ['sh', '-c', open], 'n\ny\n').text, /rm -f -- \S+one\nDo it\? \[y\/N\] Left as it is\./);
      assert.deepEqual(paths.map(existsSync), [true, false]);
      // Nobody answers: nothing happens.
      made(this, folder.path, ['sh', '-c', open]);
      assert.deepEqual(paths.map(existsSync), [true, false]);
    } finally {
      folder.remove();
    }
  });
});
