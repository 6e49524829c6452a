import assert from 'node:assert/strict';
import { command, findChromium, findCode, findPostgresServer, findProgram, unready } from '../../../scripts/programs.mjs';

const machine = (platform: string, environment: Record<string, string>, ...files: string[]) => ({
  platform,
  environment,
  exists: (path: string) => files.includes(path),
});
const path = { PATH: '/usr/local/bin:/usr/bin' };
const windows = {
  Path: 'C:\\Windows;C:\\Program Files\\nodejs',
  PATHEXT: '.COM;.EXE;.CMD',
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  LOCALAPPDATA: 'C:\\Users\\J D\\AppData\\Local',
};

describe('programs of a computer', () => {
  it('are found on the path, and where administrators keep theirs', () => {
    assert.equal(findProgram('zip', machine('linux', path, '/usr/bin/zip')), '/usr/bin/zip');
    assert.equal(findProgram('runuser', machine('linux', path, '/usr/sbin/runuser')), '/usr/sbin/runuser');
    assert.equal(findProgram('zip', machine('linux', {}, '/usr/bin/zip')), undefined);
  });

  it('have endings on Windows, where the path is written otherwise', () => {
    const npm = 'C:\\Program Files\\nodejs\\npm.cmd';
    assert.equal(findProgram('npm', machine('win32', windows, npm, 'C:\\Program Files\\nodejs\\npm')), npm);
  });

  it('of the editor and the browser are found where installers put them', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const code = 'C:\\Users\\J D\\AppData\\Local\\Programs\\Microsoft VS Code\\bin\\code.cmd';
    assert.equal(findChromium(machine('win32', windows, edge)), edge);
    assert.equal(findChromium(machine('darwin', path, chrome)), chrome);
    assert.equal(findChromium(machine('linux', path, '/snap/bin/chromium')), '/snap/bin/chromium');
    assert.equal(findCode(machine('win32', windows, code)), code);
    assert.equal(findPostgresServer(machine('linux', path, '/usr/lib/postgresql/15/bin/initdb')), '/usr/lib/postgresql/15/bin');
    assert.equal(findPostgresServer(machine('linux', path, '/usr/bin/initdb')), '/usr/bin');
  });

  it('obey CHROMIUM_EXECUTABLE_PATH, which is not replaced by another browser', () => {
    const named = { ...path, CHROMIUM_EXECUTABLE_PATH: '/opt/chromium' };
    assert.equal(findChromium(machine('linux', named, '/opt/chromium', '/usr/bin/chromium')), '/opt/chromium');
    assert.equal(findChromium(machine('linux', named, '/usr/bin/chromium')), undefined);
  });

  it('are started through a shell on Windows only, each word quoted that needs it', () => {
    const args = ['run', '--folder=C:\\A b\\x.zip', 'a&b'];
    assert.deepEqual(command('npm', args, { platform: 'linux' }), ['npm', args, {}]);
    assert.deepEqual(command('C:\\Program Files\\code.cmd', args, { platform: 'win32' }), [
      '"C:\\Program Files\\code.cmd" run "--folder=C:\\A b\\x.zip" "a&b"',
      [],
      { shell: true },
    ]);
  });
});

describe('a checkout', () => {
  it('says what it lacks in one sentence', () => {
    const description = { engines: { node: '>=20.19' } };
    assert.match(unready('18.20.1', description, true) ?? '', /^Node 20\.19 or newer is needed; this is 18\.20\.1\.$/);
    assert.match(unready('20.9.0', description, true) ?? '', /Node 20\.19/);
    assert.match(unready('20.19.0', description, false) ?? '', /npm ci/);
    for (const version of ['20.19.0', '22.0.0', '24.1.0']) assert.equal(unready(version, description, true), undefined, version);
  });
});
