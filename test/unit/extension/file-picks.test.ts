import assert from 'node:assert/strict';
import { filePicks } from '../../../src/extension/navigate/file-picks';
import { cpuTime } from '../../support/cpu-time';

const source = (...paths: string[]) => ({ name: 'a.zip', entries: paths.map((path) => ({ path, size: 1 })) });

describe('picks of Go to File in Package', () => {
  it('have the name as label and the whole path as description', () => {
    assert.deepEqual(filePicks(source('manifest.json', 'scripts/lib/a.sh'), false), [
      { label: 'manifest.json', description: 'manifest.json', path: 'manifest.json' },
      { label: 'a.sh', description: 'scripts/lib/a.sh', path: 'scripts/lib/a.sh' },
    ]);
  });

  it('name the package where several are open', () => {
    assert.equal(filePicks(source('x/a.sh'), true)[0]?.description, 'a.zip » x/a.sh');
  });

  it('leave out what the mount does not show', () => {
    assert.deepEqual(filePicks(source('.vscode/settings.json', 'a/AGENTS.md'), false), []);
  });

  it('are made for 20,000 files in an instant', () => {
    const many = source(...Array.from({ length: 20_000 }, (_, index) => `opt/product/module-${index % 500}/file-${index}.properties`));
    const started = cpuTime();
    assert.equal(filePicks(many, false).length, 20_000);
    const took = cpuTime() - started;
    assert.ok(took < 6000, `${took} ms`);
  });
});
