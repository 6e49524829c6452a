import assert from 'node:assert/strict';
import { importInventory } from '../../../src/core/inventory/import';
import { placeOf } from '../../../src/core/inventory/place';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const hostOf = (path: string, text: string) => {
  const { inventory, problems } = importInventory(path, text);
  const environment = inventory.environments[0] ?? assert.fail('no environment');
  return { environment: environment.name, host: environment.hosts[0] ?? assert.fail('no host'), problems };
};

describe('package lists', () => {
  it('give packages with their lines, and the architecture', () => {
    const { environment, host, problems } = hostOf(
      '.upgrade-review/inventory.production.db01.txt',
      'bash\t5.2.15-2+b7\tamd64\nlibc6:amd64\t2.36-9+deb12u8\tamd64\ntzdata\t2026a-0+deb12u1\tall\n',
    );
    assert.deepEqual(problems, []);
    assert.equal(environment, 'production');
    assert.equal(host.name, 'db01');
    assert.equal(host.arch, 'amd64');
    assert.deepEqual(
      host.packages?.map(({ name, version, type, origin }) => [name, version, type, origin?.line]),
      [
        ['bash', '5.2.15-2+b7', 'deb', 0],
        ['libc6', '2.36-9+deb12u8', 'deb', 1],
        ['tzdata', '2026a-0+deb12u1', 'deb', 2],
      ],
    );
  });

  it('know what is not installed', () => {
    const text = [
      'a\t1\tii ',
      'held\t1\thi ',
      'config-left\t1\trc ',
      'half\t1\tiH ',
      'b\t1\tinstall ok installed',
      'gone\t1\tdeinstall ok config-files',
      'broken\t1\tinstall reinstreq half-installed',
      'never\t',
      'c\t2:1-1\tamd64\tii ',
      '',
    ].join('\r\n');
    const { host, problems } = hostOf('staging/app01.txt', text);
    assert.deepEqual(
      host.packages?.map(({ name }) => name),
      ['a', 'held', 'b', 'c'],
    );
    assert.equal(host.arch, 'amd64');
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [
        ['inventory-half-installed', 3],
        ['inventory-half-installed', 6],
      ],
    );
  });

  it('say so when neither host nor environment is known', () => {
    const { host, environment, problems } = hostOf('/tmp/dpkg.txt', 'bash\t5.2\n');
    assert.deepEqual([environment, host.name], ['production', 'dpkg.txt']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['inventory-unknown-host', 'inventory-unknown-environment'],
    );
    assert.match(problems[0]?.message ?? '', /name the file inventory\.production\.<host>\.txt/);
    assert.match(problems[1]?.message ?? '', /counts as production/);
  });

  it('report lines that are none', () => {
    const text = `${Array.from({ length: 9 }, (_, i) => `p${i}\t1`).join('\n')}\ndpkg-query: warning: something\nclient_loop: send disconnect: Broken pipe\n`;
    const { host, problems } = hostOf('inventory.production.a.txt', text);
    assert.equal(host.packages?.length, 9);
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [['inventory-bad-line', 10]],
    );
  });

  it('of another kind are named, with what to do instead', () => {
    const messageOf = (text: string) => {
      const { inventory, problems } = importInventory('inventory.production.app01.txt', text);
      assert.deepEqual(
        [inventory.environments.length, problems.map(({ code, line }) => [code, line])],
        [0, [['inventory-not-recognised', 0]]],
      );
      return problems[0]?.message ?? '';
    };
    const cases: readonly (readonly [text: string, says: RegExp])[] = [
      ['', /is empty\. Collect it .*dpkg-query -W/],
      [' \r\n\t\n', /is empty/],
      ['name,host\nbash,app01\n', /CSV.* without a column for the version.*"# columns: name=…, version=…/],
      ['<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6"/>\n', /CycloneDX as XML/],
      ['environments:\n  - name: production\n', /YAML/],
      ['<?xml version="1.0"?>\n<bom/>\n', /XML/],
      ['bash 5.2.15-2\nopenssl 3.0.11\n', /^This inventory is not recognised\. Collect/],
    ];
    for (const [text, says] of cases) assert.match(messageOf(text), says);
  });
});

