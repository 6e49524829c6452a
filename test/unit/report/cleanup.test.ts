import assert from 'node:assert/strict';
import { choresOf } from '../../../src/core/report/cleanup/chores';
import { cleanup } from '../../../src/core/report/cleanup/form';
import { reviewOf } from '../../support/reviewed';

const context = { generatedAt: '2026-11-20T12:00:00Z', toolVersion: '1.2.3', patched: [] };

/** What a vendor could write to get a command into the script. */
const hostile = "x'; touch /tmp/owned; '$(id)`id`";

const scriptOf = async (lines: readonly string[]): Promise<string> => {
  const manifest = JSON.stringify({ name: `dten\n${hostile}`, version: '1' });
  return cleanup.write(
    await reviewOf({ 'manifest.json': manifest, 'scripts/10-install.sh': `#!/bin/sh\nset -e\n${lines.join('\n')}\n` }),
    context,
  );
};

const steps = (script: string): readonly string[] => script.split('\n').filter((line) => line.startsWith('step '));

describe('the cleanup script', () => {
  it('does what a command can do, and leaves the rest to people', async () => {
    const script = await scriptOf([
      'cp /opt/dten/dtend /opt/dten/dtend.bak',
      'systemctl disable dten-sync.timer',
      'systemctl mask dten-old.service',
      'curl -fsS -X POST https://api.dten.example/v2/webhooks -d @hook.json',
    ]);
    assert.deepEqual(steps(script), [
      "step 'Switch on again:' systemctl enable --now dten-sync.timer",
      "step 'Switch on again:' systemctl unmask dten-old.service",
      "step 'Delete the copy once nobody goes back:' rm -f -- /opt/dten/dtend.bak",
    ]);
    assert.match(script, /^# \[ \] Keep the webhook, [^\n]*api\.dten\.example[^\n]* \(scripts\/10-install\.sh:6\)$/m);
  });

  it('names what lies with brokers, other hosts and accounts of services', async () => {
    const script = await scriptOf([
      'rabbitmqadmin declare queue name=bookings.v2',
      'curl -fsS -X POST https://api.dten.example/v2/api-keys -d @key.json',
      'rsync -a export/ archive01:/srv/export/',
      'kubectl apply -f rooms.yaml',
    ]);
    for (const told of [
      /queue[^\n]* bookings\.v2/,
      /Revoke the account[^\n]*api-keys/,
      /sent there: archive01/,
      /changed there: rooms\.yaml/,
    ])
      assert.match(script, new RegExp(`^# \\[ \\] [^\\n]*${told.source}`, 'm'));
  });

  it('runs nothing until somebody has read it', async () => {
    const lines = (await scriptOf(['systemctl disable a.timer'])).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    assert.deepEqual(
      lines.slice(0, 3).map((line) => line.slice(0, 10)),
      ['set -u', "echo 'Noth", 'exit 1'],
    );
  });

  it('takes no word of a package for a command', async () => {
    const script = await scriptOf([
      `cp a "/opt/dten/backup/${hostile.replaceAll('"', '').replace('$(id)`id`', '')}"`,
      'cp a /opt/dten/backup/../../../etc/shadow',
      'cp a /backup-*',
      "systemctl disable -- '--root=/ x'",
      'ssh root@db01 systemctl disable dten-sync.timer',
    ]);
    assert.deepEqual(steps(script), []);
    for (const line of script.split('\n')) if (line.includes('owned')) assert.match(line, /^# /);
    assert.match(script, /^# Nothing is known that a script could do\.$/m);
  });

  it('is the list of the report', async () => {
    const { chores, more } = choresOf(
      await reviewOf({
        'scripts/1.sh': `#!/bin/sh\n${Array.from({ length: 25 }, (_, at) => `cp a /opt/x/backup/${at}`).join('\n')}\n`,
      }),
    );
    assert.deepEqual([chores.length, more], [20, [{ what: 'Delete the copy once nobody goes back', count: 5 }]]);
  });
});
