import assert from 'node:assert/strict';
import { errorText, FileError, reasonFirst, shortPlace } from '../../../src/core/text/error-text';

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

  it('begin with the file on a command line, and with the reason where they are cut off', () => {
    const error = new FileError('/long/way/to.zip', 'it is not a regular file');
    assert.equal(errorText(error), '/long/way/to.zip: it is not a regular file');
    assert.equal(reasonFirst(error), 'It is not a regular file (…/way/to.zip)');
    assert.equal(reasonFirst(systemError('EACCES', '/long/way/to.zip')).replace(/:.* \(/, ' ('), 'Access is not permitted (…/way/to.zip)');
    assert.equal(reasonFirst(new Error('no file is meant')), 'No file is meant');
  });

  it('shorten a place to its last folder', () => {
    assert.equal(shortPlace('/srv/in/dten/5.2.zip'), '…/dten/5.2.zip');
    assert.equal(shortPlace('C:\\in\\dten\\5.2.zip'), '…/dten/5.2.zip');
    assert.equal(shortPlace('/in/5.2.zip'), '/in/5.2.zip');
    assert.equal(shortPlace('5.2.zip'), '5.2.zip');
  });
});
