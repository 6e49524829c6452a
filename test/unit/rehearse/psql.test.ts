import assert from 'node:assert/strict';
import { newPsql } from '../../../src/core/rehearse/psql';

const answer = (row: Record<string, unknown>) => ({ rows: [row], written: 0 });

describe('psql, as far as a rehearsal obeys it', () => {
  it('fills variables in as they are quoted, and leaves those that are not set', () => {
    const psql = newPsql();
    psql.obey('set', "owner 'o''x'", undefined);
    psql.obey('set', 'n 5', undefined);
    assert.equal(psql.filled(`SELECT :n, :'n', :"n", :other, ':n', a[1:2]`), `SELECT 5, '5', "5", :other, ':n', a[1:2]`);
    assert.equal(psql.lacks('SELECT :n'), false);
    assert.equal(psql.lacks('SELECT :other'), true);
  });

  it('keeps what a query answered, null values apart', () => {
    const psql = newPsql();
    psql.obey('gset', 'my_', answer({ got: true, none: null, count: 3 }));
    assert.equal(psql.filled('SELECT :my_got, :my_count, :my_none'), 'SELECT t, 3, :my_none');
  });

  it('runs one branch of each condition', () => {
    const psql = newPsql();
    const seen: boolean[] = [];
    const look = () => seen.push(psql.isActive);
    psql.obey('gset', '', answer({ got: false }));
    psql.obey('if', ':got', undefined);
    look();
    psql.obey('if', 'on', undefined);
    look();
    psql.obey('set', 'got on', undefined);
    psql.obey('endif', '', undefined);
    psql.obey('elif', ':{?got}', undefined);
    look();
    psql.obey('else', '', undefined);
    look();
    psql.obey('endif', '', undefined);
    look();
    assert.deepEqual(seen, [false, false, true, false, true]);
    assert.equal(psql.filled(':got'), 'f');
  });

  it('stops at errors as the script says last', () => {
    const psql = newPsql();
    assert.equal(psql.onErrorStop, undefined);
    psql.obey('set', 'ON_ERROR_STOP on', undefined);
    assert.equal(psql.onErrorStop, true);
    psql.obey('set', 'ON_ERROR_STOP 0', undefined);
    assert.equal(psql.onErrorStop, false);
  });

  it('takes names that every object has for names', () => {
    const psql = newPsql();
    psql.obey('constructor', '', undefined);
    assert.equal(psql.filled('SELECT :constructor'), 'SELECT :constructor');
  });
});