describe('placeOf', () => {
  const cases: readonly (readonly [path: string, environment: string, host: string, assumed: string])[] = [
    ['.upgrade-review/inventory.production.db01.txt', 'production', 'db01', ''],
    ['.upgrade-review/inventory.prod.db01.example.com.txt', 'production', 'db01.example.com', ''],
    ['.upgrade-review/inventory-staging-db-01.txt', 'staging', 'db-01', ''],
    ['.upgrade-review/inventory.berlin.db01.txt', 'berlin', 'db01', ''],
    ['.upgrade-review/inventory.db01.example.com.txt', 'production', 'db01.example.com', 'environment'],
    ['.upgrade-review/inventory.db01.txt', 'production', 'db01', 'environment'],
    ['.upgrade-review/inventory.txt', 'production', 'inventory.txt', 'host environment'],
    ['.upgrade-review/inventory.staging.txt', 'staging', 'inventory.staging.txt', 'host'],
    ['file:///srv/my%20site/.upgrade-review/inventory.production.db%2001.txt', 'production', 'db 01', ''],
    ['db01.dpkg.txt', 'production', 'db01', 'environment'],
    ['.upgrade-review/inventory.production.db01.os.txt', 'production', 'db01', ''],
    ['.upgrade-review/inventory.production.db01.row-counts.csv', 'production', 'db01', ''],
    ['db01.example.com.dpkg.txt', 'production', 'db01.example.com', 'environment'],
    ['hosts/staging/db01.txt', 'staging', 'db01', ''],
    ['C:\\site\\live\\db01-packages.txt', 'production', 'db01', ''],
    ['inventory/berlin/db01.txt', 'berlin', 'db01', ''],
    ['inventory/db01.txt', 'production', 'db01', 'environment'],
    ['staging-db01.txt', 'staging', 'db01', ''],
    ['testing01.txt', 'production', 'testing01', 'environment'],
    ['%zz/100%.txt', 'production', '100%', 'environment'],
    ['', 'production', '', 'host environment'],
  ];
  for (const [path, environment, host, assumed] of cases)
    it(`"${path}" is ${host} in ${environment}`, () => {
      const place = placeOf(path);
      assert.deepEqual([place.environment, place.host, place.assumed.join(' ')], [environment, host, assumed]);
    });
});

describe('a host that calls itself localhost', () => {
  const hostsOf = (path: string, text: string) =>
    importInventory(path, text).inventory.environments.flatMap(({ hosts }) => hosts.map(({ name }) => name));
  const facts = (hostname: string) => `localhost | SUCCESS => {"ansible_facts": {"ansible_architecture": "x86_64"${hostname}}}\n`;

  it('is called as its file, or as its facts call it', () => {
    assert.deepEqual(hostsOf('inventory.production.web01.facts.txt', facts('')), ['web01']);
    assert.deepEqual(hostsOf('inventory.production.web01.facts.txt', facts(', "ansible_hostname": "web01"')), ['web01']);
    assert.deepEqual(hostsOf('inventory.txt', facts(', "ansible_hostname": "web02"')), ['web02']);
    assert.deepEqual(hostsOf('inventory.production.web01.json', '{"environments":[{"name":"production","hosts":["localhost"]}]}'), [
      'localhost',
    ]);
  });
});

