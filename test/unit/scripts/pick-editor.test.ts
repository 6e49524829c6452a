import assert from 'node:assert/strict';
import { pickEditor } from '../../vscode/pick-editor.mjs';

const outside = (more: object = {}) => ({
  reachable: () => Promise.resolve(true),
  download: () => Promise.resolve('/cache/code'),
  faultOf: () => undefined,
  ...more,
});

describe('the editor of the tests', () => {
  it('is VS Code itself where it can be downloaded and starts', async () => {
    assert.deepEqual(await pickEditor({}, outside()), { editor: 'desktop', why: 'downloaded', executable: '/cache/code' });
  });

  for (const [what, more, why] of [
    ['a download out of reach', { reachable: () => Promise.resolve(false) }, /out of reach/],
    [
      'a download that breaks off',
      { download: () => Promise.reject(new Error('socket hang up')) },
      /could not be downloaded: socket hang up/,
    ],
    ['a library that is missing', { faultOf: () => 'libnss3.so is missing' }, /does not start: libnss3\.so is missing/],
  ] as const) {
    it(`is code-server with ${what}, and that is said`, async () => {
      const picked = await pickEditor({}, outside(more));
      assert.equal(picked.editor, 'code-server');
      assert.match(picked.why, why);
      await assert.rejects(pickEditor({ UPGRADE_REVIEW_EDITOR: 'desktop' }, outside(more)), why);
    });
  }

  it('is what the environment says, without a look at the network', async () => {
    const nothing = outside({ reachable: () => assert.fail('asked') });
    assert.equal((await pickEditor({ UPGRADE_REVIEW_EDITOR: 'code-server' }, nothing)).editor, 'code-server');
    const named = await pickEditor({ VSCODE_EXECUTABLE_PATH: '/opt/code' }, nothing);
    assert.deepEqual([named.editor, named.executable], ['desktop', '/opt/code']);
    await assert.rejects(pickEditor({ UPGRADE_REVIEW_EDITOR: 'vim' }, nothing), /can be desktop or code-server/);
  });
});
