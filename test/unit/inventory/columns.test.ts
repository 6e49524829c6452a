import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { headingsOf, withColumns } from '../../../src/core/inventory/importers/cmdb';

describe('headings of a table that say nothing by themselves', () => {
  const table = 'Gerät;Programm;Stand;Welt\napp01;nginx;1.27.3;Produktion\n';

  it('are told with what stands below them, and with what is known of them', () => {
    assert.deepEqual(headingsOf(table)?.headings.at(1), { name: 'Programm', example: 'nginx' });
    assert.deepEqual(headingsOf(table)?.guessed, {});
    assert.deepEqual(headingsOf('Host,Software,Version\na,b,1\n')?.guessed, { name: 'Software', version: 'Version', host: 'Host' });
    assert.equal(importInventory('inventory.csv', table).inventory.environments.length, 0);
  });

  it('are read once somebody has said what they mean, by whoever reads the file', () => {
    const said = withColumns(table, { name: 'Programm', version: 'Stand', host: 'Gerät', environment: 'Welt' });
    const [environment] = importInventory('inventory.csv', said).inventory.environments;
    assert.equal(environment?.name, 'production');
    assert.deepEqual(
      environment.hosts.map(({ name, packages = [] }) => [name, packages.map((each) => `${each.name} ${each.version}`)]),
      [['app01', ['nginx 1.27.3']]],
    );
    assert.equal(headingsOf(said), undefined);
  });

  it('are nothing of a text that is no table', () => {
    for (const text of ['', '{}', 'nginx 1.27.3\n', 'a;b\n', '# columns: name=a\na;b\n1;2\n', 'name,host\nlibpq5,db09\n'])
      assert.equal(headingsOf(text), undefined);
  });
});
