import assert from 'node:assert/strict';
import { signs } from '../../../src/core/text/secrets/signs';

describe('words that tell whether a text is worth a look', () => {
  const hasKey = signs('private key|$2a$');
  const hasMark = signs('-fd');

  it('are found in capitals and small letters, at both ends, one beside the other', () => {
    for (const text of ['PRIVATE KEY', 'a Private Key.', 'x$2a$', '$2A$10', 'private private key']) assert.ok(hasKey(text), text);
    for (const text of ['', 'private', 'private_key', '$2a', 'private\nkey', 'privat\u212a key']) assert.ok(!hasKey(text), text);
  });

  it('are told of each text anew, whoever asks first', () => {
    assert.deepEqual(
      ['gpg --pass-fd 3', 'private key', 'gpg --pass-fd 3 < private key'].map((text) => [hasMark(text), hasKey(text), hasMark(text)]),
      [
        [true, false, true],
        [false, true, false],
        [true, true, true],
      ],
    );
    const later = signs('asked later');
    assert.ok(later('gpg --pass-fd 3 < private key, asked later'));
    assert.ok(hasKey('gpg --pass-fd 3 < private key, asked later'));
  });

  it('have three characters or more, in small letters', () => {
    assert.throws(() => signs('of'));
    assert.throws(() => signs('Bearer'));
  });
});
