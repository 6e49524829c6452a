import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { digestOf, temporaryFolder, upgradeReview, writeFiles, zipOf } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

const renamed = (path: string): string => String(smallPackage[path]).replaceAll('dten-agent.service', 'dtend.service');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('command line: fix', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const fix = (...args: string[]) =>
    upgradeReview(folder.path, ['fix', ...args, '--inventory', 'inventory.json', '--catalog', 'catalog.json']);
  const zipAt = async (name: string) => JSZip.loadAsync(readFileSync(join(folder.path, name)), { checkCRC32: true });

  beforeEach(async () => {
    folder = temporaryFolder({ 'in.zip': await zipOf(smallPackage), 'inventory.json': inventory, 'catalog.json': catalog });
    writeFiles(join(folder.path, 'unpacked'), smallPackage);
  });
  afterEach(() => folder.remove());

  it('--output writes a patched ZIP; what is not fixed is as it was, and so is the input', async () => {
    const before = digestOf(join(folder.path, 'in.zip'));
    const { code, out, err } = await fix('in.zip', '--output', 'out.zip');
    assert.deepEqual([code, out], [0, '']);
    assert.match(err, /written to .*out\.zip/);
    const [old, fresh] = [await zipAt('in.zip'), await zipAt('out.zip')];
    assert.deepEqual(Object.keys(fresh.files), Object.keys(old.files));
    for (const path of Object.keys(smallPackage)) {
      assert.equal(await fresh.file(path)?.async('string'), path.startsWith('scripts/') ? renamed(path) : smallPackage[path], path);
    }
    assert.equal(digestOf(join(folder.path, 'in.zip')), before);
  });

  it('--output makes checksums and the manifest agree again, and tells which signature does not', async () => {
    const script = String(smallPackage['scripts/10-install.sh']);
    const sums = `${sha256(script)}  scripts/10-install.sh\n${'0'.repeat(64)} *docs/notes.txt\n`;
    writeFiles(folder.path, { 'signed.zip': await zipOf({ ...smallPackage, SHA256SUMS: sums, 'certs/SHA256SUMS.sig': 'x' }) });
    const { code, err } = await fix('signed.zip', '--output', 'out.zip');
    assert.equal(code, 0);
    assert.match(err, /computed anew in SHA256SUMS\n/);
    assert.match(err, /signature certs\/SHA256SUMS\.sig is no longer valid/);
    const fresh = await zipAt('out.zip');
    assert.equal(await fresh.file('SHA256SUMS')?.async('string'), sums.replace(sha256(script), sha256(renamed('scripts/10-install.sh'))));
    assert.equal(await fresh.file('certs/SHA256SUMS.sig')?.async('string'), 'x');
    assert.match((await fix('signed.zip', '--patch', 'out.patch')).err, /Digests in SHA256SUMS do not match once the patch is applied/);
  });

  it('--rule leaves the findings of other rules alone', async () => {
    const { code, err } = await fix('in.zip', '--rule', 'systemd/renamed-unit', '--output', 'out.zip');
    assert.equal(code, 0);
    assert.match(err, /scripts\/10-install\.sh: systemd\/renamed-unit: /);
    const other = await fix('in.zip', '--rule', 'dependency/unsatisfied-in-production', '--output', 'same.zip');
    assert.match(other.err, /^0 fixes applied to 0 files/);
    assert.deepEqual(readFileSync(join(folder.path, 'same.zip')), readFileSync(join(folder.path, 'in.zip')));
  });

  it('tells what it left for a person, by rule and with places', async () => {
    const { err } = await fix('in.zip', '--output', 'out.zip');
    assert.match(
      err,
      /^\d+ findings? (has|have) no fix and needs? a person\n  dependency\/unsatisfied-in-production \(1\): manifest\.json:4$/m,
    );
    const { err: other } = await fix('in.zip', '--rule', 'systemd/renamed-unit', '--output', 'other.zip');
    assert.doesNotMatch(other, /a person/);
  });

  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['the package as its own output', ['in.zip', '--output', './in.zip'], /never overwritten/],
    ['the package as the patch', ['in.zip', '--patch', 'in.zip'], /never overwritten/],
    ['a link to the package', ['in.zip', '--output', 'link.zip'], /never overwritten/],
    ['a hard link to the package', ['in.zip', '--output', 'hard.zip'], /never overwritten/],
    ['the package through a link', ['link.zip', '--output', 'in.zip'], /never overwritten/],
    ['a patch inside the unpacked package', ['unpacked', '--patch', 'unpacked/out.patch'], /inside the package/],
    ['a folder as a ZIP', ['unpacked', '--output', 'out.zip'], /use --patch/],
    ['an unknown rule', ['in.zip', '--rule', 'no/such', '--patch', 'out.patch'], /no rule is called no\/such$/m],
    ['a misspelt rule', ['in.zip', '--rule', 'renamd-unit', '--patch', 'out.patch'], /\(did you mean systemd\/renamed-unit\?\)/],
  ];
  for (const [what, args, why] of refusals) {
    it(`refuses ${what}, and changes nothing`, async () => {
      symlinkSync('in.zip', join(folder.path, 'link.zip'));
      linkSync(join(folder.path, 'in.zip'), join(folder.path, 'hard.zip'));
      const before = digestOf(folder.path);
      const { code, out, err } = await fix(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, why);
      assert.equal(digestOf(folder.path), before);
    });
  }
});
