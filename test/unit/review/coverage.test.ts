import assert from 'node:assert/strict';
import { newCache } from '../../../src/core/review/cache';
import { counted, type FileState } from '../../../src/core/review/coverage';
import { reviewed, type Files } from '../../support/covered';

const state = (states: ReadonlyMap<string, FileState>, path: string) => {
  const found = states.get(path);
  return found?.state === 'not-understood'
    ? `${found.language}${found.decisive ? '!' : ''}`
    : found && `${found.state}${'decisive' in found && found.decisive ? '!' : ''}`;
};

describe('coverage', () => {
  const kinds: readonly (readonly [path: string, content: string | Uint8Array, state: string])[] = [
    ['scripts/a.sh', '#!/bin/sh\necho\n', 'reviewed'],
    ['scripts/a.pl', 'print 1;\n', 'Perl!'],
    ['migrations/1.sql.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed text!'],
    ['docs/1.sql.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed text'],
    ['logs/a.log.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), 'listed'],
    ['bin/tool', '#!/usr/bin/env python3\nprint(1)\n', 'Python!'],
    ['lib/app/models.py', 'x = 1\n', 'Python'],
    ['install.ps1', 'Write-Host 1\n', 'PowerShell!'],
    ['hooks/post.rb', 'puts 1\n', 'Ruby!'],
    ['srv/salt/top.sls', 'base: {}\n', 'Salt!'],
    ['bin/odd', '#!/opt/vendor/bin/magic\n', 'a script for magic!'],
    ['scripts/step', 'do something\n', 'text of an unknown kind!'],
    ['templates/app.conf.j2', 'a={{ b }}\n', 'a template'],
    ['migrations/1.sql', 'CREATE TABLE a (b varchar2(10));\nGO\n', 'SQL of another database than PostgreSQL!'],
    ['migrations/2.sql', 'CREATE TABLE `a` (b int AUTO_INCREMENT) ENGINE=InnoDB;\n', 'partly!'],
    ['migrations/3.pgsql', 'CREATE TABLE a (b int);\n', 'reviewed'],
    ['alembic/versions/1_a.py', 'def upgrade(): pass\n', 'Python!'],
    ['db/changelog.xml', '<databaseChangeLog><changeSet id="1"><sql>DROP TABLE a</sql></changeSet></databaseChangeLog>\n', 'reviewed'],
    ['db/log2.xml', '<databaseChangeLog><changeSet id="1"><customChange class="x.Y"/></changeSet></databaseChangeLog>\n', 'partly!'],
    ['conf/odd.conf', '<<< what is this >>>\n{{{\n', 'configuration in an unknown format!'],
    ['docs/odd.conf', '<<< what is this >>>\n{{{\n', 'configuration in an unknown format'],
    ['media/logo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'listed'],
    ['README', 'Read me.\n', 'listed'],
    ['scripts/nul.sh', '#!/bin/sh\nexit 0\n\0\0', 'partly!'],
    ['scripts/binary.sh', new Uint8Array([0, 1, 2, 3]), 'skipped!'],
    ['scripts/empty.sh', '', 'listed'],
    ['config/deep.json', `{"a":${'['.repeat(500)}${']'.repeat(500)}}`, 'partly!'],
    ['config/large.yaml', `a: 1\n${'#\n'.repeat(1_100_000)}`, 'skipped!'],
  ];
  for (const [path, content, expected] of kinds) {
    it(`${path} is ${expected}`, async () => {
      const { review, states } = await reviewed({ 'manifest.json': '{"name":"a","version":"1.0.0","reboot":false}', [path]: content });
      assert.equal(state(states, path), expected);
      const gap = review.notChecked.find(({ what }) => what.includes(path));
      assert.equal(gap?.decisive ?? false, expected.endsWith('!'));
    });
  }

  it('reads as a script what scripts read in or give to a shell, whatever it is called, and no longer when they do not', async () => {
    const files = {
      'run.sh': '#!/bin/sh\n. ./logo.png\n',
      'logo.png': 'bash data/step.txt\n',
      'data/step.txt': './art.svg\n',
      'art.svg': 'echo done\n',
      'other.png': 'echo\n',
    };
    const cache = newCache();
    const { states } = await reviewed(files, cache);
    assert.deepEqual([...states].map(([path, { state: found }]) => `${path} ${found}`).sort(), [
      'art.svg reviewed',
      'data/step.txt reviewed',
      'logo.png reviewed',
      'other.png listed',
      'run.sh reviewed',
    ]);
    cache.files.delete('run.sh');
    const again = await reviewed({ ...files, 'run.sh': '#!/bin/sh\necho\n' }, cache);
    assert.deepEqual([...again.states.values()].filter(({ state: found }) => found === 'reviewed').length, 1);
  });

  it('without anything that is understood ends in a verdict of its own', async () => {
    for (const files of [{}, { 'a.png': 'x', 'b.bin': new Uint8Array([0, 1]) }] as Files[]) {
      const { review } = await reviewed(files);
      assert.equal(review.verdict.decision, 'cannot-judge');
      assert.deepEqual(review.verdict.reasons[0], { code: 'nothing-read', files: Object.keys(files).length });
    }
  });

  it('counts languages, and files in words', () => {
    const kinds = ['Perl', 'text of an unknown kind', 'a template', 'configuration in an unknown format', 'a script for awk'];
    assert.deepEqual(
      kinds.map((kind, index) => counted(kind, index === 2 ? 1 : 2)),
      ['2 Perl', '2 text files of an unknown kind', '1 template', '2 configuration files in an unknown format', '2 scripts for awk'],
    );
    assert.equal(counted('SQL of another database than PostgreSQL', 9), '9 SQL files of another database than PostgreSQL');
  });
});
