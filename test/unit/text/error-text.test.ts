import assert from 'node:assert/strict';
import { errorText, FileError, reasonFirst } from '../../../src/core/text/error-text';

describe('the words of errors', () => {
  it('are those of whatever was thrown', () => {
    assert.equal(errorText(new RangeError('too far')), 'too far');
    assert.equal(errorText(undefined), 'undefined');
  });

  it('begin with the file on a command line, and with the reason where they are cut off', () => {
    const error = new FileError('/long/way/to.zip', 'it is not a regular file');
    assert.equal(errorText(error), '/long/way/to.zip: it is not a regular file');
    assert.equal(reasonFirst(error), 'It is not a regular file (/long/way/to.zip)');
    assert.equal(reasonFirst(new Error('no file is meant')), 'no file is meant');
  });
});
