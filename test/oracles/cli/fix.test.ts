import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { needs } from '../../support/programs';
import { catalog, inventory, smallPackage } from '../../support/small-package';

const renamed = (path: string): string => String(smallPackage[path]).replaceAll('dten-agent.service', 'dtend.service');

describe('command line: fix', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const fix = (...args: string[]) =>
    upgradeReview(folder.path, ['fix', ...args, '--inventory', 'inventory.json', '--catalog', 'catalog.json']);

  beforeEach(async () => {
    folder = temporaryFolder({ 'in.zip': await zipOf(smallPackage), 'inventory.json': inventory, 'catalog.json': catalog });
    writeFiles(join(folder.path, 'unpacked'), smallPackage);
  });
  afterEach(() => folder.remove());

  for (const [tool, args] of [
    ['git', ['apply', '../out.patch']],
    ['patch', ['-p1', '--binary', '-i', '../out.patch']],
  ] as const) {
    for (const input of ['in.zip', 'unpacked']) {
      it(`${tool} ${args[0]} accepts the patch of ${input}`, async function () {
        needs(this, tool);
        const before = digestOf(join(folder.path, input));
        const { code, out } = await fix(input, '--patch', 'out.patch');
        assert.deepEqual([code, out], [0, '']);
        assert.equal(digestOf(join(folder.path, input)), before);
        writeFiles(join(folder.path, 'target'), smallPackage);
        execFileSync(tool, args, { cwd: join(folder.path, 'target'), stdio: 'pipe' });
        for (const path of Object.keys(smallPackage)) {
          const wanted = path.startsWith('scripts/') ? renamed(path) : smallPackage[path];
          assert.equal(readFileSync(join(folder.path, 'target', path), 'utf8'), wanted, path);
        }
      });
    }
  }
});
