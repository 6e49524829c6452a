import assert from 'node:assert/strict';
import { html } from '../../../src/core/report/formats/html';
import { md } from '../../../src/core/report/formats/md';
import { reviewOf } from '../../support/reviewed';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

const script = (name: string, steps: number): Readonly<Record<string, string>> => ({
  [`scripts/${name}.sh`]: `#!/bin/sh\nset -e\n${Array.from({ length: steps }, (_, at) => `cp conf/${at}.conf /etc/rooms/${name}-${at}.conf\n`).join('')}`,
});

describe('the plan in a report', () => {
  it('is summed up script by script where it is long, with the steps folded behind', async () => {
    const files = { ...script('10-install', 90), ...script('20-start', 2), ...script('rollback', 3) };
    const review = await reviewOf({ 'manifest.json': '{"name":"rooms","version":"2"}', ...files });
    const section = (report: string, begin: string, end: string) => report.slice(report.indexOf(begin), report.indexOf(end));
    const text = section(md.write(review, context), '## What this upgrade does', '## What changed');
    assert.match(text, /^\| install \| `scripts\/10-install\.sh` \| writes 90 files \| \d+ \| – \|$/m);
    assert.match(text, /^<summary>install: <code>scripts\/10-install\.sh<\/code>, 90 steps<\/summary>$/m);
    assert.match(text, /^and 50 more, which `upgrade-review plan` lists$/m);
    assert.ok(text.split('\n').length < 110, text);
    const page = section(html.write(review, context), 'id="plan"', 'id="changes"');
    assert.match(page, /<details><summary>rollback: <code>scripts\/rollback\.sh<\/code>, 3 steps<\/summary>/);
  });

  it('is told step by step where it is short', async () => {
    const report = md.write(await reviewOf({ 'manifest.json': '{"name":"rooms","version":"2"}', ...script('install', 3) }), context);
    assert.match(report, /^### install: `scripts\/install\.sh`$/m);
    assert.ok(!report.includes('<details>'));
  });

  it('names what is gone of the data, whatever statements lead back', async () => {
    const report = md.write(
      await reviewOf({
        'manifest.json': '{"name":"rooms","version":"2"}',
        'scripts/10-migrate.sh': '#!/bin/sh\nset -e\npsql -v ON_ERROR_STOP=1 -d rooms -f migrations/1.sql\n',
        'scripts/rollback.sh': '#!/bin/sh\nset -e\npsql -v ON_ERROR_STOP=1 -d rooms -f migrations/1.down.sql\n',
        'migrations/1.sql': 'ALTER TABLE rooms ADD COLUMN size int;\nDROP TABLE desks;\n',
        'migrations/1.down.sql': 'ALTER TABLE rooms DROP COLUMN size;\n',
      }),
      context,
    );
    assert.match(report, /\*\*Data: \*\*|\*\*Data:\*\*/);
    assert.match(report, /every known step has one that leads back, but not for all that its statements do:/);
  });
});
