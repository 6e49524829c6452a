import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import JSZip from 'jszip';

import { bundles } from '../../../scripts/bundles.mjs';
import type { Archive } from '../../../src/core/archive/archive';
import { openPackage } from '../../../src/node/open-package';
import type { FoundInFile, SearchRequest } from '../../../src/node/search/protocol';
import { searchPackage, type SearchOptions } from '../../../src/node/search/search-package';

const files: Readonly<Record<string, string | Uint8Array>> = {
  'manifest.json': '{ "name": "dten" }\n',
  'scripts/a.sh': 'echo one\necho dten two\n',
  'scripts/b.sh': 'echo three\n',
  'lib/text.txt': Buffer.from('\ufeffdten wide\n', 'utf16le'),
  'bin/dtend': Buffer.from('\x7fELF\0\0dten\0'),
  'empty.txt': '',
  'hostile.txt': `${'a'.repeat(40)}!\n`,
};

describe('search in a package', () => {
  let folder: string;
  let worker: string;
  let zip: string;
  let archive: Archive | undefined;

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'upgrade-review-search-'));
    worker = join(folder, 'worker.js');
    zip = join(folder, 'package.zip');
    await build({ ...(bundles({ dev: true })['search worker'] as BuildOptions), outfile: worker, sourcemap: false });
    const made = new JSZip();
    for (const [path, content] of Object.entries(files)) {
      made.file(path, content);
      await mkdir(dirname(join(folder, 'unpacked', path)), { recursive: true });
      await writeFile(join(folder, 'unpacked', path), content);
    }
    await writeFile(zip, await made.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
    const opened = await openPackage(zip);
    archive = opened.archive?.archive;
    await opened.close();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function search(request: Partial<SearchRequest> & { pattern: string }, options: Partial<SearchOptions> = {}) {
    const found: FoundInFile[] = [];
    const { pattern, ...more } = request;
    const summary = await searchPackage(
      {
        package: { path: zip },
        files: Object.keys(files),
        texts: new Map(),
        query: { pattern, isRegExp: false, matchCase: false, wholeWord: false },
        ...more,
      },
      { archive, worker, found: (some) => found.push(...some), signal: new AbortController().signal, ...options },
    );
    const lines = found.flatMap(({ path, matches }) => matches.map(({ start, line }) => `${path}:${start.line + 1} ${line}`));
    return { ...summary, lines: lines.sort() };
  }
  const expected = ['lib/text.txt:1 dten wide', 'manifest.json:1 { "name": "dten" }', 'scripts/a.sh:2 echo dten two'];

  it('finds in an archive, in its bytes and in a folder the same; programs are left out and listed', async () => {
    const fromFile = await search({ pattern: 'DTEN' });
    assert.deepEqual(await search({ pattern: 'DTEN' }, { archive: undefined }), fromFile);
    assert.deepEqual(fromFile.lines, expected);
    assert.deepEqual(fromFile.skipped, [{ path: 'bin/dtend', why: 'binary' }]);
    assert.deepEqual([fromFile.searched, fromFile.matches, fromFile.ended], [7, 3, 'complete']);
    assert.deepEqual((await search({ pattern: 'dten', package: { name: 'x', bytes: await readFile(zip) } })).lines, expected);
    assert.deepEqual(
      (await search({ pattern: 'dten', package: { path: join(folder, 'unpacked') } }, { archive: undefined })).lines,
      expected,
    );
    const literal = { pattern: 'dten', isRegExp: false, matchCase: true, wholeWord: false };
    const exact = await search({ pattern: '', query: literal });
    assert.deepEqual(exact.lines, expected);
    assert.deepEqual(exact.skipped, fromFile.skipped);
    assert.deepEqual((await search({ pattern: '', query: { ...literal, pattern: 'dten[^x]', isRegExp: true } })).lines, expected);
  });

  it('searches what is patched or typed in place of what was shipped', async () => {
    const texts = new Map([
      ['scripts/b.sh', Buffer.from('echo dten typed\n')],
      ['new.sh', Buffer.from('dten\n')],
    ]);
    const { lines } = await search({ pattern: 'dten', texts, files: ['scripts/b.sh', 'new.sh'] });
    assert.deepEqual(lines, ['new.sh:1 dten', 'scripts/b.sh:1 echo dten typed']);
  });

  it('ends a pattern that would run for years, and searches the other files', async () => {
    const started = performance.now();
    const query = { pattern: '^(a+)+$|dten', isRegExp: true, matchCase: true, wholeWord: false };
    const { lines, skipped, ended } = await search({ pattern: '', query }, { perFile: 1500 });
    assert.deepEqual(lines, expected);
    assert.ok(skipped.some(({ path, why }) => path === 'hostile.txt' && why === 'slow'));
    assert.equal(ended, 'complete');
    assert.ok(performance.now() - started < 20_000);
  });

  it('gives up when it happens in file after file', async () => {
    const texts = new Map(Array.from({ length: 40 }, (_, index) => [`${index}.txt`, Buffer.from(`${'a'.repeat(40)}!`)] as const));
    const query = { pattern: '^(a+)+$', isRegExp: true, matchCase: true, wholeWord: false };
    const { ended } = await search({ pattern: '', query, texts, files: [...texts.keys()] }, { perFile: 700 });
    assert.equal(ended, 'slow');
  });

  it('stops at the limit, and when it is cancelled', async () => {
    const texts = new Map(Array.from({ length: 200 }, (_, index) => [`${index}.txt`, Buffer.from('x\n'.repeat(100))] as const));
    const limited = await search({ pattern: 'x', texts, files: [...texts.keys()] }, { maxMatches: 250 });
    assert.equal(limited.ended, 'limit');
    assert.equal(limited.lines.length, 250);
    assert.equal(limited.matches, 250);
    const cancel = new AbortController();
    cancel.abort();
    assert.equal((await search({ pattern: 'x' }, { signal: cancel.signal })).ended, 'cancelled');
  });

  it('says why a package cannot be searched', async () => {
    await assert.rejects(search({ pattern: 'x', package: { path: join(folder, 'missing.zip') } }), /missing\.zip/);
  });

  it('goes on behind what cannot be read', async () => {
    const { lines, skipped } = await search({ pattern: 'dten', files: ['no/such/file', 'manifest.json'] });
    assert.deepEqual(lines, ['manifest.json:1 { "name": "dten" }']);
    assert.deepEqual(skipped, [{ path: 'no/such/file', why: 'unreadable' }]);
  });

  it('leaves out damaged files, and no others', async () => {
    const bytes = await readFile(zip);
    const damaged = Buffer.from(bytes);
    const header = damaged.indexOf('scripts/a.sh') - 30;
    damaged[header] = 0;
    const { lines, skipped } = await search({ pattern: 'dten', package: { name: 'x', bytes: damaged } });
    assert.deepEqual(lines, expected.slice(0, 2));
    assert.deepEqual(skipped.find(({ path }) => path === 'scripts/a.sh')?.why, 'unreadable');
    // The data of the first file, behind its name.
    const data = Buffer.from(bytes);
    data.fill(0xff, data.indexOf('manifest.json') + 13, data.indexOf('manifest.json') + 18);
    const other = await search({ pattern: 'dten', package: { name: 'x', bytes: data } });
    assert.deepEqual(other.lines, [expected[0], expected[2]]);
  });
});
