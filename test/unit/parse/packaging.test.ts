import assert from 'node:assert/strict';
import { parsePackaging } from '../../../src/core/parse/packaging/packaging';

/** Each dependency as `type:name range`, with what its span shows. */
const read = (path: string, text: string): string[] =>
  parsePackaging(path, text).dependencies.map(({ name, type = '', range, alternatives = [], optional, nameSpan }) => {
    assert.ok(range === undefined || text.slice(range.span.start, range.span.end) !== '', name);
    assert.ok(nameSpan.end <= text.length && nameSpan.start < nameSpan.end, name);
    const choices = alternatives.map((choice) => ` | ${choice.name}`).join('');
    return `${type}:${name}${choices} ${range?.value ?? 'any'}${optional ? ' (optional)' : ''}`;
  });

describe('descriptions of packages', () => {
  it('a control file names what hosts have to have, over several lines and with alternatives', () => {
    const text = [
      'Package: dten',
      'Depends: libc6 (>= 2.36), default-mta | mail-transport-agent,',
      ' python3:any (>= 3.9~), ${shlibs:Depends}, dten-data (= ${binary:Version})',
      'Recommends: logrotate',
      'Suggests: dten-doc',
      'Description: none',
      ' Depends on nothing: foo, bar',
    ].join('\n');
    assert.deepEqual(read('lib/dten.deb »/DEBIAN/control', text), [
      'deb:libc6 (>= 2.36)',
      'deb:default-mta | mail-transport-agent any',
      'deb:python3 (>= 3.9~)',
      'deb:dten-data any',
    ]);
    const { needs, describes } = parsePackaging('debian/control', text);
    assert.deepEqual(describes, ['dten']);
    assert.ok(needs.includes('logrotate') && !needs.includes('dten-doc'));
  });

  it('packages of opkg, apk and pacman describe themselves', () => {
    assert.deepEqual(read('a.ipk »/control.tar.gz »/control', 'Package: a\nDepends: libc, dten-agent (>= 2)\n'), [
      'deb:libc any',
      'deb:dten-agent (>= 2)',
    ]);
    const alpine = 'pkgname = dten\npkgver = 2.0-r1\ndepend = openssl>=3.0\ndepend = so:libc.musl-x86_64.so.1\ndepend = /bin/sh\n';
    assert.deepEqual(read('.PKGINFO', alpine), ['apk:openssl >=3.0']);
    assert.deepEqual(parsePackaging('.PKGINFO', alpine).describes, ['dten']);
    assert.deepEqual(read('a.pkg.tar.zst »/.PKGINFO', 'pkgver = 2.0-1\ndepend = python\noptdepend = cups: printing\n'), [
      'alpm:python any',
    ]);
  });

  it('remarks stand between the lines of a field', () => {
    const text = 'Package: dten\nDepends:\n## Fundamentals\n libc6,\n# Depends: nothing\n dten-data\nDescription: none';
    assert.deepEqual(read('debian/control', text), ['deb:libc6 any', 'deb:dten-data any']);
  });

  it('a spec file has a tag for each; paths, capabilities and what stands in a condition are no packages that every host needs', () => {
    const text = [
      'Name: dten',
      'Requires: openssl-libs >= 3.0, systemd',
      'Requires(pre): shadow-utils',
      'Requires: /usr/bin/python3 libc.so.6 perl(JSON) (foo or bar)',
      'BuildRequires: gcc',
      '%if 0%{?suse_version}',
      'Requires: libopenssl3',
      '%endif',
      '%package cli',
      'Requires: %{name} = %{version}',
    ].join('\n');
    assert.deepEqual(read('rpm/dten.spec', text), ['rpm:openssl-libs >= 3.0', 'rpm:systemd any', 'rpm:shadow-utils any']);
    assert.deepEqual(parsePackaging('rpm/dten.spec', text).describes, ['dten', 'cli']);
  });

  it('requirements of Python are read, but for options, addresses and those of developers', () => {
    const text =
      '# pinned\n-r base.txt\nDjango[argon2]>=4.2,<5  # LTS\nuvloop==0.19.0 ; sys_platform == "linux"\nhttps://host/x.whl\nrequests\n';
    assert.deepEqual(read('app/requirements.txt', text), ['pypi:Django >=4.2,<5', 'pypi:uvloop ==0.19.0 (optional)', 'pypi:requests any']);
    assert.deepEqual(read('app/requirements-dev.txt', text), []);
  });

  it('projects name their runtime', () => {
    assert.deepEqual(read('app/package.json', '{ "engines": { "node": ">=18", "npm": ">=9" } }'), [':node >=18']);
    assert.deepEqual(read('web/composer.json', '{ "require": { "php": ">=8.1", "ext-curl": "*" } }'), [':php >=8.1']);
    assert.deepEqual(read('app/node_modules/a/package.json', '{ "engines": { "node": ">=18" } }'), []);
    assert.deepEqual(read('pom.xml', '<project><properties><java.version>1.8</java.version></properties></project>'), [':java >=8']);
    assert.deepEqual(read('pyproject.toml', '[project]\nrequires-python = ">=3.9"\n'), [':python >=3.9']);
    assert.deepEqual(read('a.whl »/a-1.dist-info/METADATA', 'Name: a\nRequires-Python: >=3.8\n'), [':python >=3.8']);
  });

  it('a bill of materials lists what is shipped: only what it says to be outside is asked for', () => {
    const cyclonedx = {
      bomFormat: 'CycloneDX',
      specVersion: '1.7',
      components: [
        { type: 'library', name: 'zlib', version: '1.3' },
        { type: 'application', name: 'postgresql', isExternal: true, versionRange: 'vers:generic/>=14|<17' },
      ],
    };
    assert.deepEqual(read('sbom.json', JSON.stringify(cyclonedx)), [':postgresql >=14 <17']);
    const spdx = {
      spdxVersion: 'SPDX-2.3',
      packages: [
        { SPDXID: 'SPDXRef-a', name: 'dten', versionInfo: '5.2.0' },
        {
          SPDXID: 'SPDXRef-b',
          name: 'openssl',
          versionInfo: '3.0.15',
          externalRefs: [{ referenceLocator: 'pkg:deb/debian/openssl@3.0.15' }],
        },
        { SPDXID: 'SPDXRef-c', name: 'zlib', versionInfo: '1.3' },
      ],
      relationships: [
        { spdxElementId: 'SPDXRef-a', relationshipType: 'HAS_PREREQUISITE', relatedSpdxElement: 'SPDXRef-b' },
        { spdxElementId: 'SPDXRef-a', relationshipType: 'CONTAINS', relatedSpdxElement: 'SPDXRef-c' },
      ],
    };
    assert.deepEqual(read('dten.spdx.json', JSON.stringify(spdx)), ['deb:openssl >=3.0.15']);
  });

  it('never throws on what is something else', () => {
    for (const path of ['debian/control', 'a.spec', 'requirements.txt', 'sbom.json', 'package.json', 'pom.xml', 'pyproject.toml'])
      for (const text of ['', '{', '[]', '\0\0', 'Depends:', 'Requires: (', '{"components":[1,null,{"isExternal":true}]}', '<project>'])
        assert.ok(Array.isArray(parsePackaging(path, text).dependencies), path);
  });
});
