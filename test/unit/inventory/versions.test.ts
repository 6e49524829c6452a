import assert from 'node:assert/strict';
import semver from 'semver';
import { debian } from '../../../src/core/inventory/versions/debian';
import { alpine } from '../../../src/core/inventory/versions/alpine';
import { calendar } from '../../../src/core/inventory/versions/calendar';
import { dotnet } from '../../../src/core/inventory/versions/dotnet';
import { gem } from '../../../src/core/inventory/versions/gem';
import { generic } from '../../../src/core/inventory/versions/generic';
import { go } from '../../../src/core/inventory/versions/go';
import { java } from '../../../src/core/inventory/versions/java';
import { maven } from '../../../src/core/inventory/versions/maven';
import { openssl } from '../../../src/core/inventory/versions/openssl';
import { plain } from '../../../src/core/inventory/versions/plain';
import { pep440 } from '../../../src/core/inventory/versions/pep440';
import { rpm } from '../../../src/core/inventory/versions/rpm';
import type { VersionScheme } from '../../../src/core/inventory/versions/scheme';
import { schemeFor } from '../../../src/core/inventory/versions/scheme-for';
import { semanticVersions } from '../../../src/core/inventory/versions/semver';
import { randomSource } from '../../support/random';

/** Every version is smaller than the next one, and equal to itself. */
function ascending(scheme: VersionScheme, versions: readonly string[]): void {
  versions.forEach((a, i) => {
    assert.ok(scheme.isValid(a), `${a} should be valid`);
    versions.forEach((b, j) => {
      assert.equal(Math.sign(scheme.compare(a, b)), Math.sign(i - j), `${a} ? ${b}`);
    });
  });
}

function equal(scheme: VersionScheme, ...versions: readonly string[]): void {
  for (const a of versions) for (const b of versions) assert.equal(scheme.compare(a, b) + 0, 0, `${a} = ${b}`);
}

describe('Debian versions', () => {
  it('refuse what is none', () => {
    for (const text of ['', 'a', 'x:1', '1 2', '<none>', '1_2']) assert.ok(!debian.isValid(text), text);
  });

  it('are reduced to the detail of a bound', () => {
    assert.equal(debian.alike?.('3.0.11-1~deb12u2', '3.0'), '3.0.11');
    assert.equal(debian.alike('1:9.2p1-2+deb12u3', '9'), '9.2p1');
    assert.equal(debian.alike('1:9.2p1-2+deb12u3', '1:9'), '1:9.2p1');
    assert.equal(debian.alike('3.0.11-1', '3.0.11-1'), '3.0.11-1');
    assert.equal(debian.alike('2.4.57+dfsg1-2', '2.4.57'), '2.4.57');
    assert.equal(debian.alike('2.0+really1.9-1', '1.9'), '1.9');
  });
});

describe('RPM versions', () => {
  it('are ordered by segments', () => {
    ascending(rpm, ['1.0~~a', '1.0~rc1', '1.0', '1.0^', '1.0^20260101', '1.0a', '1.0.1', '1.1', '1.10', '2', '10']);
    ascending(rpm, ['5.5p1', '5.5p2', '5.5p10', '5.6p1', '6.0', '6.0.rc1', '1:1']);
    ascending(rpm, ['1.0-1.el9', '1.0-2.el9', '1.0-10.el9', '1.1-1.el9']);
    ascending(rpm, ['1.0~rc1', '1.0~rc1^git1', '1.0', '1.0^git1~pre', '1.0^git1']);
    ascending(rpm, ['xyz', 'xyz10', '10', '10xyz']);
  });

  it('do not see separators, leading zeros and one-sided releases', () => {
    equal(rpm, '1.0a', '1.0.a');
    equal(rpm, '1.0', '1_0', '1..0', '1.00', '0:1.0');
    assert.equal(rpm.compare('1.0', '1.0-5.el9'), 0);
    assert.ok(!rpm.isValid('1.0-1-1'));
  });
});

describe('Python versions', () => {
  it('are ordered by PEP 440', () => {
    ascending(pep440, [
      '1.dev0',
      '1.0a1.dev1',
      '1.0a1',
      '1.0a2',
      '1.0b1',
      '1.0rc1',
      '1.0',
      '1.0.post1.dev2',
      '1.0.post1',
      '1.1.dev1',
      '1.1',
      '2026.1',
      '1!0.1',
    ]);
    equal(pep440, '1.0', '1', 'v1.0.0', '1.0+local.1');
    equal(pep440, '1.0rc1', '1.0-c1', '1.0.pre1', '1.0RC1');
    equal(pep440, '1.0.post1', '1.0-1', '1.0r1');
  });
});

