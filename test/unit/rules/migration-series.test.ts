import assert from 'node:assert/strict';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { requestOf, reported, versions } from '../../support/migration-series';

describe('series of migrations that nobody is known to run', () => {
  const forty = versions(Array.from({ length: 40 }, (_, index) => `${index + 61}.sql`));

  it('are one finding, at the newest, that tells of the others', async () => {
    const [finding, ...more] = await reported(forty);
    assert.deepEqual([finding?.path, more.length], ['schema/100.sql', 0]);
    assert.match(finding?.message ?? '', /^ALTER TABLE t39 .* as 39 others do/);
    const related = finding?.related.flatMap((one) => (one.at === 'package' ? one.path : [])) ?? [];
    assert.deepEqual([related.length, ...related.slice(0, 2)], [10, 'schema/99.sql', 'schema/98.sql']);
  });

  it('are guarded by one fix, in every file', async () => {
    const request = requestOf(forty);
    const { overlay, applied, review } = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
    assert.deepEqual([applied.length, overlay.edits.size, review.findings.length], [1, 40, 0]);
  });

  it('are ordered by all numbers of their names', async () => {
    const names = ['dnssec-3.x_to_3.4.0.sql', '4.2.0_to_4.10.0.sql', '4.2.0_to_4.3.0.sql', '3.4.0_to_4.1.0.sql'];
    assert.deepEqual(
      (await reported(versions(names))).map(({ path }) => path),
      ['schema/4.2.0_to_4.10.0.sql'],
    );
  });

  it('end at the folder, and leave out what a script runs', async () => {
    const files = {
      ...versions(['1.sql', '2.sql'], 'a/'),
      ...versions(['1.sql', '2.sql', '3.sql', '4.sql', 'views.sql'], 'b/'),
      'upgrade.sh': 'psql -f b/4.sql\n',
    };
    const found = (await reported(files)).map(({ path, severity, confidence }) => [path, severity, confidence].join(' '));
    assert.deepEqual(found.sort(), ['a/2.sql error possible', 'b/3.sql error possible', 'b/4.sql blocker certain']);
  });

  it('go through folders of one migration or one release each', async () => {
    for (const name of ['2024-05-01-101500_a/up.sql', 'V3__a.x/1.sql', '1.2.0/rooms.sql']) {
      const files = versions([name.replace(/^/, '2023-'), name.replace(/^/, '2024-')], 'db/');
      assert.deepEqual([name, ...(await reported(files)).map(({ path }) => path)], [name, `db/2024-${name}`]);
    }
  });

  it('are certain where a script runs them all, whatever their names or marks say', async () => {
    const change = {
      'm/V41__x.sql': 'ALTER TABLE a ADD b int;\n',
      'm/V42__y.sql': '-- migrate:down\n/*!00000 */\nDROP TABLE `c` ;\nALTER TABLE d ADD e int;\n',
    };
    for (const script of [
      'for f in m/*.sql; do psql -f "$f"; done\n',
      'for f in m/V41__x.sql m/V42__y.sql; do psql < "$f"; done\n',
      'cat m/V41__x.sql m/V42__y.sql | psql\n',
      'DIR=m\npsql -f "$DIR/V41__x.sql"\npsql -f $DIR/V42__y.sql\n',
    ]) {
      const found = (await reported({ ...change, 'run.sh': `#!/bin/sh\n${script}` })).map(({ path, severity }) => `${severity} ${path}`);
      assert.deepEqual([script, ...found], [script, 'blocker m/V42__y.sql']);
    }
  });

  it('are not what lies beside the product, or what another client runs', async () => {
    const change = 'ALTER TABLE a ADD b int;\n';
    for (const path of ['docs/1.sql', 'tests/1_x.sql', 'db/drops/1.sql', 'db/seeds/2_a.sql', 'examples/up.sql', 'sql/mysql/1.sql'])
      assert.deepEqual([path, ...(await reported({ [path]: change }))], [path]);
    assert.deepEqual(await reported({ 'up/1.sql': change, 'run.sh': '#!/bin/sh\nsqlite3 app.db < up/1.sql\n' }), []);
    const dropped = await reported({ 'm/0043_drop.sql': 'DROP TABLE a;\n', 'm/0044_remove.sql': 'DROP TABLE b;\n' });
    assert.deepEqual([dropped.length, dropped[0]?.related.length], [1, 1]);
  });

  it('are told apart from what a script may run', async () => {
    const files = { 'm/1.sql': 'ALTER TABLE a ADD b int;\n', 'n/2.sql': 'ALTER TABLE a ADD c int;\n' };
    const found = await reported({ ...files, 'run.sh': '#!/bin/sh\npsql -f m/1.sql\npsql -f "$1"\n' });
    assert.deepEqual(found.map(({ path, severity }) => `${severity} ${path}`).sort(), ['blocker m/1.sql', 'error n/2.sql']);
  });
});
