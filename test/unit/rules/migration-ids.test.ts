import assert from 'node:assert/strict';
import { rules } from '../../../src/core/rules/index';

/** What was promised to people who upgrade databases. */
const promised = {
  migration: `
    missing-lock ineffective-lock lock-deadlock lock-not-released no-lock-timeout no-statement-timeout set-local-without-transaction
    work-under-exclusive-lock validated-in-same-transaction not-atomic concurrently-in-transaction open-transaction goes-on-after-error
    blocking-index blocking-index-drop blocking-reindex validating-foreign-key validating-check validating-not-null unique-constraint
    primary-key exclusion-constraint table-rewrite inline-constraint attach-partition create-partition detach-partition refresh-view
    domain-constraint locks-referenced-table explicit-table-lock disables-triggers system-catalog-change
    drops-data renames-in-use required-column unbounded-change no-rollback incomplete-rollback rollback-loses-data not-repeatable
    invalid-index-left unindexed-foreign-key unqualified-name opaque-sql
    mysql-copy mysql-unstated-algorithm mysql-no-lock-wait-timeout mysql-ddl-in-transaction mysql-implicit-default mysql-checks-off
    sqlite-rebuild sqlite-no-busy-timeout sqlite-required-column sqlite-vacuum-in-transaction`,
  rehearsal: 'failed blocked rewrite rollback-differs not-repeatable raced slow-under-load',
};

describe('rules on migrations', () => {
  const known = new Set(rules.map(({ id }) => id));
  for (const [group, names] of Object.entries(promised))
    it(`has every one of the group ${group}`, () => {
      const missing = names
        .trim()
        .split(/\s+/)
        .filter((name) => !known.has(`${group}/${name}`));
      assert.deepEqual(missing, []);
    });
});
