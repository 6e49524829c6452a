import assert from 'node:assert/strict';
import { errorText } from '../../../src/core/text/error-text';

const systemError = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: what the system says, open '${path}'`), { code, syscall: 'open', ...(path && { path }) });

describe('words of errors', () => {
  for (const code of ['EACCES', 'ENOSPC', 'EISDIR', 'EROFS', 'EMFILE', 'ENFILE', 'EBUSY', 'EPERM', 'ENOTDIR', 'ELOOP', 'EIO', 'ENOENT']) {
    it(`${code} is told in words, with the path before them`, () => {
      assert.match(errorText(systemError(code, '/a/b')), /^\/a\/b: [a-z].*[a-z)]$/);
      assert.match(errorText(systemError(code)), /^[A-Z][a-z ].*[a-z)]$/);
      assert.ok(!errorText(systemError(code, '/a/b')).includes(code));
    });
  }

  it('what we do not know, and what is ours, stays as it is', () => {
    assert.match(errorText(systemError('EWHAT', '/a')), /^EWHAT: what the system says/);
    assert.equal(errorText(new Error('no package is named')), 'no package is named');
    assert.equal(errorText('thrown'), 'thrown');
  });
});
