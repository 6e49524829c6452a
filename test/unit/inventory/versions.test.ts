import assert from 'node:assert/strict';
import semver from 'semver';
import { debian } from '../../../src/core/inventory/versions/debian';
import { generic } from '../../../src/core/inventory/versions/generic';
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

describe('schemeFor', () => {
  it('knows purl types and falls back to generic', () => {
    const ids = ['deb', 'DEB', 'rpm', 'npm', 'pypi', 'generic', 'constructor', '', undefined].map((type) => schemeFor(type).id);
    assert.deepEqual(ids, ['deb', 'deb', 'rpm', 'semver', 'pypi', 'generic', 'generic', 'generic', 'generic']);
  });

  it('gives a floor below every pre-release', () => {
    assert.ok(debian.compare(debian.floor('3'), '3~rc1') < 0 && debian.compare(debian.floor('3'), '2.99') > 0);
    assert.ok(rpm.compare(rpm.floor('3'), '3~rc1') < 0 && rpm.compare(rpm.floor('3'), '2.99') > 0);
    assert.ok(pep440.compare(pep440.floor('3'), '3a1') < 0 && pep440.compare(pep440.floor('3'), '2.99') > 0);
    assert.ok(generic.compare(generic.floor('3'), '3-alpha') < 0 && generic.compare(generic.floor('3'), '2.99') > 0);
    assert.ok(semanticVersions.compare(semanticVersions.floor('3'), '3.0.0-a') < 0);
  });
});