describe('Semantic versions', () => {
  it('may be written short', () => {
    ascending(semanticVersions, ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-rc.1', '1', '1.1', 'v1.1.1', '1.10', '15.8']);
    equal(semanticVersions, '15.8', '15.8.0', 'v15.8.0+build');
    for (const text of ['1.2.3.4', '01.2.3', 'x', '']) assert.ok(!semanticVersions.isValid(text), text);
  });

  it('agree with the semver library', () => {
    const seed = 7;
    const random = randomSource(seed);
    const version = () =>
      `${random.below(3)}.${random.below(3)}.${random.below(12)}${random.pick(['', '', '-rc.1', '-rc.2', '-a', '-1', '+b'])}`;
    for (let i = 0; i < 1000; i++) {
      const [a, b] = [version(), version()];
      assert.equal(semanticVersions.compare(a, b), semver.compare(a, b), `seed ${seed}: ${a} ? ${b}`);
    }
  });
});

describe('Generic versions', () => {
  it('are dotted numbers with the usual pre-releases', () => {
    ascending(generic, ['1.0-dev', '1.0-alpha1', '1.0-beta', '1.0-rc1', '1.0-rc.2', '1', '1.0.0.1', '1.2', '1.10']);
    equal(generic, '5', '5.0', 'v5.0.0');
  });

  it('refuse suffixes of unknown meaning', () => {
    for (const text of ['1.0-1', '1.0p1', '1.0+x', 'r12', '2026a']) assert.ok(!generic.isValid(text), text);
  });
});

describe('Maven versions', () => {
  it('are ordered as its reference says', () => {
    ascending(maven, [
      '1-alpha-1',
      '1-beta',
      '1-milestone',
      '1-rc2',
      '1-rc10',
      '1-SNAPSHOT',
      '1',
      '1-sp',
      '1-whatever',
      '1-1',
      '1.1',
      '1.10',
    ]);
    ascending(maven, ['1.0.0.RC9.2', '1.0.0-RC14', '1.0.0', '2.7.18', '31.1-jre']);
    equal(maven, '2.0', '2.0.Final', '2-ga', '2.0.0', '2.RELEASE', 'v2');
    equal(maven, '1-rc1', '1-cr1', '1rc1');
    equal(maven, '1a1', '1-alpha-1');
  });
});

describe('Ruby versions', () => {
  it('are ordered as gems are', () => {
    ascending(gem, ['1.0.a', '1.0.a.2', '1.0.b1', '1.0.rc1', '1.0', '1.0.1', '1.10', '2']);
    equal(gem, '1', '1.0', '1.0.0');
    equal(gem, '1.0-rc1', '1.0.pre.rc1');
    equal(gem, '1.0.a', '1.a');
  });
});

describe('Alpine versions', () => {
  it('are ordered as apk does', () => {
    ascending(alpine, [
      '1.2_alpha',
      '1.2_alpha2',
      '1.2_beta',
      '1.2_pre1',
      '1.2_rc1',
      '1.2',
      '1.2_p1',
      '1.2a',
      '1.2b',
      '1.2.0',
      '1.2.3-r1',
      '1.2.3-r10',
      '1.10',
    ]);
    ascending(alpine, ['1.05', '1.1', '1.2']);
    for (const text of ['', '1.2-1', '1.2_gamma', 'v1']) assert.ok(!alpine.isValid(text), text);
  });
});

describe('Versions of .NET and Go', () => {
  it('are semantic, with what these add', () => {
    ascending(dotnet, ['1.2.3-a', '1.2.3-rc.2', '1.2.3-rc.10', '1.2.3', '1.2.3.3', '1.2.3.4', '1.3']);
    equal(dotnet, '1.2-Beta', '1.2.0.0-beta+x');
    ascending(go, ['v1.21.9', 'go1.22beta1', '1.22rc1', '1.22rc10', 'go1.22', 'v1.22.3']);
  });
});

describe('Java versions', () => {
  it('are one order before and since 9', () => {
    ascending(java, [
      '1.7.0_80',
      '8u60',
      '1.8.0_392',
      '8u402-b01',
      '8u402-b06',
      '11-ea',
      '11',
      '11.0.21+9',
      '11.0.21+10-LTS',
      '17.0.9.0.1',
      '21',
    ]);
    equal(java, '1.8', '8', '8u0', '1.8.0');
    equal(java, 'openjdk 17.0.12 2024-07-16', '17.0.12');
    equal(java, 'openjdk version "1.8.0_392"', '8u392');
    assert.equal(java.alike?.('17.0.15+6-Debian', '17.0.15'), '17.0.15');
  });
});

describe('OpenSSL versions', () => {
  it('count their fixes in letters', () => {
    ascending(openssl, ['1.0.2u', '1.0.2zg', '1.1.1-pre9', '1.1.1', '1.1.1k', '1.1.1w', '3.0.0-alpha1', '3.0.0', '3.0.11']);
    equal(openssl, '1.1.1k', 'OpenSSL 1.1.1k  FIPS 25 Mar 2021', 'openssl-1.1.1k', '1.1.1k-fips');
  });
});

describe('Versions made of dates', () => {
  it('are days, however they are written', () => {
    ascending(calendar, ['2025-12-31', '20260101', '2026-01-02', '2026-01-02-2', '2026.9', '2026-10']);
    equal(calendar, '20261030', '2026-10-30', '2026_10_30', 'RELEASE.2026-10-30');
  });
});

describe('Plain versions', () => {
  it('are decided by numbers and by what is known behind them', () => {
    ascending(plain, ['5.2-dev', '5.2 beta 2', '5.2.0-RC1', '5.2.0', '5.2p1', '5.2p10', '5.3', 'v5.10']);
    ascending(plain, ['1.1.1', '1.1.1k', '1.1.1w']);
    equal(plain, '5.2', '5.2.0+build7', '5.2.Final', 'acme-5.2', '5.2 (Debian)', 'nginx/5.2');
  });

  it('cannot be compared where only a suffix of unknown meaning differs', () => {
    assert.ok(Number.isNaN(plain.compare('5.2-2', '5.2')));
    assert.ok(Number.isNaN(plain.compare('5.2-2', '5.2-b08')));
    assert.equal(Math.sign(plain.compare('5.2-2', '5.3')), -1);
    equal(plain, '5.2-2', '5.2-2');
    for (const text of ['', 'unknown', 'build-77', '1:2.3', 'x'.repeat(300), `${'a'.repeat(190)}!`]) assert.ok(!plain.isValid(text), text);
  });
});

describe('schemeFor', () => {
  it('knows purl types and falls back to plain', () => {
    const ids = ['deb', 'DEB', 'rpm', 'npm', 'pypi', 'generic', 'constructor', '', undefined].map((type) => schemeFor(type).id);
    assert.deepEqual(ids, ['deb', 'deb', 'rpm', 'semver', 'pypi', 'plain', 'plain', 'plain', 'plain']);
  });

  it('knows names and forms where the type says nothing', () => {
    const idOf = (name: string, version: string) => schemeFor('generic', name, version).id;
    assert.deepEqual(
      [
        idOf('openjdk-17-jre', '17.0.15+6'),
        idOf('openssl', '3.0.11'),
        idOf('x', '8u392-b08'),
        idOf('x', '2026-10-30'),
        idOf('javascript', '1.8'),
      ],
      ['java', 'openssl', 'java', 'calendar', 'plain'],
    );
    assert.equal(schemeFor('deb', 'openssl', '3.0.11-1').id, 'deb');
  });

  it('gives a floor below every pre-release', () => {
    assert.ok(debian.compare(debian.floor('3'), '3~rc1') < 0 && debian.compare(debian.floor('3'), '2.99') > 0);
    assert.ok(rpm.compare(rpm.floor('3'), '3~rc1') < 0 && rpm.compare(rpm.floor('3'), '2.99') > 0);
    assert.ok(pep440.compare(pep440.floor('3'), '3a1') < 0 && pep440.compare(pep440.floor('3'), '2.99') > 0);
    assert.ok(generic.compare(generic.floor('3'), '3-alpha') < 0 && generic.compare(generic.floor('3'), '2.99') > 0);
    assert.ok(semanticVersions.compare(semanticVersions.floor('3'), '3.0.0-a') < 0);
  });
});
