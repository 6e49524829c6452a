import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';
import { catalog, inventory, quietPackage } from '../../support/small-package';

const stop = '#!/bin/sh\nset -eu\nsystemctl stop dten-agent.service\n';
const agent = '{ "name": "dten-agent", "version": "1.0", "reboot": "recommended" }\n';

describe('command line: archives inside the package', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const at = (...args: string[]) => upgradeReview(folder.path, [...args, '--inventory', 'inventory.json', '--catalog', 'catalog.json']);

  before(async () => {
    const core = await zipOf({ 'scripts/stop.sh': stop });
    const inner = await zipOf({ 'manifest.json': agent, 'core.jar': core });
    folder = temporaryFolder({
      'in.zip': await zipOf({ ...quietPackage, 'lib/agent.zip': inner }),
      'old.zip': await zipOf({ ...quietPackage, 'lib/agent.zip': await zipOf({ 'manifest.json': agent }) }),
      'wrapped.zip': await zipOf({ 'release.zip': await zipOf(quietPackage), 'release.zip.sig': 'x' }),
      'inventory.json': inventory,
      'catalog.json': catalog,
    });
  });
  after(() => folder.remove());

  it('are reviewed with all rules, and paths say which archive a file lies in', async () => {
    const { out } = await at('preflight', 'in.zip');
    assert.match(out, /systemd\/renamed-unit {2}lib\/agent\.zip » core\.jar » scripts\/stop\.sh:3:16/);
    assert.match(out, /manifest\/ambiguous-reboot {2}lib\/agent\.zip » manifest\.json:1:53/);
    // What the package itself says stays what it says.
    assert.match(out, /dten-platform 5\.2\.0, production/);
    const { findings } = JSON.parse((await at('preflight', 'in.zip', '--format', 'json')).out) as { findings: { path: string }[] };
    assert.deepEqual(findings.map(({ path }) => path).sort(), [
      'lib/agent.zip » core.jar » scripts/stop.sh',
      'lib/agent.zip » manifest.json',
    ]);
    assert.match((await at('preflight', 'in.zip', '--format', 'md')).out, /`lib\/agent\.zip » core\.jar » scripts\/stop\.sh:3`/);
  });

  it('stay closed with --budget nesting=0, which the report says', async () => {
    const { out } = await at('preflight', 'in.zip', '--budget', 'nesting=0');
    assert.doesNotMatch(out, /stop\.sh/);
    assert.match(out, /lib\/agent\.zip: inner archives are not opened/);
  });

  it('that are all there is speak for the package', async () => {
    const { out } = await at('preflight', 'wrapped.zip');
    assert.match(out, /dten-platform 5\.2\.0, production/);
    assert.doesNotMatch(out, /no manifest/);
  });

  it('are compared file by file', async () => {
    const { out } = await at('preflight', 'in.zip', '--baseline', 'old.zip');
    assert.match(out, /files: 1 added, 1 changed/);
    assert.match(out, /1 new, 1 known finding/);
  });

  it('are fixed: in a new ZIP, or by a patch for each', async () => {
    assert.equal((await at('fix', 'in.zip', '--output', 'out.zip')).code, 0);
    const open = async (bytes: Uint8Array | undefined) => JSZip.loadAsync(bytes ?? '', { checkCRC32: true });
    const outer = await open(readFileSync(join(folder.path, 'out.zip')));
    const inner = await open(await outer.file('lib/agent.zip')?.async('uint8array'));
    const core = await open(await inner.file('core.jar')?.async('uint8array'));
    assert.equal(await core.file('scripts/stop.sh')?.async('string'), stop.replace('dten-agent', 'dtend'));
    const { err } = await at('fix', 'in.zip', '--patch', 'out.patch');
    assert.match(err, /written to .*out\.patch, .*out\.lib-agent\.zip-core\.jar\.patch/);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.endsWith('.patch')),
      ['out.lib-agent.zip-core.jar.patch', 'out.patch'],
    );
  });
});
