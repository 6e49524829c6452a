import type { OtherLanguage } from '../../code/more-strings';

/** A framework whose migrations are programs, and how they say SQL. */
export interface Frame {
  /** As the list of runners calls it. */
  readonly name: string;
  readonly language: OtherLanguage | 'Python';
  readonly ending: RegExp;
  /** What only its migrations have: all of it. */
  readonly signs: readonly RegExp[];
  /** Where the way back begins: the head of a function or block. */
  readonly back: RegExp | undefined;
  /** Calls that send the text that they are given. */
  readonly sends: RegExp;
  /** Calls that change the schema in words of its own; the first group, or all, names it. */
  readonly operations: RegExp;
  /** Calls that make a table, which their first text names. */
  readonly makes: RegExp | undefined;
  /** All of it is one transaction, where the system has such. */
  readonly isWhole: boolean;
  /** What says that it is not. */
  readonly alone: RegExp | undefined;
  /** A block outside of the transaction. */
  readonly outside?: RegExp;
  /** Said in a call: that one alone runs outside of it. */
  readonly outsideCall?: RegExp;
  /** Before the text in `ExecContext(ctx, …)`. */
  readonly before?: RegExp;
}

const script = /\.[cm]?[jt]s$/i;
const anyBack = /\bdown\b[^{}\n]{0,160}\{/g;

/** In this order: the first that the text shows. */
export const frames: readonly Frame[] = [
  {
    name: 'Django',
    language: 'Python',
    ending: /\.py$/i,
    signs: [/^from django\.db import [^\n]*\bmigrations\b/m, /^class Migration\b/m],
    back: undefined,
    sends: /(?:\bmigrations\.|(?<![\w.]))RunSQL(?=\s*\()|\b(?:cursor|schema_editor|connection\.cursor\(\))\.execute(?=\s*\()/g,
    operations:
      /\bmigrations\.((?!RunSQL\b|Migration\b|swappable_dependency\b|SeparateDatabaseAndState\b|RunPython\.noop)[A-Z]\w+)(?=\s*\()|(?<![\w.])((?:Add|Remove)IndexConcurrently|\w+Extension|AddConstraintNotValid|ValidateConstraint)(?=\s*\()/g,
    makes: /\bmigrations\.CreateModel(?=\s*\()/g,
    isWhole: true,
    alone: /^[ \t]+atomic\s*=\s*False\b/m,
  },
  {
    name: 'Alembic',
    language: 'Python',
    ending: /\.py$/i,
    signs: [/^down_revision\b/m, /^def upgrade\b/m],
    back: /^def downgrade\w*\s*\(/gm,
    sends: /\b(?:op|conn|connection|bind|session|cursor|op\.get_bind\(\))\.(?:execute|exec_driver_sql)(?=\s*\()/g,
    operations: /\b(?:op|batch_op)\.((?!execute\b|get_bind\b|get_context\b|f\b|inline_literal\b|batch_alter_table\b)\w+)(?=\s*\()/g,
    makes: /\bop\.create_table(?=\s*\()/g,
    isWhole: true,
    alone: undefined,
    outside: /\bwith\s[^\n]{0,200}\bautocommit_block\(\)/g,
  },
  {
    name: 'Rails',
    language: 'Ruby',
    ending: /\.rb$/i,
    signs: [/<\s*ActiveRecord::Migration\b/],
    back: /\bdef\s+(?:self\.)?down\b|\bdir\.down\b\s*(?:do\b|\{)/g,
    sends:
      /(?<![\w.:])(?:connection\.|ActiveRecord::Base\.connection\.|conn\.)?(?:execute|exec_query|exec_update|update_sql)(?=\s*\(|[ \t]+["'<%A-Za-z])/g,
    operations:
      /^[ \t]*(?:safety_assured\s*(?:\{|do)\s*)?((?:add|remove|change|rename|create|drop|enable|disable|validate)_(?:table|join_table|column|column_default|column_null|index|reference|references|belongs_to|foreign_key|check_constraint|unique_constraint|timestamps|extension|enum|columns))\b/gm,
    makes: /\bcreate_(?:table|join_table)(?=[\s(]+[:\"'])/g,
    isWhole: true,
    alone: /^[ \t]*disable_ddl_transaction!/m,
  },
  {
    name: 'Laravel',
    language: 'PHP',
    ending: /\.php$/i,
    signs: [/\bIlluminate\\Database\\Migrations\\Migration\b/],
    back: /\bfunction\s+down\s*\(/g,
    sends: /\bDB::(?:connection\([^()\n]*\)->)?(?:statement|unprepared|insert|update|delete)(?=\s*\()/g,
    operations: /\b(Schema::(?:\w+\([^()\n]*\)->)?(?!has|get|hasTable)\w+)(?=\s*\()/g,
    makes: /\bSchema::(?:connection\([^()\n]*\)->)?create(?=\s*\()/g,
    isWhole: true,
    alone: /\$withinTransaction\s*=\s*false\b/i,
  },
  {
    name: 'Doctrine',
    language: 'PHP',
    ending: /\.php$/i,
    signs: [/\bDoctrine\\(?:(?:DBAL\\)?Migrations\\AbstractMigration|DBAL\\Schema\\Schema)\b/, /\bextends\s{1,8}\w*Migration\b/],
    back: /\bfunction\s+(?:down|preDown|postDown)\s*\(/g,
    sends: /\$this->(?:addSql|connection->(?:executeStatement|executeUpdate|exec|executeQuery))(?=\s*\()/g,
    operations: /(\$(?:schema|table)->(?:create|drop|add|change|modify|rename|remove|set)\w+)(?=\s*\()/g,
    makes: /\$schema->createTable(?=\s*\()/g,
    isWhole: true,
    alone: /\bfunction\s+isTransactional\b[^{}]{0,80}\{\s*return\s+false\b/i,
  },
  {
    name: 'Phinx',
    language: 'PHP',
    ending: /\.php$/i,
    signs: [/\b(?:Phinx\\Migration|Migrations)\\\w*Migration\b/],
    back: /\bfunction\s+down\s*\(/g,
    sends: /\$this->(?:execute|query)(?=\s*\()/g,
    operations:
      /(\$this->(?:table|createTable|dropTable)|->(?:addColumn|removeColumn|changeColumn|renameColumn|addIndex|removeIndex|addForeignKey|drop))(?=\s*\()/g,
    makes: /\$this->createTable(?=\s*\()/g,
    isWhole: true,
    alone: /\bfunction\s+(?:useTransaction|shouldUseTransaction)\b[^{}]{0,80}\{\s*return\s+false\b/i,
  },
  {
    name: 'TypeORM',
    language: 'JavaScript',
    ending: script,
    signs: [/\bMigrationInterface\b|\bclass\s{1,8}\w{1,80}\d{13}\b/, /\bqueryRunner\b/],
    back: /\bdown\s*\([^{}\n]{0,160}\{/g,
    sends: /\bqueryRunner\.query(?=\s*\()/g,
    operations: /\bqueryRunner\.((?:create|drop|add|change|rename|update|clear)\w+)(?=\s*\()/g,
    makes: /\bqueryRunner\.createTable(?=\s*\()/g,
    isWhole: true,
    alone: /\btransaction\s*=\s*false\b/,
  },
  {
    name: 'Sequelize',
    language: 'JavaScript',
    ending: script,
    signs: [/\bqueryInterface\b/],
    back: anyBack,
    sends: /\b(?:queryInterface\.)?sequelize\.query(?=\s*\()/g,
    operations: /\bqueryInterface\.((?:create|drop|add|change|rename|remove|bulk)\w+)(?=\s*\()/g,
    makes: /\bqueryInterface\.createTable(?=\s*\()/g,
    isWhole: false,
    alone: undefined,
  },
  {
    name: 'node-pg-migrate',
    language: 'JavaScript',
    ending: script,
    signs: [/\bpgm\.\w+\(/],
    back: anyBack,
    sends: /\bpgm\.(?:sql|db\.query)(?=\s*\()/g,
    operations: /\bpgm\.((?!sql\b|noTransaction\b|func\b|db\b)\w+)(?=\s*\()/g,
    makes: /\bpgm\.createTable(?=\s*\()/g,
    isWhole: true,
    alone: /\bpgm\.noTransaction\(\)/,
  },
  {
    name: 'Knex',
    language: 'JavaScript',
    ending: script,
    signs: [/\b(?:exports\.up|export\s+(?:const|async\s+function|function)\s+up)\b/, /\bknex\b/i],
    back: anyBack,
    sends: /\b(?:knex|trx)(?:\.schema)?\.raw(?=\s*\()/g,
    operations: /\b(?:knex|trx)\.schema\s*\.((?!raw\b|has)\w+)(?=\s*\()/g,
    makes: /\bcreateTable(?:IfNotExists)?(?=\s*\()/g,
    isWhole: true,
    alone: /\bconfig\s*=\s*\{[^{}]{0,200}\btransaction\s*:\s*false\b/,
  },
  {
    name: 'goose',
    language: 'Go',
    ending: /\.go$/i,
    signs: [/\bgoose\.Add(?:Named)?Migration/],
    back: /^func\s+[dD]own\w*\s*\([^\n]*\{/gm,
    sends: /\b(?:tx|db)\.(?:Exec|ExecContext)(?=\s*\()/g,
    before: /^\s*(?:ctx|context\.\w+\(\))\s*,\s*/,
    operations: /\b(?:tx|db)\.(Prepare(?:Context)?)(?=\s*\()/g,
    makes: undefined,
    isWhole: true,
    alone: /\bgoose\.Add(?:Named)?MigrationNoTx/,
  },
  {
    name: 'Entity Framework',
    language: 'C#',
    ending: /\.cs$/i,
    // Which system it is for only the names of its provider tell.
    signs: [/:\s*Migration\b/, /\bMigrationBuilder\b/, /\bNpgsql\b/],
    back: /\bvoid\s+Down\s*\([^\n]*\)/g,
    sends: /\bmigrationBuilder\.Sql(?=\s*\()/g,
    operations: /\bmigrationBuilder\.((?!Sql\b)[A-Z]\w+)(?=\s*[(<])/g,
    makes: /\bmigrationBuilder\.CreateTable(?=\s*[(<])/g,
    isWhole: true,
    alone: undefined,
    outsideCall: /\bsuppressTransaction\s*:\s*true\b/,
  },
];
