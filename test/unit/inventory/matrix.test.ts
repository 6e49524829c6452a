import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { emptyInventory, type Inventory } from '../../../src/core/inventory/inventory';
import { buildMatrix } from '../../../src/core/inventory/matrix';
import { mergeInventories } from '../../../src/core/inventory/merge';
import { parseManifest } from '../../../src/core/package/manifest';
import { cpuTime } from '../../support/cpu-time';

type Installed = readonly (readonly [name: string, version: string, type?: string])[];

const inventoryOf = (hosts: Readonly<Record<string, Installed | undefined>>, databases: readonly object[] = []): Inventory => {
  const text = JSON.stringify({
    environments: [
      {
        name: 'production',
        hosts: Object.entries(hosts).map(([name, packages]) => ({
          name,
          packages: packages?.map(([called, version, type]) => ({ name: called, version, type })),
        })),
        databases,
      },
    ],
  });
  const { inventory, problems } = importInventory('inventory.json', text);
  assert.deepEqual(problems, []);
  return inventory;
};

const cells = (dependencies: unknown, inventory: Inventory): string[][] =>
  buildMatrix('manifest.json', parseManifest(JSON.stringify({ dependencies })), inventory).rows.map((row) =>
    row.cells.map(({ state, version }) => (version === undefined ? state : `${state} ${version}`)),
  );

