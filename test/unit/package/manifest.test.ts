import assert from 'node:assert/strict';
import { parseManifest, type Manifest } from '../../../src/core/package/manifest';
import type { Dependency } from '../../../src/core/package/manifest-dependencies';
import type { Span } from '../../../src/core/text/span';
import { randomSource } from '../../support/random';
import { cpuTime } from '../../support/cpu-time';

const complete = `{
  // what the vendor writes
  "name": "dten-platform", "version": "5.2.0", "vendor": "Rooms Inc.", "upgradeFrom": ">=5.0.0 <5.2.0",
  "dependencies": { "openssl": ">=1.1", "postgresql": { "range": "*", "type": "deb", "optional": true } },
  "requires": { "os": ["debian 12"], "arch": ["amd64"], "diskMb": 4096 },
  "reboot": "recommended", "downtimeMinutes": 5,
  "units": ["dten-agent.service"],
  "database": { "engine": "postgresql", "version": "15" },
  "migrations": { "directory": "migrations", "runner": "psql" },
  "config": [{ "path": "config/dten.yaml", "installTo": "/etc/dten/dten.yaml" }],
  "rollback": "scripts/rollback.sh",
  "files": [{ "path": "bin/dtend", "sha256": "00", "mode": "0755" }],
}`;

const outline = ({ name, range, type, optional, unclear }: Dependency) =>
  [name, range?.value, type, optional && 'optional', unclear && 'unclear']
    .filter((part) => part !== undefined && part !== false)
    .join(' | ');

const dependencies = (manifest: object): string[] => parseManifest(JSON.stringify(manifest)).dependencies.map(outline);
const faults = (text: string): string[] => parseManifest(text).faults.map(({ code }) => code);

