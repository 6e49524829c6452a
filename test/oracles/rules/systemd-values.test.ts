import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directiveOf } from '../../../src/core/facts/units/directives';
import { valueFault, wordSince } from '../../../src/core/rules/systemd/invalid-value/value-fault';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261129);
const random = randomSource(seed);

/** Words of many directives, right for some and wrong for others. */
const words =
  'simple exec forking oneshot notify idle main cgroup yes no 1 0 7 9 127 128 True on-success on-failure on-abort always control-group mixed process none all continue stop kill exit reboot reboot-force poweroff terminate abort restart emerg err error warning info debug kern daemon local0 local8 realtime best-effort batch fifo inherit private shared default noaccess invisible pid read-only tmpfs full strict init login auto closed avoid omit inactive inactive-or-failed fail replace isolate flush both ipv6-only null tty journal kmsg socket fd:x file:/x file:x append:/x append:x truncate:/x syslog kmsg+console /dev/null tty-force data network.target network a@b.service /mnt/x Always'.split(
    ' ',
  );

const spans = '1 5 .5 1.5 s min m ms us h d w M y sec seconds infinity month - + x .'.split(' ').concat(' ', ' ');
const sizes = '1 5 64 K M G B T .5 k MB Ki - 1.5 x infinity % 100 ‰ :'.split(' ').concat(' ');
const numbers = '- + 1 7 9 20 19 0 00 5 x 0x 40 255 1000 10000 infinity % idle'.split(' ');
const calendars = 'Mon Tue .. Fri , - * *-*-* 03:00 0 1 12 / 15 : ~ 2026 sunday daily UTC 00 30 31 24 60 .5 *:0/15 *-*-*'
  .split(' ')
  .concat(' ', ' ', '*-*-* ');
const signals = 'SIG TERM INT 1 9 64 65 RTMIN RTMAX + - 3 31 term KILL 0'.split(' ');

/** Directives by section, and the pieces that values for them are made of. */
const probes: readonly (readonly [section: 'Unit' | 'Service' | 'Socket' | 'Timer', keys: string, pieces?: readonly string[]])[] = [
  ['Service', 'RestartSec TimeoutStopSec WatchdogSec', spans],
  ['Timer', 'OnCalendar', calendars],
  ['Timer', 'OnBootSec', spans],
  ['Socket', 'ReceiveBuffer', sizes],
  ['Service', 'MemoryMax TasksMax CPUQuota LimitCORE LimitNOFILE', sizes],
  ['Service', 'Nice OOMScoreAdjust IOSchedulingPriority CPUSchedulingPriority IOWeight UMask LimitNICE', numbers],
  ['Unit', 'StartLimitBurst FailureActionExitStatus', numbers],
  ['Service', 'KillSignal', signals],
  [
    'Service',
    'RemainAfterExit Type ExitType Restart KillMode NotifyAccess OOMPolicy TimeoutStopFailureMode RuntimeDirectoryPreserve SyslogLevel SyslogFacility IOSchedulingClass CPUSchedulingPolicy KeyringMode ProtectProc ProcSubset ProtectHome ProtectSystem UtmpMode DevicePolicy ManagedOOMSwap ManagedOOMPreference StandardOutput StandardInput',
  ],
  ['Unit', 'After FailureAction CollectMode OnFailureJobMode'],
  ['Socket', 'BindIPv6Only'],
];

describe('values of units beside systemd', () => {
  let folder = '';
  before(function () {
    needs(this, 'systemd-analyze');
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'values-'));
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  for (const [section, keys, pieces] of probes) {
    for (const key of keys.split(' ')) {
      it(`${key} of [${section}]`, () => {
        const kind = directiveOf(section, key)?.value ?? '';
        assert.notEqual(kind, '');
        const made = pieces ? Array.from({ length: 250 }, () => drawn(pieces)) : words;
        const values = [...new Set(made.map((value) => value.trim()))].filter((value) => value !== '' && isOld(kind, value));
        const refused = refusals(folder, section, key, values);
        const differ = values.filter((value) => (valueFault(kind, value) !== undefined) !== refused.has(value));
        assert.deepEqual(differ, [], `seed ${seed}; systemd refuses ${JSON.stringify(differ.filter((value) => refused.has(value)))}`);
        assert.ok(refused.size > 0 && refused.size < values.length, 'all were taken, or all refused');
      }).timeout(30_000);
    }
  }
});

const drawn = (pieces: readonly string[]): string => Array.from({ length: 1 + random.below(5) }, () => random.pick(pieces)).join('');

/** Words that came with the last versions may not be known here; specifiers are resolved before a calendar is read. */
const isOld = (kind: string, value: string): boolean => wordSince(kind, value) < 240 && !(kind === 'calendar' && value.includes('%'));

/** Each value on a line of its own; systemd tells the lines that it ignores. */
function refusals(folder: string, section: string, key: string, values: readonly string[]): Set<string> {
  const type = section === 'Unit' ? 'service' : section.toLowerCase();
  const rest = { service: ['ExecStart=/bin/true'], socket: ['ListenStream=/run/probe'], timer: ['Unit=basic.target'] }[type] ?? [];
  const head = [`[${section}]`];
  const tail = section === 'Unit' ? ['[Service]', ...rest] : rest;
  const name = `probe.${type}`;
  writeFileSync(join(folder, name), [...head, ...values.map((value) => `${key}=${value}`), ...tail, ''].join('\n'));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, name)], { encoding: 'utf8' });
  const lines = [...stderr.matchAll(/probe\.(\w+):(\d+): (.*)/g)].filter(
    ([, of, , told = '']) => of === type && !/obsolete|unsafe/.test(told),
  );
  return new Set(lines.flatMap(([, , line]) => values[Number(line) - 1 - head.length] ?? []));
}
