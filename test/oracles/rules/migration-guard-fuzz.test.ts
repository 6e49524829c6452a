import assert from 'node:assert/strict';
import { contentOf, emptyOverlay } from '../../../src/core/patch/overlay';
import { builtInCatalog } from '../../../src/core/catalog/built-in';
import { fixPackage, reviewerOf } from '../../../src/core/fix/fix-package';
import { emptyInventory } from '../../../src/core/inventory/inventory';
import { parseShell } from '../../../src/core/parse/shell';
import { embeddedSql, loadSqlParser, parseSql } from '../../../src/core/parse/sql';
import { missingLock } from '../../../src/core/rules/migration/missing-lock';
import { memorySource } from '../../support/memory-source';
import { randomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261121);

const statements = [
  ...['ALTER TABLE a ADD b int;', 'CREATE INDEX CONCURRENTLY i ON a (b);', 'DROP TABLE c;', "DO 'BEGIN ALTER TABLE q ADD b int; END';"],
  ...['CREATE TABLE n (a int);', 'ALTER TABLE n ADD z int;', "INSERT INTO a VALUES ('x');", 'SELECT 1;', "SET lock_timeout = '1s';"],
  ...[
    'BEGIN;',
    'COMMIT;',
    'ROLLBACK;',
    'SELECT pg_try_advisory_lock(1);',
    'SELECT pg_advisory_unlock(1);',
    'SELECT pg_advisory_xact_lock(1);',
  ],
];
const lines = ['-- remark', '\\c other', '\\if :x', '\\endif', '\\echo hi', '\\set ON_ERROR_STOP on', '\\i z.sql'];

/** A script around SQL; `line` is the same SQL without line ends. */
const wrappings: readonly ((sql: string, line: string) => string)[] = [
  (sql) => `psql <<'E'\n${sql}\nE\n`,
  (sql) => `psql -1 <<E\n${sql}\nE\n`,
  (_, line) => `psql -c "${line}" -c 'DROP TABLE d'\n`,
  (_, line) => `echo "${line}" | psql\n`,
  (_, line) => `su - postgres -c "psql -c \\"${line}\\""\n`,
];

const faultsIn = (path: string, text: string): number => {
  if (path.endsWith('.sql')) return parseSql(text).faults.length;
  const shell = parseShell(text);
  return embeddedSql(shell, text).reduce((sum, { faults }) => sum + faults.length, shell.faults.length);
};

describe(`fix of migration/missing-lock, fuzzed (SEED=${seed})`, function () {
  before(loadSqlParser);

  it('leaves nothing to fix, and files that parse', async () => {
    const random = randomSource(seed);
    let applied = 0;
    for (let round = 0; round < 400; round++) {
      const withLines = random.below(2) === 1;
      const parts = Array.from({ length: 1 + random.below(9) }, () => random.pick(withLines && random.below(3) === 0 ? lines : statements));
      const wrap = random.pick([undefined, ...wrappings]);
      const sql = parts.join(random.pick(['\n', '\r\n', '\n\n  ']));
      const text = wrap ? wrap(sql, parts.filter((part) => !lines.includes(part)).join(' ')) : sql;
      const path = wrap ? 'migrate.sh' : 'migrate.sql';
      const request = {
        source: memorySource('package', { [path]: text }),
        inventory: emptyInventory,
        catalog: builtInCatalog,
        rules: [missingLock],
        environment: 'production',
      };
      const fixed = await fixPackage(request.source, reviewerOf(request), emptyOverlay, () => true);
      const edit = contentOf(fixed.overlay, path);
      const after = edit ? new TextDecoder().decode(edit) : text;
      assert.deepEqual(
        fixed.review.findings.filter(({ rule, fix }) => fix || rule !== missingLock.id).map(({ message }) => message),
        [],
        `${text}\n=>\n${after}`,
      );
      assert.ok(faultsIn(path, after) <= faultsIn(path, text), `${text}\n=>\n${after}`);
      applied += fixed.applied.length;
    }
    assert.ok(applied > 100, `only ${applied} fixes were tried`);
  });
});
