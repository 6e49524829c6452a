import assert from 'node:assert/strict';
import { packagePlan } from '../../../src/core/plan/package-plan';
import type { Plan, PlanEffect } from '../../../src/core/plan/plan';
import { planned } from '../../../src/core/plan/planned';
import { groupSubjects } from '../../../src/core/subject/group';
import { parseFile } from '../../../src/core/subject/parse-file';
import type { Subject, Target } from '../../../src/core/subject/subject';

const wanted: ReadonlySet<Target> = new Set(planned);

async function planOf(files: Readonly<Record<string, string>>): Promise<Plan> {
  const found: Subject[] = [];
  for (const [path, text] of Object.entries(files)) {
    const bytes = new TextEncoder().encode(text);
    const source = { name: '', entries: [], read: (_path: string, limit?: number) => Promise.resolve(bytes.subarray(0, limit)) };
    const parsed = await parseFile(source, { path, size: bytes.length }, wanted);
    found.push(...('subjects' in parsed ? parsed.subjects : []));
  }
  const entries = Object.entries(files).map(([path, text]) => ({ path, size: text.length }));
  return packagePlan({ name: 'p.zip', files: entries, subjects: groupSubjects(found) });
}

const effectsOf = (plan: Plan, entry = 'install.sh'): readonly PlanEffect[] =>
  plan.phases.find((phase) => phase.entry === entry)?.effects ?? [];
const shown = ({ kind, target }: PlanEffect): string => `${kind} ${target}`;
const script = (...lines: readonly string[]): string => ['#!/bin/bash', ...lines, ''].join('\n');

