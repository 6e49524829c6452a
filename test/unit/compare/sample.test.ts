import { newCache } from '../../../src/core/review/cache';
import assert from 'node:assert/strict';
import { newFindings } from '../../../src/core/review/comparison';
import { pathOf } from '../../../src/core/compare/entries';
import { reviewPackage, type Review } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource, readTree } from '../../support/memory-source';
import { previousSample } from '../../support/previous-sample';
import { sampleSite } from '../../support/sample';
import { packageFolder } from '../../../scripts/sample/files';

describe('sample beside its predecessor', function () {
  // Reviews of a whole package; the first loads the SQL grammar.
  const files = readTree(packageFolder);
  const baseline = { source: memorySource('dten-5.1.0.zip', previousSample(files)), cache: newCache() };
  let review: Review;

  before(async () => {
    const { inventory, catalog } = sampleSite();
    const source = memorySource('dten-5.2.0.zip', files);
    review = await reviewPackage({ source, inventory, catalog, rules, environment: 'production', baseline });
  });

  it('tells what came, went, changed and moved', () => {
    assert.equal(review.comparison?.package.version, '5.1.0');
    assert.deepEqual(
      review.comparison.changes.entries.map((change) => `${change.kind} ${pathOf(change)}`),
      [
        'changed config/defaults/limits.properties',
        'added config/defaults/retry.yaml',
        'changed config/dten.yaml',
        'changed cron.d/dten-housekeeping',
        'changed manifest.json',
        'added migrations/0053_event_indexes.sql',
        'changed scripts/30-post-install.sh',
        'added systemd/dten-sync.timer',
        'moved tools/collect-diagnostics.sh',
      ],
    );
  });

  it('finds defaults that changed on their way into another file', () => {
    assert.deepEqual(
      review.comparison?.changes.defaults.map(({ key, before, after }) => [key, before.value, after.value, after.path]),
      [
        ['dten.limits.events_per_minute', '6000', '18000', 'config/defaults/limits.properties'],
        ['dten.retry.strategy', 'exponential', 'decorrelated-jitter', 'config/defaults/retry.yaml'],
        ['dten.retry.base_delay_ms', '500', '2000', 'config/defaults/retry.yaml'],
        ['dten.retry.max_delay_ms', '30000', '120000', 'config/defaults/retry.yaml'],
        ['dten.retry.max_attempts', '5', '9', 'config/defaults/retry.yaml'],
        ['dten.timeouts.request_ms', '10000', '15000', 'config/defaults/retry.yaml'],
        ['dten.database.pool.max', '16', '32', 'config/dten.yaml'],
        ['dten.cache.ttl_seconds', '120', '300', 'config/dten.yaml'],
      ],
    );
  });

  it('reports the backoff that the release notes call an even spread', () => {
    const found = review.findings.filter(({ rule, path }) => rule === 'config/changed-default' && path === 'config/defaults/retry.yaml');
    assert.deepEqual(
      found.map(({ data, range, fix }) => [data['kind'], data['before'], data['after'], range.start.line + 1, fix?.applies]),
      [
        ['backoff', 'exponential', 'decorrelated-jitter', 6, 'after-review'],
        ['backoff', '500', '2000', 7, 'after-review'],
        ['backoff', '30000', '120000', 8, 'after-review'],
        ['retry', '5', '9', 9, 'after-review'],
        ['timeout', '10000', '15000', 18, 'after-review'],
      ],
    );
  });

  it('finds dependencies, units and jobs', () => {
    const { dependencies, units, jobs } = review.comparison?.changes ?? assert.fail();
    assert.deepEqual(dependencies, [{ name: 'openssl', before: '>=1.1 <4', after: '>=1.1' }]);
    assert.deepEqual(units, { added: ['dten-sync.timer'], removed: [] });
    assert.deepEqual(
      [jobs.added, jobs.removed].map((list) => list.map((job) => job.slice(0, 20))),
      [['30 1 * * 1-5 dten /o'], ['15 5 * * 1-5 dten /o']],
    );
  });

  it('knows what is new', () => {
    assert.deepEqual(
      newFindings(review)
        .filter(({ rule }) => rule !== 'config/changed-default')
        .map(({ rule, path }) => `${rule} ${path}`),
      [
        // Keys that 5.1.0 still read, or did not need.
        'config/removed-key config/agent.ini',
        'config/missing-required-key config/dten.yaml',
        'systemd/unknown-unit scripts/30-post-install.sh',
        'config/deprecated-key config/dten.yaml',
        'manifest/loose-constraint manifest.json',
        'schedule/runs-in-window systemd/dten-sync.timer',
        'schedule/embedded-job cron.d/dten-housekeeping',
        'schedule/embedded-job systemd/dten-sync.timer',
      ],
    );
    assert.ok((review.comparison?.known.size ?? 0) > 10);
  });

  it('leaves the verdict to the whole package', async () => {
    const alone = await reviewPackage({ ...sampleSite(), source: memorySource('dten-5.2.0.zip', files), rules, environment: 'production' });
    assert.equal(review.verdict.decision, alone.verdict.decision);
    const ids = new Set(review.findings.map(({ fingerprint }) => fingerprint));
    assert.deepEqual(
      alone.findings.filter(({ fingerprint }) => !ids.has(fingerprint)),
      [],
    );
  });

  it('has nothing new beside itself, under another folder and with moved lines', async () => {
    const below = (folder: string, lines: string) =>
      Object.fromEntries(
        Object.entries(files).map(([path, content]) => [
          `${folder}/${path}`,
          path.endsWith('.sh') ? Buffer.concat([Buffer.from('#!/usr/bin/env bash\n'), Buffer.from(lines), content]) : content,
        ]),
      );
    const again = await reviewPackage({
      ...sampleSite(),
      source: memorySource('new.zip', below('dten-5.2.0', '\n\n\n')),
      rules,
      environment: 'production',
      baseline: { source: memorySource('old.zip', below('dten-5.1.0', '')), cache: newCache() },
    });
    assert.ok(again.findings.length > 15);
    assert.deepEqual(newFindings(again), []);
    assert.deepEqual(again.comparison?.changes.defaults, []);
    assert.ok(again.comparison.changes.entries.every((change) => change.kind === 'changed' && pathOf(change).endsWith('.sh')));
  });
});
