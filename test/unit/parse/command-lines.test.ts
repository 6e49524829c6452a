import assert from 'node:assert/strict';
import { cronLines, unitLines } from '../../../src/core/parse/command-lines';
import { parseCrontab } from '../../../src/core/parse/crontab';
import { recipeLines } from '../../../src/core/parse/makefile';
import { fileSpan } from '../../../src/core/parse/mapped-text';
import { loadSqlParser, sqlInLines } from '../../../src/core/parse/sql';
import { parseUnit } from '../../../src/core/parse/systemd';

const cron = (text: string) => cronLines(parseCrontab(text, { userColumn: true }), text);
const unit = (text: string) => unitLines(parseUnit(`[Service]\n${text}`), `[Service]\n${text}`);

describe('command lines outside of scripts', () => {
  before(loadSqlParser);

  it('gives cron what the shell gets, and what the command reads', () => {
    const text = '5 3 * * * app psql a -c "SELECT \'\\%\'" % SELECT 1;%SELECT 2\\%3\n';
    const [line] = cron(text);
    assert.equal(line?.source.text, 'psql a -c "SELECT \'%\'"');
    assert.equal(line.input?.text, ' SELECT 1;\nSELECT 2%3');
    const at = line.source.text.indexOf('%');
    const { start, end } = fileSpan(line.source, { start: at, end: at + 1 });
    assert.equal(text.slice(start, end), '\\%');
  });

  it('gives systemd the path without its signs, and the signs that are doubled', () => {
    assert.deepEqual(
      unit('ExecStart=-+/bin/sh -c "echo $$HOME 100%%"\nExecStop=\nUser=app').map(({ source }) => source.text),
      ['/bin/sh -c "echo $HOME 100%"'],
    );
  });

  it('reads recipes as make gives them to a shell', () => {
    const text = 'PSQL ?= psql -U app # the client\nall: x\n\t@-echo $$HOME \\\n\t  $(PSQL) $@\n# no recipe\n\t$(shell date) ${OTHER}\n';
    const lines = recipeLines(text).map(({ source }) => source);
    assert.deepEqual(
      lines.map((one) => one.text),
      ['echo $HOME \\\n\t  psql -U app __', '_____________ ________'],
    );
    const at = lines[0]?.text.indexOf('psql') ?? 0;
    const { start, end } = fileSpan(lines[0] ?? assert.fail(), { start: at, end: at + 4 });
    assert.equal(text.slice(start, end), '$(PSQL)');
  });

  it('finds the SQL in all of them', () => {
    const text = 'DB = app\nmigrate:\n\tpsql $(DB) -c "ALTER TABLE a ADD b int"\n';
    const statements = (lines: Parameters<typeof sqlInLines>[0]) =>
      sqlInLines(lines).flatMap(({ items }) => items.flatMap((item) => (item.kind === 'statement' ? item.change?.title : [])));
    assert.deepEqual(statements(recipeLines(text)), ['ALTER TABLE a']);
    assert.deepEqual(statements(cron('0 1 * * * app psql app%DROP TABLE a;%DROP TABLE b;\n')), ['DROP TABLE a', 'DROP TABLE b']);
    assert.deepEqual(statements(unit(`ExecStart=/bin/sh -c 'psql app -c "DROP TABLE a"'`)), ['DROP TABLE a']);
    assert.deepEqual(statements(unit('ExecStart=/usr/bin/app --db psql')), []);
  });
});
