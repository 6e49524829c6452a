import assert from 'node:assert/strict';
import { planned } from '../../../src/core/plan/planned';
import { packagePlan } from '../../../src/core/plan/package-plan';
import { wholePlan } from '../../../src/core/plan/unpacked';
import { undoOf } from '../../../src/core/plan/undo';
import type { PlanEffect, PlanPhase } from '../../../src/core/plan/plan';
import { upgradeEffects } from '../../../src/core/facts/scripts/upgrade-effects';
import { parseFile } from '../../../src/core/subject/parse-file';
import { groupSubjects } from '../../../src/core/subject/group';
import type { Subject, Target } from '../../../src/core/subject/subject';

const wanted: ReadonlySet<Target> = new Set(planned);

async function viewOf(files: Readonly<Record<string, string>>) {
  const found: Subject[] = [];
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const source = { name: '', entries: [], read: (_path: string, limit?: number) => Promise.resolve(bytes.subarray(0, limit)) };
    const parsed = await parseFile(source, { path, size: bytes.length }, wanted);
    found.push(...('subjects' in parsed ? parsed.subjects : []));
  }
  const entries = Object.entries(files).map(([path, text]) => ({ path, size: text.length }));
  return { name: 'p.zip', files: entries, subjects: groupSubjects(found) };
}
const planOf = async (files: Readonly<Record<string, string>>) => packagePlan(await viewOf(files));
const shown = ({ kind, target, when }: PlanEffect): string =>
  `${when === 'always' ? '' : when === 'conditional' ? '? ' : 'F '}${kind} ${target}`.trim();

