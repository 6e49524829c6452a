import assert from 'node:assert/strict';
import { bundledPackages } from '../../../src/core/package/bundled';
import { cpuTime } from '../../support/cpu-time';

describe('packages inside the package', () => {
  const read = (...paths: string[]) => bundledPackages(paths.map((path) => ({ path, size: 1 })));

  it('are told by the names that their tools give to files', () => {
    assert.deepEqual(
      read(
        'debs/libpq5_16.9-1.pgdg120+1_amd64.deb',
        'room-agent_5.2.0.deb',
        'rpms/openssl-libs-3.2.2-6.el9_5.x86_64.rpm',
        'wheels/typing_extensions-4.12.2-py3-none-any.whl',
        'wheels/lxml-5.2.1-1-cp311-cp311-manylinux_2_28_x86_64.whl',
        'venv/requests-2.31.0.dist-info/METADATA',
        'app/node_modules/express/package.json',
        'app/node_modules/@rooms/client/package.json',
      ).map(({ name, version, type }) => [name, version, type]),
      [
        ['libpq5', '16.9-1.pgdg120+1', 'deb'],
        ['room-agent', '5.2.0', 'deb'],
        ['openssl-libs', '3.2.2-6.el9_5', 'rpm'],
        ['typing_extensions', '4.12.2', 'pypi'],
        ['lxml', '5.2.1', 'pypi'],
        ['requests', '2.31.0', 'pypi'],
        ['express', undefined, 'npm'],
        ['@rooms/client', undefined, 'npm'],
      ],
    );
    assert.deepEqual(read('README.md', 'bin/dtend', 'app/package.json', 'x.deb', 'a.rpm', 'docs/x.whl'), []);
  });

  it('are looked for in a bounded time', () => {
    const started = cpuTime();
    read(
      'a-'.repeat(30_000),
      `${'a_'.repeat(30_000)}.deb`,
      `${'1-'.repeat(30_000)}.x.rpm`,
      `${'node_modules/'.repeat(5_000)}package.json`,
      `${'a.'.repeat(30_000)}rpm`,
    );
    assert.ok(cpuTime() - started < 6000);
  });
});
