import assert from 'node:assert/strict';
import { sentence } from '../../../src/core/text/sentence';

describe('sentence', () => {
  it('begins with a capital', () => {
    assert.equal(sentence('whether certs/SHA256SUMS.sig fits'), 'Whether certs/SHA256SUMS.sig fits');
    assert.equal(sentence('nobody waits. nobody asks'), 'Nobody waits. nobody asks');
    assert.equal(sentence(''), '');
  });

  it('leaves names as they are', () => {
    for (const clause of ['config/nginx.conf is not read', 'payload.bin: no text', 'dten_agent is gone', '--force is set', 'app@1.service'])
      assert.equal(sentence(clause), clause);
  });
});
