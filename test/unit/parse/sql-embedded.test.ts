import assert from 'node:assert/strict';
import { parseShell } from '../../../src/core/parse/shell';
import { embeddedSql, loadSqlParser, type SqlScript } from '../../../src/core/parse/sql';

const sessions = (text: string): readonly SqlScript[] => embeddedSql(parseShell(text), text);
/** What each session runs: texts of statements as they stand in the file, and paths of files. */
const run = (text: string): string[][] =>
  sessions(text).map(({ items }) =>
    items.map((item) => (item.kind === 'include' ? `<${item.path}` : text.slice(item.span.start, item.span.end))),
  );

describe('embeddedSql', () => {
  before(loadSqlParser);

  it('reads every way in which SQL reaches psql', () => {
    assert.deepEqual(run("psql <<'E'\nSELECT 1;\nDROP TABLE a\nE\n"), [['SELECT 1', 'DROP TABLE a']]);
    assert.deepEqual(run('psql <<-E\n\tSELECT 1;\n\tE\n'), [['SELECT 1']]);
    assert.deepEqual(run('cat <<E | psql\nSELECT 1;\nE\n'), [['SELECT 1']]);
    assert.deepEqual(run('psql -c "SELECT 1; SELECT 2" --command=\'SELECT 3\' -tAqc"SELECT 4"'), [
      ['SELECT 1', 'SELECT 2', 'SELECT 3', 'SELECT 4'],
    ]);
    assert.deepEqual(run("echo -n 'SELECT 1' | psql"), [['SELECT 1']]);
    assert.deepEqual(run('echo SELECT 1 | psql'), [['SELECT 1']]);
    assert.deepEqual(run("printf 'SELECT 1;\\nSELECT 2;' | psql"), [['SELECT 1', 'SELECT 2']]);
    assert.deepEqual(run('psql <<< "SELECT 1"'), [['SELECT 1']]);
    assert.deepEqual(run('Q="SELECT 1"\npsql -c "$Q"\npsql -c "$Q"\n'), [['SELECT 1']]);
    assert.deepEqual(run('psql -f a.sql --file="$D/b.sql"'), [['<a.sql', '<__/b.sql']]);
    assert.deepEqual(run('psql < a.sql; cat b.sql c.sql | psql; psql -f - < d.sql'), [['<a.sql'], ['<b.sql', '<c.sql'], ['<d.sql']]);
    assert.deepEqual(run("psql -f <(echo 'SELECT 1'); psql < <(cat a.sql)"), [['SELECT 1'], ['<a.sql']]);
    assert.deepEqual(run('pg_dump a > b; echo SELECT 1; psql -l'), []);
  });

  it('reads them behind other programs', () => {
    assert.deepEqual(run('su - postgres -c "psql -c \'SELECT 1\'"'), [['SELECT 1']]);
    assert.deepEqual(run('su postgres -c "psql app" <<E\nSELECT 1\nE\n'), [['SELECT 1']]);
    assert.deepEqual(run('sudo -u postgres psql -c "SELECT 1"'), [['SELECT 1']]);
    assert.deepEqual(run('docker exec -i db psql -U a <<E\nSELECT 1\nE\n'), [['SELECT 1']]);
    assert.deepEqual(run('ssh db "sudo -u postgres psql -c \\"SELECT 1\\""'), [['SELECT 1']]);
    assert.deepEqual(run('kubectl exec db -- sh -c \'psql -c "SELECT \\"a\\""\''), [['SELECT \\"a\\"']]);
  });

  it('reads what functions, variables and files hand over', () => {
    assert.deepEqual(run("P='psql -U a -d b'\n$P -c 'SELECT 1'\n"), [['SELECT 1']]);
    assert.deepEqual(run('P=/usr/pgsql-15/bin/psql\n"$P" b <<E\nSELECT 1\nE\n'), [['SELECT 1']]);
    assert.deepEqual(run("P='docker compose exec -T db psql'\n$P <<< 'SELECT 1'\n"), [['SELECT 1']]);
    assert.deepEqual(run("P='ls -l'\n$P psql\n"), []);
    assert.deepEqual(run("P=$(command -v psql || true)\n$P -c 'SELECT 1'\n"), [['SELECT 1']]);
    assert.deepEqual(run('at() { type -P "$1"; }\nP=`at psql`\nf() { $P -f a.sql; }\nf\n'), [['<a.sql']]);
    assert.deepEqual(run("f() { psql -c \"$1\"; }\nf 'SELECT 1'\nf 'SELECT 2'\n"), [['SELECT 1'], ['SELECT 2']]);
    assert.deepEqual(run('f() { sudo -u a psql "$@"; }\nf -d b -c \'SELECT 1\'\nf -f a.sql\n'), [['SELECT 1'], ['<a.sql']]);
    assert.deepEqual(run("f() { psql b; }\nf <<E\nSELECT 1\nE\necho 'SELECT 2' | f\n"), [['SELECT 1'], ['SELECT 2']]);
    assert.deepEqual(run("f() { psql -c 'SELECT 1'; }\nf\nf\n"), [['SELECT 1']]);
    assert.deepEqual(run("printf '%s\\n' 'SELECT 1;' 'SELECT 2' | psql"), [['SELECT 1', 'SELECT 2']]);
    assert.deepEqual(run('cat > /tmp/a.sql <<E\nSELECT 1\nE\npsql -f /tmp/a.sql\n'), [['SELECT 1']]);
    assert.deepEqual(run('T=$(mktemp)\necho "SELECT 1" > "$T"\npsql < "$T"\n'), [['SELECT 1']]);
    assert.deepEqual(run('tee a.sql <<E\nSELECT 1\nE\npsql -f a.sql\n'), [['SELECT 1']]);
  });

  it('reads around what the shell fills in', () => {
    const text =
      'psql <<E\nALTER TABLE $S.events ADD "a" text DEFAULT \'\\$x\';\nDROP TABLE ${A:-b}, \\"c;\nALTER TABLE d $(more) ADD e int;\nDROP TABLE f;\nE\n';
    const [script] = sessions(text);
    assert.ok(script);
    assert.deepEqual(script.faults, []);
    const found = script.items.flatMap((item) => (item.kind === 'statement' ? [item] : []));
    assert.equal(text.slice(found[0]!.span.start, found[0]!.span.end), 'ALTER TABLE $S.events ADD "a" text DEFAULT \'\\$x\'');
    assert.deepEqual(found[0]?.facts.touches, ['events']);
  });

  it('goes on after what it cannot read', () => {
    const text = 'psql <<E\nALTER TABLE d $(more) ADD e int;\nALTER TABEL x;\nDROP TABLE f;\nE\npsql -c "DROP TABLE g"\n';
    const [first, second] = sessions(text);
    assert.equal(first?.items.length, 3);
    assert.equal(first.items.at(-1)?.kind === 'statement' && first.items.at(-1)?.kind, 'statement');
    assert.equal(second?.items.length, 1);
  });

  it('knows the session', () => {
    const client = (text: string) => sessions(text)[0]?.client;
    assert.equal(client('psql -1c "SELECT 1"')?.singleTransaction, true);
    assert.equal(client('psql --single-transaction -f a')?.singleTransaction, true);
    assert.equal(client('psql -c "SELECT 1"')?.singleTransaction, false);
    assert.equal(client('psql -vON_ERROR_STOP=1 -c "SELECT 1"')?.onErrorStop, true);
    assert.equal(client('psql --set=ON_ERROR_STOP=on -c "SELECT 1"')?.onErrorStop, true);
    assert.equal(client('psql --set "ON_ERROR_STOP=0" -c "SELECT 1"')?.onErrorStop, false);
    assert.equal(client('psql -h db app -c "SELECT 1"')?.database, 'app');
    assert.equal(client('export PGPORT=6432\npsql -h db app -c "SELECT 1"')?.isPooled, true);
    assert.equal(client('export PGPORT=6432\npsql -h db -p 5432 app -c "SELECT 1"')?.isPooled, false);
    assert.equal(client('flock /run/l psql -c "SELECT 1"')?.isLocked, true);
    assert.equal(client('exec 9>l\nflock -n 9 || exit\npsql -c "SELECT 1"')?.isLocked, true);
    assert.equal(client('flock -s 9\npsql -c "SELECT 1"')?.isLocked, false);
    assert.equal(client('flock l sh -c "psql -c \'SELECT 1\'"')?.isLocked, true);
  });

  it('leaves other systems to themselves', () => {
    for (const [text, system] of [
      ["mysql a -e 'ALTER TABLE b ADD c int'", 'mysql'],
      ['mariadb <<E\nALTER TABLE b ADD c int;\nE\n', 'mysql'],
      ['sqlite3 a.db "ALTER TABLE b ADD c int"', 'sqlite'],
      ['sqlcmd -Q "ALTER TABLE b ADD c int"', 'other'],
    ] as const) {
      assert.deepEqual(
        sessions(text).map(({ dialect, faults }) => [dialect, faults.length]),
        [[system, 0]],
        text,
      );
    }
  });
});