describe('manifests', () => {
  it('are read with the place of every value', () => {
    const manifest = parseManifest(complete);
    const at = ({ start, end }: Span) => complete.slice(start, end);
    assert.deepEqual(manifest.faults, []);
    assert.equal(manifest.product?.value, 'dten-platform');
    assert.equal(at(manifest.version?.span ?? assert.fail()), '"5.2.0"');
    assert.deepEqual(manifest.dependencies.map(outline), ['openssl | >=1.1', 'postgresql | * | deb | optional']);
    assert.deepEqual(
      manifest.dependencies.map(({ nameSpan, range, span }) => [nameSpan, range?.span ?? assert.fail(), span].map(at)),
      [
        ['"openssl"', '">=1.1"', '">=1.1"'],
        ['"postgresql"', '"*"', '{ "range": "*", "type": "deb", "optional": true }'],
      ],
    );
    assert.deepEqual([manifest.reboot?.value, at(manifest.reboot?.span ?? assert.fail())], ['recommended', '"recommended"']);
    assert.deepEqual(
      manifest.units.map(({ value }) => value),
      ['dten-agent.service'],
    );
    assert.deepEqual([manifest.database?.engine?.value, manifest.database?.version?.value], ['postgresql', '15']);
    assert.deepEqual([manifest.migrations?.directory?.value, manifest.migrations?.runner?.value], ['migrations', 'psql']);
    assert.deepEqual(
      manifest.config.map(({ path, installTo }) => [path.value, installTo?.value]),
      [['config/dten.yaml', '/etc/dten/dten.yaml']],
    );
    assert.equal(manifest.rollback?.value, 'scripts/rollback.sh');
    assert.deepEqual(
      manifest.files.map(({ path, digest, mode }) => [path.value, digest?.value, mode?.value]),
      [['bin/dtend', '00', '0755']],
    );
  });

  it('list dependencies in many ways', () => {
    assert.deepEqual(
      dependencies({ dependencies: ['openssl', 'libc6 (>= 2.36)', 'redis>=7', 'left-pad@^1.3', '@scope/x@2', ' curl  7.x '] }),
      ['openssl', 'libc6 | (>= 2.36)', 'redis | >=7', 'left-pad | ^1.3', '@scope/x | 2', 'curl | 7.x'],
    );
    assert.deepEqual(
      dependencies({
        dependencies: [{ name: 'a', version: '1' }, { name: 'b', range: '>=2', version: '3', type: 'npm' }, { name: 'c' }, {}, 7, ''],
      }),
      ['a | 1', 'b | >=2 | npm', 'c'],
    );
    assert.deepEqual(dependencies({ requires: ['openssl >= 1.1'] }), ['openssl | >= 1.1']);
    assert.deepEqual(
      dependencies({ requires: { os: 'debian 12', kernel: '>=6.1', minDiskMb: '4096', license: 'MIT', python: '>=3.9', java: '17' } }),
      ['python | >=3.9', 'java | 17'],
    );
    assert.deepEqual(dependencies({ requires: { packages: { curl: '*' }, os: [] } }), ['curl | *']);
    assert.deepEqual(dependencies({ depends: { curl: '7' } }), ['curl | 7']);
    assert.deepEqual(dependencies({ dependencies: [{ package: 'openssl', minVersion: '1.1', maxVersion: '3.9' }] }), [
      'openssl | >=1.1 <=3.9',
    ]);
    assert.deepEqual(
      dependencies({ requirements: { packages: { openssl: '>=3' } }, prerequisites: [{ id: 'redis', minimumVersion: '6' }] }),
      ['openssl | >=3', 'redis | >=6'],
    );
    assert.deepEqual(dependencies({ dependencies: { runtime: { curl: '7' }, system: ['bash'], runner: { version: '2' } } }), [
      'curl | 7',
      'bash',
      'runner | 2',
    ]);
    assert.deepEqual(dependencies({ components: [{ name: 'hub', dependencies: { curl: '7' } }] }), ['curl | 7']);
  });

  it('list dependencies by kind of package and by system', () => {
    const all = (listed: unknown): string[] =>
      parseManifest(JSON.stringify({ dependencies: listed })).dependencies.map(({ name, type, on, range, optional, alternatives = [] }) =>
        [type, on, [name, ...alternatives.map((choice) => choice.name)].join(' or '), range?.value, optional ? 'optional' : undefined]
          .filter((part) => part !== undefined)
          .join(' | '),
      );
    assert.deepEqual(all({ deb: ['zfs', 'samba (>= 4.1)', { name: 'x', version: '>=1' }], rpm: ['samba>=4.1'], pip: [] }), [
      'deb | zfs',
      'deb | samba | (>= 4.1)',
      'deb | x | >=1',
      'rpm | samba | >=4.1',
    ]);
    assert.deepEqual(all({ ubuntu_common: ['attr'], 'rocky-el8': ['acl'], debian: { '12': ['zfs | zfs-dkms (>= 2)'] } }), [
      'deb | ubuntu | attr',
      'rpm | rocky el8 | acl',
      'deb | debian 12 | zfs or zfs-dkms',
    ]);
    assert.deepEqual(
      all({ deb: 'fsl (>= 4.0), spm (> 8)', python: ['requests[socks]>=2,<3; python_version<"4"'], npm: { lodash: '^4' } }),
      ['deb | fsl | (>= 4.0)', 'deb | spm | (> 8)', 'pypi | requests | >=2,<3', 'npm | lodash | ^4'],
    );
    assert.deepEqual(
      all({ build: ['gcc'], agents: ['a', 'b'], python: '>=3.9', npm: { version: '>=8' }, php: 'any', node: ['18', '20'] }),
      ['gcc | optional', 'a', 'b', 'python | >=3.9', 'npm | >=8', 'php | any', 'node'],
    );
  });

  it('say in several forms what they upgrade from', () => {
    const from = (manifest: object): string | undefined => parseManifest(JSON.stringify(manifest)).upgradeFrom?.value;
    assert.equal(from({ upgradeFrom: '>=5.0.0 <5.2.0' }), '>=5.0.0 <5.2.0');
    assert.equal(from({ upgrade_from: ['5.0.x', '5.1.x'] }), '5.0.x || 5.1.x');
    assert.equal(from({ supportedUpgradeFrom: { min: '5.0', max: '5.1.9' } }), '>=5.0 <=5.1.9');
    assert.equal(from({ upgradeFrom: [] }), undefined);
  });

  it('are asked whether hosts reboot under several names, and for systems in several forms', () => {
    const reboot = (manifest: object): unknown => parseManifest(JSON.stringify(manifest)).reboot?.value;
    assert.equal(reboot({ reboot: { required: false, reason: 'no kernel' } }), false);
    assert.equal(reboot({ rebootRequired: 'maybe' }), 'maybe');
    assert.equal(reboot({ install: { reboot: 'recommended' } }), 'recommended');
    assert.deepEqual(reboot({ reboot: { recommended: true } }), {});
    assert.equal(reboot({ reboot: null }), undefined);
    const systems = (manifest: object): string[] => parseManifest(JSON.stringify(manifest)).requires.os.map(({ value }) => value);
    assert.deepEqual(systems({ requires: { os: { name: 'debian', versions: ['11', '12'] } } }), ['debian 11', 'debian 12']);
    assert.deepEqual(systems({ supportedPlatforms: [{ os: 'rhel', version: 9 }, 'debian 12'] }), ['rhel 9', 'debian 12']);
  });

  it('tell no range from one that is not read', () => {
    assert.deepEqual(dependencies({ dependencies: { a: null, b: '', c: {}, d: { description: 'x' } } }), ['a', 'b | ', 'c', 'd']);
    assert.deepEqual(dependencies({ dependencies: { a: { min: '1', max: '2' }, b: 15, c: [], d: { versions: ['1'] }, e: { range: 1 } } }), [
      'a | >=1 <=2',
      'b | unclear',
      'c | unclear',
      'd | unclear',
      'e | unclear',
    ]);
  });

  it('give the exact place of a range inside a list entry', () => {
    const text = '{"dependencies":["  openssl >=1.1", "a\\u0062 >=2"]}';
    const [openssl, escaped] = parseManifest(text).dependencies;
    const at = (place: Span | undefined) => text.slice(place?.start, place?.end);
    assert.deepEqual([at(openssl?.nameSpan), at(openssl?.range?.span), at(openssl?.span)], ['openssl', '>=1.1', '"  openssl >=1.1"']);
    assert.deepEqual([escaped?.name, at(escaped?.nameSpan), at(escaped?.range?.span)], ['ab', '"a\\u0062 >=2"', '"a\\u0062 >=2"']);
  });

  it('turn odd types into faults', () => {
    const text = JSON.stringify({
      name: 5,
      version: [],
      dependencies: 'openssl',
      units: 7,
      database: [],
      config: {},
      files: [3, {}],
      reboot: {},
    });
    const manifest = parseManifest(text);
    assert.ok(manifest.faults.length >= 7 && manifest.faults.every(({ code }) => code === 'json-type'));
    assert.deepEqual([manifest.product, manifest.version, manifest.dependencies, manifest.units], [undefined, undefined, [], []]);
    assert.deepEqual(manifest.reboot?.value, {});
  });

  it('say what does not parse', () => {
    assert.deepEqual(faults('{ "name": "a" "version": "1" }'), ['json-syntax']);
    assert.deepEqual(faults(''), ['json-syntax']);
    assert.deepEqual(faults('[]'), ['manifest-root']);
    assert.deepEqual(faults('null'), ['manifest-root']);
    assert.deepEqual(faults('{"a":1,"a":2}'), ['json-duplicate']);
    assert.deepEqual(faults('['.repeat(5000)), ['json-depth']);
    assert.equal(parseManifest('{ "name": "a", "dependencies": { "openssl": ">=1" }').dependencies.length, 1);
  });

  it('survive mutations', () => {
    const seed = 5150;
    const random = randomSource(seed);
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      'null',
      '7',
      '\n',
      '\\u00',
      '\\',
      '\u0000',
      '\ud800',
      '/*',
      '"name"',
      '"requires":',
      '>=',
      '__proto__',
    ];
    for (let i = 0; i < 4000; i++) {
      let text = complete;
      for (let n = random.below(8); n >= 0; n--) {
        const at = random.below(text.length + 1);
        text = text.slice(0, at) + (random.below(2) ? random.pick(pieces) : '') + text.slice(at + random.below(12));
      }
      for (const { start, end } of spansOf(parseManifest(text)))
        assert.ok(start >= 0 && start <= end && end <= text.length, `seed ${seed}, round ${i}`);
    }
  });

  it('stay quick on long input', () => {
    const started = cpuTime();
    parseManifest(`{"dependencies":["${' '.repeat(300_000)}x${' '.repeat(300_000)}"]}`);
    parseManifest(`{"requires":{"a":"${'1.'.repeat(200_000)}"}}`);
    parseManifest(`{"dependencies":{${'"a":"1",'.repeat(50_000)}}}`);
    assert.ok(cpuTime() - started < 15000);
  });
});

const spansOf = ({ faults: found, dependencies: list, reboot, units, files }: Manifest): Span[] => [
  ...found.map(({ span }) => span),
  ...list.flatMap(({ span, nameSpan, range }) => [span, nameSpan, ...(range ? [range.span] : [])]),
  ...(reboot ? [reboot.span] : []),
  ...units.map(({ span }) => span),
  ...files.map(({ path }) => path.span),
];
