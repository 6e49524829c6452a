import assert from 'node:assert/strict';
import { emptyOverlay } from '../../../src/core/patch/overlay';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage, type ReviewRequest } from '../../../src/core/review/review';
import { missingLock } from '../../../src/core/rules/migration/missing-lock';
import { memorySource } from '../../support/memory-source';

const requestOf = (files: Readonly<Record<string, string>>): ReviewRequest => ({
  source: memorySource('package', files),
  inventory: emptyInventory,
  catalog: builtInCatalog,
  rules: [missingLock],
  environment: 'production',
});

/** Files of one folder that nobody runs, by their names. */
const versions = (names: readonly string[], folder = 'schema/'): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`${folder}${name}`, `ALTER TABLE t${index} ADD COLUMN a int;\n`]));

const reported = async (files: Readonly<Record<string, string>>) => (await reviewPackage(requestOf(files))).findings;

describe('series of migrations that nobody is known to run', () => {
  const forty = versions(Array.from({ length: 40 }, (_, index) => `${index + 61}.sql`));

  it('are one finding, at the newest, that tells of the others', async () => {
    const [finding, ...more] = await reported(forty);
    assert.deepEqual([finding?.path, more.length], ['schema/100.sql', 0]);
    assert.match(finding?.message ?? '', /^ALTER TABLE t39 .* as 39 other numbered files beside it do/);
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

  it('end at the folder, and leave out files that are few, have no number, or are run by a script', async () => {
    const files = {
      ...versions(['1.sql', '2.sql'], 'a/'),
      ...versions(['1.sql', '2.sql', '3.sql', '4.sql', 'views.sql'], 'b/'),
      'upgrade.sh': 'psql -f b/4.sql\n',
    };
    assert.deepEqual((await reported(files)).map(({ path }) => path).sort(), ['a/1.sql', 'a/2.sql', 'b/3.sql', 'b/4.sql', 'b/views.sql']);
  });

  it('are one finding however many they are', async () => {
    const many = versions(Array.from({ length: 3000 }, (_, index) => `${index}.sql`));
    assert.equal((await reported(many)).length, 1);
  });
});
