import assert from 'node:assert/strict';
import { md } from '../../../src/core/report/formats/md';
import { reviewOf } from '../../support/reviewed';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

describe('steps that the way back leaves', () => {
  it('are as many in the report as in the finding, and a queue is told with what takes it back', async () => {
    const review = await reviewOf({
      'manifest.json': '{ "name": "rooms", "version": "2.0.0" }',
      'scripts/10-install.sh':
        '#!/bin/sh\nset -eu\ncp a /opt/rooms/a\ncp b /opt/rooms/b\ncp b /opt/rooms/b\nrabbitmqadmin declare queue name=jobs\n',
      'scripts/30-post-install.sh': '#!/bin/sh\nset -eu\nsystemctl enable rooms.service\ncp c /etc/rooms/c\n',
      'scripts/rollback.sh': '#!/bin/sh\nset -eu\nrm -f /opt/rooms/a\nrabbitmqadmin delete queue name=jobs\n',
    });
    const finding = review.findings.find(({ rule }) => rule === 'rollback/incomplete');
    assert.equal(finding?.data['count'], 3);
    const report = md.write(review, context);
    assert.match(report, /\*\*Configuration and files:\*\* 3 steps that nothing in the package takes back\./);
    assert.match(report, /changes the queue, topic or key `jobs` \| `scripts\/10-install\.sh:6` \| `scripts\/rollback\.sh:4`/);
  });
});
