import assert from 'node:assert/strict';
import { spelled, variableOf } from '../../../src/core/facts/config/key-names';
import { keyStates } from '../../../src/core/facts/config/key-states';
import { componentOf, isProduct, reaches } from '../../../src/core/catalog/product';
import { hasValue, isPlaceholder } from '../../../src/core/facts/config/required-value';

describe('products of a catalog', () => {
  it('match their name and the start of a longer one', () => {
    assert.deepEqual(
      ['dten', 'DTEN-platform', 'dten_x', 'dtensor', 'my-dten', undefined].map((name) => isProduct('dten', name)),
      [true, true, true, false, false, false],
    );
  });

  it('are known by the files of components', () => {
    assert.equal(componentOf('etc/postgresql/15/main/postgresql.conf'), 'postgresql');
    assert.equal(componentOf('conf/my.cnf'), 'mysql');
    assert.equal(componentOf('conf/dten.yaml'), undefined);
  });

  it('reach a version by number, with pre-releases and without what distributions add', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['5.2.0', '5.2', true],
      ['5.1.99', '5.2.0', false],
      ['5.10', '5.9', true],
      ['5.2.0-rc1', '5.2.0', true],
      ['1:15.8-0+deb12u1', '15', true],
      ['8.0.39-0ubuntu0.22.04.1', '8.0', true],
      ['5.2.0-hotfix3', '5.2.0', true],
      ['v6', '5', true],
      ['trunk', '5', false],
      ['5', 'next', false],
    ];
    for (const [version, since, expected] of cases) assert.equal(reaches(version, since), expected, `${version} since ${since}`);
  });
});

describe('keys of a catalog', () => {
  const key = (state: 'deprecated' | 'removed' | 'required' | 'default-changed', since?: string) =>
    ({ product: 'p', key: 'p.k', state, ...(since && { since }) }) as const;
  const stateAt = (versions: readonly string[], ...keys: ReturnType<typeof key>[]) => keyStates(keys, versions).map(({ state }) => state);

  it('have the last state that began', () => {
    const both = [key('removed', '5'), key('deprecated', '4'), key('default-changed', '6')];
    assert.deepEqual(
      ['3.9', '4', '5.1', '7'].map((version) => stateAt([version], ...both)),
      [[], ['deprecated'], ['removed'], ['removed']],
    );
  });

  it('have only timeless states where the version is unknown, and what holds everywhere where there are several', () => {
    assert.deepEqual(stateAt([], key('required'), key('removed', '5')), ['required']);
    assert.deepEqual(stateAt(['4', '5'], key('removed', '5')), []);
  });

  it('are spelled as files do', () => {
    assert.equal(variableOf('dten', 'dten.hybrid.max-sessions'), 'DTEN_HYBRID_MAX_SESSIONS');
    assert.equal(variableOf('acme', 'server.mode'), 'ACME_SERVER_MODE');
    assert.equal(spelled('dten-platform', 'dten.hybrid.enable', 'bare'), 'hybrid.enable');
    assert.equal(spelled('postgresql', 'wal_level', 'bare'), 'wal_level');
  });
});

describe('required values', () => {
  it('are recognised in the words of other formats', () => {
    for (const value of [true, 'true', 'Yes', 'on', '1', 1]) assert.ok(hasValue(value, true), String(value));
    for (const value of [false, 'off', '0', '', null, undefined, [], 'trueish']) assert.ok(!hasValue(value, true), String(value));
    assert.ok(hasValue('400', 400) && hasValue(400.0, 400) && !hasValue('', 0) && !hasValue('on', 'true'));
    assert.ok(hasValue(['a'], ['a']) && !hasValue(['a', 'b'], ['a']));
  });

  it('may be filled in later', () => {
    for (const value of ['${X}', '{{ x }}', '@X@', '<your host>', '%(x)s', '$(x)', '$X']) assert.ok(isPlaceholder(value), value);
    for (const value of ['true', 'a@b.c', '<', 'x$', 5]) assert.ok(!isPlaceholder(value), String(value));
  });
});