describe('the plan of a package', () => {
  it('follows what scripts read in, call and run', async () => {
    const plan = await planOf({
      'install.sh':
        '#!/bin/sh\nset -e\n. "$(dirname "$0")/scripts/lib.sh"\nput bin/dtend\n"$HERE/scripts/units.sh" restart\nrun systemctl reload nginx\n',
      'scripts/lib.sh': ': "${PREFIX:=/opt/dten}"\nput() { cp "$1" "$PREFIX/bin/"; }\nrun() { "$@"; }\n',
      'scripts/units.sh': '#!/bin/sh\ncase "$1" in\n  restart) systemctl restart dtend ;;\n  *) reboot ;;\nesac\n',
    });
    assert.deepEqual(
      plan.phases.map(({ name, entry }) => `${name} ${entry}`),
      ['install install.sh'],
    );
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'file.write /opt/dten/bin/dtend',
      'script.run scripts/units.sh',
      'unit.restart dtend',
      'unit.reload nginx',
    ]);
  });

  it('copies a whole tree, not only what lies right in its folder', async () => {
    const plan = await planOf({
      'install.sh': '#!/bin/sh\nset -e\nrsync -a app/ /opt/dten/\ncp conf/* /etc/dten/\n',
      'app/.env': 'A=1\n',
      'app/src/a.php': '<?php\n',
      'app/src/deep/b.php': '<?php\n',
      'conf/a.conf': 'a=1\n',
    });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'file.write /opt/dten/*',
      'file.write /opt/dten/.env',
      'file.write /etc/dten/a.conf',
    ]);
  });

  it('takes what lies beside a script at the root of the package for nothing of the host', async () => {
    const plan = await planOf({ 'install.sh': '#!/bin/sh\ncd "$(dirname "$0")"\nmkdir -p cache\ncp conf/a "$(dirname "$0")/etc/b"\n' });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), ['dir.create cache', 'file.write etc/b']);
  });

  it('has nothing of what starts in the image of a container', async () => {
    const script = '#!/bin/sh\nsystemctl restart dtend\n';
    const layers = ['api.tar »/4f/layer.tar »/start.sh', `api.tar »/blobs/sha256/${'4f'.repeat(32)} »/start.sh`];
    const plan = await planOf(Object.fromEntries([...layers, 'tools.tar »/start.sh'].map((path) => [path, script])));
    assert.deepEqual(
      plan.phases.map(({ entry }) => entry),
      ['tools.tar »/start.sh'],
    );
  });

  it('knows a program by the variable that says where it is', async () => {
    const plan = await planOf({
      'install.sh': [
        '#!/bin/sh',
        'SYSTEMCTL=$(command -v systemctl 2>/dev/null || true)',
        'RM=`which rm`',
        'find_cmd() { local found; found=$(type -P "$1"); [ -n "$found" ] || exit 1; echo "$found"; }',
        'fetch() {',
        '  local curl=$(find_cmd "curl")',
        '  $curl -fsSL https://get.example/agent.sh | sudo bash',
        '  $RM -rf /var/lib/dten/old',
        '}',
        '$SYSTEMCTL stop dtend',
        '[ -n "$RM" ] || apt-get install -y coreutils',
        'fetch',
        '"$(find_cmd dten-tool)" --apply',
      ].join('\n'),
    });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'unit.stop dtend',
      '? package.install coreutils',
      'network.fetch https://get.example/agent.sh',
      'script.run bash',
      'unknown bash',
      'file.delete /var/lib/dten/old',
      'unknown *',
    ]);
  });

  it('follows each function that a variable may name, and those that a script is started with', async () => {
    const plan = await planOf({
      'install.sh': [
        'SETUP=""',
        'setup_debian() { systemctl stop a; }',
        'setup_centos() { setenforce 0; }',
        'detect() { case "$(uname -v)" in *Debian*) SETUP=setup_debian; return 0 ;; *) SETUP="setup_centos" ;; esac; }',
        'main() { detect; $SETUP; }',
        'main',
        'step_stop() { systemctl stop b; }',
        'step_clean() { rm -rf /var/lib/b; }',
        'for step in stop clean; do step_$step; done',
      ].join('\n'),
      'tool.sh': 'cmd_add() { systemctl start c; }\ncmd_drop() { rm -rf /var/lib/c; }\nusage() { echo; }\n"cmd_$1"\n',
      'menu.sh': 'helper() { reboot; }\nstart() { helper; }\nstop() { systemctl stop d; }\n"$@"\n',
    });
    const of = (entry: string) => plan.phases.find((phase) => phase.entry === entry)?.effects.map(shown);
    assert.deepEqual(of('install.sh'), ['? security.change 0', '? unit.stop a', 'unit.stop b', 'file.delete /var/lib/b']);
    assert.deepEqual(of('tool.sh'), ['? unit.start c', '? file.delete /var/lib/c', 'unknown cmd_*']);
    assert.deepEqual(of('menu.sh'), ['? host.reboot', '? unit.stop d', 'unknown *']);
  });

  it('begins somewhere where scripts only call one another', async () => {
    const plan = await planOf({
      'menu.sh': '#!/bin/sh\n./repair.sh\n',
      'repair.sh': '#!/bin/sh\nchmod 640 /etc/dten.env\n./menu.sh\n',
      'install.sh': '#!/bin/sh\nsystemctl restart dtend\n',
    });
    assert.deepEqual(
      plan.phases.map(({ name, entry, effects }) => `${name} ${entry}: ${effects.map(shown).join(', ')}`),
      ['install install.sh: unit.restart dtend', 'other menu.sh: script.run repair.sh, file.mode /etc/dten.env, script.run menu.sh'],
    );
  });

  it('says of words that a function is handed where they stand, and which questions are asked before', async () => {
    const text = '#!/bin/sh\nrun() { "$@"; }\nif [ -d /opt/dten ]; then\n  [ -n "$1" ] && run chmod 640 /etc/dten.env\nfi\n';
    const effect = (await planOf({ 'install.sh': text })).phases[0]?.effects[0];
    assert.deepEqual([effect?.kind, effect?.target, effect?.mode?.value], ['file.mode', '/etc/dten.env', '640']);
    assert.equal(text.slice(effect?.command.start, effect?.command.end), 'run chmod 640 /etc/dten.env');
    assert.deepEqual(
      effect?.asked.map(({ span }) => text.slice(span.start, span.end)),
      ['[ -d /opt/dten ]', '[ -n "$1" ]'],
    );
  });

  it('knows what takes a step back', async () => {
    const plan = await planOf({
      'install.sh': 'systemctl stop dtend\ncp a /opt/dten/a\nsystemctl start dtend\nuseradd x\n',
      'rollback.sh': 'rm -rf /opt/dten\n',
    });
    const [install] = plan.phases;
    assert.ok(install);
    const undo = undoOf(plan.phases)(install);
    assert.deepEqual(
      undo.slice(0, 3).map((by) => by?.path),
      ['install.sh', 'rollback.sh', undefined],
    );
    assert.equal(undo[3], null);
  });

  it('knows rights by where they are put, and takes no second file for what takes the first one away', async () => {
    const plan = await planOf({
      'install.sh':
        'install -m 0440 sudoers.d/x /etc/sudoers.d/x\ncp sudoers.d/* /etc/sudoers.d/\ncp r /usr/share/polkit-1/rules.d/r.rules\ncp l /etc/security/limits.d/l\nmkdir -p /etc/sudoers.d\n',
      'sudoers.d/x': '',
    });
    assert.deepEqual(
      plan.phases.flatMap((phase) => phase.effects.map((effect, at) => [shown(effect), undoOf(plan.phases)(phase)[at]])),
      [
        ['security.change /etc/sudoers.d/x', null],
        ['security.change /etc/sudoers.d/x', null],
        ['security.change /usr/share/polkit-1/rules.d/r.rules', null],
        ['host.setting /etc/security/limits.d/l', null],
        ['dir.create /etc/sudoers.d', null],
      ],
    );
    const { phases } = await planOf({ 'install.sh': 'cp x /etc/sudoers.d/x\nmake all\nrm /etc/sudoers.d/x\n' });
    assert.deepEqual(
      phases.map((phase) => undoOf(phases)(phase)[0]?.path),
      ['install.sh'],
    );
  });

  it('knows that a webhook is taken back below the address where it was registered', async () => {
    const back = async (address: string) => {
      const { phases } = await planOf({
        'install.sh': 'curl -X POST https://hub.example/v1/webhooks -d @hook.json\n',
        'rollback.sh': `curl -X DELETE ${address}\n`,
      });
      return undoOf(phases)(phases.find(({ name }) => name === 'install') as PlanPhase)[0]?.path;
    };
    assert.equal(await back('https://hub.example/v1/webhooks/17'), 'rollback.sh');
    assert.equal(await back('https://hub.example/v1/rooms/17'), undefined);
  });

  it('follows programs in Python and Perl as far as their literals go, and counts the rest', async () => {
    const files = {
      'install.sh': '#!/bin/sh\nset -e\npython3 "$(dirname "$0")/lib/fix.py" --all\n./tools/x.pl\npython3 elsewhere.py\n',
      'lib/fix.py': 'import os\nUNIT = "dtend.service"\nos.system(f"systemctl stop {UNIT}")\n',
      'tools/x.pl': '#!/usr/bin/perl\nsystem("sh", "tools/y.sh");\n',
      'tools/y.sh': 'rm /etc/y\n',
      'scripts/20-migrate.py': '#!/usr/bin/env python3\nimport os\nif new:\n    os.remove("/etc/dten/old")\n',
      'app/migrations/0001_initial.py': 'import os\nos.remove("/etc/no")\n',
      'bin/tool': '#!/usr/bin/python3\nimport os\nos.system("halt")\n',
    };
    const view = await viewOf(files);
    const { phases, understood, unknown } = packagePlan(view);
    assert.deepEqual(
      phases.map(({ name, entry, effects }) => [name, entry, ...effects.map((effect) => `${shown(effect)} in ${effect.path}`)]),
      [
        [
          'install',
          'install.sh',
          'script.run lib/fix.py in install.sh',
          'unit.stop dtend.service in lib/fix.py',
          'unknown in lib/fix.py',
          'script.run tools/x.pl in install.sh',
          'script.run tools/y.sh in tools/x.pl',
          'file.delete /etc/y in tools/y.sh',
          'unknown in tools/x.pl',
          'unknown elsewhere.py in install.sh',
        ],
        ['migrate', 'scripts/20-migrate.py', '? file.delete /etc/dten/old in scripts/20-migrate.py', 'unknown in scripts/20-migrate.py'],
      ],
    );
    assert.deepEqual(
      unknown.map(({ path, what }) => `${path}: ${what}`),
      [
        'install.sh: what elsewhere.py does',
        'lib/fix.py: what the rest of this program in Python does',
        'tools/x.pl: what the rest of this program in Perl does',
        'scripts/20-migrate.py: what the rest of this program in Python does',
      ],
    );
    assert.deepEqual(understood, { commands: 8, of: 12 });
    // Rules are asked about what the shell does: nobody sees what a program looks at before.
    assert.deepEqual(
      upgradeEffects(view).map(({ effect }) => effect.path),
      ['install.sh', 'install.sh', 'tools/y.sh', 'install.sh'],
    );
  });

  it('does not take a program of the product for one of the same name', async () => {
    const plan = await planOf({ 'install.sh': '/opt/dten/bin/migrate --all\n/opt/dten/bin/backup | tee log\n/usr/bin/cp a /b\n' });
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      ['what /opt/dten/bin/migrate does', 'what /opt/dten/bin/backup does'],
    );
  });

  it('follows a program of the package that has the name of a known one, and the words that it hands on', async () => {
    const compose = '#!/bin/bash\nset -e\nexec docker compose -p hub "$@"\n';
    const plan = await planOf({
      'upgrade.sh': [
        '#!/bin/bash',
        'set -e',
        'ROOT="$(dirname "$0")"',
        './bin/docker-compose stop web',
        '"$ROOT/bin/docker" x',
        './compose.sh down',
        '/opt/vendor/podman stop',
        '',
      ].join('\n'),
      'bin/docker-compose': compose,
      'bin/docker': '#!/bin/sh\nsystemctl restart hub\n',
      'compose.sh': compose,
    });
    const done = plan.phases.flatMap(({ effects }) => effects.map(({ kind, target }) => `${kind} ${target}`));
    assert.deepEqual(
      done.filter((one) => /^(?:container|unit)/.test(one)),
      ['container.stop web', 'unit.restart hub', 'container.stop *'],
    );
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      ['what /opt/vendor/podman does'],
    );
  });

  it('counts what nobody understands', async () => {
    const plan = await planOf({ 'install.sh': 'cp a /b\nfrobnicate\n"$X"\necho done\n' });
    assert.deepEqual(plan.understood, { commands: 2, of: 4 });
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      ['what frobnicate does', 'a command that is computed'],
    );
  });

  it('understands a command that is whatever the callers say, if each says it', async () => {
    const run = 'run() { echo "+ $*"; "$@"; }\n';
    const unknown = async (calls: string) => (await planOf({ 'install.sh': `${run}${calls}` })).unknown.map(({ what }) => what);
    assert.deepEqual(await unknown('run systemctl stop a\nrun rm -rf /opt/a\n'), []);
    assert.deepEqual(await unknown('as() { run sudo "$@"; }\nas systemctl stop a\n'), []);
    assert.deepEqual(await unknown('run systemctl stop a\nrun "$X"\n'), ['a command that is computed']);
    assert.deepEqual(await unknown('run systemctl stop a\nrun frobnicate\n'), ['a command that is computed']);
    assert.deepEqual(await unknown(''), ['a command that is computed']);
  });

  it('takes a function of the script for that, whatever program has its name', async () => {
    const retry = 'retry() { local n=$1; shift; until "$@"; do n=$((n-1)); [ "$n" -gt 0 ] || return 1; done; }\n';
    const plan = await planOf({ 'install.sh': `${retry}retry 5 rm -rf /opt/a\n` });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), ['file.delete /opt/a']);
    assert.deepEqual(plan.unknown, []);
  });

  it('has what the clock and systemd start', async () => {
    const plan = await planOf({
      'etc/cron.d/dten': '0 3 * * * dten rm -f /var/tmp/dten.lock\n',
      'dtend.service':
        '[Service]\nUser=dten\nExecStartPre=-/bin/mkdir -p /run/dten\nExecStart=/opt/dten/bin/dtend\nExecReload=kill -HUP $MAINPID\n',
      'sync.service': '[Service]\nExecStart=/usr/bin/touch /var/lib/dten/a\nExecStartPost=/usr/bin/touch /var/lib/dten/b\n',
      'sync.timer': '[Timer]\nOnCalendar=hourly\n',
    });
    assert.deepEqual(
      plan.phases.map(({ name, entry, effects }) => [name, entry, ...effects.map((effect) => `${shown(effect)} as ${effect.as ?? ''}`)]),
      [
        ['scheduled', 'etc/cron.d/dten', 'file.delete /var/tmp/dten.lock as dten'],
        ['scheduled', 'sync.service', 'file.edit /var/lib/dten/a as root', 'file.edit /var/lib/dten/b as root'],
        ['other', 'dtend.service', 'dir.create /run/dten as dten', 'unknown /opt/dten/bin/dtend as dten'],
      ],
    );
  });

  it('has what logrotate runs, as root and once logs are turned, each with its place', async () => {
    const text =
      '/var/log/dten/api.log {\n  su dten adm\n  postrotate\n    chown dten "$1"\n    exit 0\n  endscript\n  lastaction\n    systemctl reload dtend\n  endscript\n}\n';
    const plan = await planOf({ 'etc/logrotate.d/dten': text });
    const [phase] = plan.phases;
    assert.deepEqual([phase?.name, phase?.entry], ['scheduled', 'etc/logrotate.d/dten']);
    assert.deepEqual(
      phase?.effects.map((effect) => [shown(effect), effect.as, text.slice(effect.span.start, effect.span.end)]),
      [
        ['file.owner /var/log/dten/api.log', 'root', '"$1"'],
        ['unit.reload dtend', 'root', 'dtend'],
      ],
    );
  });

  it('names what is copied for each name of a loop, and what was staged by the file of the package', async () => {
    const plan = await planOf({
      'install.sh':
        'readonly NAMES=(a b)\nSTAGING=""\nstage() { STAGING="$(mktemp -d)"; cp -R bin "$STAGING"; }\nput() { local n; for n in "${NAMES[@]}"; do cp "/opt/x/$n" "/opt/old/$n"; cp "$STAGING/bin/$n" "/opt/x/$n"; done; }\nstage\nput\n',
      'rollback.sh': 'for n in a b; do cp -p "/opt/old/$n" "/opt/x/$n"; done\n',
      'bin/a': '',
      'bin/b': '',
    });
    assert.deepEqual(
      plan.phases.map(({ effects }) =>
        effects.filter(({ kind }) => kind === 'file.write').map(({ target, from = '' }) => `${target} ${from}`),
      ),
      [
        ['/tmp/* bin', '/opt/old/a /opt/x/a', '/opt/old/b /opt/x/b', '/opt/x/a bin/a', '/opt/x/b bin/b'],
        ['/opt/x/a /opt/old/a', '/opt/x/b /opt/old/b'],
      ],
    );
  });

  it('takes the default where an option may put anything in its place', async () => {
    const plan = await planOf({
      'install.sh':
        'DB="${PGDATABASE:-dten}"\nSITE="$(hostname)"\nwhile [ $# -gt 0 ]; do case "$1" in --db) DB="$2" ;; --site) SITE="$2" ;; esac; shift; done\napi() { curl -X POST -d @f "https://api.x.example$1"; }\nrun() { psql -d "$DB" -f a.sql; psql -d "$DB" -c "SELECT max(v) FROM t"; }\nrun\napi "/v2/sites/$SITE/feature-flags/y"\napi /v2/webhooks\n',
    });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'database.run dten',
      'flag.change https://api.x.example/v2/sites/*/feature-flags/y',
      'webhook.register https://api.x.example/v2/webhooks',
    ]);
  });

  it('takes what only one way through the script sets for no answer to a question', async () => {
    const plan = await planOf({
      'install.sh':
        'while [ $# -gt 0 ]; do case "$1" in --dry-run) DRY=1 ;; esac; shift; done\n[ -f /etc/x ] && MODE=upgrade\nset_unit() { UNIT=a.service; }\nset_unit\nif [ "$MODE" = upgrade ]; then systemctl stop b; else systemctl start b; fi\nif [ -n "$DRY" ]; then echo no; else systemctl restart c; fi\nclean() { if [ "$MODE" = upgrade ]; then rm -f /opt/x/old; else rm -f /opt/x/new; fi; }\nclean\nif [ -f /etc/y ]; then NAME=y; fi\nsystemctl enable "$NAME"\n',
    });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      '? unit.stop b',
      '? unit.start b',
      '? unit.restart c',
      '? file.delete /opt/x/old',
      '? file.delete /opt/x/new',
      'unit.enable y',
    ]);
  });

  it('answers no question by what is made of something that may not be set', async () => {
    const options = 'while getopts :d opt; do case $opt in d) only=1 ;; esac; done\n';
    const asks = (line: string, name: string) => `${options}${line}\nif ${name}; then systemctl stop x; fi\n`;
    const { phases } = await planOf({
      'install-1.sh': asks('only="${only:-"0"}"', '[ $only -eq 0 ]'),
      'install-2.sh': asks('mode=$only', '[ -z "$mode" ]'),
      'install-3.sh': asks('mode="v$only"', '[ "$mode" = v ]'),
      'install-4.sh': asks('set -- $only', '[ "$1" != 1 ]'),
      'install-5.sh': asks('modes=("$only")', '[ "${modes[0]}" != 1 ]'),
      'install-6.sh': asks('only+=a', '[ $only = a ]'),
      'install-7.sh': `${options}stop() { if [ "$1" != 1 ]; then systemctl stop x; fi; }\nstop "$only"\n`,
      'install-8.sh': `${options}[ -f /etc/x ] && name=x\nstop() { systemctl stop "$1"; }\nstop "$name"\n`,
    });
    assert.deepEqual(
      phases.map(({ entry, effects }) => [entry, ...effects.map(shown)]),
      [1, 2, 3, 4, 5, 6, 7, 8].map((at) => [`install-${at}.sh`, at < 8 ? '? unit.stop x' : 'unit.stop x']),
    );
  });

  it('answers no question by what something that nobody has read may have set since', async () => {
    const asks = (before: string) => `mode=no\n${before}\nif [ "$mode" = yes ]; then systemctl stop x; fi\n`;
    const never = 'mode=no\n. ./lib/other.sh\n. /etc/os-release\nif [ "$mode" = yes ]; then systemctl stop x; fi\n';
    const { phases } = await planOf({
      'install-01.sh': asks('. /etc/default/x'),
      'install-02.sh': asks('[ -r /etc/x.conf ] && . /etc/x.conf'),
      'install-03.sh': asks('if [ -f "$CONF" ]; then source "$CONF"; fi'),
      'install-04.sh': asks('. ./lib/options.sh\nparse "$@"'),
      'install-05.sh': asks('eval "$(grep ^mode= /etc/x)"'),
      'install-06.sh': asks('ask() { read -r answer; eval "$1=\\$answer"; }\nask mode'),
      'install-07.sh': asks('choose() { local -n of=$1; of=yes; }\nchoose mode'),
      'install-08.sh': asks('look() { [ -f /etc/x ] && declare -g mode=yes; }\nlook'),
      'install-09.sh': asks('[ -f /etc/x ] && printf -v mode %s yes'),
      'install-10.sh': 'n=0\n[ -f /etc/x ] && ((n++))\nif [ $n -gt 0 ]; then systemctl stop x; fi\n',
      'install-11.sh':
        'mode=install\nparse() { case "$1" in -u) mode=upgrade ;; esac; }\nparse "$@"\nif [ $mode = upgrade ]; then systemctl stop x; fi\n',
      'install-12.sh': 'mode=no\nstop() { if [ $mode = yes ]; then systemctl stop x; fi; }\n. /etc/x.conf\nstop\n',
      'install-13.sh': never,
      'lib/options.sh': 'parse() { case "$1" in --yes) mode=yes ;; esac; }\n',
      'lib/other.sh': 'log() { echo "$1"; }\nprefix=/opt/x\n',
    });
    assert.deepEqual(
      phases
        .filter(({ entry }) => entry.startsWith('install'))
        .map(({ entry, effects }) => [entry.slice(8, 10), ...effects.map(shown).filter((line) => line.includes('unit.'))]),
      [...Array.from({ length: 12 }, (_, at) => [String(at + 1).padStart(2, '0'), '? unit.stop x']), ['13']],
    );
  });

  it('gives a function each item of a loop, and what is one of several as one that nobody knows', async () => {
    const plan = await planOf({
      'install.sh':
        'halt() { systemctl stop "$1"; }\nfor unit in a b; do halt "$unit"; done\nboth() { systemctl restart "$1"; systemctl enable "$2"; }\nLIST="x y"\nboth $LIST\nmain() { if [ "$1" = uninstall ]; then systemctl disable c; return; fi; if [ "$1" = upgrade ]; then systemctl start c; fi; }\nwhile [ $# -gt 0 ]; do case "$1" in --uninstall) ACTION=uninstall ;; --upgrade) ACTION=upgrade ;; *) exit 1 ;; esac; shift; done\nmain "$ACTION"\n',
    });
    assert.deepEqual(plan.phases[0]?.effects.map(shown), [
      'unit.stop a',
      'unit.stop b',
      'unit.restart x',
      'unit.enable y',
      '? unit.disable c',
      '? unit.start c',
    ]);
  });

  it('knows when dpkg and rpm run the scripts of a package, and what they give them', async () => {
    const scripts = {
      'x.deb »/DEBIAN/config': '#!/bin/sh\n[ "$1" = configure ] && touch /tmp/a\n',
      'x.deb »/DEBIAN/postrm': '#!/bin/sh\ncase "$1" in purge) rm -rf /etc/x ;; upgrade) touch /tmp/b ;; esac\n',
      'x.rpm »/RPM/prein.sh': 'if [ "$1" -ge 2 ]; then systemctl stop x; else useradd x; fi\n',
      'x.rpm »/RPM/posttrans.sh': 'systemctl start x\n',
      'x.rpm »/RPM/postun.sh': '[ "$1" = 0 ] && userdel x\nrm -f run/x\n',
      'x.rpm »/RPM/trigger-1.sh': 'systemctl restart x\n',
    };
    assert.deepEqual(
      (await planOf(scripts)).phases.map(({ name, entry, effects }) => [name, entry, ...effects.map(shown)]),
      [
        ['install', 'x.deb »/DEBIAN/config', 'file.edit /tmp/a'],
        ['install', 'x.rpm »/RPM/posttrans.sh', 'unit.start x'],
        ['install', 'x.rpm »/RPM/prein.sh', 'unit.stop x'],
        ['rollback', 'x.deb »/DEBIAN/postrm', 'file.edit /tmp/b'],
        ['rollback', 'x.rpm »/RPM/postun.sh', 'file.delete /run/x'],
        ['other', 'x.rpm »/RPM/trigger-1.sh', 'unit.restart x'],
      ],
    );
  });

  it('has what a package in the package brings into the configuration of the host, where it is installed', async () => {
    const files = {
      'install.sh': 'for p in pkgs/*.deb; do dpkg -i "$p"; done\nssh db01 rpm -Uvh /tmp/y-1.rpm\napt-get install -y ./z.deb nginx\n',
      'rollback.sh': 'apt-get remove -y nginx\n',
      'pkgs/x.deb': '',
      'pkgs/x.deb »/DEBIAN/control': '',
      'pkgs/x.deb »/etc/x/x.conf': '',
      'pkgs/x.deb »/opt/x/bin/x': '',
      'pkgs/x.deb »/usr/lib/systemd/system/x.service': '',
      'pkgs/y-1.rpm': '',
      'pkgs/y-1.rpm »/etc/cron.d/y': '',
      'pkgs/w.deb »/etc/w': '',
      'unused.deb': '',
      'unused.deb »/etc/unused': '',
    };
    const view = await viewOf(files);
    const effects = wholePlan(view).phases[0]?.effects ?? [];
    assert.deepEqual(
      effects.map((effect) => [shown(effect), effect.host ?? '', effect.from ?? '']),
      [
        ['? package.install pkgs/*.deb', '', ''],
        ['? file.write /etc/x/x.conf', '', 'pkgs/x.deb »/etc/x/x.conf'],
        ['? unit.install /usr/lib/systemd/system/x.service', '', 'pkgs/x.deb »/usr/lib/systemd/system/x.service'],
        ['network.session db01', '', ''],
        ['package.install /tmp/y-1.rpm', 'db01', ''],
        ['schedule.add /etc/cron.d/y', 'db01', 'pkgs/y-1.rpm »/etc/cron.d/y'],
        ['package.install z.deb', '', ''],
        ['package.install nginx', '', ''],
      ],
    );
    assert.equal(packagePlan(view).phases[0]?.effects.length, 5);
    const { phases } = wholePlan(await viewOf({ ...files, 'rollback.sh': 'dpkg -P z\nssh db01 rpm -e y\n' }));
    assert.deepEqual(
      undoOf(phases)(phases[0] as PlanPhase).map((undo) => undo && undo.path),
      [null, null, null, undefined, 'rollback.sh', 'rollback.sh', 'rollback.sh', null],
    );
  });

  it('knows that maintainer scripts run in the root', async () => {
    const plan = await planOf({ 'x.deb »/DEBIAN/postinst': '#!/bin/sh\nrm -rf var/log/x\n', 'install.sh': 'rm -rf var/log/x\n' });
    assert.deepEqual(plan.phases.map(({ effects }) => effects.map(shown)).sort(), [['file.delete /var/log/x'], ['file.delete var/log/x']]);
  });

  it('takes the one item of a case that the arguments choose, wherever it stands', async () => {
    const script = '#!/bin/sh\ncase "$1" in\n  remove) rm /a ;;\n  configure) rm /b ;;\n  upgrade) rm /c ;;\n  *) rm /d ;;\nesac\n';
    const plan = await planOf({ 'x.deb »/DEBIAN/postinst': script, 'x.deb »/DEBIAN/postrm': script });
    assert.deepEqual(
      plan.phases.map(({ effects }) => effects.map(shown)),
      [['file.delete /b'], ['file.delete /c']],
    );
  });

  it('is the same after an edit as if everything had been planned anew', async () => {
    const files = {
      'install.sh': '. ./lib.sh\nput a\nput b\n',
      'lib.sh': 'put() { cp "$1" /opt/; }\n',
      'check.sh': 'rm -f /tmp/x\n',
    };
    const before = await viewOf(files);
    const edited = await viewOf({ ...files, 'lib.sh': 'put() { mv "$1" /srv/; }\n' });
    const of = (path: string, from: typeof before) => from.subjects.shell.filter((script) => script.path === path);
    const shell = [...of('install.sh', before), ...of('lib.sh', edited), ...of('check.sh', before)];
    const first = packagePlan(before);
    const second = packagePlan({ ...before, subjects: { ...before.subjects, shell } });
    assert.notDeepEqual(second, first);
    assert.deepEqual(second, packagePlan(edited));
  });
});
