import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOverlay, withEdit, withFileEdit, type Overlay } from '../../../src/core/patch/overlay';
import type { PackageSource } from '../../../src/core/package/source';
import { unifiedDiff } from '../../../src/core/patch/unified-diff';
import { patchedFiles } from '../../../src/core/patch/patched-files';
import { made } from '../../support/programs';
import { temporaryFolder, writeFiles, type Files } from '../../support/cli';
import { memorySource, readTree } from '../../support/memory-source';
import { randomSource, type RandomSource } from '../../support/random';

const tools: Readonly<Record<string, readonly string[]>> = {
  git: ['git', 'apply', '-p1', '--whitespace=nowarn', '../out.patch'],
  patch: ['patch', '-p1', '--batch', '--fuzz=0', '-i', '../out.patch'],
};

interface Wanted {
  readonly files: Files;
  readonly modes?: Readonly<Record<string, number>>;
}

/** Applies the patch that leads from one tree to the other with a real tool, and compares what comes out. */
async function applied(test: Mocha.Context, tool: string, before: Wanted, overlay: Overlay, after: Wanted): Promise<string> {
  const folder = temporaryFolder();
  try {
    const tree = join(folder.path, 'tree');
    writeFiles(tree, before.files);
    for (const [path, mode] of Object.entries(before.modes ?? {})) chmodSync(join(tree, path), mode);
    const patch = unifiedDiff(await patchedFiles(sourceOf(before), overlay));
    writeFiles(folder.path, { 'out.patch': patch });
    const [program = '', ...rest] = tools[tool] ?? [];
    const { text } = made(test, tree, [program, ...rest]);
    assert.ok(!text.includes('fuzz') && !text.includes('offset'), text);
    const wanted = Object.fromEntries(
      Object.entries(after.files).map(([path, content]) => [path, Buffer.from(content).toString('latin1')]),
    );
    const got = Object.fromEntries(
      Object.entries(readTree(tree)).map(([path, content]) => [path, Buffer.from(content).toString('latin1')]),
    );
    const told = `${tool}\n${Buffer.from(patch).toString('latin1')}`;
    assert.deepEqual(sorted(got), sorted(wanted), told);
    for (const [path, mode] of Object.entries(after.modes ?? {}))
      assert.equal(statSync(join(tree, path)).mode & 0o100, mode & 0o100, path + told);
    return Buffer.from(patch).toString('latin1');
  } finally {
    folder.remove();
  }
}

const sorted = (tree: Record<string, string>) => Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));

