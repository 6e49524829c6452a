import assert from 'node:assert/strict';
import { loadSqlParser, parseProgram, type SqlScript } from '../../../src/core/parse/sql';

const lines = (text: string, script: SqlScript | undefined): readonly string[] =>
  (script?.items ?? []).flatMap((item) =>
    item.kind === 'statement'
      ? [
          `${text.slice(0, item.span.start).split('\n').length} ${(item.sql ?? text.slice(item.span.start, item.span.end)).replace(/\s+/g, ' ')}`,
        ]
      : [],
  );

const read = (path: string, text: string) => {
  const script = parseProgram(path, text);
  return { dialect: script?.dialect, unread: script?.unread, lines: lines(text, script) };
};

describe('SQL in migrations that are programs', () => {
  before(() => loadSqlParser());

  it('reads what Rails is told to execute, forth and not back', () => {
    const text = `class A < ActiveRecord::Migration[6.0]
  def change
    create_table :t0
    reversible do |dir|
      dir.up { execute "CREATE INDEX a ON t1 (a)" } # not "this"
      dir.down { execute "DROP INDEX a" }
    end
    safety_assured { execute(<<-SQL) }
      UPDATE #{table_name} SET a = 1 WHERE b
    SQL
    execute %q{CREATE INDEX d ON t1 (d)}
    execute sql
  end
end
`;
    assert.deepEqual(read('db/migrate/1_a.rb', text), {
      dialect: 'postgresql',
      unread: ['create_table', 'what execute is given'],
      lines: [
        '3 BEGIN',
        '3 CREATE TABLE t0 (id int)',
        '5 CREATE INDEX a ON t1 (a)',
        '9 UPDATE ${table_name} SET a = 1 WHERE b',
        '11 CREATE INDEX d ON t1 (d)',
        '11 COMMIT',
      ],
    });
  });

  it('leaves out what is for another database, and what a call says to run alone', () => {
    const python = `from alembic import op
revision = "a"
down_revision = "b"


def upgrade():
    bind = op.get_bind()
    if bind.dialect.name == "mysql":
        op.execute("ALTER TABLE t MODIFY a BIGINT")
    elif bind.dialect.name == "postgresql":
        bind.execute(sa.text("UPDATE t SET a = %s " "WHERE b = '{}'"))
    with op.get_context().autocommit_block():
        op.execute("VACUUM t")


def downgrade():
    op.execute("UPDATE t SET a = NULL")
`;
    assert.deepEqual(read('alembic/versions/a.py', python), {
      dialect: 'postgresql',
      unread: ['statements for another database'],
      lines: ['11 BEGIN', "11 UPDATE t SET a = ${s} WHERE b = '${_}'", '13 COMMIT', '13 VACUUM t'],
    });
    const sharp = `using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
public partial class AddIx : Migration {
  protected override void Up(MigrationBuilder migrationBuilder) {
    migrationBuilder.Sql(@"CREATE INDEX ""a"" ON ""Orders"" (b);");
    migrationBuilder.Sql("CREATE INDEX CONCURRENTLY c ON orders (b);", suppressTransaction: true);
  }
  protected override void Down(MigrationBuilder migrationBuilder) {
    migrationBuilder.Sql("DROP INDEX a;");
  }
}
`;
    assert.deepEqual(read('Migrations/1_X.cs', sharp).lines, [
      '4 BEGIN',
      '4 CREATE INDEX "a" ON "Orders" (b)',
      '5 COMMIT',
      '5 CREATE INDEX CONCURRENTLY c ON orders (b)',
    ]);
  });

  it('follows names of PHP, and says no transaction for MySQL', () => {
    const text = `<?php
use Doctrine\\DBAL\\Schema\\Schema;
use Doctrine\\Migrations\\AbstractMigration;
final class Version1 extends AbstractMigration {
  public function up(Schema $schema): void {
    $this->abortIf($this->connection->getDatabasePlatform()->getName() !== 'mysql', 'Only for MySQL');
    $sql = 'UPDATE ' . $this->getTable('entry', true) . ' SET a = \\'x\\'';
    $this->addSql($sql);
    switch (true) {
      case $platform instanceof SqlitePlatform:
        $this->addSql('ALTER TABLE t ADD a INT');
        break;
    }
  }
  public function down(Schema $schema): void { $this->addSql('DROP TABLE t'); }
}
`;
    const { dialect, lines: found } = read('migrations/Version1.php', text);
    assert.equal(dialect, 'mysql');
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /^7 UPDATE/);
  });

  it('knows tables that Django makes in the same migration', () => {
    const text = `from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(name="Order", fields=[], options={"db_table": "shop_orders"}),
        migrations.CreateModel(name="Item", fields=[]),
        migrations.RunSQL(["CREATE INDEX a ON shop_orders (b)", ("UPDATE t SET a = %s", [1])], "DROP INDEX a"),
    ]
`;
    assert.deepEqual(read('shop/migrations/0002_x.py', text).lines, [
      '6 BEGIN',
      '6 CREATE TABLE shop_orders (id int)',
      '7 CREATE TABLE shop_item (id int)',
      '8 CREATE INDEX a ON shop_orders (b)',
      '8 UPDATE t SET a = ${s}',
      '8 COMMIT',
    ]);
  });

  it('is none without statements, and is not held up', () => {
    assert.equal(
      parseProgram('a/migrations/0001_x.py', 'from django.db import migrations\n\nclass Migration(migrations.Migration):\n    pass\n'),
      undefined,
    );
    const begin = '<?php use Illuminate\\Database\\Migrations\\Migration; DB::statement("';
    for (const part of ['\\"', '<<<A\n', '$a.', "' . ", '{', 'function down(', 'if (mysql '])
      parseProgram('x.php', begin + part.repeat(1000));
    const ruby = 'class A < ActiveRecord::Migration\n';
    for (const part of ['execute "', 'execute <<~SQL\n', '%q{', '#{', 'def down\n']) parseProgram('x.rb', ruby + part.repeat(1000));
  });
});