describe('inventory JSON', () => {
  it('is read with origins, comments allowed', () => {
    const text = `{ // ours
      "environments": [{
        "name": "production",
        "hosts": [{
          "name": "app01", "os": { "id": "debian", "version": "12" }, "collectedAt": "2026-11-18T08:00:00Z",
          "packages": [{ "name": "openssl", "version": "3.0.11-1~deb12u2", "type": "deb", "extra": 1 }],
          "units": [{ "name": "dtend.service", "state": "enabled" }],
          "commands": ["bash"], "config": { "dten.hybrid.mode": "auto" },
        }],
        "databases": [{ "name": "dten", "engine": "postgresql", "version": "15.8", "sizeBytes": 5, "tables": [{ "name": "t", "rows": "41" }] }],
        "window": { "start": "2026-11-22T02:00:00Z", "minutes": 60 },
      }],
      "services": [{ "name": "meetings", "tier": 1, "units": ["dtend.service"] }],
    }`;
    const { inventory, problems } = importInventory('i.json', text);
    assert.deepEqual(problems, []);
    const production = inventory.environments[0] ?? assert.fail();
    const host = production.hosts[0] ?? assert.fail();
    const named = host.packages?.[0]?.origin ?? assert.fail();
    assert.equal(named.line, 5);
    assert.equal(text.slice(named.span.start, named.span.end), '"openssl"');
    assert.equal(host.files, undefined);
    assert.equal(production.databases[0]?.tables?.[0]?.rows, 41);
    assert.deepEqual(production.window, { start: '2026-11-22T02:00:00Z', minutes: 60 });
    assert.deepEqual(inventory.services, [{ name: 'meetings', tier: 1, units: ['dtend.service'] }]);
    assert.equal(inventory.sources[0]?.collectedAt, '2026-11-18T08:00:00Z');
  });

  it('says what a misspelt field may have meant', () => {
    const { inventory, problems } = importInventory(
      'i.json',
      '{"environments":[{"name":"production","host":[],"hosts":[{"name":"a","pacakges":[],"unit":["x.service"],"note":"ours","x":1}]}],"service":[]}',
    );
    assert.equal(inventory.environments[0]?.hosts[0]?.packages, undefined);
    assert.deepEqual(
      problems.map(({ message }) => /^"(\w+)" .* \(did you mean "(\w+)"\?\)\.$/.exec(message)?.slice(1)),
      [
        ['service', 'services'],
        ['pacakges', 'packages'],
        ['unit', 'units'],
      ],
    );
    assert.match(importInventory('i.json', '{"enviroments":[]}').problems[0]?.message ?? '', /did you mean "environments"/);
  });

  it('keeps what is right beside what is wrong', () => {
    const text =
      '{"environments":[{"hosts":[]},{"name":"production","hosts":[{"name":"a","packages":[{"name":"x"},{"name":"y","version":"1"},7]},{"os":{}}]}]}';
    const { inventory, problems } = importInventory('i.json', text);
    assert.deepEqual(
      inventory.environments.map(({ name, hosts }) => [name, hosts.map((host) => [host.name, host.packages?.map((p) => p.name)])]),
      [['production', [['a', ['y']]]]],
    );
    assert.equal(problems.length, 4);
    for (const { message, line } of problems) assert.ok(/^[A-Z`].*\.$/.test(message) && line === 0, message);
  });

  it('is told from other JSON', () => {
    for (const text of ['{"a":1}', '[]', '{', '// nothing', 'null', '', 'host a has openssl 3'])
      assert.deepEqual(
        { ...importInventory('x.json', text), problems: importInventory('x.json', text).problems.length > 0 },
        { inventory: { environments: [], services: [], sources: [] }, problems: true },
        text,
      );
  });

  it('survives mutations', () => {
    const seed = 4711;
    const random = randomSource(seed);
    const start =
      '{"environments":[{"name":"production","hosts":[{"name":"a","os":{"id":"debian"},"packages":[{"name":"x","version":"1"}],"config":{"__proto__":{"a":[1]}}}],"databases":[{"name":"d","tables":[{"name":"t","rows":1}]}]}]}';
    const lists = 'bash\t5.2\tamd64\nlibc6:amd64\t2.36\tii \n';
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      'null',
      '1e9',
      '\t',
      '\n',
      '\r',
      '\\u00',
      '\u0000',
      '\ud800',
      '/*',
      '//',
      '"name"',
      '-1',
      'true',
    ];
    for (let i = 0; i < 4000; i++) {
      let text = random.below(3) ? start : lists;
      for (let n = random.below(6); n >= 0; n--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + (random.below(2) ? random.pick(pieces) : '') + text.slice(at + random.below(4));
      }
      const { inventory, problems } = importInventory('x', text);
      assert.ok(Array.isArray(inventory.environments), `seed ${seed}, round ${i}`);
      for (const { span, line } of problems)
        assert.ok(span.start >= 0 && span.end <= text.length && line >= 0, `seed ${seed}, round ${i}: ${text}`);
    }
    assert.ok(importInventory('x', '['.repeat(200_000)).problems.length > 0);
  });

  it('stays quick on long input', () => {
    const started = cpuTime();
    importInventory('x', 'a\t1\n'.repeat(100_000));
    importInventory('x', `${'a'.repeat(500_000)}\t1`);
    importInventory('x', `{"environments":[${'{"name":"a","hosts":[{"name":"h"}]},'.repeat(20_000)}]}`);
    assert.ok(cpuTime() - started < 15000);
  });
});
