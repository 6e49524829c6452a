import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOverlay, overlaidSource, withEdit, type Overlay } from '../../../src/core/patch/overlay';
import { refreshDigests } from '../../../src/core/patch/refresh-digests';
import { digest } from '../../../src/node/digest';
import { scratchFolder } from '../../support/archives';
import { made } from '../../support/programs';
import { temporaryFolder, writeFiles } from '../../support/cli';
import { memorySource, readTree } from '../../support/memory-source';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = async (source: ReturnType<typeof memorySource>, overlay: Overlay, path: string) =>
  new TextDecoder().decode(await overlaidSource(source, overlay).read(path));

describe('digests of a patched package', () => {
  it('satisfy the tools that wrote them, in every form, down to the checksums of checksum files', async function () {
    const scratch = scratchFolder();
    const folder = temporaryFolder({ 'bin/app': 'old', 'scripts/a b.sh': 'old', 'docs/gone.txt': 'old', 'kept.txt': 'kept' });
    try {
      const all = ['bin/app', 'scripts/a b.sh', 'docs/gone.txt', 'kept.txt'];
      const at = (command: string[], cwd = folder.path) => made(this, cwd, command).text;
      const manifest = `{\n  // digests\n  "files": [{ "path": "bin/app", "sha256": "${digest('sha256', bytes('old')) as string}", "mode": "0755" }]\n}\n`;
      writeFiles(folder.path, { 'manifest.json': manifest });
      writeFiles(folder.path, {
        SHA256SUMS: at(['sha256sum', ...all, 'manifest.json']),
        'SHA512SUMS.txt': at(['sha512sum', '--binary', ...all]).replaceAll('\n', '\r\n'),
        'md5sums.txt': at(['md5sum', '--tag', ...all]),
        'bin/app.sha256': at(['sha256sum', 'app'], join(folder.path, 'bin')).toUpperCase().replace('APP', 'app'),
        'scripts/SHA256SUMS': at(['sha256sum', './a b.sh'], join(folder.path, 'scripts')),
        'bin/app.md5': `${digest('md5', bytes('old')) as string}\n`,
      });
      writeFiles(folder.path, { 'SUMS.sha256': at(['sha256sum', 'SHA256SUMS', 'md5sums.txt']) });
      const source = memorySource('p', readTree(folder.path));
      let overlay = withEdit(emptyOverlay, 'bin/app', bytes('new'));
      overlay = withEdit(withEdit(overlay, 'scripts/a b.sh', bytes('newer')), 'docs/gone.txt', 'deleted');
      const { overlay: fresh, refreshed, circular } = await refreshDigests(source, overlay, digest);
      assert.deepEqual(circular, []);
      assert.deepEqual(refreshed, ['SHA256SUMS', 'SHA512SUMS.txt', 'SUMS.sha256', 'bin/app.md5', 'bin/app.sha256', 'manifest.json', 'md5sums.txt', 'scripts/SHA256SUMS']); // prettier-ignore
      rmSync(join(folder.path, 'docs'), { recursive: true });
      for (const [path, edit] of fresh.edits) if (edit !== 'deleted' && edit.content) writeFiles(folder.path, { [path]: edit.content });
      assert.match(at(['sha256sum', '-c', '--strict', 'SHA256SUMS', 'SUMS.sha256']), /manifest\.json: OK/);
      at(['md5sum', '-c', '--strict', 'md5sums.txt']);
      at(['sha256sum', '-c', '--strict', 'app.sha256'], join(folder.path, 'bin'));
      at(['sha256sum', '-c', '--strict', 'SHA256SUMS'], join(folder.path, 'scripts'));
      const windows = await text(source, fresh, 'SHA512SUMS.txt');
      assert.equal(windows.split('\r\n').length, 4, 'three lines, with their ends');
      assert.ok(windows.includes(`${digest('sha512', bytes('new')) as string} *bin/app\r\n`));
      assert.equal(await text(source, fresh, 'bin/app.md5'), `${digest('md5', bytes('new')) as string}\n`);
      assert.match(await text(source, fresh, 'bin/app.sha256'), /^[0-9A-F]{64} /);
      assert.equal(await text(source, fresh, 'manifest.json'), manifest.replace(digest('sha256', bytes('old')) as string, digest('sha256', bytes('new')) as string)); // prettier-ignore
    } finally {
      folder.remove();
      scratch.remove();
    }
  });
});
