import assert from 'node:assert/strict';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { mergeCatalogs } from '../../../src/core/catalog/merge';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { reviewPackage } from '../../../src/core/review/review';
import { rules } from '../../../src/core/rules/index';
import { memorySource } from '../../support/memory-source';

/** What findings of `migration/blocking-index` say of other tools, by line. */
async function said(text: string): Promise<readonly string[]> {
  const { findings } = await reviewPackage({
    source: memorySource('package.zip', { 'migrations/0001_orders.sql': text }),
    inventory: emptyInventory,
    catalog: mergeCatalogs([builtInCatalog]),
    rules: rules.filter(({ id }) => id === 'migration/blocking-index'),
    environment: 'production',
  });
  return findings.map(({ range, related, severity }) => {
    const told = related.map(
      (one) => `${one.message.split(/ tells | to pass/)[1] ?? ''} ${one.at === 'package' ? text.slice(one.span.start, one.span.end) : ''}`,
    );
    return `${severity} in line ${range.start.line + 1}: ${told.join('; ')}`;
  });
}

const index = (table: string): string => `CREATE INDEX ${table}_idx ON ${table} (a);`;

describe('what a vendor tells other tools to pass over', () => {
  it('is shown, and obeyed by nothing', async () => {
    assert.deepEqual(
      await said(
        [
          '-- squawk-ignore require-concurrent-index-creation',
          '-- eugene: ignore E6',
          index('orders'),
          index('items'),
          `${index('carts')} -- safety_assured`,
          '/* atlas:nolint */',
          index('users'),
          '-- upgrade-review: ignore migration/blocking-index',
          index('roles'),
        ].join('\n'),
      ),
      [
        'error in line 3: squawk -- squawk-ignore require-concurrent-index-creation; eugene -- eugene: ignore E6',
        'error in line 4: ',
        'error in line 5: strong_migrations -- safety_assured',
        'error in line 7: Atlas /* atlas:nolint',
        'error in line 9: this review -- upgrade-review: ignore migration/blocking-index',
      ],
    );
  });

  it('is shown for all of a file', async () => {
    assert.deepEqual(await said(`-- squawk-ignore-file\n${index('orders')}\n${index('items')}`), [
      'error in line 2: squawk -- squawk-ignore-file',
      'error in line 3: squawk -- squawk-ignore-file',
    ]);
  });
});