describe('the dependency matrix', () => {
  const debian: Installed = [
    ['openssl', '3.0.11-1~deb12u2', 'deb'],
    ['libssl3', '3.0.11-1~deb12u2', 'deb'],
    ['postgresql', '15+248', 'deb'],
    ['postgresql-15', '15.8-0+deb12u1', 'deb'],
    ['python3', '3.11.2-1+b1', 'deb'],
    ['openssh-server', '1:9.2p1-2+deb12u3', 'deb'],
  ];

  it('has a state for every dependency and host', () => {
    const inventory = inventoryOf({ app01: debian, app02: undefined, app03: [['bash', '5.2.15-2', 'deb']] });
    assert.deepEqual(cells({ openssl: '>=1.1' }, inventory), [['loose 3.0.11-1~deb12u2', 'unknown', 'missing']]);
    assert.deepEqual(cells({ openssl: '>=1.1 <4' }, inventory), [['satisfied 3.0.11-1~deb12u2', 'unknown', 'missing']]);
    assert.deepEqual(cells({ openssl: '>=3.2' }, inventory), [['unsatisfied 3.0.11-1~deb12u2', 'unknown', 'missing']]);
    assert.deepEqual(cells({ openssl: 'see the wiki' }, inventory), [['unknown 3.0.11-1~deb12u2', 'unknown', 'missing']]);
    assert.deepEqual(cells(['openssl'], inventory), [['loose 3.0.11-1~deb12u2', 'unknown', 'missing']]);
  });

  it('knows what distributions call a product', () => {
    const one = (dependencies: unknown) => cells(dependencies, inventoryOf({ app01: debian }))[0]?.[0];
    assert.equal(one({ postgresql: '^15' }), 'satisfied 15.8-0+deb12u1');
    assert.equal(one({ Postgres: '>=14 <16' }), 'satisfied 15.8-0+deb12u1');
    assert.equal(one({ python: '~3.11' }), 'satisfied 3.11.2-1+b1');
    assert.equal(one({ 'openssh-server': '>=9 <10' }), 'satisfied 1:9.2p1-2+deb12u3');
    assert.equal(
      cells({ openssl: '>=3 <4' }, inventoryOf({ app01: [['libssl3t64', '3.0.13-0ubuntu3', 'deb']] }))[0]?.[0],
      'satisfied 3.0.13-0ubuntu3',
    );
    assert.equal(
      cells({ openssl: '>=3 <4' }, inventoryOf({ app01: [['openssl-libs', '1:3.0.7-28.el9', 'rpm']] }))[0]?.[0],
      'satisfied 1:3.0.7-28.el9',
    );
  });

  it('finds packages under the names that they go by', () => {
    const inventory = inventoryOf({
      app01: [
        ['libssl3t64', '3.0.13-0ubuntu3', 'deb'],
        ['python3', '3.11.2-1+b1', 'deb'],
        ['Typing.Extensions', '4.12.2', 'pypi'],
      ],
    });
    const states = ['libssl3', 'python3:any', 'typing_extensions', 'typing-extensions'].map(
      (name) => cells({ [name]: '>=1 <9' }, inventory)[0]?.[0],
    );
    assert.deepEqual(states, ['satisfied 3.0.13-0ubuntu3', 'satisfied 3.11.2-1+b1', 'satisfied 4.12.2', 'satisfied 4.12.2']);
  });

  it('claims nothing of names that other packages provide', () => {
    const inventory = inventoryOf({ app01: [['mawk', '1.3.4-1', 'deb']], app02: [['bash', '5.2.15-2', 'deb']] });
    assert.deepEqual(cells({ awk: '*', 'default-mta': '*' }, inventory), [
      ['unknown', 'missing'],
      ['missing', 'missing'],
    ]);
  });

  it('takes the best of several installed versions, and the worst of several databases', () => {
    const servers: Installed = [
      ['postgresql-13', '13.16-0+deb11u1', 'deb'],
      ['postgresql-15', '15.8-0+deb12u1', 'deb'],
    ];
    assert.deepEqual(cells({ postgresql: '>=15 <16' }, inventoryOf({ db01: servers })), [['satisfied 15.8-0+deb12u1']]);
    const databases = [
      { name: 'dten', engine: 'PostgreSQL', version: '15.8 (Debian 15.8-0+deb12u1)' },
      { name: 'old', engine: 'postgres', version: '13.16' },
    ];
    assert.deepEqual(cells({ postgresql: '>=15 <16' }, inventoryOf({ db01: servers }, databases)), [['unsatisfied 13.16']]);
    assert.deepEqual(cells({ postgresql: '>=15 <16' }, inventoryOf({ app01: [] }, databases.slice(0, 1))), [['satisfied 15.8']]);
    const pretending = [{ name: 'dten', engine: 'mariadb', version: '5.5.5-10.11.6-MariaDB-0+deb12u1' }];
    assert.deepEqual(cells({ mariadb: '>=10.6 <11' }, inventoryOf({ app01: [] }, pretending)), [['satisfied 10.11.6']]);
  });

  it('takes the version out of what a database prints of itself, and says that it does not know where one cannot tell', () => {
    const one = (engine: string, version: string, range: string) =>
      cells({ [engine]: range }, inventoryOf({ app01: [] }, [{ name: 'dten', engine, version }]))[0]?.[0];
    const printed = 'PostgreSQL 13.14 (Debian 13.14-1.pgdg120+2) on x86_64-pc-linux-gnu';
    assert.equal(one('postgresql', printed, '>=15'), 'unsatisfied 13.14');
    assert.equal(one('postgresql', '150008', '>=15 <18'), 'satisfied 15.8');
    assert.equal(one('postgresql', '90624', '>=10'), 'unsatisfied 9.6.24');
    assert.equal(one('mongodb', 'db version v5.0.24', '>=5.0 <6'), 'satisfied 5.0.24');
    assert.equal(one('redis', 'Redis server v=6.2.14 sha=0', '>=7'), 'unsatisfied 6.2.14');
    assert.equal(one('sqlserver', 'Microsoft SQL Server 2017 - 14.0.3456.2', '>=15')?.split(' ')[0], 'unknown');
  });

  it('does not miss what the list cannot name', () => {
    assert.deepEqual(cells({ requests: { range: '>=2 <3', type: 'pypi' } }, inventoryOf({ app01: debian })), [['unknown']]);
    assert.deepEqual(cells({ libfoo: { range: '>=2 <3', type: 'deb' } }, inventoryOf({ app01: debian })), [['missing']]);
    assert.deepEqual(cells({ libfoo: '>=2 <3' }, inventoryOf({ app01: [] })), [['unknown']]);
  });

  it('tells where each fact stands', () => {
    const list = importInventory('inventory.production.db01.txt', 'bash\t5.2\nopenssl\t3.0.11-1\n').inventory;
    const text = '{ "dependencies": { "openssl": ">=3 <4" } }';
    const { rows, columns } = buildMatrix('manifest.json', parseManifest(text), list);
    assert.deepEqual(columns, [{ environment: 'production', host: 'db01', source: 'inventory.production.db01.txt' }]);
    const row = rows[0] ?? assert.fail();
    assert.equal(row.cells[0]?.origin?.line, 1);
    assert.equal(text.slice(row.span.start, row.span.end), '">=3 <4"');
  });

  it('is empty without a manifest, and has no columns without an inventory', () => {
    assert.deepEqual(buildMatrix('', undefined, emptyInventory), { columns: [], rows: [] });
    assert.deepEqual(cells({ openssl: '*' }, emptyInventory), [[]]);
  });

  it('stays quick with many hosts and packages', () => {
    const packages = Array.from({ length: 2000 }, (_, i) => [`p${i}`, '1.0-1', 'deb'] as const);
    const inventory = inventoryOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`h${i}`, packages])));
    const dependencies = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i * 7}`, '>=1 <2']));
    const started = cpuTime();
    assert.equal(
      cells(dependencies, inventory)
        .flat()
        .filter((cell) => cell.startsWith('satisfied')).length,
      200 * 20,
    );
    assert.ok(cpuTime() - started < 6000);
  });
});

describe('merged inventories', () => {
  const json = (text: object) => importInventory('a.json', JSON.stringify(text)).inventory;

  it('join environments, hosts and databases by name', () => {
    const merged = mergeInventories([
      json({
        environments: [{ name: 'production', hosts: [{ name: 'a', units: [] }, { name: 'b' }] }],
        services: [{ name: 's', tier: 1 }],
      }),
      importInventory('inventory.production.a.txt', 'bash\t5.2\n').inventory,
      json({
        environments: [
          { name: 'staging', hosts: [{ name: 'a' }] },
          { name: 'production', databases: [{ name: 'd' }] },
        ],
      }),
    ]);
    assert.deepEqual(
      merged.environments.map(({ name, hosts, databases }) => [name, hosts.map((host) => host.name), databases.length]),
      [
        ['production', ['a', 'b'], 1],
        ['staging', ['a'], 0],
      ],
    );
    const host = merged.environments[0]?.hosts[0];
    assert.deepEqual([host?.units, host?.packages?.[0]?.name], [[], 'bash']);
    assert.deepEqual(
      merged.sources.map(({ path }) => path),
      ['a.json', 'inventory.production.a.txt', 'a.json'],
    );
  });

  it('prefer what was collected later', () => {
    const at = (collectedAt: string | undefined, version: string) =>
      json({ environments: [{ name: 'p', hosts: [{ name: 'a', collectedAt, packages: [{ name: 'x', version, type: 'deb' }] }] }] });
    const versionOf = (...list: Inventory[]) => mergeInventories(list).environments[0]?.hosts[0]?.packages?.map(({ version }) => version);
    assert.deepEqual(versionOf(at('2026-11-01', '1'), at('2026-11-02', '2')), ['2']);
    assert.deepEqual(versionOf(at('2026-11-02', '2'), at('2026-11-01', '1')), ['2']);
    assert.deepEqual(versionOf(at(undefined, '1'), at(undefined, '2')), ['1']);
  });

  it('keep packages of kinds that only one file knows', () => {
    const of = (...packages: object[]) => json({ environments: [{ name: 'p', hosts: [{ name: 'a', packages }] }] });
    const merged = mergeInventories([
      of({ name: 'x', version: '1', type: 'deb' }),
      of({ name: 'y', version: '2', type: 'pypi' }, { name: 'z', version: '3', type: 'deb' }),
    ]);
    assert.deepEqual(
      merged.environments[0]?.hosts[0]?.packages?.map(({ name }) => name),
      ['x', 'y'],
    );
  });

  it('of nothing are empty', () => {
    assert.deepEqual(mergeInventories([]), emptyInventory);
  });
});
