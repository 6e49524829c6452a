import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { openArchive } from '../../../src/core/archive/archive';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { bytesSource } from '../../../src/core/archive/byte-source';
import { crc32 } from '../../../src/core/archive/crc32';
import { compareEntries, pathOf, type EntryChange } from '../../../src/core/compare/entries';
import type { PackageSource, SourceEntry } from '../../../src/core/package/source';
import { inflateRaw } from '../../../src/node/inflate';
import { memorySource } from '../../support/memory-source';
import { randomSource } from '../../support/random';

type Files = Readonly<Record<string, string>>;

const told = ({ kind, before, after }: EntryChange): string =>
  kind === 'moved' ? `moved ${before?.path} ${after?.path}` : `${kind} ${(after ?? before)?.path}`;

const compare = async (older: PackageSource, newer: PackageSource) => (await compareEntries(older, newer)).map(told);

/** With checksums, as an archive gives them, and other facts over the entries. */
function recorded(files: Files, facts: (path: string) => Partial<SourceEntry> = () => ({})): PackageSource {
  const source = memorySource('package.zip', files);
  const crcOf = (path: string) => crc32(new TextEncoder().encode(files[path]));
  return { ...source, entries: source.entries.map((entry) => ({ ...entry, crc: crcOf(entry.path), ...facts(entry.path) })) };
}

