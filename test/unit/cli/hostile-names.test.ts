import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';
import { catalog, inventory, smallPackage } from '../../support/small-package';

/** Clears the screen, turns the text, forges lines, breaks out of a table, links, draws a picture. */
const parts = ['\u001b[2J', '\u009b31m', '\u202e', '\u{e0041}', '\n# GO', '|a|', '`', '<img src=x>', '[a](https://b.example)', '\ufeff'];

const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff]|[\u{e0000}-\u{e007f}]/u;

describe('command line: names that steer what shows them', () => {
  const name = `scripts/${parts.join('-').replaceAll('/', '')}.sh`;
  let folder: ReturnType<typeof temporaryFolder>;
  const run = (command: string, ...args: string[]) =>
    upgradeReview(folder.path, [command, 'in.zip', '--inventory', 'inventory.json', '--catalog', 'catalog.json', ...args]);

  before(async () => {
    const files = {
      'manifest.json': JSON.stringify({ name: parts.join(' '), version: parts.join('.'), dependencies: { [parts.join('')]: '>=1' } }),
      [name]: String(smallPackage['scripts/10-install.sh']),
    };
    folder = temporaryFolder({ 'in.zip': await zipOf(files), 'inventory.json': inventory, 'catalog.json': catalog });
  });
  after(() => folder.remove());

  for (const format of ['text', 'md', 'json']) {
    it(`do nothing in ${format}`, async () => {
      const { out, err } = await run('preflight', '--format', format);
      assert.match(out, /renamed-unit/);
      assert.doesNotMatch(out, unseen);
      assert.doesNotMatch(out, /^# GO/m);
      assert.equal(err, '');
      if (format === 'json') assert.ok((JSON.parse(out) as { findings: { path: string }[] }).findings.some(({ path }) => path === name));
    });
  }

  it('end no cell and no code of the Markdown report', async () => {
    const { out } = await run('preflight', '--format', 'md');
    const rows = out.split('\n').filter((line) => line.startsWith('| '));
    assert.ok(rows.some((row) => row.includes('img src')));
    for (const table of out.split('\n\n').filter((block) => block.startsWith('| '))) {
      const widths = table.trim().split('\n').map((row) => row.split('|').length); // prettier-ignore
      assert.equal(new Set(widths).size, 1, table);
    }
    const outsideOfCode = out.replace(/^(`{3,})\n[^]*?^\1$/gm, '');
    assert.doesNotMatch(outsideOfCode.replace(/\\./g, ''), /<img|\]\(/);
  });

  it('do nothing in the summary of fixes, and name the file in its patch in ASCII', async () => {
    const { code, err } = await run('fix', '--patch', 'out.patch');
    assert.equal(code, 0);
    assert.match(err, /renamed-unit/);
    assert.doesNotMatch(err, unseen);
    assert.doesNotMatch(err, /^# GO/m);
    const headers = readFileSync(join(folder.path, 'out.patch'), 'latin1').split('\n').filter((line) => /^(?:diff|---|\+\+\+) /.test(line)); // prettier-ignore
    assert.equal(headers.length, 3);
    for (const header of headers) assert.match(header, /^[\x20-\x7e]*$/);
  });

  it('do nothing in an error', async () => {
    const { code, err } = await upgradeReview(folder.path, ['preflight', `${parts.join('')}.zip`]);
    assert.equal(code, 2);
    assert.doesNotMatch(err, unseen);
    assert.doesNotMatch(err, /^# GO/m);
  });
});
