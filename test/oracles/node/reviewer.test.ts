import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { bundles, root } from '../../../scripts/bundles.mjs';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { defaultLimits } from '../../../src/core/package/limits';
import { plainReviewer } from '../../../src/node/review/in-process';
import type { ReviewTask } from '../../../src/node/review/protocol';
import { ReviewCancelled, threadReviewer, usualBounds, type Bounds, type Reviewer } from '../../../src/node/review/reviewer';
import { zipOf, type Files } from '../../support/cli';

describe('a review in a thread of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-thread-'));
  const worker = join(folder, 'engine.js');
  const reviewers: Reviewer[] = [];
  before(async () => {
    await build({ ...(bundles({ dev: true }).engine as BuildOptions), outfile: worker, logLevel: 'silent' });
    copyFileSync(join(root, 'node_modules/libpg-query/wasm/libpg-query.wasm'), join(folder, 'libpg-query.wasm'));
  });
  after(async () => {
    await Promise.all(reviewers.map((reviewer) => reviewer.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const reviewer = (bounds: Partial<Bounds> = {}): Reviewer => {
    const made = threadReviewer(worker, { ...usualBounds, ...bounds });
    reviewers.push(made);
    return made;
  };
  const taskOf = async (files: Files): Promise<ReviewTask> => {
    const path = join(folder, `${reviewers.length}.zip`);
    writeFileSync(path, await zipOf({ 'manifest.json': '{"name":"dten","version":"1.0.0","reboot":"perhaps"}', ...files }));
    const asked = { site: [], rules: [], environment: 'production', limits: defaultLimits, now: Date.UTC(2026, 10, 20) };
    return { package: { path }, edits: emptyOverlay.edits, ...asked };
  };
  /** More of a script than is read in the time or memory that a test leaves. */
  const endless = `#!/bin/bash\n${Array.from({ length: 60_000 }, (_, at) => `echo "$(date)" "\${x${at}:-$(id)}"`).join('\n')}\n`;

  it('tells what one in the same thread tells', async () => {
    const task = await taskOf({ 'a.sh': '#!/bin/sh\nif true; then\n', 'b/old.service': '[Unit]\nnonsense\n' });
    const own = plainReviewer();
    reviewers.push(own);
    const [threaded, plain] = [await reviewer().review(task), await own.review(task)];
    assert.deepEqual(threaded, structuredClone(plain));
    assert.ok(threaded.review.findings.length >= 3);
  });

  it('tells the same when other threads read most files', async () => {
    const script = (at: number) =>
      `#!/bin/bash\n${`psql -c "ALTER TABLE t${at} ADD x int" db\nsystemctl restart u${at}\n`.repeat(90)}if true; then\n`;
    const migration = (at: number) => `${`INSERT INTO a VALUES (${at}, 'x');\n`.repeat(200)}CREATE INDEX i${at} ON a (x);\nALTER TABL;\n`;
    const files = Array.from({ length: 60 }, (_, at) => [
      [`scripts/${at}.sh`, script(at)],
      [`sql/${at}.sql`, migration(at)],
    ]);
    const task = await taskOf(Object.fromEntries(files.flat()) as Files);
    const own = plainReviewer();
    reviewers.push(own);
    const [threaded, plain] = [await reviewer().review(task), await own.review(task)];
    assert.deepEqual(threaded, structuredClone(plain));
    for (const rule of ['shell/syntax', 'migration/missing-lock'])
      assert.ok(threaded.review.findings.filter((finding) => finding.rule === rule).length >= 60, rule);
  });

  it('leaves out the right one of many files that several threads read', async () => {
    const short = '#!/bin/bash\n' + 'echo "$(date)"\n'.repeat(20);
    const files = Array.from({ length: 60 }, (_, at) => [`${at + 10}.sh`, at === 20 ? endless : short]);
    const { review } = await reviewer({ unit: 300 }).review(await taskOf(Object.fromEntries(files) as Files));
    assert.deepEqual(
      review.notChecked.filter(({ why }) => why.includes('took longer')).map(({ what }) => what),
      ['30.sh'],
    );
  });

  it('tells many findings, a thousand at a time, as one in the same thread tells them', async () => {
    const shell = ['#!/bin/sh', ...Array.from({ length: 900 }, (_, at) => `systemctl restart u${at}`), ''].join('\n');
    const units = { environments: [{ name: 'production', hosts: [{ name: 'h', units: [{ name: 'there.service', state: 'active' }] }] }] };
    const task = {
      ...(await taskOf(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`s${at}.sh`, shell])))),
      site: [{ role: 'inventory', path: 'inventory.json', text: JSON.stringify(units) }] as const,
    };
    const own = plainReviewer();
    reviewers.push(own);
    const { review } = await own.review(task);
    const other = reviewer();
    assert.ok(review.findings.length > 10_000);
    // The plan is told once.
    for (const threaded of [await other.review(task), await other.review(task)]) assert.deepEqual(threaded.review, structuredClone(review));
  });

  it('answers questions about the package, and reviews again what was edited', async () => {
    const task = await taskOf({ 'a.sh': '#!/bin/sh\nstart_all() { :; }\nstart_all\n' });
    const own = reviewer();
    await own.review(task);
    const symbols = await own.ask('symbols', { query: 'start', most: 10 });
    assert.deepEqual(
      symbols?.map(({ name, path }) => [name, path]),
      [['start_all', 'a.sh']],
    );
    const edits = new Map([['a.sh', { content: Buffer.from('#!/bin/sh\nif\n') }]]);
    const { review } = await own.review({ ...task, edits });
    assert.ok(review.findings.some(({ rule, path }) => rule === 'shell/syntax' && path === 'a.sh'));
  });

  it('leaves out a file that takes too long, says so, and reviews the rest', async () => {
    const task = await taskOf({ 'long.sh': endless, 'short.sh': '#!/bin/sh\nif true; then\n' });
    const { review } = await reviewer({ unit: 150 }).review(task);
    const gap = review.notChecked.find(({ what }) => what === 'long.sh');
    assert.match(gap?.why ?? '', /took longer than 0.15 s/);
    assert.equal(gap?.decisive, true);
    assert.ok(review.findings.some(({ path }) => path === 'short.sh'));
    assert.notEqual(review.verdict.decision, 'go');
  });

  it('leaves out a file that needs too much memory', async () => {
    const task = await taskOf({ 'large.sh': endless, 'short.sh': '#!/bin/sh\nif true; then\n' });
    const { review } = await reviewer({ memory: 64 }).review(task);
    assert.match(review.notChecked.find(({ what }) => what === 'large.sh')?.why ?? '', /needed more than 64 MB of memory/);
    assert.ok(review.findings.some(({ path }) => path === 'short.sh'));
  });

  it('can be cancelled', async () => {
    const task = await taskOf(Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`${at}.sh`, endless.slice(0, 20_000)])));
    const giveUp = new AbortController();
    const own = reviewer();
    const reviewing = own.review(task, { signal: giveUp.signal, progress: (done) => done > 0 && giveUp.abort() });
    await assert.rejects(reviewing, ReviewCancelled);
  });

  it('tells what is wrong with a package that cannot be opened', async () => {
    await assert.rejects(
      reviewer().review({ ...(await taskOf({})), package: { path: join(folder, 'none.zip') } }),
      /none\.zip does not exist/,
    );
  });
});
