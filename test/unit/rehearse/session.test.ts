import assert from 'node:assert/strict';
import { DatabaseError, type ScratchDatabase } from '../../../src/core/rehearse/database';
import { runSession, type SessionRequest } from '../../../src/core/rehearse/session';
import { plannedMigrations } from '../../support/planned-migrations';

/** Answers everything; a statement with `fail` in it fails with the code behind it. */
function toldDatabase(): ScratchDatabase & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    server: 'test',
    mayMakeRoles: true,
    run(sql) {
      sent.push(sql);
      const [, code] = /fail_(\w{5})/.exec(sql) ?? [];
      const role = /TO (missing)/.exec(sql)?.[1];
      if (code !== undefined) return Promise.reject(new DatabaseError(code.toUpperCase(), `said ${code}`));
      if (role !== undefined && !sent.includes(`CREATE ROLE "${role}"`))
        return Promise.reject(new DatabaseError('42704', `role "${role}" does not exist`));
      return Promise.resolve({ rows: [{ got: false }], written: 0 });
    },
    close: () => Promise.resolve(),
  };
}

const sessionOf = (sql: string, more: Partial<SessionRequest> = {}) => sessionIn('m/001.sql', sql, more);

async function sessionIn(path: string, text: string, more: Partial<SessionRequest> = {}) {
  const [file] = await plannedMigrations({ [path]: text });
  const database = toldDatabase();
  const { statements, leftOut } = await runSession(database, {
    steps: file?.steps ?? [],
    inOneTransaction: path.endsWith('.sh') && file?.inOneTransaction === true,
    onErrorStop: false,
    isMeasured: false,
    there: new Set(),
    mayLack: false,
    clock: () => 0,
    tell: () => undefined,
    told: () => undefined,
    ...more,
  });
  return { sent: database.sent, outcomes: statements.map(({ outcome }) => outcome), leftOut };
}

const clean = ['ROLLBACK', 'DISCARD ALL'];

describe('a session of a rehearsal', () => {
  it('goes on after an error as psql does, unless it is told to stop', async () => {
    const sql = 'ALTER TABLE a ADD x int;\nALTER TABLE fail_42701 ADD x int;\nALTER TABLE b ADD x int;\n';
    assert.deepEqual((await sessionOf(sql)).outcomes, ['done', 'failed', 'done']);
    assert.deepEqual((await sessionOf(sql, { onErrorStop: true })).outcomes, ['done', 'failed', 'skipped']);
    assert.deepEqual((await sessionOf(`\\set ON_ERROR_STOP 1\n${sql}`)).outcomes, ['done', 'failed', 'skipped']);
  });

  it('leaves nothing of itself to the next one', async () => {
    const { sent } = await sessionOf('ALTER TABLE a ADD x int;\nALTER TABLE b ADD x int;\n', { inOneTransaction: true });
    assert.deepEqual(sent, ['BEGIN', 'ALTER TABLE a ADD x int', 'ALTER TABLE b ADD x int', 'COMMIT', ...clean]);
  });

  it('is one transaction for psql -1, and for several statements of one -c', async () => {
    const both = ['BEGIN', 'ALTER TABLE a ADD x int', 'ALTER TABLE b ADD x int', 'COMMIT'];
    const whole = await sessionIn('upgrade.sh', "psql -1 shop <<'E'\nALTER TABLE a ADD x int;\nALTER TABLE b ADD x int;\nE\n");
    assert.deepEqual(whole.sent, [...both, ...clean]);
    const requests = "psql shop -c 'ALTER TABLE a ADD x int; ALTER TABLE b ADD x int' -c 'ALTER TABLE c ADD x int'\n";
    assert.deepEqual((await sessionIn('upgrade.sh', requests)).sent, [...both, 'ALTER TABLE c ADD x int', ...clean]);
  });

  it('gets what arrives of a text between quotes of a shell, and nothing that a shell fills in', async () => {
    const sent = async (text: string) => {
      const { sent, leftOut } = await sessionIn('upgrade.sh', text);
      return [...sent.filter((sql) => !clean.includes(sql)), ...leftOut.map(({ why }) => why)];
    };
    assert.deepEqual(await sent('psql shop -c "ALTER TABLE \\"A\\" ADD x int"\n'), ['ALTER TABLE "A" ADD x int']);
    assert.deepEqual(await sent('psql shop -c \'ALTER TABLE "A" ADD x int\'\n'), ['ALTER TABLE "A" ADD x int']);
    assert.deepEqual(await sent("psql shop <<'E'\nDO $$ BEGIN ALTER TABLE a ADD x int; END $$;\nE\n"), [
      'DO $$ BEGIN ALTER TABLE a ADD x int; END $$',
    ]);
    assert.deepEqual(await sent('psql shop <<E\nALTER TABLE $TABLE ADD x int;\nE\n'), ['computed']);
  });

  it('runs the branch that a guard leaves open', async () => {
    const guarded = 'SELECT pg_try_advisory_lock(1) AS got \\gset\n\\if :got\nALTER TABLE a ADD x int;\n\\else\nSELECT busy();\n\\endif\n';
    const { sent } = await sessionOf(guarded + 'ALTER TABLE b ADD x int;');
    assert.deepEqual(sent.slice(0, -2), ['SELECT pg_try_advisory_lock(1) AS got', 'SELECT busy()', 'ALTER TABLE b ADD x int']);
  });

  it('tells what a bare database lacks from what is wrong', async () => {
    const sql = 'ALTER TABLE fail_42p01 ADD x int;';
    assert.deepEqual((await sessionOf(sql, { mayLack: true })).outcomes, ['lacking']);
    assert.deepEqual((await sessionOf(sql)).outcomes, ['failed']);
  });

  it('makes the roles that are granted something', async () => {
    const { outcomes, sent } = await sessionOf('ALTER TABLE a OWNER TO missing;');
    assert.deepEqual(outcomes, ['done']);
    assert.ok(sent.includes('CREATE ROLE "missing"'));
  });

  it('leaves a statement out whose variable only the command line sets', async () => {
    const { outcomes, leftOut } = await sessionOf('ALTER TABLE :fail_42601 ADD x int;');
    assert.deepEqual([outcomes, leftOut.map(({ why }) => why)], [[], ['variable']]);
  });
});
