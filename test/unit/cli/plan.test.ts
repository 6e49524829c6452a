import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, upgradeReview, zipOf } from '../../support/cli';

const install = [
  '#!/bin/sh',
  'set -e',
  'mkdir -p /opt/x',
  'cp bin/x /opt/x/x',
  'if [ -f /etc/x.conf ]; then',
  '  rm /etc/x.conf',
  'fi',
  'sudo systemctl enable --now x.service',
  'ssh db1 systemctl restart postgresql',
  'echo done >> /var/log/x.log',
  'frobnicate',
  '',
].join('\n');
const files = { 'install.sh': install, 'rollback.sh': '#!/bin/sh\nrm -rf /opt/x\n', 'bin/x': 'x' };

describe('command line: plan', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const plan = (...args: readonly string[]) => upgradeReview(folder.path, ['plan', ...args]);

  before(async () => {
    folder = temporaryFolder({
      'new.zip': await zipOf(files),
      'old.zip': await zipOf({ ...files, 'install.sh': install.replace('rm /etc/x.conf', ':') }),
    });
  });
  after(() => folder.remove());

  it('is printed in order, with what cannot be undone, conditions, hosts and users', async () => {
    const { code, out } = await plan('new.zip');
    assert.equal(code, 0);
    const [told = ''] = out.split('\n\n');
    assert.equal(
      told,
      [
        'install  install.sh',
        '  +  makes the folder /opt/x  install.sh:3',
        '  +  writes /opt/x/x from bin/x  install.sh:4',
        '  -! deletes /etc/x.conf (if [ -f /etc/x.conf ])  install.sh:6',
        '  +! enables and starts x.service as root  install.sh:8',
        '     opens a session on db1  install.sh:9',
        '  ~  restarts postgresql on db1  install.sh:9',
        '  ?  not understood: what frobnicate does  install.sh:11',
        '     also: its log /var/log/x.log',
      ].join('\n'),
    );
    assert.match(
      out,
      /^The upgrade writes 1 file, deletes 1 file, restarts postgresql on db1, starts x; 1 step not understood, 2 cannot be undone\.$/m,
    );
    assert.match(out, /^\d+ % of \d+ commands understood; 1 not: install\.sh:11; 1 file is not understood at all\.$/m);
    assert.match(out, /^new\.zip[^\n]*, production: GO/m);
  });

  it('says what the last version did not do', async () => {
    const { out } = await plan('new.zip', '--baseline', 'old.zip');
    assert.deepEqual(
      out.split('\n').filter((line) => line.includes('[new]')),
      ['  -! deletes /etc/x.conf (if [ -f /etc/x.conf ]) [new]  install.sh:6'],
    );
  });

  it('as JSON has the shape of the contract, and so has the plan in a preflight', async () => {
    const { plan: told, verdict } = JSON.parse((await plan('new.zip', '--format', 'json')).out) as {
      plan: Record<string, unknown>;
      verdict: string;
    };
    assert.ok(verdict);
    const [phase] = told['phases'] as { name: string; entry: string; effects: Record<string, unknown>[] }[];
    assert.deepEqual([phase?.name, phase?.entry], ['install', 'install.sh']);
    assert.deepEqual(
      phase?.effects.find(({ kind }) => kind === 'file.delete'),
      {
        kind: 'file.delete',
        target: '/etc/x.conf',
        path: 'install.sh',
        line: 6,
        column: 6,
        when: 'conditional',
        condition: '[ -f /etc/x.conf ]',
        host: 'local',
        onError: 'stops',
        by: 'rm',
        undo: null,
      },
    );
    assert.deepEqual(phase.effects.find(({ kind }) => kind === 'file.write')?.['undo'], { path: 'rollback.sh', line: 2 });
    assert.equal(phase.effects.find(({ kind }) => kind === 'unit.restart')?.['host'], 'db1');
    assert.deepEqual(told['unknown'], [{ path: 'install.sh', line: 11, what: 'what frobnicate does' }]);
    const preflight = await upgradeReview(folder.path, ['preflight', 'new.zip', '--format', 'json']);
    assert.deepEqual((JSON.parse(preflight.out) as { plan: unknown }).plan, told);
  });

  it('as Markdown is a document', async () => {
    const { out } = await plan('new.zip', '--format', 'md');
    assert.match(out, /^# Upgrade plan: /);
    assert.match(out, /^\| `-!` \| deletes \/etc\/x\.conf \| if \\\[ -f \/etc\/x\.conf \\\] \| `install\.sh:6` \|$/m);
  });

  it('is written to a file, with the verdict on the standard error and the exit code of a preflight', async () => {
    const args = ['new.zip', '--output', 'plan.txt', '--fail-on', 'info', '--confidence', 'possible'];
    const { code, err, out } = await plan(...args);
    assert.equal(out, '');
    assert.match(err, /production: GO/);
    assert.match(readFileSync(join(folder.path, 'plan.txt'), 'utf8'), /^install {2}install\.sh$/m);
    assert.equal(code, (await upgradeReview(folder.path, ['preflight', ...args.slice(0, 1), ...args.slice(3)])).code);
  });

  it('of several packages has each name above it; colours are only a second signal', async () => {
    const { out } = await plan('new.zip', 'old.zip');
    assert.match(out, /^new\.zip\n\n[^]*^old\.zip\n\n/m);
    const coloured = await upgradeReview(folder.path, ['plan', 'new.zip'], { colour: true });
    assert.equal(coloured.out.replace(/\u001b\[[\d;]*m/g, ''), (await plan('new.zip')).out);
  });
});
