import assert from 'node:assert/strict';
import { changed, changeIn } from '../../../src/core/parse/shell-changes';

describe('what expansions make of values', () => {
  /** As bash 5.2 prints them. */
  const cases: readonly (readonly [value: string, change: string, result: string])[] = [
    ['dten-agent.service', '%.service', 'dten-agent'],
    ['dten-agent.service', '%.socket', 'dten-agent.service'],
    ['nginx:443:tls', '%%:*', 'nginx'],
    ['nginx:443:tls', '%:*', 'nginx:443'],
    ['nginx:443:tls', '#*:', '443:tls'],
    ['nginx:443:tls', '##*:', 'tls'],
    ['/etc/systemd/system/dtend.service', '##*/', 'dtend.service'],
    ['v5.2.0', '#[vV]', '5.2.0'],
    ['a_b_c', '/_/-', 'a-b_c'],
    ['a_b_c', '//_/-', 'a-b-c'],
    ['a_b_c', '//_/$&', 'a$&b$&c'],
    ['dten', '^', 'Dten'],
    ['dten', '^^', 'DTEN'],
    ['DTEN', ',,', 'dten'],
    ['DTEN', ',', 'dTEN'],
    ['', '%%*', ''],
    ['all', '%%*', ''],
    ['all', '%*', 'all'],
  ];
  for (const [value, change, result] of cases)
    it(`\${x${change}} of ${value || 'nothing'}`, () => {
      assert.equal(changed(value, change), result);
    });

  it('says nothing of long values, so that patterns are never tried for long', () => {
    assert.equal(changed('a'.repeat(10_000), '%%*a*a*b'), undefined);
  });

  it('knows a change from the place of an element', () => {
    assert.deepEqual(changeIn('unit%.service'), { name: 'unit', change: '%.service' });
    assert.deepEqual(changeIn('units[web]##*/'), { name: 'units[web]', change: '##*/' });
    assert.equal(changeIn('units[@]'), undefined);
    assert.equal(changeIn('@here'), undefined);
  });
});