describe('compared entries', () => {
  const older = { 'a.txt': 'one', 'b/c.sh': 'two', 'gone.txt': 'gone', 'old/name.txt': 'moved content', 'empty-a': '' };
  const newer = { 'a.txt': 'ONE', 'b/c.sh': 'two', 'came.txt': 'came', 'new/name.txt': 'moved content', 'empty-b': '' };
  const expected = [
    'changed a.txt',
    'added came.txt',
    'removed empty-a',
    'added empty-b',
    'removed gone.txt',
    'moved old/name.txt new/name.txt',
  ];

  it('are told with checksums and without, and between both', async () => {
    for (const before of [memorySource('old', older), recorded(older)]) {
      for (const after of [memorySource('new', newer), recorded(newer)]) assert.deepEqual(await compare(before, after), expected);
    }
  });

  it('lie at the same place below a folder that is called after the version', async () => {
    const below = (top: string, files: Files): Files => Object.fromEntries(Object.entries(files).map(([path, text]) => [top + path, text]));
    const texts = { 'a.txt': 'one', 'bin/c.sh': 'two' };
    const changed = { ...texts, 'a.txt': 'ONE' };
    const between = (old: string, now: string, more: Files = {}) =>
      compare(memorySource('old', { ...below(old, texts), ...more }), memorySource('new', { ...below(now, changed), ...more }));
    assert.deepEqual(await between('dten-5.1.0/', 'dten-5.2.0/'), ['changed dten-5.2.0/a.txt']);
    assert.deepEqual(await between('dten_v9.0-rc.1/', 'dten_v10.0/'), ['changed dten_v10.0/a.txt']);
    assert.deepEqual(await between('5.1/', '5.2/', { 'README.txt': 'x', 'lib/x': 'y' }), ['changed 5.2/a.txt']);
    assert.deepEqual(await between('5.1/', ''), ['removed 5.1/a.txt', 'added a.txt', 'moved 5.1/bin/c.sh bin/c.sh']);
    // Which of them is meant nobody knows.
    const two = await compare(
      memorySource('old', below('v1/', texts)),
      memorySource('new', { ...below('v2/', texts), ...below('v3/', texts) }),
    );
    assert.ok(!two.some((line) => line.startsWith('changed')) && two.length === 4, two.join('\n'));
  });

  it('read nothing where checksums and sizes tell', async () => {
    const unread = (source: PackageSource): PackageSource => ({
      ...source,
      read: () => Promise.reject(new Error('read')),
    });
    const count = 200;
    const names = Array.from({ length: count }, (_, index) => `texts/${index}.txt`);
    const files = Object.fromEntries(names.map((name) => [name, name]));
    assert.deepEqual(await compare(unread(recorded(files)), unread(recorded({ ...files, 'texts/7.txt': 'texts/!.txt' }))), [
      'changed texts/7.txt',
    ]);
  });

  it('are compared by bytes where a program has the checksum and size of the old one', async () => {
    const forged = () => ({ crc: 1 });
    const [before, after] = [
      { 'bin/tool': 'aaaa', 'docs/x.txt': 'aaaa' },
      { 'bin/tool': 'bbbb', 'docs/x.txt': 'bbbb' },
    ];
    assert.deepEqual(await compare(recorded(before, forged), recorded(after, forged)), ['changed bin/tool']);
    const executable = () => ({ crc: 1, mode: 0o755 });
    assert.deepEqual(await compare(recorded(before, executable), recorded(after, executable)), ['changed bin/tool', 'changed docs/x.txt']);
  });

  it('tell modes apart from contents', async () => {
    const mode = (mode: number) => () => ({ mode });
    assert.deepEqual(await compare(recorded({ a: 'x' }, mode(0o644)), recorded({ a: 'x' }, mode(0o755))), ['mode a']);
    assert.deepEqual(await compare(recorded({ a: 'x' }, mode(0o644)), recorded({ a: 'y' }, mode(0o755))), ['changed a']);
    assert.deepEqual(await compare(recorded({ a: 'x' }), recorded({ a: 'x' }, mode(0o755))), [], 'an unknown mode is no other mode');
    assert.deepEqual(
      await compare(
        recorded({ a: 'x' }),
        recorded({ a: 'x' }, () => ({ symlink: true })),
      ),
      ['changed a'],
    );
  });

  it('are told below the folder that carries the version', async () => {
    const below = (folder: string, files: Files) =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
    const before = below('dten-5.1.0', { 'manifest.json': '{}', 'a.sh': 'a', 'b.sh': 'b' });
    const after = below('dten-5.2.0', { 'manifest.json': '{}', 'a.sh': 'a', 'b.sh': 'B' });
    assert.deepEqual(await compare(recorded(before), recorded(after)), ['changed dten-5.2.0/b.sh']);
  });

  it('of several alike are paired by name, and each once', async () => {
    const before = { 'x/a': 'same', 'x/b': 'same', 'x/c': 'same' };
    const after = { 'y/b': 'same', 'y/d': 'same' };
    assert.deepEqual(await compare(recorded(before), recorded(after)), ['removed x/c', 'moved x/b y/b', 'moved x/a y/d']);
  });

  it('count as changed when they cannot be read', async () => {
    const broken = (source: PackageSource): PackageSource => ({ ...source, read: () => Promise.reject(new Error('damaged')) });
    assert.deepEqual(await compare(broken(memorySource('old', { a: 'x', b: 'gone' })), memorySource('new', { a: 'x', c: 'came' })), [
      'changed a',
      'removed b',
      'added c',
    ]);
  });

  it('of archives have their checksums', async () => {
    const zipped = async (files: Files) => {
      const zip = new JSZip();
      for (const [path, text] of Object.entries(files)) zip.file(path, text);
      const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
      return archiveSource('package.zip', await openArchive(bytesSource(bytes), { inflate: inflateRaw }));
    };
    const source = await zipped(older);
    assert.equal(source.entries.find(({ path }) => path === 'a.txt')?.crc, crc32(new TextEncoder().encode('one')));
    assert.deepEqual(await compare(source, await zipped(newer)), expected);
  });

  const seed = Number(process.env['SEED'] ?? 20261121);
  it(`agree with digests of everything on random packages (seed ${seed})`, async () => {
    const random = randomSource(seed);
    const content = () => 'x'.repeat(random.below(3)) + random.pick(['a', 'b', 'c', '']);
    for (let round = 0; round < 300; round++) {
      const make = () =>
        Object.fromEntries(Array.from({ length: random.below(8) }, () => [`${random.pick(['d', 'e'])}/${random.below(5)}`, content()]));
      const [before, after] = [make(), make()];
      const source = (files: Files) => (random.below(2) ? recorded(files) : memorySource('p', files));
      const changes = await compareEntries(source(before), source(after));
      const digest = (text: string | undefined) =>
        createHash('sha256')
          .update(text ?? '')
          .digest('hex');
      for (const { kind, before: old, after: own } of changes) {
        const [was, is] = [before[old?.path ?? ''], after[own?.path ?? '']];
        if (kind === 'moved') assert.equal(digest(was), digest(is));
        if (kind === 'changed') assert.ok(old?.path === own?.path && digest(was) !== digest(is));
      }
      // What is explained: every path of either side is unchanged or told of exactly once.
      const mentioned = changes.flatMap(({ before: old, after: own }) => [
        ...(old ? [`- ${old.path}`] : []),
        ...(own ? [`+ ${own.path}`] : []),
      ]);
      const wanted = [
        ...Object.keys(before)
          .filter((path) => before[path] !== after[path])
          .map((path) => `- ${path}`),
        ...Object.keys(after)
          .filter((path) => before[path] !== after[path])
          .map((path) => `+ ${path}`),
      ];
      assert.deepEqual(mentioned.sort(), wanted.sort());
      // No content both went and came without being called a move.
      const texts = (kind: string, files: Files) =>
        changes
          .filter((change) => change.kind === kind)
          .map((change) => files[pathOf(change)] ?? '')
          .filter((text) => text !== '');
      assert.deepEqual(
        texts('removed', before).filter((text) => texts('added', after).includes(text)),
        [],
      );
    }
  });
});