function sourceOf({ files, modes = {} }: Wanted): PackageSource {
  const source = memorySource('p', files);
  return { ...source, entries: source.entries.map((entry) => ({ ...entry, mode: modes[entry.path] ?? 0o644 })) };
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const lines = (...numbers: number[]) => numbers.map((number) => `line ${number}\n`).join('');

for (const tool of Object.keys(tools)) {
  describe(`patches for ${tool}`, () => {
    const cases: Readonly<Record<string, readonly [before: string | undefined, after: string | undefined]>> = {
      'a line': [lines(1, 2, 3, 4, 5, 6, 7, 8, 9), lines(1, 2, 3, 4, 50, 6, 7, 8, 9)],
      'Windows line ends': [lines(1, 2, 3).replaceAll('\n', '\r\n'), lines(1, 20, 3).replaceAll('\n', '\r\n')],
      'line ends themselves': [lines(1, 2, 3), lines(1, 2, 3).replaceAll('\n', '\r\n')],
      'a last line without an end': ['a\nb', 'a\nc'],
      'an end of the last line that comes': ['a\nb', 'a\nb\n'],
      'an end of the last line that goes': ['a\nb\n', 'a\nb'],
      'a new file': [undefined, 'new\nfile'],
      'a new empty file': [undefined, ''],
      'a deleted file': ['old\n', undefined],
      'a deleted file without a last line end': ['old', undefined],
      'a deleted empty file': ['', undefined],
      'a file that becomes empty': ['text\n', ''],
      'a file that was empty': ['', 'text\n'],
      'Latin-1': ['gr\xfc\xdfe\nx\n', 'gr\xfc\xdfe\ny\n'],
      'lines that look like a patch': [
        '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n',
        '--- a/x\n+++ b/y\n@@ -1,2 +1,1 @@\n-a\n+b\ndiff --git a/x b/x\n',
      ],
      'more lines than a shortest difference is looked for': [
        Array.from({ length: 9000 }, (_, at) => `old ${at % 7} ${at}\n`).join(''),
        `${Array.from({ length: 9000 }, (_, at) => `new ${at % 5} ${at}\n`).join('')}end`,
      ],
    };
    for (const [what, [before, after]] of Object.entries(cases)) {
      it(`tell ${what}`, async function () {
        const kept = { 'kept.txt': 'kept\n' };
        const path = 'scripts/a file.sh';
        const tree = (text: string | undefined): Wanted => ({ files: { ...kept, ...(text !== undefined && { [path]: bytes(text) }) } });
        const overlay = withEdit(emptyOverlay, path, after === undefined ? 'deleted' : bytes(after));
        await applied(this, tool, tree(before), overlay, tree(after));
      }).timeout(20_000);
    }

    it('tell modes and renames', async function () {
      const script = '#!/bin/sh\nexec true\n';
      let overlay = withFileEdit(emptyOverlay, 'run.sh', { mode: 0o755 });
      overlay = withFileEdit(overlay, 'both.sh', { mode: 0o644, content: bytes('other\n') });
      overlay = withFileEdit(overlay, 'new.sh', { mode: 0o755, content: bytes(script) });
      overlay = withFileEdit(withEdit(overlay, 'from here', 'deleted'), 'to/there', { content: bytes(script), movedFrom: 'from here' });
      overlay = withFileEdit(withEdit(overlay, 'a', 'deleted'), 'b', {
        content: bytes(`${lines(1, 2, 3)}4\n`),
        movedFrom: 'a',
        mode: 0o755,
      });
      const patch = await applied(
        this,
        tool,
        { files: { 'run.sh': script, 'both.sh': script, 'from here': script, a: lines(1, 2, 3) }, modes: { 'both.sh': 0o755 } },
        overlay,
        {
          files: { 'run.sh': script, 'both.sh': 'other\n', 'new.sh': script, 'to/there': script, b: `${lines(1, 2, 3)}4\n` },
          modes: { 'run.sh': 0o755, 'both.sh': 0o644, 'new.sh': 0o755, b: 0o755 },
        },
      );
      assert.match(patch, /similarity index 100%\nrename from "from here"\nrename to to\/there\n/);
    });

    it('tell where symbolic links lead', function () {
      const folder = temporaryFolder();
      try {
        const links = { changed: ['old/target', 'new/target'], gone: ['x', undefined] } as const;
        const files = Object.entries(links).map(([path, [before, after]]) => ({
          path,
          before: bytes(before),
          after: after === undefined ? undefined : bytes(after),
          symlink: true,
        }));
        mkdirSync(join(folder.path, 'tree'));
        for (const [path, [before]] of Object.entries(links)) symlinkSync(before, join(folder.path, 'tree', path));
        writeFiles(folder.path, { 'out.patch': unifiedDiff(files) });
        made(this, join(folder.path, 'tree'), tools[tool] ?? []);
        assert.equal(readlinkSync(join(folder.path, 'tree/changed')), 'new/target');
        assert.throws(() => readlinkSync(join(folder.path, 'tree/gone')), { code: 'ENOENT' });
      } finally {
        folder.remove();
      }
    });

    it('say which files are binary, and tell the rest', async function () {
      let overlay = withEdit(emptyOverlay, 'bin/app', Buffer.from([1, 0, 3]));
      overlay = withEdit(withEdit(overlay, 'bin/gone', 'deleted'), 'x.txt', bytes('new\n'));
      overlay = withFileEdit(withEdit(overlay, 'bin/old', 'deleted'), 'bin/new', { content: Buffer.from([0, 9]), movedFrom: 'bin/old' });
      const before = {
        'bin/app': Buffer.from([1, 0, 2, 2]),
        'bin/gone': Buffer.from([0]),
        'bin/old': Buffer.from([0, 9]),
        'x.txt': 'old\n',
      };
      const { 'bin/old': moved, ...rest } = before;
      const patch = await applied(this, tool, { files: before }, overlay, { files: { ...rest, 'bin/new': moved, 'x.txt': 'new\n' } });
      assert.match(
        patch,
        /^Not in this patch, because they are binary:\n {2}bin\/app: 4 bytes before, 3 bytes after\n {2}bin\/gone: 1 bytes before, no file after\n\n/,
      );
    });

    const seed = 3;
    it(`tell packages of all kinds of files (seed ${seed})`, async function () {
      const random = randomSource(seed);
      for (let round = 0; round < 12; round++) {
        const before: Record<string, Buffer> = {};
        const after: Record<string, Buffer> = {};
        let overlay = emptyOverlay;
        for (let index = 0; index < 25; index++) {
          const path = `${random.pick(['a', 'b c', 'größe', 'quo"te', 'back\\slash', 'tab\there'])}/${index} ${random.pick(['x', '日本', '-', "'"])}`;
          const old = randomText(random);
          const fresh = random.below(3) === 0 ? randomText(random) : mutated(old, random);
          const kind = random.below(8);
          if (kind !== 0) before[path] = old;
          if (kind === 1) overlay = withEdit(overlay, path, 'deleted');
          else if (kind !== 2) overlay = withEdit(overlay, path, fresh);
          if (kind === 2) after[path] = old;
          else if (kind !== 1) after[path] = fresh;
        }
        await applied(this, tool, { files: before }, overlay, { files: after });
      }
    }).timeout(60_000);
  });
}

function randomText(random: RandomSource): Buffer {
  const end = random.pick(['\n', '\r\n', '\n', '\r']);
  const text = Array.from(
    { length: random.below(60) },
    () => random.pick(['a', 'b', '', '  indented', '-- sql', '+x', '\xe9', '\\ No', 'x\ry', '\t']) + end,
  ).join('');
  return bytes(random.below(3) === 0 ? text.replace(/\r?\n$/, '') : text);
}

function mutated(old: Buffer, random: RandomSource): Buffer {
  const parts = old.toString('latin1').split(/(?<=\n)/);
  for (let change = 0; change <= random.below(4); change++)
    parts.splice(random.below(parts.length + 1), random.below(3), ...(random.below(2) ? ['fresh\n'] : []));
  return bytes(parts.join(''));
}

describe('patches', () => {
  it('of nothing are empty', async () => {
    assert.equal(unifiedDiff(await patchedFiles(memorySource('p', { a: 'a' }), emptyOverlay)).length, 0);
  });
});
