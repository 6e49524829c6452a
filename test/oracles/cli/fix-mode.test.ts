import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, writeFiles } from '../../support/cli';
import { oddArchive } from '../../support/odd-archive';
import { made, needs } from '../../support/programs';
import { pythonListing } from '../archive/python';

const entries = [
  { name: 'manifest.json', content: '{ "name": "x", "version": "1.0", "reboot": false }\n', mode: '100644' },
  { name: 'install.sh', content: '#!/bin/sh\nset -e\n./lib/migrate.sh\n./lib/group.sh\n', mode: '100755' },
  { name: 'lib/migrate.sh', content: '#!/bin/sh\nexit 0\n', mode: '100644' },
  { name: 'lib/group.sh', content: '#!/bin/sh\nexit 0\n', mode: '100640' },
];

describe('command line: fix of permissions', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder({ 'in.zip': oddArchive({ entries }) });
    writeFiles(join(folder.path, 'target'), Object.fromEntries(entries.map(({ name, content }) => [name, content])));
    for (const { name, mode } of entries) chmodSync(join(folder.path, 'target', name), parseInt(mode, 8) & 0o777);
  });
  afterEach(() => folder.remove());

  const fix = async (...args: string[]) => {
    const { code, err } = await upgradeReview(folder.path, ['fix', 'in.zip', '--rule', 'archive/not-executable', ...args]);
    assert.equal(code, 0, err);
    assert.match(err, /^2 fixes applied to 2 files/);
    assert.match(err, /install\.sh: archive\/not-executable: Make lib\/group\.sh executable \(mode 0750\)/);
  };

  it('is what Python reads in the directory, and the contents are as they were', async function () {
    await fix('--output', 'out.zip');
    const listed = (name: string) => pythonListing(this, join(folder.path, name)).entries;
    const [old, fresh] = [listed('in.zip'), listed('out.zip')];
    assert.deepEqual(
      fresh.map(({ mode }) => mode.toString(8)),
      ['100644', '100755', '100755', '100750'],
    );
    assert.deepEqual(
      fresh.map(({ sha256 }) => sha256),
      old.map(({ sha256 }) => sha256),
    );
    assert.ok(fresh.every(({ sha256 }) => sha256 !== undefined));
  });

  it('is what unzip gives the files, which then run', async function () {
    await fix('--output', 'out.zip');
    made(this, folder.path, ['unzip', '-q', '-o', 'out.zip', '-d', 'unpacked']);
    const modeOf = (name: string) => (statSync(join(folder.path, 'unpacked', name)).mode & 0o700).toString(8);
    assert.deepEqual(['install.sh', 'lib/migrate.sh', 'lib/group.sh', 'manifest.json'].map(modeOf), ['700', '700', '700', '600']);
    execFileSync('./install.sh', { cwd: join(folder.path, 'unpacked') });
  });

  it('is what git apply does with the patch', async function () {
    needs(this, 'git');
    await fix('--patch', 'out.patch');
    assert.match(readFileSync(join(folder.path, 'out.patch'), 'utf8'), /^old mode 100644\nnew mode 100755$/m);
    execFileSync('git', ['apply', '../out.patch'], { cwd: join(folder.path, 'target') });
    execFileSync('./install.sh', { cwd: join(folder.path, 'target') });
  });
});
