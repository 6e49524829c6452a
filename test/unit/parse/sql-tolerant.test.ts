import assert from 'node:assert/strict';
import { itemsAs, type SqlStatement, type TableChange } from '../../../src/core/parse/sql';

const statements = (text: string, system: 'mysql' | 'sqlite' = 'mysql'): SqlStatement[] =>
  itemsAs(text, system).flatMap((item) => (item.kind === 'statement' ? [item] : []));
const texts = (text: string, system: 'mysql' | 'sqlite' = 'mysql'): string[] =>
  statements(text, system).map(({ span }) => text.slice(span.start, span.end));
const change = (text: string): TableChange | undefined => statements(text)[0]?.facts.tableChange;
const done = (text: string): string[] =>
  (change(text)?.actions ?? []).map(({ does, name, to }) => [does, name, to].filter(Boolean).join(' '));

describe('SQL that is read without a grammar', () => {
  it('is cut where the mysql client cuts it', () => {
    const parts = [
      "INSERT INTO a VALUES ('it\\'s; one')",
      'ALTER TABLE `a;b` ADD c int',
      'SELECT 1 /* ; */ + 1',
      'SELECT "a;b"',
      'SELECT 5--1',
    ];
    assert.deepEqual(texts(`${parts.join(';\n')};\n`), parts);
    assert.deepEqual(texts('# it\'s nothing;\n-- nor "this;\nDROP TABLE a'), ['DROP TABLE a']);
    assert.deepEqual(texts('/*!40101 SET NAMES utf8 */;\n/*!50003 DROP TABLE a */;'), ['SET NAMES utf8', 'DROP TABLE a']);
    assert.deepEqual(
      texts('DELIMITER $$\nCREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW BEGIN SET @a = 1; END$$\nDELIMITER ;\nDROP TABLE a;'),
      ['CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW BEGIN SET @a = 1; END', 'DROP TABLE a'],
    );
    assert.deepEqual(texts('DROP TABLE a\\G DROP TABLE b'), ['DROP TABLE a', 'DROP TABLE b']);
    assert.deepEqual(
      itemsAs('source parts/a.sql;\n\\. b.sql\n', 'mysql').map((item) => (item.kind === 'include' ? item.path : item.kind)),
      ['parts/a.sql', 'b.sql'],
    );
  });

  it('is cut where the sqlite3 client cuts it', () => {
    const trigger = "CREATE TRIGGER t AFTER UPDATE ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 'x' END; DELETE FROM d; END";
    assert.deepEqual(texts(`.bail on\n${trigger};\nDROP TABLE [a;b];--;\nBEGIN; COMMIT;`, 'sqlite'), [
      trigger,
      'DROP TABLE [a;b]',
      'BEGIN',
      'COMMIT',
    ]);
    assert.deepEqual(texts("INSERT INTO a VALUES ('\\'); DROP TABLE b;", 'sqlite'), ["INSERT INTO a VALUES ('\\')", 'DROP TABLE b']);
    assert.deepEqual(
      itemsAs('.read parts/a.sql\n', 'sqlite').map((item) => (item.kind === 'include' ? item.path : item.kind)),
      ['parts/a.sql'],
    );
  });

  it('tells each part of a change of a table', () => {
    const all = [
      'ADD a int',
      'ADD COLUMN IF NOT EXISTS b text AFTER a',
      'ADD (c int, d int)',
      'DROP e',
      'DROP COLUMN f',
      'MODIFY g bigint',
      'CHANGE COLUMN h i int',
      'RENAME COLUMN j TO k',
      'ALTER l SET DEFAULT 1',
      'ADD UNIQUE KEY m (a, b)',
      'ADD FULLTEXT n (a)',
      'ADD PRIMARY KEY (a)',
      'DROP PRIMARY KEY',
      'ADD CONSTRAINT o FOREIGN KEY (a) REFERENCES p (q)',
      'DROP FOREIGN KEY r',
      'ADD CONSTRAINT s CHECK (a > 0)',
      'DROP KEY u',
      'RENAME INDEX v TO w',
      'RENAME KEY `v` TO `w`',
      'RENAME TO x',
      'CONVERT TO CHARACTER SET utf8mb4',
      'ENGINE=InnoDB ROW_FORMAT=DYNAMIC',
      "COMMENT='a, b'",
      'ALGORITHM=INPLACE',
      'LOCK NONE',
    ];
    assert.deepEqual(done(`ALTER TABLE shop.\`t\` ${all.join(', ')}`), [
      'add-column a',
      'add-column b',
      'add-column c',
      'add-column d',
      'drop-column e',
      'drop-column f',
      'modify-column g',
      'change-column h i',
      'rename-column j k',
      'set-default l',
      'add-unique m',
      'add-fulltext n',
      'add-primary',
      'drop-primary',
      'add-foreign-key o',
      'drop-foreign-key r',
      'add-check s',
      'drop-index u',
      'rename-index v w',
      'rename-index v w',
      'rename-table x',
      'convert',
      'engine',
      'row-format',
      'metadata',
    ]);
    const { table, algorithm, lock } = change(`ALTER TABLE shop.\`t\` ${all.join(', ')}`) ?? {};
    assert.deepEqual([table, algorithm, lock], ['t', 'inplace', 'none']);
    assert.deepEqual(done('ALTER TABLE t WAIT 5 ADD a int'), ['add-column a']);
    assert.deepEqual(done('CREATE UNIQUE INDEX a ON t (b) ALGORITHM=INPLACE LOCK=NONE'), ['add-index a']);
  });

  it('tells how columns are defined', () => {
    const column = (definition: string) => change(`ALTER TABLE t ADD COLUMN a ${definition}`)?.actions[0]?.column;
    assert.deepEqual(column('INT(11) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY'), {
      type: 'int unsigned',
      isNotNull: true,
      counts: true,
      isKey: true,
    });
    assert.deepEqual(column("enum('a','b') NOT NULL DEFAULT 'a' COMMENT 'NOT NULL DEFAULT'"), {
      type: 'enum(a,b)',
      isNotNull: true,
      default: 'constant',
    });
    assert.deepEqual(column('varchar(36) DEFAULT (uuid())'), { type: 'varchar(36)', isNotNull: false, default: 'computed' });
    assert.deepEqual(column('datetime DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP FIRST'), {
      type: 'datetime',
      isNotNull: false,
      default: 'now',
      isPlaced: true,
    });
    assert.deepEqual(column('int GENERATED ALWAYS AS (b + 1) STORED'), { type: 'int', isNotNull: false, generated: 'stored' });
  });

  it('ends with what never ends', () => {
    for (const text of [
      "'",
      '`',
      '"',
      '/*',
      '/*!',
      '(',
      'ALTER TABLE t ADD (',
      'CREATE TRIGGER t BEGIN',
      'DELIMITER',
      'SET @a =',
      'RENAME TABLE',
      'ALTER TABLE',
      'DROP TABLE ,',
    ])
      for (const system of ['mysql', 'sqlite'] as const) assert.ok(itemsAs(text, system).length <= 1, text);
    const long = `ALTER TABLE t ${'ADD a int, '.repeat(20_000)}ADD b int`;
    assert.equal(statements(long.repeat(2)).length, 1);
  });
});
