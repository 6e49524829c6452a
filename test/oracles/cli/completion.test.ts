import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { temporaryFolder, upgradeReview, writeFiles } from '../../support/cli';

describe('completion in bash', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  /** What bash offers for the last word. */
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    writeFiles(folder.path, { 'package.zip': '' });
    const { out } = await upgradeReview(folder.path, ['completion', 'bash']);
    const ask = 'COMP_WORDS=(upgrade-review "$@"); COMP_CWORD=$#; _upgrade_review; printf "%s\\n" "${COMPREPLY[@]}"';
    const { stdout, stderr } = spawnSync('bash', ['-c', `${out}\n${ask}`, 'bash', ...words], { cwd: folder.path, encoding: 'utf8' });
    assert.equal(stderr, '');
    return stdout.split('\n').filter(Boolean);
  };

  it('knows commands, their options, and the words that these take', async () => {
    assert.deepEqual(await offered('pre'), ['preflight']);
    assert.deepEqual(await offered('waive', '--au'), ['--authority']);
    assert.deepEqual(await offered('preflight', '--au'), []);
    assert.deepEqual(await offered('preflight', 'package.zip', '--fail-on', 'w'), ['warning']);
    assert.deepEqual(await offered('report', '--format', 's'), ['sarif', 'signing-key']);
    assert.deepEqual(await offered('completion', 'f'), ['fish']);
  });

  it('knows rules and files', async () => {
    assert.deepEqual(await offered('explain', 'script/assumes'), ['script/assumes-sudo']);
    assert.deepEqual(await offered('waive', 'package.zip', '--rule', 'script/assumes'), ['script/assumes-sudo']);
    assert.deepEqual(await offered('preflight', 'pack'), ['package.zip']);
  });
});
