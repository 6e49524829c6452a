import assert from 'node:assert/strict';
import { fileUri } from '../../../scripts/file-uri.mjs';

describe('the URI of a file', () => {
  for (const [platform, path, uri] of [
    ['linux', '/home/j/A (b).zip', 'file:///home/j/A%20%28b%29.zip'],
    ['linux', '/srv/größe\\x.zip', 'file:///srv/gr%C3%B6%C3%9Fe%5Cx.zip'],
    ['darwin', "/Users/j/it's.zip", 'file:///Users/j/it%27s.zip'],
    ['win32', 'C:\\Users\\J D\\a.zip', 'file:///c%3A/Users/J%20D/a.zip'],
    ['win32', '\\\\Files\\Share\\a.zip', 'file://files/Share/a.zip'],
  ] as const) {
    it(`${path} on ${platform} is ${uri}, as VS Code writes it`, () => assert.equal(fileUri(path, platform), uri));
  }
});