describe('what a script of a package calls', () => {
  const stops = (unit: string): string => script(`systemctl stop ${unit}`);

  it('is looked for where the script has gone', async () => {
    const plan = await planOf({
      'install.sh': script(
        'pushd gateway',
        './install.sh',
        'popd',
        '(cd modem && ./install.sh)',
        'cd radio; bash install.sh; cd ..',
        'pushd sub; pushd deep; ./go.sh; popd; ./mid.sh; popd',
        './top.sh',
        'cd "$BASE/elsewhere"',
        './install.sh',
      ),
      'gateway/install.sh': stops('gateway'),
      'radio/install.sh': stops('radio'),
      'sub/deep/go.sh': stops('deep'),
      'sub/mid.sh': stops('mid'),
      'top.sh': stops('top'),
    });
    assert.deepEqual(
      effectsOf(plan)
        .filter(({ kind }) => kind !== 'script.run')
        .map(shown),
      [
        'unit.stop gateway',
        'unknown modem/install.sh',
        'unit.stop radio',
        'unit.stop deep',
        'unit.stop mid',
        'unit.stop top',
        'unknown */elsewhere/install.sh',
      ],
    );
  });

  it('is what stands behind a prefix that may be empty', async () => {
    const plan = await planOf({
      'install.sh': script(
        'deps() { $1 apt-get install -y libfoo; }',
        'quiet() { local S=$1; $S rm -rf /opt/old; }',
        'own() { ${2} systemctl stop dtend; }',
        'deps sudo',
        'quiet',
        'own x "sudo -u dten"',
        'SUDO=""',
        '[ "$EUID" -ne 0 ] && SUDO=sudo',
        '$SUDO systemctl restart nginx',
        '$SUDO ./more.sh',
        '${AS_ROOT:-sudo} systemctl reload cron',
      ),
      'more.sh': stops('more'),
    });
    assert.deepEqual(
      effectsOf(plan).map((effect) => `${shown(effect)} ${effect.as ?? ''}`.trim()),
      [
        'package.install libfoo root',
        'file.delete /opt/old',
        'unit.stop dtend dten',
        'unit.restart nginx root',
        'script.run more.sh root',
        'unit.stop more root',
        'unit.reload cron root',
      ],
    );
    assert.deepEqual(plan.unknown, []);
  });

  it('is nothing that anybody knows where a file is read in that the package has not', async () => {
    const read = [
      '. /var/www/app/load.sh',
      'source "$(pwd)/../common/lib.sh"',
      '. /usr/share/app/check-root',
      'source "$1"',
      'for hook in /opt/app/hooks.d/*; do . "$hook"; done',
      '[ -f /etc/app/hooks.sh ] && . /etc/app/hooks.sh',
      'for part in /etc/app/post.d/*; do . "$part"; done',
    ];
    const settings = [
      '. /etc/os-release',
      '. /etc/default/app',
      '. /etc/app/app.env',
      '. /etc/profile.d/app.sh',
      '. /lib/lsb/init-functions',
      'source "$CONFIG_FILE"',
      '. ../install/config.ini',
      'source venv/bin/activate',
      'for part in lib/*.sh; do . "$part"; done',
      '. "$BASE/settings.sh"',
    ];
    const plan = await planOf({ 'install.sh': script(...read, ...settings), 'lib/here.sh': 'put() { :; }\n' });
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      [
        'what /var/www/app/load.sh does',
        'what */../common/lib.sh does',
        'what /usr/share/app/check-root does',
        'a file that is read in under a computed name',
        'what /opt/app/hooks.d/* does',
        'what /etc/app/hooks.sh does',
        'what /etc/app/post.d/* does',
      ],
    );
    assert.equal(effectsOf(plan).filter(({ kind }) => kind === 'unknown').length, read.length);
  });

  it('ends at the first failure where a file that is read in says so', async () => {
    const plan = await planOf({
      'install.sh': script('. ./lib/common', 'dpkg -i a.deb', './more.sh'),
      'lib/common': '#!/bin/sh\nset -e\n',
      'more.sh': script('dpkg -i b.deb'),
    });
    assert.deepEqual(
      effectsOf(plan).map(({ by, path, onError }) => `${path} ${by} ${onError}`),
      ['install.sh dpkg stops', 'install.sh more.sh stops', 'more.sh dpkg goes-on'],
    );
  });

  it('is all that a loop over a folder finds', async () => {
    const plan = await planOf({
      'install.sh': script(
        'HERE=$(cd "$(dirname "$0")" && pwd)',
        'for s in $(ls "$HERE/a.d"); do "$HERE/a.d/$s"; done',
        'for s in `ls $HERE/b.d/*.sh`; do bash $s; done',
        'for s in $(find "$HERE/c.d" -name "*.sh" | sort); do sh "$s"; done',
        'for s in "$HERE"/d.d/*; do [ -x "$s" ] && "$s"; done',
        'find "$HERE/e.d" -name "*.sh" | sort | while read -r s; do bash "$s"; done',
        'while read -r s; do bash "$s"; done < list',
      ),
      ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.d/10-stop.sh`, stops(name)])),
    });
    assert.deepEqual(
      effectsOf(plan)
        .filter(({ kind }) => kind !== 'script.run')
        .map((effect) => `${shown(effect)} ${effect.when}`),
      [...['a', 'b', 'c', 'd', 'e'].map((name) => `unit.stop ${name} conditional`), 'unknown * conditional'],
    );
    assert.deepEqual(
      plan.unknown.map(({ what }) => what),
      ['a command that is computed'],
    );
    assert.equal(plan.phases.length, 1);
  });

  it('is given what stands behind the first arguments', async () => {
    const plan = await planOf({
      'install.sh': script(
        'step() { echo "$1"; "${@:2}"; }',
        'step "stop it" systemctl stop one',
        'each() { for unit; do systemctl restart "$unit"; done; }',
        'each two three',
        'rest() { shift; for unit in "${@:2}"; do systemctl mask "$unit"; done; }',
        'rest a b four five',
        'second() { systemctl start "${@:2:1}"; }',
        'second a six b',
      ),
    });
    assert.deepEqual(effectsOf(plan).map(shown), [
      'unit.stop one',
      'unit.restart two',
      'unit.restart three',
      'unit.mask four',
      'unit.mask five',
      'unit.start six',
    ]);
  });
});
