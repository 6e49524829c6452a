import assert from 'node:assert/strict';
import { installCommand, managerOf, missingNeeds, needs, untested } from '../../../scripts/needs.mjs';

/** A machine with these programs in /usr/bin. */
const machine = (platform: string, ...programs: string[]) => ({
  platform,
  environment: { PATH: '/usr/bin' },
  exists: (path: string) => programs.map((name) => `/usr/bin/${name}`).includes(path),
});
const names = needs.map(({ name }) => name);
const missingOf = (platform: string, ...programs: string[]) => missingNeeds(machine(platform, ...programs)).map(({ name }) => name);
const all = ['chromium', ...names];

describe('what the tests need', () => {
  it('is everything on a bare Linux, and nothing where every program is', () => {
    assert.deepEqual(missingOf('linux'), names);
    assert.deepEqual(missingOf('linux', ...all), []);
  });

  it('is told by program', () => {
    const without = (...gone: string[]) => missingOf('linux', ...all.filter((name) => !gone.includes(name)));
    assert.deepEqual(without('rpmbuild'), ['rpmbuild']);
    assert.deepEqual(without('chromium', 'xauth'), ['Chromium', 'xauth']);
  });

  it('is less where programs of Linux do not exist', () => {
    assert.ok(!missingOf('darwin').includes('systemd-analyze'));
    assert.deepEqual(missingOf('win32'), ['Chromium', 'git']);
  });

  it('is brought by one command, which names no package twice', () => {
    const missing = needs.filter(({ name }) => ['rpmbuild', 'unzip', 'zipinfo', 'Chromium'].includes(name));
    const ask = (program: string, distribution?: string) => {
      const manager = managerOf(machine('linux', program)) ?? assert.fail(program);
      return installCommand(missing, manager, distribution);
    };
    assert.equal(ask('apt-get', 'debian'), 'sudo apt-get install -y --no-install-recommends chromium unzip rpm');
    assert.match(ask('apt-get', 'ubuntu'), / chromium-browser /);
    assert.equal(ask('dnf'), 'sudo dnf install -y chromium unzip rpm-build');
    assert.match(ask('brew'), /^brew install /);
    assert.equal(managerOf(machine('win32')), undefined);
  });

  it('is named by what stays untested without it', () => {
    const missing = needs.filter(({ name }) => ['rpmbuild', 'psql', 'initdb'].includes(name));
    assert.equal(untested(missing), 'RPM packages (no rpmbuild); migrations on a PostgreSQL server (no psql, no initdb)');
  });
});
