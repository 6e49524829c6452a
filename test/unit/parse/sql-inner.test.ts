import assert from 'node:assert/strict';
import { itemsAs, loadSqlParser, parseSql, type SqlStatement } from '../../../src/core/parse/sql';

const statements = (text: string): SqlStatement[] => itemsAs(text, 'mysql').flatMap((item) => (item.kind === 'statement' ? [item] : []));
const held = (text: string): string[] =>
  statements(text).flatMap(({ span, inside, facts }) =>
    inside ? [`${text.slice(span.start, span.end)}${facts.steps?.every(({ repeats }) => repeats) === true ? ' (guarded)' : ''}`] : [],
  );
const texts = (text: string): string[] => statements(text).map(({ span }) => text.slice(span.start, span.end));
const computed = (text: string): string[] => statements(text).flatMap(({ facts }) => facts.computed ?? []);

describe('SQL that MySQL is handed by SQL', () => {
  before(loadSqlParser);

  it('is read where a text is a whole statement that is prepared', () => {
    const prepared = 'PREPARE s FROM @ddl; EXECUTE s;';
    assert.deepEqual(held(`SET @ddl = 'ALTER TABLE a ADD b int'; ${prepared}`), ['ALTER TABLE a ADD b int']);
    assert.deepEqual(held(`SET @ddl = (SELECT IF(COUNT(*) > 0, 'DO 0', 'ALTER TABLE a ADD b int') FROM t); ${prepared}`), [
      'ALTER TABLE a ADD b int (guarded)',
    ]);
    assert.deepEqual(held(`SELECT IF(@n, "DROP INDEX x ON a", "SELECT 1") INTO @ddl; ${prepared}`), ['DROP INDEX x ON a (guarded)']);
    assert.deepEqual(held("PREPARE s FROM 'DROP TABLE a'; EXECUTE s"), ['DROP TABLE a']);
    assert.deepEqual(held("EXECUTE IMMEDIATE 'DROP TABLE a'"), ['DROP TABLE a']);
    // Nobody runs it.
    assert.deepEqual(held("SET @note = 'DROP TABLE a'; SELECT @note;"), []);
  });

  it('is put together where only parts of it stand there', () => {
    assert.deepEqual(computed("SET @d = CONCAT('ALTER TABLE ', @t, ' ADD b int'); PREPARE s FROM @d; EXECUTE s;"), ['ALTER TABLE']);
    assert.deepEqual(computed("SET @d = CONCAT('SELECT * FROM ', @t); PREPARE s FROM @d; EXECUTE s;"), []);
    assert.deepEqual(computed("SET @d = REPLACE('DROP TABLE %', '%', @t); PREPARE s FROM @d; EXECUTE s;"), ['DROP TABLE %']);
  });

  it('is read in procedures that the script calls', () => {
    const procedure = (body: string) => `DELIMITER //\nCREATE PROCEDURE change_a()\nBEGIN\n${body}\nEND//\nDELIMITER ;\n`;
    assert.deepEqual(held(`${procedure('ALTER TABLE a ADD b int;\nUPDATE a SET b = 1;')}CALL change_a();`), [
      'ALTER TABLE a ADD b int',
      'UPDATE a SET b = 1',
    ]);
    assert.deepEqual(held(`${procedure('IF NOT EXISTS (SELECT 1) THEN ALTER TABLE a ADD b int; END IF;')}CALL \`change_a\`;`), [
      'ALTER TABLE a ADD b int (guarded)',
    ]);
    assert.deepEqual(held(`${procedure("SET @d = 'DROP TABLE a'; PREPARE s FROM @d; EXECUTE s;")}CALL app.change_a()`), ['DROP TABLE a']);
    assert.deepEqual(computed(`${procedure("SET @d = CONCAT('DROP TABLE ', x); PREPARE s FROM @d;")}CALL change_a();`), ['DROP TABLE']);
    assert.deepEqual(held(procedure('DROP TABLE a;')), []);
    assert.deepEqual(held(`${procedure('DROP TABLE a;')}CALL another();`), []);
  });

  it('is cut at remarks of other systems, at marks of runners and at delimiters of the next line', () => {
    assert.deepEqual(texts('--old plugins\nDROP TABLE a;\n---- more\n--2026-01-02\nDROP TABLE b;'), ['DROP TABLE a', 'DROP TABLE b']);
    assert.deepEqual(
      texts('ALTER TABLE `a` ADD `b` int;--> statement-breakpoint\nDROP TABLE `c`\n--> statement-breakpoint\nDROP TABLE `d`'),
      ['ALTER TABLE `a` ADD `b` int', 'DROP TABLE `c`', 'DROP TABLE `d`'],
    );
    assert.deepEqual(texts('SELECT 5--1'), ['SELECT 5--1']);
    assert.deepEqual(texts('SELECT 5 --1'), ['SELECT 5 --1']);
    assert.deepEqual(texts('DELIMITER\n$$\nCREATE PROCEDURE p() BEGIN SELECT 1; END\n$$\nDELIMITER ;\nDROP TABLE a;'), [
      'CREATE PROCEDURE p() BEGIN SELECT 1; END',
      'DROP TABLE a',
    ]);
  });

  it('is read behind the line that keeps psql from an extension, and not behind another end', () => {
    const behind = (line: string) => parseSql(`${line}\nDROP TABLE a;\n`).items.filter(({ kind }) => kind === 'statement').length;
    assert.equal(behind('\\echo Use "CREATE EXTENSION parts" to load this file. \\quit'), 1);
    assert.equal(behind('\\echo Use "ALTER EXTENSION parts UPDATE TO \'1.1\'" to load this file. \\quit'), 1);
    assert.equal(behind('\\echo done \\quit'), 0);
  });

  it('is told where it is filled in later in a way that nobody reads, and where it is too large', () => {
    const unread = (text: string) => parseSql(text).unreadStatements ?? 0;
    assert.equal(unread('CREATE TRIGGER audit_${table.name} AFTER DELETE ON ${schema.name}.parts EXECUTE FUNCTION f();'), 0);
    assert.equal(unread('SELECT 1;\nSELECT 2;\nCREATE TABLE {{#each tables}} a {{/each}} (b int) {{ x }} {{ y }};'), 1);
    assert.equal(unread(`UPDATE a SET b = ${'(1 + '.repeat(500)}1${')'.repeat(500)};`), 1);
    assert.equal(unread(`INSERT INTO a VALUES ${"('x'),".repeat(20_000)}('x');`), 0);
  });
});
