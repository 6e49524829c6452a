import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, packageFolder } from '../../../scripts/sample/files';
import { loadSqlParser, parseSql, type SqlScript, type SqlStatement } from '../../../src/core/parse/sql';
import { decodeText } from '../../../src/core/text/decode';
import type { Span } from '../../../src/core/text/span';

const cut = (text: string, { start, end }: Span) => text.slice(start, end);
const statements = ({ items }: Pick<SqlScript, 'items'>): SqlStatement[] =>
  items.flatMap((item) => (item.kind === 'statement' ? [item] : []));
const texts = (text: string): string[] => statements(parseSql(text)).map(({ span }) => cut(text, span));
const only = (text: string): SqlStatement => {
  const found = statements(parseSql(text));
  assert.equal(found.length, 1);
  return found[0]!;
};

describe('parseSql', () => {
  before(loadSqlParser);

  it('cuts statements where psql does', () => {
    const parts = [
      "SELECT ';'",
      "SELECT E'\\';'",
      'SELECT "a;b"',
      'DO $$ BEGIN PERFORM 1; END $$',
      'DO $x$ SELECT $$;$$; $x$',
      'SELECT 1 /* ; /* ; */ ; */ + 1',
      'SELECT 1 -- ;\n + 1',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
      'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)',
      'SELECT 1 \\; SELECT 2',
    ];
    assert.deepEqual(texts(parts.map((part) => `${part};`).join('\n')), parts);
    assert.deepEqual(parseSql(parts.map((part) => `${part};`).join('\n')).faults, []);
    assert.deepEqual(texts('SELECT 1'), ['SELECT 1']);
    assert.deepEqual(texts(' -- nothing\n;;'), []);
  });

  it('knows what psql does before it sends anything', () => {
    const text = [
      '\\set ON_ERROR_STOP on',
      'SELECT pg_try_advisory_lock(:id) AS got \\gset',
      '\\if :got',
      'ALTER TABLE :"schema".events ADD COLUMN a int DEFAULT :\'value\';',
      '\\i parts/:part.sql',
      "\\ir 'other file.sql'",
      '\\else',
      '\\quit',
      '\\endif',
      'COPY events FROM stdin;',
      "1\tit's; not SQL",
      '\\.',
      'DROP TABLE x;',
      '\\q',
      'not SQL any more',
    ].join('\n');
    const { items, faults } = parseSql(text);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      items.map((item) =>
        item.kind === 'statement' ? cut(text, item.span).slice(0, 12) : item.kind === 'command' ? item.name : item.path,
      ),
      [
        'set',
        'SELECT pg_tr',
        'gset',
        'if',
        'ALTER TABLE ',
        'parts/:part.sql',
        'other file.sql',
        'else',
        'quit',
        'endif',
        'COPY events ',
        'DROP TABLE x',
        'q',
      ],
    );
    const [lock, alter] = statements({ items });
    assert.deepEqual(
      lock?.facts.tries.map(({ lock: kind }) => kind),
      ['session-lock'],
    );
    assert.deepEqual(alter?.facts.touches, ['events']);
    assert.equal(alter.conditions, 1);
  });

  it('gives the place of a fault and reads on', () => {
    const text = "SELECT '😀';\nALTER TABEL x;\nDROP TABLE y;";
    const { faults, items } = parseSql(text);
    assert.deepEqual(
      faults.map(({ span }) => cut(text, { start: span.start, end: span.start + 5 })),
      ['TABEL'],
    );
    assert.equal(items.length, 3);
    assert.equal(statements({ items })[2]?.change?.title, 'DROP TABLE y');
  });

  it('finds changes of the schema and their keywords', () => {
    const change = (text: string) => {
      const found = only(text).change;
      return found && [found.title, cut(text, found.keywords)];
    };
    assert.deepEqual(change('alter  table if exists only s."T x" add b int'), ['alter table if exists only s."T x"', 'alter  table']);
    assert.deepEqual(change('CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)'), ['CREATE UNIQUE INDEX CONCURRENTLY i', 'CREATE UNIQUE INDEX']);
    assert.deepEqual(change('CREATE INDEX ON t (a)'), ['CREATE INDEX ON t', 'CREATE INDEX']);
    assert.deepEqual(change('DROP MATERIALIZED VIEW a.b, c'), ['DROP MATERIALIZED VIEW a.b', 'DROP MATERIALIZED VIEW']);
    assert.deepEqual(change("DO $$ BEGIN IF true THEN EXECUTE 'ALTER TABLE ' || 't' || ' ADD a int'; END IF; END $$"), [
      'DO block with ALTER TABLE t',
      'DO',
    ]);
    assert.deepEqual(change("DO $$ DECLARE t text; BEGIN IF true THEN EXECUTE 'ALTER TABLE ' || t || ' ADD a int'; END IF; END $$"), [
      'DO block with ALTER TABLE',
      'DO',
    ]);
    for (const quiet of [
      'CREATE TEMP TABLE a (b int)',
      'SELECT 1',
      'UPDATE a SET b = 1',
      'CREATE ROLE r',
      'ALTER DATABASE d SET a = b',
      'CREATE FUNCTION f() RETURNS int RETURN 1',
    ]) {
      assert.equal(change(quiet), undefined, quiet);
    }
  });

  it('knows what relations a statement makes and needs', () => {
    const relations = (text: string) => {
      const { creates, createsTemporary, touches } = only(text).facts;
      return [creates.join(), createsTemporary.join(), touches.join()];
    };
    assert.deepEqual(relations('CREATE TABLE s.A (b int) INHERITS (p)'), ['a', '', 'p']);
    assert.deepEqual(relations('CREATE TEMPORARY TABLE a AS SELECT 1'), ['', 'a', '']);
    assert.deepEqual(relations('SELECT 1 INTO a'), ['a', '', '']);
    assert.deepEqual(relations('ALTER TABLE s.a RENAME TO b'), ['b', '', 'a']);
    assert.deepEqual(relations('DROP TABLE a, s.b'), ['', '', 'a,b']);
    assert.deepEqual(relations('CREATE INDEX i ON a (b)'), ['i', '', 'a']);
    assert.deepEqual(relations("ALTER TYPE s.colour ADD VALUE 'red'"), ['', '', 'colour']);
    assert.deepEqual(relations('DROP TRIGGER t ON s.a'), ['', '', 't']);
  });

  it('knows guards', () => {
    const takes = (text: string) => only(text).facts.takes.join();
    for (const call of ['pg_advisory_lock(1)', 'NOT pg_catalog.pg_try_advisory_lock(1, 2)'])
      assert.equal(takes(`SELECT ${call}`), 'session-lock', call);
    for (const call of ['pg_advisory_xact_lock(1)', 'NOT pg_try_advisory_xact_lock(hashtext($$a$$))'])
      assert.equal(takes(`SELECT ${call}`), 'transaction-lock', call);
    for (const call of [
      'clock_timestamp()',
      'app.take_migration_lock()',
      'pg_try_advisory_lock(1)',
      'pg_advisory_lock_shared(1)',
      'pg_blocking_pids(1)',
      'pg_advisory_unlock(1)',
    ])
      assert.equal(takes(`SELECT ${call}`), '', call);
    assert.equal(takes('LOCK TABLE a IN EXCLUSIVE MODE'), 'transaction-lock');
    assert.equal(takes('LOCK TABLE a IN ROW SHARE MODE'), '');
    assert.equal(takes('SELECT * FROM migration_lock FOR UPDATE'), 'transaction-lock');
    assert.equal(takes("DO 'BEGIN IF NOT pg_try_advisory_lock(1) THEN RAISE EXCEPTION ''no''; END IF; END'"), 'session-lock');
    assert.deepEqual(only('SELECT pg_advisory_unlock_all()').facts.releases, ['*']);
    assert.deepEqual(only('SELECT pg_advisory_unlock( 1, 2)').facts.releases, only('SELECT  pg_advisory_lock(1,2) AS got').facts.keys);
    assert.deepEqual(only("SET LOCAL lock_timeout = '5s'").facts.sets, { name: 'lock_timeout', value: '5s', isLocal: true });
    assert.deepEqual(only("SELECT set_config('lock_timeout', '5s', false)").facts.sets, {
      name: 'lock_timeout',
      value: '5s',
      isLocal: false,
    });
    assert.deepEqual(only('RESET lock_timeout').facts.sets, { name: 'lock_timeout', value: '', isReset: true });
  });

  it('reads what stands inside of blocks and functions', () => {
    const inside = (text: string): readonly string[] => {
      const { inBlock, routine } = only(text).facts;
      return (inBlock ?? routine?.operations ?? []).map(({ operation, place }) => `${operation.is} ${place ? cut(text, place) : '?'}`);
    };
    assert.deepEqual(
      inside(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_class) THEN ALTER TABLE t ADD a int; EXECUTE 'DROP INDEX i'; END IF; UPDATE t SET a = 1; END $$",
      ),
      ['add-column ALTER TABLE t ADD a int', 'drop-index DROP INDEX i', 'change-all-rows UPDATE t SET a = 1'],
    );
    assert.deepEqual(inside("DO $$ BEGIN EXECUTE format('ALTER TABLE %I ALTER a TYPE text', 't'); END $$"), ['change-type ?']);
    assert.deepEqual(inside("DO $$ DECLARE r text; BEGIN EXECUTE format('ALTER TABLE %I ALTER a TYPE text', r); END $$"), []);
    assert.deepEqual(inside('CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT 1; REINDEX TABLE t; $$'), [
      'reindex REINDEX TABLE t',
    ]);
    assert.deepEqual(inside("DO 'BEGIN ALTER TABLE t ADD a text DEFAULT ''x''; END'"), ['add-column ?']);
  });

  it('ends statements where the file of a runner says so', () => {
    const cut = (text: string) => {
      const script = parseSql(text);
      return [script.faults.length, ...script.items.map(({ span }) => text.slice(span.start, span.end))];
    };
    const goose = '-- +goose StatementBegin\nCREATE TABLE a (b int)\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE a\n';
    assert.deepEqual(cut(goose), [0, 'CREATE TABLE a (b int)', 'DROP TABLE a']);
    assert.deepEqual(cut('CREATE TABLE a (b int) -- migrate:down\nDROP TABLE a'), [0, 'CREATE TABLE a (b int)', 'DROP TABLE a']);
    const quoted = "SELECT '\n-- +goose Down\n', 1";
    assert.deepEqual(cut(`${quoted};`), [0, quoted]);
    const mysql = 'CREATE TABLE `a` (b int)\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE `a`\n';
    assert.deepEqual(cut(mysql), [0, 'CREATE TABLE `a` (b int)', 'DROP TABLE `a`']);
  });

  it('does not judge other systems by the grammar of PostgreSQL', () => {
    const others = [
      ['ALTER TABLE `a` ADD b INT;', 'mysql'],
      ['CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;', 'mysql'],
      ['/*!40101 SET NAMES utf8 */;\nCREATE TABLE a (b int);', 'mysql'],
      ['ALTER TABLE a MODIFY b INT;', 'mysql'],
      ['DROP INDEX a ON b;', 'mysql'],
      ['PRAGMA foreign_keys = OFF;\nDROP TABLE a;', 'sqlite'],
      ['CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT);', 'sqlite'],
      ['.bail on\nDROP TABLE a;', 'sqlite'],
      ['ALTER TABLE [dbo].[a] ADD b int\nGO\n', 'other'],
      ['ALTER TABLE a ADD b varchar(8);\nALTER TABLE a MODIFY b CONSTRAINT b_nn NOT NULL;\n', 'other'],
      ['# a comment\nCREATE TABLE a (b int);', 'mysql'],
      ['CREATE TABLE a (b timestamp DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);', 'mysql'],
      ['CREATE TABLE a (id text primary key, b blob);', 'sqlite'],
      ['ALTER TABLE a ADD COLUMN b DATETIME(6) NOT NULL;', 'mysql'],
      ["ALTER TABLE a ADD COLUMN b DATETIME;\nUPDATE a SET b = strftime('%Y', c);", 'sqlite'],
    ] as const;
    for (const [text, system] of others) {
      const { dialect, faults } = parseSql(text);
      assert.deepEqual([dialect, faults.length], [system, 0], text);
    }
    assert.equal(parseSql('CREATE TABLE blob (a int);\nCREATE INDEX i ON blob (a);').dialect, 'postgresql');
    assert.equal(parseSql('ALTER TABEL a;\nDROP TABLE b;').dialect, 'postgresql');
  });

  it('takes what an installer fills in for what it is', () => {
    for (const name of ['@extschema@', '${schema}', '{{ schema }}', '%SCHEMA%']) {
      const text = `ALTER TABLE ${name}.a ADD b int;`;
      assert.deepEqual(parseSql(text).faults, [], name);
      assert.deepEqual(only(text).facts.touches, ['a'], name);
    }
  });

  it('keeps places in files with other line ends and encodings', () => {
    const body = '-- Größe\r\nALTER TABLE räume\r\n  ADD größe int;\r\nDROP TABLE flure;\r\n';
    const latin = Uint8Array.from(body, (char) => char.charCodeAt(0));
    const marked = new TextEncoder().encode(`\u{feff}${body}`);
    for (const bytes of [latin, marked]) {
      const text = decodeText(bytes)?.text ?? '';
      assert.deepEqual(texts(text), ['ALTER TABLE räume\r\n  ADD größe int', 'DROP TABLE flure']);
      assert.deepEqual(
        statements(parseSql(text)).map(({ facts }) => facts.touches),
        [['räume'], ['flure']],
      );
    }
  });

  it('reads the sample without faults', () => {
    const files = filesBelow(packageFolder).filter((name) => name.endsWith('.sql'));
    assert.ok(files.length > 5);
    for (const name of files) {
      const { faults, dialect } = parseSql(readFileSync(join(packageFolder, name), 'utf8'));
      assert.deepEqual([faults, dialect], [[], 'postgresql'], name);
    }
  });
});
