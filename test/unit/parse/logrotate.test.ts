import assert from 'node:assert/strict';
import { parseLogrotate } from '../../../src/core/parse/logrotate';
import { randomSource } from '../../support/random';

const scriptsIn = (text: string) =>
  parseLogrotate(text).scripts.map(({ when, span, log }) => [when, text.slice(span.start, span.end), ...(log === undefined ? [] : [log])]);

describe('configurations of logrotate', () => {
  it('scripts are what stands between their word and endscript', () => {
    assert.deepEqual(
      scriptsIn(
        'weekly\ncompress\n/var/log/dten/*.log\n{\n  rotate 4\n  sharedscripts\n\tprerotate\n\t\ttest -d /run/dten\n\tendscript\n  postrotate\n    a; \\\n    b\n  endscript\n}\n',
      ),
      [
        ['prerotate', '\t\ttest -d /run/dten\n', '/var/log/dten/*.log'],
        ['postrotate', '    a; \\\n    b\n', '/var/log/dten/*.log'],
      ],
    );
  });

  it('of several logs nobody knows which one a script gets', () => {
    assert.deepEqual(
      scriptsIn(
        '/var/log/a.log "/var/log/b c.log" {\n  firstaction\n    x\n  endscript\n}\n/var/log/d {\n  preremove\n    y\n  endscript\n}\n',
      ),
      [
        ['firstaction', '    x\n'],
        ['preremove', '    y\n', '/var/log/d'],
      ],
    );
  });

  it('comments, words within a line and scripts without an end are none', () => {
    assert.deepEqual(scriptsIn('/a {\n  # postrotate\n  #  x\n  # endscript\n  mail postrotate@b\n}\n'), []);
    assert.deepEqual(scriptsIn('/a {\n  postrotate\n    x endscript\n}\n'), []);
    assert.deepEqual(scriptsIn('/a {\r\n  postrotate\r\n    x\r\n  endscript\r\n}'), [['postrotate', '    x\r\n', '/a']]);
  });

  it('reads anything, and says only what is in it', () => {
    const random = randomSource(20261129);
    const pieces = ['/var/log/x ', '{\n', '}\n', '\n', ' postrotate\n', 'endscript\n', '#', '"', 'lastaction', '\r\n', ' a b\n', '\\\n'];
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: random.below(40) }, () => random.pick(pieces)).join('');
      let before = 0;
      for (const { span } of parseLogrotate(text).scripts) {
        assert.ok(before <= span.start && span.start <= span.end && span.end < text.length);
        assert.match(text.slice(span.end), /^\s*endscript\s/);
        before = span.end;
      }
    }
  });
});
